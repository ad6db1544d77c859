"""`dossier import` on a real vault."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.imports import import_
from app.cli.main import run
from app.cli.session import Session
from tests.conftest import LOGIN, PASSPHRASE

FILES = Path(__file__).resolve().parents[1] / "interchange" / "cook_county"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def invoke(session: Session, *words: str) -> Result:
    return CliRunner().invoke(import_, ["cook-county", str(FILES), *words], obj=session)


def test_json_counts_the_input_and_what_was_new(session: Session) -> None:
    first = json.loads(invoke(session, "--json").stdout)
    assert {kind: first[kind] for kind in ("cases", "defendants", "charges")} == {
        "cases": 4,
        "defendants": 5,
        "charges": 5,
    }
    assert (first["dispositions"], first["sentences"]) == (5, 3)
    assert first["rejected"] + first["warnings"] == len(first["findings"])
    again = json.loads(invoke(session, "--json").stdout)
    assert set(again["new"].values()) == {0}
    assert again["cases"] == first["cases"]


def test_people_read_a_table_and_sentences(session: Session) -> None:
    shown = invoke(session).stdout
    assert "Defendants" in shown
    assert "intake.csv:6" in shown
    assert "was left out" in shown


def test_progress_goes_to_stderr_when_asked_for(session: Session) -> None:
    result = invoke(session, "--progress", "--json")
    assert "intake.csv" in result.stderr
    assert json.loads(result.stdout)["cases"] == 4
    assert invoke(session, "--json").stderr == ""


def test_a_folder_without_the_files_is_refused_with_exit_1(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--vault", session.vault, "--login", LOGIN]
    words += ["--passphrase-file", session.passphrase_file]
    assert run([*words, "import", "cook-county", str(tmp_path / "nowhere")]) == 1
    assert "Choose another" in capsys.readouterr().err
