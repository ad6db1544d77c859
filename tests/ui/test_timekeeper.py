"""A window left open: a new day begins, a standstill ends in the night, a reminder comes due."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.cli.main import DONE, LOCKED, run
from app.domain.cases import CaseId
from app.domain.clocks.regimes import regime
from app.domain.reminders import Inbox
from app.i18n.courthouse import courthouse
from app.services.audit_view import AuditPage
from app.services.cases import OpenCase
from app.services.clock_reminders import ClocksLeftBehind
from app.services.clocks import AddExclusion, OfficeClocks, StartClock
from app.services.court_calendars import AddCourtDays, CalendarDays, NewCourtDay
from app.services.deadlines import AddDeadline
from app.services.office import Office
from app.services.reminders import AcknowledgeReminder, InboxOverview, RemindersInbox
from app.ui import wording
from app.ui.calendar.page import CalendarPage
from app.ui.docket.page import DocketPage
from app.ui.idle import Clocks
from app.ui.launch import Program
from app.ui.page import Section
from app.ui.shell import Shell
from app.ui.widgets import Chip
from tests.conftest import LOGIN, MACHINE_ZONE, PASSPHRASE, ZONE
from tests.ui.checks import shown_texts
from tests.ui.runs import Runs, unlock

UNDER_ADVISEMENT = 30
"""Days a matter under advisement excludes at most, 18 U.S.C. 3161(h)(1)(H)."""


def at(day: date, hour: int, minute: int) -> datetime:
    """Return a moment by the clock at the courthouse."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE))


EVENING = date(2027, 2, 1)
"""A Monday."""
NEXT = EVENING + timedelta(days=1)


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    """Two minutes to midnight at the courthouse; moves the machine's clock on from there."""
    with time_machine.travel(at(EVENING, 23, 58)) as traveller:
        yield traveller


@pytest.fixture
def standing_still(vault_folder: Path, travel: time_machine.Traveller) -> None:
    """A clock whose standstill a cap ends this very night, and a deadline tomorrow."""
    travel.move_to(at(EVENING, 23, 50))
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id
    began = EVENING - timedelta(days=95)
    facts = (("clock_start", began.isoformat()),)
    office.do(StartClock(case=case, regime="US-STA-70", facts=facts))
    first = EVENING - timedelta(days=UNDER_ADVISEMENT - 1)
    office.do(AddExclusion(case=case, kind="H1H", first=first, authority="Order 26-14"))
    office.do(AddDeadline(case=case, title="Reply", due_on=NEXT, lead_days=(0,)))
    assert office.ask(InboxOverview()).counts.due == 0
    office.close()
    travel.move_to(at(EVENING, 23, 58))


class Hands:
    """The clocks by which the window counts down to its lock; they stand still unless moved."""

    def __init__(self) -> None:
        self.wall = self.running = time.monotonic()

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.wall, lambda: self.running)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def program(runs: Runs, hands: Hands, standing_still: None) -> Program:
    assert standing_still is None
    return runs.begin(hands.clocks())


def test_at_midnight_the_open_window_follows(
    program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    shell = unlock(program, qtbot)
    calendar, docket = pages_of_days(shell)
    qtbot.waitUntil(lambda: wording.long_day(EVENING) in shown_texts(shell))
    assert not says(shell, "is due.")
    assert kept(shell, Inbox.COMING) == ["Reply"]
    travel.move_to(at(NEXT, 0, 0))
    qtbot.waitUntil(lambda: wording.long_day(NEXT) in shown_texts(shell))
    qtbot.waitUntil(lambda: says(shell, "1 reminder is due."))
    assert not shell.desk._office.ask(ClocksLeftBehind())
    assert kept(shell, Inbox.DUE) == [regime("US-STA-70").title]
    reminders = shell.rail.entry(Section.REMINDERS)
    qtbot.waitUntil(lambda: reminders.accessibleName() == "Reminders, 1 waiting")
    assert calendar._day_at_hand() == docket._day == NEXT
    (newest,) = shell.desk._office.ask(AuditPage(size=1)).rows
    assert newest.action == "MoveClockReminders"


def test_a_day_that_is_in_front_stays_in_front(
    program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    shell = unlock(program, qtbot)
    calendar, docket = pages_of_days(shell)
    calendar._go_to(EVENING + timedelta(days=9))
    shell.go(Section.DOCKET)
    travel.move_to(at(NEXT, 0, 0))
    qtbot.waitUntil(lambda: docket._columns.today == NEXT)
    assert docket._day == EVENING
    assert calendar._day_at_hand() == EVENING + timedelta(days=9)


def test_midnight_where_the_machine_stands_begins_no_day(
    program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    travel.move_to(datetime(2027, 2, 1, 23, 59, 30, tzinfo=ZoneInfo(MACHINE_ZONE)))
    shell = unlock(program, qtbot)
    passed: list[date] = []
    shell.desk.time_passed.connect(lambda: passed.append(courthouse.today()))
    travel.move_to(datetime(2027, 2, 2, 0, 0, 30, tzinfo=ZoneInfo(MACHINE_ZONE)))
    await_tick(program, qtbot)
    assert passed == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has a zone of its own")
def test_another_zone_of_the_machine_changes_no_day(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = unlock(program, qtbot)
    passed: list[date] = []
    shell.desk.time_passed.connect(lambda: passed.append(courthouse.today()))
    monkeypatch.setenv("TZ", "Pacific/Pago_Pago")
    time.tzset()
    try:
        await_tick(program, qtbot)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert passed == []


def test_a_reminder_comes_due_while_the_window_is_open(
    program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    travel.move_to(at(NEXT, 7, 59))
    shell = unlock(program, qtbot)
    reminders = shell.rail.entry(Section.REMINDERS)
    qtbot.waitUntil(lambda: reminders.accessibleName() == "Reminders, 1 waiting")
    travel.move_to(at(NEXT, 8, 0))
    qtbot.waitUntil(lambda: reminders.accessibleName() == "Reminders, 2 waiting")
    qtbot.waitUntil(lambda: says(shell, "2 reminders are due."))


def test_what_is_locked_shows_nothing_and_is_of_the_new_day_once_unlocked(
    runs: Runs, program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    unlock(program, qtbot).lock()
    travel.move_to(at(NEXT, 7, 0))
    require_new_day_behind_the_lock(runs, qtbot)


def test_a_window_that_slept_over_midnight_locks_and_is_of_the_new_day_once_unlocked(
    runs: Runs, program: Program, hands: Hands, qtbot: QtBot
) -> None:
    unlock(program, qtbot)
    with time_machine.travel(at(NEXT, 7, 0)):
        hands.wall += 7 * 3600
        qtbot.waitUntil(lambda: program.shell is None)
        require_new_day_behind_the_lock(runs, qtbot)


def require_new_day_behind_the_lock(runs: Runs, qtbot: QtBot) -> None:
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    shell = unlock(runs.begin(Hands().clocks()), qtbot)
    qtbot.waitUntil(lambda: wording.long_day(NEXT) in shown_texts(shell))
    qtbot.waitUntil(lambda: says(shell, "1 reminder is due."))
    assert not shell.desk._office.ask(ClocksLeftBehind())


def test_the_terminal_waits_for_the_window_and_what_it_enters_then_is_followed(
    runs: Runs, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "secret").write_text(PASSPHRASE)
    who = ["--vault", str(runs.vault), "--login", LOGIN]
    close = ["holidays", "add", "US-FED", NEXT.isoformat(), "Storm", "--source", "Order 27-1"]
    words = [*who, "--passphrase-file", str(tmp_path / "secret"), *close]
    shell = unlock(program, qtbot)
    assert run(words) == LOCKED
    shell.lock()
    assert run(words) == DONE
    shell = unlock(runs.begin(Hands().clocks()), qtbot)
    assert not shell.desk._office.ask(ClocksLeftBehind())
    days = CalendarDays(calendar="US-FED", first=NEXT, last=NEXT)
    assert [day.name for day in shell.desk._office.ask(days)] == ["Storm"]


def test_a_court_day_moves_a_clock_in_the_heading_of_its_case_that_warns_of_nothing(
    program: Program, qtbot: QtBot
) -> None:
    shell = unlock(program, qtbot)
    office = shell.desk._office
    assert isinstance(office, Office)
    facts = (("arraignment_or_plea", (EVENING - timedelta(days=42)).isoformat()),)
    case = office.do(OpenCase(title="People v. Doe")).value.id
    office.do(StartClock(case=case, regime="CA-859b", facts=facts))
    for line in office.ask(RemindersInbox()).rows:
        office.do(AcknowledgeReminder(reminder=line.id))
    shell.open_case(case)
    was = limit_in(office, case)
    qtbot.waitUntil(lambda: chip(shell).endswith(f"limit {was.day} {was:%b}"))
    asked = shell.view(Section.TODAY)._asked  # type: ignore[attr-defined]  # the page of the day's
    day = NewCourtDay(on=was, name="Storm", source="Order 27-1")
    shell.desk.do(AddCourtDays(calendar="CA-courts", days=(day,)), shell)
    qtbot.waitUntil(lambda: limit_in(office, case) > was)
    now = limit_in(office, case)
    qtbot.waitUntil(lambda: chip(shell).endswith(f"limit {now.day} {now:%b}"))
    shell.go(Section.TODAY)
    qtbot.waitUntil(lambda: shell.view(Section.TODAY)._asked > asked)  # type: ignore[attr-defined]  # as above


def chip(shell: Shell) -> str:
    """Return what the heading of the open case says of its clock."""
    said = [each.spec.text for each in shell.findChildren(Chip)]
    return next((text for text in said if text.startswith("Speedy trial")), "")


def limit_in(office: Office, case: CaseId) -> date:
    (clock,) = (line for line in office.ask(OfficeClocks()).rows if line.case == case)
    assert clock.limit_date is not None
    return clock.limit_date


def pages_of_days(shell: Shell) -> tuple[CalendarPage, DocketPage]:
    calendar, docket = shell.view(Section.CALENDAR), shell.view(Section.DOCKET)
    assert isinstance(calendar, CalendarPage)
    assert isinstance(docket, DocketPage)
    return calendar, docket


def await_tick(program: Program, qtbot: QtBot) -> None:
    assert program.idle is not None
    with qtbot.waitSignal(program.idle.ticked):
        pass


def says(shell: Shell, words: str) -> bool:
    return any(words in text for text in shown_texts(shell))


def kept(shell: Shell, part: Inbox) -> list[str]:
    return [line.title for line in shell.desk._office.ask(RemindersInbox(part=part)).rows]
