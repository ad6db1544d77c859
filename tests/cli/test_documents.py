"""`dossier print` on a real vault."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app import bootstrap
from app.cli.documents import print_
from app.cli.main import run as run_program
from app.cli.session import Session
from app.domain.cases import Case
from app.domain.errors import Missing, Refused, Unavailable
from app.services.history import CaseHistory
from tests.conftest import LOGIN, PASSPHRASE
from tests.paper_case import full_case


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


@pytest.fixture
def case(vault_folder: Path) -> Case:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = full_case(office)
    office.close()
    return case


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(print_, ("case-summary", *words), obj=session)


def test_a_summary_is_printed_to_a_file(session: Session, case: Case, tmp_path: Path) -> None:
    to = tmp_path / "brief <1>.pdf"
    result = run(session, case.number, "--profile", "defense", "--out", str(to), "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.output)
    pdf = to.read_bytes()
    assert answer["file"] == str(to)
    assert answer["profile"] == "defense"
    assert answer["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert answer["pages"] == len(PdfReader(BytesIO(pdf)).pages)
    assert "1 note" in answer["left_out"]
    assert "FOR THE DEFENSE" in PdfReader(to).pages[0].extract_text()


def test_people_are_told_where_it_is_and_what_is_missing(
    session: Session, case: Case, tmp_path: Path
) -> None:
    to = tmp_path / "brief.pdf"
    result = run(session, case.number, "--profile", "internal", "--out", str(to))
    assert result.output == (f"{to}: 1 page.\nLeft out: 2 contact numbers, 1 e-mail, 1 address.\n")


def test_an_older_file_is_replaced_only_by_force(
    session: Session, case: Case, tmp_path: Path
) -> None:
    to = tmp_path / "brief.pdf"
    words = (case.number, "--profile", "court", "--out", str(to))
    to.write_bytes(b"%PDF-old")
    assert isinstance(run(session, *words).exception, Refused)
    assert to.read_bytes() == b"%PDF-old"
    assert prints(session, case) == 0
    assert run(session, *words, "--force").exit_code == 0
    assert len(to.read_bytes()) > 1000
    assert prints(session, case) == 1


def prints(session: Session, case: Case) -> int:
    """Return how often the log says that something was printed."""
    lines = session.ask(CaseHistory(case=case.id)).rows
    return sum(line.what == "Printed case summary" for line in lines)


def test_a_place_that_cannot_be_written_is_refused_with_a_sentence(
    session: Session, case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "nowhere" / "brief.pdf"
    words = ("case-summary", case.number, "--profile", "court", "--out", str(to))
    assert isinstance(run(session, *words[1:]).exception, Unavailable)
    options = ("--vault", session.vault, "--login", LOGIN)
    secret = ("--passphrase-file", session.passphrase_file)
    assert run_program(("print", *words, *options, *secret)) == 1
    assert "is not there" in capsys.readouterr().err


def test_a_reader_must_be_named_and_the_case_must_exist(
    session: Session, case: Case, tmp_path: Path
) -> None:
    file = tmp_path / "brief.pdf"
    to = str(file)
    assert run(session, case.number, "--out", to).exit_code == 2
    assert run(session, case.number, "--profile", "press", "--out", to).exit_code == 2
    unknown = run(session, "1999-1", "--profile", "court", "--out", to)
    assert isinstance(unknown.exception, Missing)
    assert not file.exists()
