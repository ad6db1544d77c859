"""Reminders of clocks follow calendars and laws by themselves: on a real vault, walls and all."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest

from app import bootstrap
from app.domain.audit import AuditEntry
from app.domain.backups import Watch
from app.domain.cases import Case, CaseId
from app.domain.clocks import SpeedyClock
from app.domain.court_calendars import court_calendar
from app.domain.court_days import CourtDay
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Cancelled
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.reminders import Inbox, Reminder
from app.domain.users import Permission
from app.i18n.sentences import sentence
from app.services.audit import VerifyRecords
from app.services.cases import OpenCase
from app.services.clock_reminders import UNWATCHED, ClocksLeftBehind, MoveClockReminders
from app.services.clocks import AddExclusion, ClocksOfCase, OfficeClocks, StartClock
from app.services.court_calendars import (
    AddCourtDays,
    AmendCourtDay,
    CalendarDays,
    ImportHolidays,
    NewCourtDay,
    RemoveCourtDays,
)
from app.services.office import Done, Office, Query
from app.services.persons import AddParty
from app.services.reminders import AcknowledgeReminder, RemindersInbox
from app.storage.unit_of_work import Reading
from tests.conftest import LOGIN, PASSPHRASE


@dataclass(frozen=True)
class Kept(Query[tuple[Reminder, ...]]):
    """The open reminders of one clock."""

    clock: UUID
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[Reminder, ...]:
        return reading.reminders.open_for(self.clock)


@dataclass(frozen=True)
class Newest(Query[tuple[AuditEntry, ...]]):
    """The last entries of the log, the newest first."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[AuditEntry, ...]:
        return reading.audit.newest(4)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def clock(office: Office, case: Case) -> SpeedyClock:
    """A federal clock that runs out on an open day some weeks ahead."""
    return started(office, case.id)


def started(office: Office, case: CaseId, law: str = "US-STA-70", left: int = 40) -> SpeedyClock:
    """Start a clock that runs out so many days from now."""
    limit = office.ask(ClocksOfCase(case=case)).today + timedelta(days=left)
    begun = plus_days(limit, -70).isoformat()
    return office.do(StartClock(case=case, regime=law, facts=(("clock_start", begun),))).value


def limit_of(office: Office, clock: SpeedyClock) -> date:
    (limit,) = {each.limit_on for each in office.ask(Kept(clock.id))}
    return limit


def before(day: date) -> date:
    """Return the last open day before a day."""
    return court_calendar("US-FED").on_or_before(day - timedelta(days=1))


def closed(office: Office, *days: date, calendar: str = "US-FED") -> Done[tuple[CourtDay, ...]]:
    new = tuple(NewCourtDay(on=day, name="Courthouse closed", source="Order 26-14") for day in days)
    return office.do(AddCourtDays(calendar=calendar, days=new))


def ringing(office: Office) -> list[date | None]:
    return [line.moved_from for line in office.ask(RemindersInbox(part=Inbox.DUE)).rows]


def as_kept(office: Office, clock: SpeedyClock) -> set[tuple[object, ...]]:
    return {
        (each.lead_days, each.due_at, each.limit_on, each.state, each.moved_from)
        for each in office.ask(Kept(clock.id))
    }


# --- the act that changes the calendar


def test_a_day_entered_moves_the_limit_up_and_it_rings_at_once(
    office: Office, case: Case, clock: SpeedyClock
) -> None:
    was, kept = limit_of(office, clock), as_kept(office, clock)
    done = closed(office, was)
    now = limit_of(office, clock)
    assert now == before(was)
    assert ringing(office) == [was]
    (view,) = office.ask(ClocksOfCase(case=case.id)).clocks
    assert view.standing.figures is not None
    assert view.standing.figures.conservative == now
    assert done.changes.touches("reminders")
    assert done.undo is not None
    office.do(done.undo)
    assert as_kept(office, clock) == kept
    assert ringing(office) == []


def test_the_log_says_in_an_entry_of_its_own_that_reminders_moved_and_why(
    office: Office, case: Case, clock: SpeedyClock
) -> None:
    closed(office, limit_of(office, clock))
    moved, act, *_ = office.ask(Newest())
    assert (act.action, act.case) == ("AddCourtDays", None)
    assert {each.kind for each in act.subjects} == {"court_days"}
    assert (moved.action, moved.case) == ("MoveClockReminders", case.id)
    assert {each.kind for each in moved.subjects} == {"reminders"}
    said = dict(moved.facts)
    assert (said["because"], said["clocks_moved"], said["clocks_moved_up"]) == (
        "AddCourtDays",
        "1",
        "1",
    )
    assert any(fact == "by" and words.startswith("US-FED/") for fact, words in moved.facts)
    assert office.ask(VerifyRecords()).is_whole


def test_a_day_that_moves_nothing_leaves_one_entry(office: Office, clock: SpeedyClock) -> None:
    kept = as_kept(office, clock)
    closed(office, before(limit_of(office, clock)))
    closed(office, limit_of(office, clock), calendar="CA-courts")
    assert [each.action for each in office.ask(Newest())][:2] == ["AddCourtDays", "AddCourtDays"]
    assert as_kept(office, clock) == kept
    assert not office.ask(ClocksLeftBehind())


def test_a_day_changed_and_removed_is_followed_as_well(office: Office, clock: SpeedyClock) -> None:
    was = limit_of(office, clock)
    (day,) = closed(office, before(was)).value
    assert limit_of(office, clock) == was
    amended = office.do(AmendCourtDay(day=replace(day, on=was))).value.after
    assert limit_of(office, clock) == before(was)
    removed = office.do(RemoveCourtDays(days=(amended,), reason="Order vacated"))
    assert limit_of(office, clock) == was
    assert removed.undo is not None
    office.do(removed.undo)
    assert limit_of(office, clock) == before(was)


def test_days_taken_in_from_a_file_are_followed(
    office: Office, clock: SpeedyClock, tmp_path: Path
) -> None:
    was = limit_of(office, clock)
    file = tmp_path / "days.csv"
    file.write_text(f"date,name\n{was.isoformat()},Closed by order\n", "utf-8")
    done = office.do(ImportHolidays(path=file, calendar="US-FED", source="Order 26-14"))
    assert limit_of(office, clock) == before(was)
    assert done.undo is not None
    office.do(done.undo)
    assert limit_of(office, clock) == was


def test_a_limit_in_court_days_moves_out_and_its_place_in_the_list_with_it(
    office: Office, case: Case
) -> None:
    today = office.ask(ClocksOfCase(case=case.id)).today
    facts = (("arraignment_or_plea", today.isoformat()),)
    clock = office.do(StartClock(case=case.id, regime="CA-859b", facts=facts)).value
    was = limit_of(office, clock)
    closed(office, was, calendar="CA-courts")
    now = limit_of(office, clock)
    assert now > was
    assert ringing(office) == []
    (line,) = office.ask(OfficeClocks()).rows
    assert line.limit_date == now
    assert office.ask(VerifyRecords()).is_whole
    assert dict(office.ask(VerifyRecords()).stale) == {}
    until = office.ask(OfficeClocks(days=(was - today).days)).rows
    assert until == ()


def test_it_tells_how_far_it_is_and_a_stop_leaves_everything_as_it_was(
    office: Office, clock: SpeedyClock
) -> None:
    told: list[tuple[int, int, str]] = []

    def enter(watch: Watch) -> None:
        day = NewCourtDay(on=was, name="Courthouse closed", source="Order 26-14")
        office.do(AddCourtDays(calendar="US-FED", days=(day,), watch=watch))

    was, kept = limit_of(office, clock), as_kept(office, clock)
    log = office.ask(Newest())
    stopping = UNWATCHED.by(lambda *step: told.append(step), lambda: len(told) == 1)
    with pytest.raises(Cancelled) as stopped:
        enter(stopping)
    assert "as they were" in sentence(stopped.value)
    assert told == [(0, 1, "clocks")]
    assert as_kept(office, clock) == kept
    assert office.ask(Newest()) == log
    assert not office.ask(ClocksLeftBehind())
    assert office.ask(CalendarDays(calendar="US-FED", first=was, last=was)) == ()
    enter(UNWATCHED.by(lambda *step: told.append(step)))
    assert told[1:] == [(0, 1, "clocks"), (1, 1, "clocks")]
    assert limit_of(office, clock) == before(was)


def test_a_moved_reminder_names_the_defendant_as_before(office: Office, case: Case) -> None:
    person = Person(id=PersonId(new_id()), family="Roe", given="Richard")
    roe = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=person)).value
    today = office.ask(ClocksOfCase(case=case.id)).today
    facts = (("clock_start", (today - timedelta(days=30)).isoformat()),)
    start = StartClock(case=case.id, regime="US-STA-70", defendant=roe.id, facts=facts)
    clock = office.do(start).value
    (title,) = {each.title for each in office.ask(Kept(clock.id))}
    assert "Roe" in title
    closed(office, limit_of(office, clock))
    assert {each.title for each in office.ask(Kept(clock.id))} == {title}


def test_what_is_answered_is_not_asked_again_when_the_day_comes_back(
    office: Office, clock: SpeedyClock
) -> None:
    was = limit_of(office, clock)
    done = closed(office, was)
    (line,) = office.ask(RemindersInbox(part=Inbox.DUE)).rows
    office.do(AcknowledgeReminder(reminder=line.id, note="Trial moved"))
    assert done.undo is not None
    back = office.do(done.undo)
    assert ringing(office) == []
    assert limit_of(office, clock) == was
    assert back.value
    closed(office, was)
    assert ringing(office) == [was]


def test_it_happens_behind_walls_too_and_tells_nobody_outside(
    office: Office, case: Case, clock: SpeedyClock
) -> None:
    was = limit_of(office, clock)
    with office._database.writing(office.actor) as work:
        work.walls.close(case.id, (UUID(int=1),))
    assert office.ask(RemindersInbox(part=Inbox.COMING)).rows == ()
    closed(office, was)
    assert limit_of(office, clock) == before(was)
    assert ringing(office) == []


# --- another edition of the program


@pytest.fixture
def folder(office: Office, clock: SpeedyClock, vault_folder: Path) -> Path:
    """The vault as an older program left it, which knew a holiday of this year otherwise."""
    was = limit_of(office, clock)
    closed(office, was)
    with office._database.writing(office.actor) as work:
        for each in work.reminders.open_for(clock.id):
            work.reminders.change(replace(each, limit_on=was, moved_from=None))
        work.connection.exec_driver_sql("UPDATE clock_heads SET reckoned_by = 'US-FED/old'")
    office.close()
    return vault_folder


def test_opening_with_another_edition_moves_what_depends_on_it(
    folder: Path,
) -> None:
    opened = bootstrap.unlock(folder, LOGIN, PASSPHRASE)
    try:
        moved, *_ = opened.ask(Newest())
        assert moved.action == "MoveClockReminders"
        assert dict(moved.facts)["because"] == "opening"
        assert len(ringing(opened)) == 1
        assert not opened.ask(ClocksLeftBehind())
        assert dict(opened.ask(VerifyRecords()).stale) == {}
    finally:
        opened.close()
    again = bootstrap.unlock(folder, LOGIN, PASSPHRASE)
    try:
        assert again.ask(Newest())[0].action == "EnterOffice"
        assert len(ringing(again)) == 1
    finally:
        again.close()


def test_a_damaged_clock_keeps_nobody_out(folder: Path) -> None:
    opened = bootstrap.unlock(folder, LOGIN, PASSPHRASE)
    with opened._database.writing(opened.actor) as work:
        work.connection.exec_driver_sql("UPDATE speedy_clocks SET note = 'of another hand'")
        work.connection.exec_driver_sql("UPDATE clock_heads SET reckoned_by = 'US-FED/old'")
    opened.close()
    again = bootstrap.unlock(folder, LOGIN, PASSPHRASE)
    try:
        assert again.ask(ClocksLeftBehind())
    finally:
        again.close()


def test_a_cap_that_ends_a_standstill_is_noticed(office: Office, clock: SpeedyClock) -> None:
    """Thirty days under advisement (3161(h)(1)(H)) end by themselves; nobody acts that day."""
    kept = as_kept(office, clock)
    with office._database.writing(office.actor) as work:
        for each in work.reminders.open_for(clock.id):
            work.reminders.remove(each)
        work.connection.exec_driver_sql('UPDATE clock_heads SET "left" = 4, still_until = 700000')
    assert office.ask(ClocksLeftBehind())
    office.do(MoveClockReminders(because="opening"))
    assert {each[:3] for each in as_kept(office, clock)} == {each[:3] for each in kept}


def test_a_standstill_a_cap_has_ended_is_noticed_once(office: Office, case: Case) -> None:
    started(office, case.id, left=20)
    today = office.ask(ClocksOfCase(case=case.id)).today
    first = today - timedelta(days=40)
    office.do(AddExclusion(case=case.id, kind="H1H", first=first, authority="Order 26-14"))
    assert not office.ask(ClocksLeftBehind())
    assert dict(office.ask(VerifyRecords()).stale) == {}
    with office._database.writing(office.actor) as work:
        kept = 'UPDATE clock_heads SET "left" = 61, still_until = ?'
        work.connection.exec_driver_sql(kept, ((first + timedelta(days=29)).toordinal(),))
    assert office.ask(ClocksLeftBehind())
    assert dict(office.ask(VerifyRecords()).stale) == {}
    office.do(MoveClockReminders(because="opening"))
    assert not office.ask(ClocksLeftBehind())
