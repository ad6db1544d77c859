"""`dossier holidays` on a real vault."""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app import bootstrap
from app.cli.holidays import holidays
from app.cli.main import program
from app.cli.session import Session
from app.domain.court_calendars import CALENDAR_IDS
from app.domain.errors import ImportRefused, Missing, Refused
from app.services.cases import OpenCase
from app.services.clocks import StartClock
from app.services.court_calendars import AddCourtDays, NewCourtDay
from tests.conftest import LOGIN, PASSPHRASE

FILES = Path(__file__).resolve().parents[1] / "interchange" / "holidays"
ORDER = ("--source", "Order 26-3")


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(holidays, words, obj=session)


def answer(session: Session, *words: str) -> Any:
    result = run(session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_the_program_knows_the_command() -> None:
    assert "holidays" in CliRunner().invoke(program, ["--help"]).output


def test_the_days_of_a_year_are_listed_with_kind_and_source(session: Session) -> None:
    days = answer(session, "list", "US-FED", "--year", "2028")
    assert [day["on"] for day in days][:2] == ["2028-01-17", "2028-02-21"]
    (day,) = answer(session, "list", "US-FED", "--from", "2027-12-31", "--to", "2027-12-31")
    assert (day["name"], day["kind"], day["source"]) == (
        *("New Year's Day (observed)", "Federal holiday", "5 U.S.C. 6103(a)"),
    )
    assert "known from 2013-01-01" in run(session, "list", "FL-2514", "--year", "2041").output


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_clocks_that_follow_are_told_on_a_terminal_only(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = bootstrap.unlock(session.folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe")).value.id
    facts = (("clock_start", "2026-02-02"),)
    office.do(StartClock(case=case, regime="US-STA-70", facts=facts))
    office.close()
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as terminal, monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", terminal)
        session.do(closed(date(2026, 4, 13)))
    told = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "\rReckoning the speedy-trial clocks anew 0 of 1" in told
    assert "\rReckoning the speedy-trial clocks anew 1 of 1" in told
    session.do(closed(date(2026, 4, 14)))
    assert capsys.readouterr().err == ""


def closed(on: date) -> AddCourtDays:
    day = NewCourtDay(on=on, name="Storm", source="Order 26-3")
    return AddCourtDays(calendar="US-FED", days=(day,))


def test_days_are_added_listed_and_removed_with_a_reason(session: Session) -> None:
    added = answer(session, "add", "US-FED", "2026-04-16", "Storm", *ORDER, "--to", "2026-04-17")
    assert [day["on"] for day in added] == ["2026-04-16", "2026-04-17"]
    listed = run(session, "list", "US-FED", "--from", "2026-04-01", "--to", "2026-04-30").output
    assert "Storm" in listed
    assert "Order 26-3" in listed
    answer(session, "remove", "US-FED", "2026-04-17", "--reason", "Roads open")
    (gone,) = answer(session, "removed", "US-FED")
    assert (gone["on"], gone["reason"]) == ("2026-04-17", "Roads open")
    result = run(session, "remove", "US-FED", "2026-04-17", "--reason", "Again")
    assert isinstance(result.exception, Missing)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "US-FED", "2026-10-12", "X", *ORDER), "court_day.closed_already"),
        (("add", "US-FED", "2041-10-12", "X", *ORDER), "calendar.not_loaded"),
        (("add", "US-TX", "2026-10-13", "X", *ORDER), "calendar.unknown"),
        (("add", "US-FED", "2026-10-13", "X", *ORDER, "--to", "2026-10-01"), "calendar.span"),
        (("list", "US-TX"), "calendar.unknown"),
        (("extend", "US-FED", "--last", "2045-12-31"), "office_calendar.not_own"),
        (("drop", "US-FED"), "office_calendar.not_own"),
    ],
)
def test_what_cannot_be_is_refused(session: Session, words: tuple[str, ...], code: str) -> None:
    result = run(session, *words)
    assert isinstance(result.exception, Refused)
    assert result.exception.code == code


def test_an_own_calendar_is_made_chosen_extended_and_dropped(session: Session) -> None:
    assert answer(session, "make", "Riverside", "--based-on", "CA-courts")["id"] == (
        "OFFICE-RIVERSIDE"
    )
    answer(session, "choose", "OFFICE-RIVERSIDE")
    assert "Cesar Chavez Day" in run(session, "list", "--year", "2026").output
    assert isinstance(run(session, "drop", "OFFICE-RIVERSIDE").exception, Refused)
    last = answer(session, "extend", "OFFICE-RIVERSIDE", "--last", "2045-12-31")["last"]
    assert last == "2045-12-31"
    (chosen,) = [each for each in answer(session, "calendars") if each["is_chosen"]]
    assert chosen["id"] == "OFFICE-RIVERSIDE"
    answer(session, "choose", "US-FED")
    answer(session, "drop", "OFFICE-RIVERSIDE")
    assert len(answer(session, "calendars")) == len(CALENDAR_IDS)


def test_a_file_is_looked_over_and_taken_in(session: Session) -> None:
    words = ("import", str(FILES / "county.csv"), "--calendar", "CA-courts")
    report = answer(session, *words, "--dry-run")
    assert report["counts"] == {"new": 3, "known": 1, "outside": 0, "wrong": 0}
    assert "Nothing was taken in" in run(session, *words, "--dry-run").output
    assert "closed already: Christmas Day" in run(session, *words).output
    assert isinstance(run(session, *words).exception, ImportRefused)


def test_rows_are_chosen_by_their_columns(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "states.csv"
    path.write_text("jurisdiction,date,name\nTX,2026-03-02,Texas\nIL,2026-03-02,Pulaski\n", "utf-8")
    words = ("import", str(path), "--calendar", "US-FED")
    report = answer(session, *words, "--dry-run")
    assert report["choices"] == {"jurisdiction": ["IL", "TX"]}
    assert isinstance(run(session, *words).exception, ImportRefused)
    report = answer(session, *words, "--only", "jurisdiction=TX")
    assert [row["name"] for row in report["rows"]] == ["Texas"]
    assert run(session, *words, "--only", "TX").exit_code == 2


def test_a_calendar_is_written_as_a_pattern(session: Session, tmp_path: Path) -> None:
    to = tmp_path / "pattern.json"
    saved = answer(session, "export", "FL-2514", "--out", str(to))
    assert saved == {"path": str(to), "holidays": 9, "has_rules": True}
    assert json.loads(to.read_text("utf-8"))["id"] == "FL-2514"
    assert isinstance(run(session, "export", "FL-2514", "--out", str(to)).exception, Refused)


def test_a_year_is_printed(session: Session, tmp_path: Path) -> None:
    answer(session, "add", "US-FED", "2026-04-16", "Storm & <b>ice</b>", *ORDER)
    to = tmp_path / "days.pdf"
    printed = answer(session, "print", "US-FED", "--year", "2026", "--out", str(to))
    assert printed == {"file": str(to), "pages": 1}
    words = "".join(PdfReader(to).pages[0].extract_text().split())
    for part in ("Federalcourts:2026", "Storm&<b>ice</b>", "forSat4Jul2026", "Order26-3"):
        assert part in words
    assert isinstance(run(session, "print", "--out", str(to)).exception, Refused)
