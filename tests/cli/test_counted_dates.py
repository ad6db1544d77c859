"""`dossier deadlines from-event`, `recount`, `check` and `to-check` on a real vault."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.deadlines import deadlines
from app.cli.session import Session
from app.domain.errors import Refused
from app.domain.users import UserId
from app.services.cases import OpenCase
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.office import Office
from tests.conftest import LOGIN, PASSPHRASE
from tests.services.test_dates_from_events import DUE, close_court
from tests.small_rules import write_rules

pytestmark = pytest.mark.usefixtures("november_2026")

NUMBER = "2026-00417"
EVENT = ("from-event", NUMBER, "motion-served", "2027-03-01", "--service", "mail")


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    """A session on an office with one case and one active pack of rules."""
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    with office._database.writing(office.actor) as work:
        for pack in work.rule_packs.where():
            work.rule_packs.change(replace(pack, is_active=False))
    write_rules(office)
    office.do(OpenCase(title="State v. Roe", number=NUMBER))
    office.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(deadlines, words, obj=session)


def answer(session: Session, *words: str) -> Any:
    result = run(session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def with_office(session: Session, act: Any) -> None:
    office = bootstrap.unlock(Path(session.vault), LOGIN, PASSPHRASE)
    act(office)
    office.close()


def test_dates_are_shown_first_and_added_only_when_asked(session: Session) -> None:
    shown = answer(session, *EVENT)
    assert [(row["rule"], row["due_on"], row["taken"]) for row in shown] == [
        ("RESPONSE", "2027-03-18", True),
        ("REPLY", "2027-03-25", True),
    ]
    assert answer(session, "list") == []
    result = run(session, *EVENT, "--add")
    assert "Added: 2." in result.stdout
    listed = answer(session, "list")
    assert [row["reason"] for row in listed] == [
        "14 days after Motion served, Local Rule RESPONSE",
        "7 days after Motion served, Local Rule REPLY",
    ]
    assert all(row["is_present"] for row in answer(session, *EVENT))


def test_a_rule_can_be_named(session: Session) -> None:
    answer(session, *EVENT, "--rule", "RESPONSE", "--add")
    assert [row["deadline"] for row in answer(session, "list")] == ["Response to motion"]


def test_a_rule_the_event_does_not_start_is_refused(session: Session) -> None:
    result = run(session, *EVENT, "--rule", "ELSE", "--add")
    assert result.exit_code == 2
    assert "RESPONSE" in result.output
    assert answer(session, "list") == []


def test_an_unknown_event_is_refused_in_a_sentence(session: Session) -> None:
    result = run(session, "from-event", NUMBER, "ECLIPSE", "2027-03-01")
    assert isinstance(result.exception, Refused)
    assert result.exception.field == "event"


def test_a_means_of_service_no_rule_names_is_refused_with_those_they_name(session: Session) -> None:
    result = run(session, *EVENT[:-1], "pigeon")
    assert result.exit_code == 2
    assert "pigeon" in result.output
    assert "mail" in result.output


def test_recounting_shows_and_moves(session: Session) -> None:
    run(session, *EVENT, "--add")
    assert answer(session, "recount") == []
    with_office(session, lambda office: close_court(office, DUE))
    for words in (("recount",), ("recount", NUMBER)):
        rows = answer(session, *words)
        assert [(row["due_on"], row["becomes"]) for row in rows] == [
            ("2027-03-18", "2027-03-19"),
            ("2027-03-25", "2027-03-26"),
        ]
    result = run(session, "recount", "--apply")
    assert "Counted: 2. Moved: 2." in result.stdout
    assert answer(session, "recount") == []
    assert answer(session, "list")[0]["due_on"] == "2027-03-19"


def test_a_date_is_looked_at_by_its_id(session: Session) -> None:
    run(session, *EVENT, "--add")
    waiting = answer(session, "to-check")
    assert [row["is_own"] for row in waiting] == [True, True]
    own = run(session, "check", waiting[0]["id"])
    assert own.exit_code != 0
    with_office(session, _as_colleague)
    checked = answer(session, "check", waiting[0]["id"], "--due", "2027-03-18")
    assert checked["checked_by"] == "A. Rivera"
    assert len(answer(session, "to-check")) == 1


def _as_colleague(office: Office) -> None:
    """Let a colleague be the one who set every date."""
    moss = Colleague(login="l.moss", name="L. Moss", role="paralegal", title="Paralegal")
    user = office.do(AddColleague(moss)).value
    with office._database.writing(office.actor) as work:
        for each in work.deadlines.where():
            work.deadlines.change(replace(each, dated_by=UserId(user.id)))
