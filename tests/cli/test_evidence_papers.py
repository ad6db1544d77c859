"""`dossier print` for labels and papers about evidence, on a real vault."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app import bootstrap
from app.cli.audit import audit
from app.cli.documents import print_
from app.cli.session import Session
from app.domain.cases import Case
from app.domain.errors import Missing, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from tests.conftest import LOGIN, PASSPHRASE


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


@pytest.fixture
def case(vault_folder: Path) -> Case:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    other = office.do(OpenCase(title="State v. Poe", number="2026-00418")).value
    entry = EvidenceEntry(kind="phone", description="Phone", seized_from="M. Roe", exhibit="1")
    for one in (case, case, other):
        office.do(LogEvidence(case=one.id, entry=entry))
    office.close()
    return case


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(print_, words, obj=session)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("labels", "2026-00417", "--stock", "avery-5160"), "EV-0002"),
        (("labels", "--tag", "ev-0002", "--stock", "roll-2x1", "--copies", "2"), "EV-0002"),
        (("labels", "2026-00417", "--case-label", "--stock", "roll-4x6"), "2026-00417"),
        (("custody-form", "EV-0001"), "Chain of custody EV-0001"),
        (("receipt", "EV-0001", "--step", "1"), "Transfer receipt"),
        (("receipt", "EV-0001", "--alone"), "Transfer receipt"),
        (("property-receipt", "2026-00417"), "2 items taken"),
        (("property-receipt", "--tag", "EV-0003"), "1 item taken"),
        (("evidence-log", "2026-00417", "--profile", "defense"), "FOR THE DEFENSE"),
        (("evidence-log", "2026-00417", "--profile", "court", "--exhibits"), "Exhibit list"),
    ],
)
@pytest.mark.usefixtures("case")
def test_each_paper_is_written_to_a_file(
    session: Session, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    to = tmp_path / "paper.pdf"
    result = run(session, *words, "--out", str(to), "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.output)
    pdf = to.read_bytes()
    assert answer["sha256"] == hashlib.sha256(pdf).hexdigest()
    reader = PdfReader(BytesIO(pdf))
    assert answer["pages"] == len(reader.pages)
    assert said in reader.pages[0].extract_text()


@pytest.mark.usefixtures("case")
def test_what_does_not_fit_is_told(session: Session, tmp_path: Path) -> None:
    to = str(tmp_path / "l.pdf")
    result = run(session, "labels", "2026-00417", "--stock", "avery-5167", "--out", to)
    assert "Code 128 does not fit this label" in result.output
    assert "1 page" in result.output


@pytest.mark.usefixtures("case")
def test_nothing_is_printed_over_another_file_or_from_two_cases(
    session: Session, tmp_path: Path
) -> None:
    to = tmp_path / "paper.pdf"
    to.write_bytes(b"mine")
    words = ("custody-form", "EV-0001", "--out", str(to))
    assert isinstance(run(session, *words).exception, Refused)
    assert isinstance(run(session, *words, "--force").exception, Refused)
    assert to.read_bytes() == b"mine"
    tags = ("--tag", "EV-0001", "--tag", "EV-0003", "--stock", "roll-2x1")
    result = run(session, "labels", *tags, "--out", str(tmp_path / "l.pdf"))
    assert result.exit_code == 2
    assert "items of one case" in result.output


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("labels", "2026-00417", "--stock", "avery-1"), Missing),
        (("labels", "2026-00417", "--stock", "roll-2x1", "--start", "2"), Refused),
        (("labels", "--tag", "EV-9", "--stock", "roll-2x1"), Missing),
        (("place-labels", "--stock", "roll-2x1"), Refused),
        (("place-labels", "--stock", "roll-2x1", "--code", "LOC-1"), Missing),
        (("custody-form", "EV-9"), Missing),
        (("receipt", "EV-0001", "--step", "7"), Missing),
        (("property-receipt", "2026-1"), Missing),
    ],
)
@pytest.mark.usefixtures("case")
def test_what_cannot_be_printed_leaves_no_file(
    session: Session, tmp_path: Path, words: tuple[str, ...], error: type[Exception]
) -> None:
    to = tmp_path / "paper.pdf"
    assert isinstance(run(session, *words, "--out", str(to)).exception, error)
    assert not to.exists()


def test_stocks_are_listed_and_added(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    listed = json.loads(run(session, "label-stocks", "--json").output)
    assert "avery-5160" in listed
    own = {
        "code": "ours", "name": "Ours", "unit": "mm", "page": [50, 30], "label": [50, 30],
        "columns": 1, "rows": 1, "first": [0, 0], "pitch": [50, 30], "dots_per_inch": 203,
    }  # fmt: skip
    file = tmp_path / "ours.json"
    file.write_text(json.dumps(own))
    result = run(session, "label-stocks", "--add", str(file))
    assert "ours" in result.output
    (tmp_path / "data" / "dossier" / "labels" / "bad.json").write_text("{")
    assert "bad.json, line 1" in run(session, "label-stocks").output


@pytest.mark.usefixtures("case")
def test_the_code_on_paper_tells_what_was_printed(session: Session, tmp_path: Path) -> None:
    to = tmp_path / "form.pdf"
    printed = json.loads(run(session, "custody-form", "EV-0001", "--out", str(to), "--json").output)
    text = PdfReader(to).pages[0].extract_text()
    code = text.split("Audit ")[1].split()[0]
    words = ("verify", "--code", f"{code} EV-0001")
    session.as_json = False
    told = CliRunner().invoke(audit, words, obj=session)
    assert "What: Printed custody form" in told.output
    assert printed["sha256"] in told.output
    answer = json.loads(CliRunner().invoke(audit, (*words, "--json"), obj=session).output)
    assert answer["paper"]["action"] == "PrintCustodyForm"
    assert answer["paper"]["facts"]["sha256"] == printed["sha256"]
