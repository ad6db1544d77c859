"""`dossier today`, `reminders`, `tasks` and `stats` on a real vault."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.analytics import stats
from app.cli.reminders import reminders
from app.cli.session import Session
from app.cli.tasks import tasks
from app.cli.today import today
from app.domain.court_calendars import court_calendar
from app.domain.errors import Refused
from app.domain.severity import Severity
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from tests.conftest import LOGIN, PASSPHRASE, ZONE


def local_today() -> date:
    return datetime.now(ZoneInfo(ZONE)).date()


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    """A session on an office whose only case has a deadline that is overdue since yesterday."""
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. \x1b[31mRoe", number="2026-00417")).value
    office.do(
        AddDeadline(
            case=case.id,
            title="Discovery response",
            due_on=local_today() - timedelta(days=3),
            severity=Severity.STATUTORY,
        )
    )
    office.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(command: click.Command, session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(command, words, obj=session)


def answer(command: click.Command, session: Session, *words: str) -> Any:
    result = run(command, session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_today_shows_the_most_urgent_first(session: Session) -> None:
    text = run(today, session).output
    assert "No hearings today. 1 reminder is due." in text
    assert "Overdue 3 days" in text
    assert "\x1b" not in text
    plain = answer(today, session)
    assert plain["counts"]["overdue"] == 1
    (matter,) = plain["matters"]
    assert (matter["what"], matter["number"], matter["days_late"]) == (
        "Discovery response",
        "2026-00417",
        3,
    )
    assert len(plain["load"]) == 14


def test_a_due_reminder_is_acknowledged_by_name(session: Session) -> None:
    (line,) = answer(reminders, session, "list")
    assert (line["severity"], line["state"]) == ("statutory", "waiting")
    said = run(reminders, session, "acknowledge", line["id"], "--note", "sent by mail")
    assert said.output == "Acknowledged by A. Rivera.\n"
    assert answer(reminders, session, "list") == []
    (kept,) = answer(reminders, session, "list", "--state", "acknowledged")
    assert kept["acknowledged_by"] == "A. Rivera"


def test_a_snooze_past_the_date_is_refused_and_nonsense_is_no_time(session: Session) -> None:
    (line,) = answer(reminders, session, "list")
    with pytest.raises(Refused, match="past_limit"):
        CliRunner().invoke(
            reminders,
            ("snooze", line["id"], "--until", "2099-01-01"),
            obj=session,
            catch_exceptions=False,
        )
    assert run(reminders, session, "snooze", line["id"], "--until", "soon").exit_code == 2


def test_a_reminder_is_snoozed_to_a_morning(session: Session) -> None:
    due = local_today() + timedelta(days=30)
    answer(tasks, session, "add", "2026-00417", "Brief", "--due", due.isoformat())
    coming = answer(reminders, session, "list", "--state", "coming")
    until = (due - timedelta(days=5)).isoformat()
    done = answer(reminders, session, "snooze", coming[0]["id"], "--until", until)
    assert done["state"] == "snoozed"
    assert done["due_at"].startswith(until)


def test_a_reminder_is_dropped_unless_a_law_set_its_date(session: Session) -> None:
    due = local_today() + timedelta(days=30)
    answer(tasks, session, "add", "2026-00417", "Brief", "--due", due.isoformat())
    coming = answer(reminders, session, "list", "--state", "coming")
    assert run(reminders, session, "drop", coming[0]["id"]).output == "Silenced.\n"
    (by_law,) = answer(reminders, session, "list")
    with pytest.raises(Refused):
        CliRunner().invoke(reminders, ("drop", by_law["id"]), obj=session, catch_exceptions=False)
    assert answer(reminders, session, "list") == [by_law]


def test_a_task_is_added_listed_and_done(session: Session) -> None:
    added = answer(tasks, session, "add", "2026-00417", "Prepare brief", "--step", "Facts")
    assert [line["title"] for line in answer(tasks, session, "list")] == ["Prepare brief"]
    assert run(tasks, session, "done", added["id"]).output == "Done by A. Rivera.\n"
    assert run(tasks, session, "list", "2026-00417").output == "Nothing to do.\n"
    (line,) = answer(tasks, session, "list", "2026-00417", "--all")
    assert line["done_by"] == "A. Rivera"


def test_statistics_have_a_number_for_every_kind_of_record(session: Session) -> None:
    counts = answer(stats, session)
    assert set(counts) == {
        "cases", "defendants", "charges", "persons", "victims", "witnesses", "evidence",
        "custody_events", "hearings", "deadlines", "reminders", "tasks", "notes", "contacts",
        "dispositions", "sentences", "attachments", "users", "by_stage", "by_status",
        "by_disposition",
    }  # fmt: skip
    assert (counts["cases"], counts["deadlines"], counts["by_stage"]) == (1, 1, {"referral": 1})
    assert "custody events: 0" in run(stats, session).output


@pytest.mark.parametrize(
    ("typed", "ahead"), [("+14", 14), ("2w", 14), ("-3d", -3), ("tomorrow", 1), ("1d", 1)]
)
def test_a_day_is_typed_as_in_the_window(session: Session, typed: str, ahead: int) -> None:
    result = run(tasks, session, "add", "2026-00417", "Brief", "--due", typed)
    assert result.exit_code == 0, result.output
    due = [line["due_on"] for line in answer(tasks, session, "list") if line["title"] == "Brief"]
    assert due == [(local_today() + timedelta(days=ahead)).isoformat()]


def test_court_days_are_counted_by_the_calendar_of_the_office(session: Session) -> None:
    assert run(tasks, session, "add", "2026-00417", "Reply", "--due", "10cd").exit_code == 0
    (due,) = (line["due_on"] for line in answer(tasks, session, "list") if line["title"] == "Reply")
    expected = court_calendar("US-FED").nth_after(local_today(), 10)
    assert due == expected.isoformat()


@pytest.mark.parametrize("typed", ["soon", "9999cd", "31 feb", "+9999y"])
def test_what_is_no_day_says_how_to_write_one(session: Session, typed: str) -> None:
    result = run(tasks, session, "add", "2026-00417", "Brief", "--due", typed)
    assert result.exit_code == 2
    assert "'--due'" in result.output
