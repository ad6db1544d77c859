"""`dossier evidence export-case` and `import-case` on a real vault."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.evidence import evidence
from app.cli.main import run as dossier
from app.cli.session import Session
from app.domain.evidence_entry import EvidenceEntry
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from tests.conftest import LOGIN, PASSPHRASE

HANDOVER = Path(__file__).resolve().parents[1] / "interchange" / "case_uco" / "handover.jsonld"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    office.do(LogEvidence(case=case.id, entry=EvidenceEntry(kind="phone", description="Phone")))
    office.close()
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def invoke(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(evidence, words, obj=session)


def answer(session: Session, *words: str) -> dict[str, Any]:
    result = invoke(session, *words, "--json")
    assert result.exit_code == 0, result.output
    answered: dict[str, Any] = json.loads(result.stdout)
    return answered


def test_a_case_is_exported(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonld"
    done = answer(session, "export-case", "2026-00417", "--out", str(out))
    assert (done["exhibits"], done["steps"], done["path"]) == (1, 1, str(out))
    assert "State v. Roe" in out.read_text("utf-8")
    shown = invoke(session, "export-case", "2026-00417", "--out", str(tmp_path)).stdout
    assert "2026-00417 chain of custody.jsonld" in shown


def test_a_file_is_looked_over_and_taken_in(session: Session) -> None:
    words = ("import-case", str(HANDOVER), "--case", "2026-00417")
    seen = answer(session, *words, "--dry-run")
    assert (seen["dry_run"], len(seen["exhibits"]), seen["steps"]) == (True, 2, 4)
    done = answer(session, *words)
    assert done["exhibits"] == seen["exhibits"]
    assert (done["left_out"], done["doubts"]) == (4, 0)
    assert {"/@graph/13", "/@graph/3"} <= {finding["place"] for finding in done["findings"]}
    again = answer(session, *words)
    assert (again["exhibits"], again["known"]) == ([], 2)


def test_people_read_tables_and_sentences(session: Session) -> None:
    shown = invoke(session, "import-case", str(HANDOVER), "--dry-run").stdout
    assert "21 things, 20 understood" in shown
    assert "PD-26-118-1A" in shown
    assert "/@graph/13  “uco-core:Annotation” The owner called twice is no part" in shown
    assert "Nothing was taken in (dry run)." in shown


def test_a_bad_file_is_refused_with_exit_1(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jsonld"
    bad.write_text('{"@context": "https://example.org/context.jsonld"}')
    words = ["--vault", session.vault, "--login", LOGIN]
    words += ["--passphrase-file", session.passphrase_file]
    assert dossier([*words, "evidence", "import-case", str(bad)]) == 1
    assert "uses no network" in capsys.readouterr().err
