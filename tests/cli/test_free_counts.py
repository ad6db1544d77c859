"""`dossier deadlines count` and `methods`, and typed court days, by the calendar of the court."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.courtrooms import courtrooms
from app.cli.deadlines import deadlines
from app.cli.hearings import hearings
from app.cli.main import run as run_program
from app.cli.session import Session
from app.cli.tasks import tasks
from app.domain.court_calendars import court_calendar
from app.domain.free_counts import METHODS
from app.i18n.courthouse import courthouse
from app.services.cases import OpenCase
from app.services.courtrooms import AddCourtroom
from tests.conftest import LOGIN, PASSPHRASE

pytestmark = pytest.mark.usefixtures("november_2026")

ROE, DOE, POE = "2026-00417", "2026-00418", "2026-00419"
DAY = "2027-03-17"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    """A session on an office with a case in California, one in Washington and one nowhere."""
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    office.do(OpenCase(title="People v. Roe", number=ROE, court="Superior Court"))
    office.do(OpenCase(title="State v. Doe", number=DOE, court="King County"))
    office.do(OpenCase(title="State v. Poe", number=POE))
    office.do(AddCourtroom(court="Superior Court", room="12", calendar="CA-courts"))
    office.do(AddCourtroom(court="King County", room="4", calendar="WA-courts"))
    office.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(session: Session, group: click.Group, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(group, words, obj=session)


def answer(session: Session, group: click.Group, *words: str) -> Any:
    result = run(session, group, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_date_is_counted_by_the_law_of_the_cases_court(session: Session) -> None:
    found = answer(session, deadlines, "count", ROE, DAY, "14")
    assert (found["due_on"], found["method"], found["calendar"], found["id"]) == (
        "2027-04-01",
        "ca_ccp12",
        "CA-courts",
        None,
    )
    assert "Cal. Code Civ. Proc. 12, 12a" in found["law"]
    assert "California courts" in found["law"]
    assert any("Cesar Chavez Day" in step for step in found["trace"])
    federal = answer(session, deadlines, "count", POE, DAY, "14")
    assert (federal["due_on"], federal["method"]) == ("2027-03-31", "fed_rule45")


def test_the_law_can_be_another_and_brings_its_own_calendar(session: Session) -> None:
    found = answer(session, deadlines, "count", ROE, DAY, "14", "--method", "fed_rule45")
    assert (found["due_on"], found["calendar"], found["warning"]) == ("2027-03-31", "US-FED", "")
    mixed = answer(
        session, deadlines, "count", ROE, DAY, "14", "--method", "fed_rule45",
        "--calendar", "CA-courts",
    )  # fmt: skip
    assert mixed["due_on"] == "2027-04-01"
    assert "Federal courts" in mixed["warning"]
    plain = answer(session, deadlines, "count", ROE, DAY, "14", "--method", "calendar_days")
    assert (plain["due_on"], plain["closed"]) == ("2027-03-31", "Cesar Chavez Day")


def test_where_the_program_knows_no_law_one_is_to_be_named(session: Session) -> None:
    result = run(session, deadlines, "count", DOE, DAY, "14")
    assert result.exit_code == 2
    assert "dossier deadlines methods" in " ".join(result.output.split())
    found = answer(session, deadlines, "count", DOE, DAY, "10", "--method", "court_days")
    assert found["calendar"] == "WA-courts"


def test_what_was_shown_is_added_and_counted_again(session: Session) -> None:
    words = ("count", ROE, DAY, "14", "--event", "Motion served", "--title", "Reply", "--add")
    result = run(session, deadlines, *words)
    assert result.exit_code == 0, result.output
    assert "Counted by Cal. Code Civ. Proc. 12, 12a" in result.output
    (line,) = answer(session, deadlines, "list")
    assert (line["due_on"], line["deadline"]) == ("2027-04-01", "Reply")
    assert line["id"] in result.output
    assert answer(session, deadlines, "recount", ROE) == []


def test_what_is_missing_is_said_by_its_option(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> str:
        access = ("--vault", session.vault, "--login", LOGIN)
        secret = ("--passphrase-file", session.passphrase_file)
        assert run_program(["deadlines", "count", ROE, DAY, *words, *access, *secret]) != 0
        return capsys.readouterr().err

    assert "--title:" in told("14", "--event", "Served", "--add")
    assert "--event:" in told("14", "--title", "Reply", "--add")
    assert "--at:" in told("48", "--method", "elapsed_hours_no_roll")
    assert "--unit:" in told("14", "--unit", "hours")
    assert "--service-days:" in told("14", "--method", "tx_gov311", "--service-days", "3")
    assert "--calendar:" in told("14", "--calendar", "MARS")
    assert "--before:" in told("14", "--before")


def test_the_methods_are_listed_with_what_they_do(session: Session) -> None:
    listed = answer(session, deadlines, "methods")
    assert [line["method"] for line in listed] == list(METHODS)
    assert all(line["law"] and line["does"] for line in listed)


def test_typed_court_days_go_by_the_court_of_the_case_named(session: Session) -> None:
    for number, calendar, title in (
        (ROE, "CA-courts", "California courts"),
        (DOE, "WA-courts", "Washington courts"),
        (POE, "US-FED", "Federal courts"),
    ):
        result = run(session, tasks, "add", number, "Brief", "--due", "90cd")
        assert f"90 court days ({title})" in result.output
        due = [each["due_on"] for each in answer(session, tasks, "list", number)]
        expected = court_calendar(calendar).nth_after(courthouse.today(), 90)
        assert due == [expected.isoformat()]


def test_a_hearing_leads_to_its_case(session: Session) -> None:
    hearing = answer(session, hearings, "set", ROE, "ARR", "2027-03-01 9:00")["id"]
    result = run(session, hearings, "move", hearing, "90cd", "--preview")
    assert "90 court days (California courts)" in result.output


def test_the_calendar_of_a_room_is_changed_and_given_up(session: Session) -> None:
    by_court = {each["court"]: each for each in answer(session, courtrooms, "list")}
    room = by_court["Superior Court"]["id"]
    assert run(session, courtrooms, "calendar", room, "NY-GCL24").exit_code == 0
    assert answer(session, deadlines, "count", ROE, DAY, "14")["method"] == "ny_gcl"
    assert run(session, courtrooms, "calendar", room, "-").exit_code == 0
    assert answer(session, deadlines, "count", ROE, DAY, "14")["method"] == "fed_rule45"
