"""`dossier calendar list` and `print`: what is asked for, as a table and as a PDF."""

import json
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.calendar import calendar
from app.cli.session import Session
from app.domain.errors import Refused
from app.services.calendar import CalendarRange
from app.services.cases import OpenCase
from app.services.hearings import SetHearing
from app.services.tasks import AddTask
from tests.conftest import LOGIN, PASSPHRASE
from tests.printing.paper_samples import pages


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(calendar, ("print", *words), obj=session)


def test_a_day_and_a_month_are_written(session: Session, tmp_path: Path) -> None:
    day, month = tmp_path / "day.pdf", tmp_path / "month.pdf"
    told = run(session, "--day", "2026-11-23", "-o", str(day))
    assert told.exit_code == 0, told.output
    assert told.output.strip().endswith("day.pdf: 1 page.")
    answer = run(session, "--month", "2026-11", "--out", str(month), "--json")
    assert json.loads(answer.output)["pages"] == 1
    assert "Mon 23 Nov 2026" in pages(day.read_bytes())[0]
    assert "November 2026" in pages(month.read_bytes())[0]


def test_a_day_is_typed_as_in_the_window(session: Session, tmp_path: Path) -> None:
    assert run(session, "--day", "5cd", "-o", str(tmp_path / "day.pdf")).exit_code == 0


@pytest.mark.parametrize(
    "words", [(), ("--day", "fri", "--month", "2026-11"), ("--month", "November")]
)
def test_one_of_the_two_must_be_named(
    session: Session, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert run(session, *words, "-o", str(tmp_path / "x.pdf")).exit_code == 2


def test_an_older_file_is_replaced_only_when_asked(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    out.write_bytes(b"%PDF-1.7 mine")
    told = run(session, "--day", "2026-11-23", "-o", str(out))
    assert isinstance(told.exception, Refused)
    assert out.read_bytes() == b"%PDF-1.7 mine"
    assert run(session, "--day", "2026-11-23", "-o", str(out), "--force").exit_code == 0


def test_the_calendar_is_narrowed_as_in_the_window(session: Session, vault_folder: Path) -> None:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe")).value
    today = office.ask(CalendarRange()).today
    hearing = SetHearing(case=case.id, kind="ARR", on=today, clock=time(9))
    office.do(replace(hearing, courtroom="Dept 4", attorney=office.actor.user))
    office.do(replace(hearing, courtroom="Dept 5", kind="BAIL"))
    office.do(AddTask(case=case.id, title="Brief", due_on=today))
    office.close()
    assert listed(session) == ["Dept 4", "Dept 5", ""]
    assert listed(session, "--room", "Dept 4") == ["Dept 4"]
    assert listed(session, "--hearing", "BAIL") == ["Dept 5"]
    assert listed(session, "--kind", "task", "--mine") == [""]
    assert listed(session, "--person", "a. rivera", "--to", "+3", "--kind", "hearing") == [
        "Dept 4",
        "Dept 5",
    ]
    unknown = CliRunner().invoke(calendar, ("list", "--person", "Nobody"), obj=session)
    assert unknown.exit_code == 2
    assert "A. Rivera" in unknown.output


def listed(session: Session, *words: str) -> list[str]:
    session.as_json = False
    told = CliRunner().invoke(calendar, ("list", *words, "--json"), obj=session)
    assert told.exit_code == 0, told.output
    return [row["place"] for row in json.loads(told.output)]
