"""`dossier hearings` and `dossier analytics trial-dates` on a real vault."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.analytics import analytics
from app.cli.courtrooms import courtrooms
from app.cli.hearings import hearings
from app.cli.session import Session, subject_of
from app.domain.errors import Refused
from app.services.cases import OpenCase
from app.services.tasks import AddTask
from tests.cli.test_daily_work import local_today
from tests.conftest import LOGIN, PASSPHRASE
from tests.printing.paper_samples import pages

NUMBER = "2026-00417"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    """A session on an office with one case, and a task three weeks ahead in it."""
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. \x1b[31mRoe", number=NUMBER)).value
    due_on = local_today() + timedelta(days=20)
    office.do(AddTask(case=case.id, title="Prepare \x1b[31mexhibits", due_on=due_on))
    office.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(command: click.Command, session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(command, words, obj=session)


def answer(session: Session, *words: str) -> Any:
    result = run(hearings, session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def day(ahead: int) -> str:
    return (local_today() + timedelta(days=ahead)).isoformat()


def set_one(session: Session, ahead: int, kind: str = "jt") -> str:
    words = ("set", NUMBER, kind, f"{day(ahead)}T09:00", "--room", "Dept 4", "--judge", "Lee")
    return str(answer(session, *words)["id"])


def test_a_hearing_is_set_listed_and_stands_on_the_docket(session: Session) -> None:
    id_ = set_one(session, 0, "arr")
    (listed,) = answer(session, "list", NUMBER)
    assert (listed["id"], listed["clock"], listed["courtroom"]) == (id_, "09:00", "Dept 4")
    (called,) = answer(session, "docket")
    assert (called["number"], called["setting"], called["status"]) == (NUMBER, 1, "set")
    text = run(hearings, session, "docket").output
    assert "\x1b" not in text
    assert run(hearings, session, "docket", "--on", day(3)).output == "No hearing that day.\n"


def test_a_preview_writes_nothing_and_names_what_would_follow(session: Session) -> None:
    id_ = set_one(session, 21)
    rows = answer(session, "continue", id_, day(49), "--preview")
    assert [(row["kind"], row["is_proposed"]) for row in rows] == [
        ("Task", True),
        ("Reminders", False),
    ]
    text = run(hearings, session, "continue", id_, day(49), "--preview").output
    assert "Due 1 day before the hearing." in text
    assert "\x1b" not in text
    (listed,) = answer(session, "list", NUMBER)
    assert listed["status"] == "set"


def test_a_continuance_keeps_the_hour_and_carries_what_was_proposed(session: Session) -> None:
    id_ = set_one(session, 21)
    done = answer(
        session,
        *("continue", id_, day(49), "--by", "defense", "--code", "lab"),
        *("--excluded", "yes", "--as", "H7"),
    )
    assert (done["tasks_moved"], done["to_do"]) == (1, [])
    assert done["proposed_exclusion"] == {"kind": "H7", "first": day(21), "last": day(49)}
    old, new = answer(session, "list", NUMBER)
    assert (old["status"], old["result"]) == ("continued", "Continued, defense")
    assert (new["on"], new["clock"], new["id"]) == (day(49), "09:00", done["id"])


def test_a_refusal_names_the_option_that_was_typed(session: Session) -> None:
    id_ = set_one(session, 21)
    excluded = ("--excluded", "yes", "--as", "H7", "--first", day(21), "--last", day(60))
    told = run(hearings, session, "continue", id_, day(49), "--reason", "x", *excluded)
    assert isinstance(told.exception, Refused)
    assert subject_of(told.exception) == "--last"
    today = set_one(session, 0)
    words = ("result", today, "HELD", "--next", f"{day(30)}T10:00", "--next-kind", "NOPE")
    told = run(hearings, session, *words)
    assert isinstance(told.exception, Refused)
    assert subject_of(told.exception) == "--next-kind"


def test_nothing_follows_where_nothing_is_to_be_applied(session: Session) -> None:
    id_ = set_one(session, 21)
    moved = answer(session, "move", id_, f"{day(28)}T13:30", "--apply", "none")
    assert (moved["tasks_moved"], moved["id"]) == (0, id_)
    (listed,) = answer(session, "list", NUMBER)
    assert (listed["on"], listed["clock"]) == (day(28), "13:30")


def test_results_are_written_with_the_next_date_and_wrong_ones_refused(session: Session) -> None:
    id_ = set_one(session, 0)
    with pytest.raises(Refused, match="result_continues"):
        CliRunner().invoke(hearings, ("result", id_, "cont-d"), obj=session, catch_exceptions=False)
    words = ("result", id_, "held", "--next", f"{day(14)}T10:00", "--next-kind", "sent")
    assert answer(session, *words)["next"] is not None
    held, following = answer(session, "list", NUMBER)
    assert (held["result"], following["what"]) == ("Held", "Sentencing")
    said = run(hearings, session, "vacate", following["id"], "--reason", "Plea withdrawn")
    assert said.output.startswith("Taken off, was on ")
    assert following["id"] in said.output


def test_what_hangs_on_a_vacated_hearing_is_shown_and_called_off(session: Session) -> None:
    id_ = set_one(session, 21)
    task, _reminders = answer(session, "vacate", id_, "--preview")
    assert (task["kind"], task["can_be_ticked"]) == ("Task", True)
    told = run(hearings, session, "vacate", id_)
    assert isinstance(told.exception, Refused)
    assert subject_of(told.exception) == "--reason"
    assert answer(session, "list", NUMBER)[0]["status"] == "set"
    done = answer(session, "vacate", id_, "--reason", "Plea entered", "--only", "1")
    assert (done["id"], done["tasks_closed"], done["deadlines_called_off"]) == (id_, 1, 0)
    assert answer(session, "list", NUMBER)[0]["status"] == "vacated"


@pytest.mark.parametrize("words", [(), ("--apply", "all", "--without", "1")])
def test_what_hangs_on_a_vacated_hearing_may_stay(session: Session, words: tuple[str, ...]) -> None:
    id_ = set_one(session, 21)
    done = answer(session, "vacate", id_, "--reason", "Plea entered", *words)
    assert done["tasks_closed"] == 0


def test_nonsense_on_the_command_line_is_told_and_not_carried_out(session: Session) -> None:
    assert run(hearings, session, "set", NUMBER, "ARR", day(3)).exit_code == 2
    assert run(hearings, session, "result", "no-id", "HELD").exit_code == 2
    assert run(hearings, session, "continue", "no-id", "soon").exit_code == 2
    assert answer(session, "list", NUMBER) == []


def test_trial_dates_say_how_many_cases_they_rest_on(session: Session) -> None:
    text = run(analytics, session, "trial-dates").output
    assert "Cases tried: 0" in text
    assert "Median settings of trial: no case" in text
    answer(session, "result", set_one(session, 0), "held")
    text = run(analytics, session, "trial-dates").output
    assert "Tried on the first setting: 100 %" in text
    figures = json.loads(run(analytics, session, "trial-dates", "--json").stdout)
    assert (figures["tried"], figures["by_settings"], figures["no_result"]) == (1, {"1": 1}, 0)


def test_rooms_are_added_listed_and_retired_and_warn_when_full(session: Session) -> None:
    added = run(courtrooms, session, "add", "Superior Court", "Dept 4", "--capacity", "1")
    assert added.exit_code == 0
    set_one(session, 7)
    words = ("set", NUMBER, "arr", f"{day(7)}T09:15", "--room", "Dept 4", "--judge", "Okafor")
    said = answer(session, *words)
    assert said["room"] == "Dept 4: 1 of 1 set that day."
    assert "Dept 4 is full that day." in said["warnings"]
    assert any("sits then in this room" in each for each in said["warnings"])
    (room,) = json.loads(run(courtrooms, session, "list", "--json").stdout)
    assert run(courtrooms, session, "retire", room["id"]).output == "Retired.\n"
    (room,) = json.loads(run(courtrooms, session, "list", "--json").stdout)
    assert room["is_active"] is False
    assert run(courtrooms, session, "add", "C", "R", "--capacity", "-1").exit_code == 2


def test_a_day_and_time_are_typed_as_in_the_window_and_said(session: Session) -> None:
    told = run(hearings, session, "set", NUMBER, "jt", "+14 9am", "--room", "Dept 4")
    assert told.exit_code == 0, told.output
    meant = local_today() + timedelta(days=14)
    assert told.stderr.splitlines()[0] == f"+14 9am: {meant:%a %d %b %Y} 09:00, 14 days"
    (line,) = answer(session, "list", NUMBER)
    assert (line["on"], line["clock"]) == (meant.isoformat(), "09:00")
    run(hearings, session, "move", line["id"], "+21")
    (line,) = answer(session, "list", NUMBER)
    assert (line["on"], line["clock"]) == (day(21), "09:00")


@pytest.mark.parametrize("typed", ["fri", "soon 9:00", "14", "9999cd 9:00"])
def test_a_day_without_its_time_or_none_at_all_is_refused(session: Session, typed: str) -> None:
    told = run(hearings, session, "set", NUMBER, "jt", typed)
    assert told.exit_code == 2
    assert answer(session, "list", NUMBER) == []


def test_an_answer_in_json_stands_alone(session: Session) -> None:
    told = run(hearings, session, "docket", "--on", "+3", "--json")
    assert (told.stderr, json.loads(told.stdout)) == ("", [])


def ripple_of(session: Session, id_: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = answer(session, "continue", id_, day(49), "--preview")
    return rows


def test_single_rows_are_ticked_by_number_or_id(session: Session) -> None:
    id_ = set_one(session, 21)
    task, reminders = ripple_of(session, id_)
    assert (task["number"], reminders["number"]) == (1, 2)
    none = answer(session, "move", id_, day(28), "--without", task["record"])
    assert none["tasks_moved"] == 0
    task = next(row for row in ripple_of(session, id_) if row["kind"] == "Task")
    moved = answer(session, "move", id_, day(35), "--only", str(task["number"]))
    assert moved["tasks_moved"] == 1


@pytest.mark.parametrize("named", ["2", "9", "soon"])
def test_a_row_that_is_not_there_or_cannot_follow_is_told(session: Session, named: str) -> None:
    id_ = set_one(session, 21)
    told = run(hearings, session, "continue", id_, day(49), "--only", named)
    assert told.exit_code == 2
    (listed,) = answer(session, "list", NUMBER)
    assert listed["on"] == day(21)


def test_the_list_is_printed_before_the_hearing_moves(session: Session, tmp_path: Path) -> None:
    id_ = set_one(session, 21)
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    answer(session, "continue", id_, day(49), "--preview", "--to-do", str(before))
    words = (day(49), "--code", "lab", "--to-do", str(after))
    told = run(hearings, session, "continue", id_, *words)
    assert told.exit_code == 0, told.output
    for paper in (before, after):
        assert "Prepare" in "".join(pages(paper.read_bytes()))
    (_old, new) = answer(session, "list", NUMBER)
    again = run(hearings, session, "move", new["id"], day(50), "--to-do", str(tmp_path))
    assert isinstance(again.exception, Refused)
    assert answer(session, "list", NUMBER)[1]["on"] == day(49)
