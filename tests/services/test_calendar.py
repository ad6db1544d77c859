"""The calendar: what lies on the days, for whom, and how full they are."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest

from app.domain.calendar import EntryFilter, EntryKind
from app.domain.cases import Case, CaseId
from app.domain.court_days import CourtDay, CourtDayId, CourtDayKind
from app.domain.custody import Action, Chain, HandOver
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.free_counts import RuleCount
from app.domain.hearings import ContinuedBy
from app.domain.ids import new_id
from app.domain.tasks import Task, TaskId, TaskKind
from app.domain.users import OfficeRole, Permission, User, UserId
from app.services.calendar import CalendarRange, ChoicesOfCalendar, DayLoad
from app.services.cases import AmendCase, OpenCase
from app.services.deadlines import AddComputedDeadline, AddDeadline, CompleteDeadline
from app.services.hearings import ContinueHearing, SetHearing, VacateHearing
from app.services.kept_calendars import CourtCalendarOf
from app.services.keys import ConfirmIdentity
from app.services.office import Command, Office
from app.services.settings import ChangeSettings, TheSettings
from app.storage.unit_of_work import UnitOfWork
from tests.conftest import PASSPHRASE
from tests.custody_steps import details

MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY + timedelta(days=6)


@dataclasses.dataclass(frozen=True)
class Tasks(Command[None]):
    """Something to do, and a victim to call."""

    case: CaseId
    on: date
    needs: ClassVar[Permission] = Permission.TASKS_EDIT

    def run(self, work: UnitOfWork) -> None:
        for kind, title in ((TaskKind.GENERAL, "Brief"), (TaskKind.VICTIM_CONTACT, "Call J.S.")):
            work.tasks.add(
                Task(id=TaskId(new_id()), case=self.case, title=title, kind=kind, due_on=self.on)
            )
        work.tasks.add(Task(id=TaskId(new_id()), case=self.case, title="Some day"))


@dataclasses.dataclass(frozen=True)
class LendEvidence(Command[None]):
    """An item at the laboratory, due back; and another that came back already."""

    case: CaseId
    back_on: date
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, work: UnitOfWork) -> None:
        for tag, came_back in (("EV-0031", False), ("EV-0032", True)):
            item = work.evidence.add(
                EvidenceItem(
                    id=ItemId(new_id()), case=self.case, tag=tag, kind="photo", description="Print"
                )
            )
            steps = [
                HandOver(action=Action.COLLECTED, at=at(1), to="Locker", purpose="Intake"),
                HandOver(
                    action=Action.TO_LAB,
                    at=at(2),
                    to="Lab",
                    purpose="Test",
                    due_back_on=self.back_on,
                    details=details(Action.TO_LAB),
                ),
            ]
            if came_back:
                steps.append(
                    HandOver(
                        action=Action.FROM_LAB,
                        at=at(3),
                        to="Locker",
                        purpose="Returned",
                        details=details(Action.FROM_LAB),
                    )
                )
            for step in steps:
                chain: Chain = work.custody.chain(item)
                add = chain.handed_over if chain.events else chain.begun
                work.custody.add(add(step, new_id(), at(4), "A. Rivera"))


@dataclasses.dataclass(frozen=True)
class WallOff(Command[None]):
    """Close a case to everybody but a stranger."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> None:
        work.walls.close(self.case, [new_id()])


def at(hour: int) -> datetime:
    return datetime(2026, 11, 2, hour, tzinfo=UTC)


@pytest.fixture
def roe(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def full(office: Office, roe: Case) -> Case:
    """A week with one entry of each kind on Monday, and what no longer counts."""
    arraignment = SetHearing(
        case=roe.id, kind="ARR", on=MONDAY, clock=time(9, 30), courtroom="Dept 4"
    )
    office.do(arraignment)
    vacated = office.do(dataclasses.replace(arraignment, clock=time(8, 0))).value
    office.do(VacateHearing(hearing=vacated.id, reason="Plea"))
    office.do(AddDeadline(case=roe.id, title="Discovery due", due_on=MONDAY))
    office.do(Tasks(roe.id, MONDAY))
    office.do(LendEvidence(roe.id, MONDAY))
    return roe


def test_a_day_lists_every_kind_in_its_order(office: Office, full: Case) -> None:
    span = office.ask(CalendarRange(first=MONDAY, last=SUNDAY))
    assert [(entry.kind, entry.what) for entry in span.on(MONDAY)] == [
        (EntryKind.HEARING, "Arraignment"),
        (EntryKind.DEADLINE, "Discovery due"),
        (EntryKind.VICTIM, "Call J.S."),
        (EntryKind.EVIDENCE, "EV-0031"),
        (EntryKind.TASK, "Brief"),
    ]
    hearing = span.entries[0]
    assert (hearing.clock, hearing.place, hearing.number) == (time(9, 30), "Dept 4", full.number)


def test_holidays_of_the_courts_are_named(office: Office) -> None:
    span = office.ask(CalendarRange(first=MONDAY, last=SUNDAY))
    assert span.holidays == {date(2026, 11, 26): "Thanksgiving Day"}
    assert office.ask(CalendarRange(first=date(1, 1, 1), last=date(1, 1, 2))).holidays == {}


@pytest.mark.usefixtures("full")
def test_kinds_not_asked_for_are_left_out(office: Office) -> None:
    only = frozenset({EntryKind.HEARING, EntryKind.TASK})
    span = office.ask(CalendarRange(first=MONDAY, last=MONDAY, which=EntryFilter(kinds=only)))
    assert {entry.kind for entry in span.entries} == only


def test_computed_and_finished_dates_do_not_move(office: Office, full: Case) -> None:
    office.do(
        AddComputedDeadline(
            case=full.id, title="Reply", trigger="Served",
            count=RuleCount(trigger_on=date(2026, 11, 10), n=14),
        )
    )  # fmt: skip
    entries = office.ask(CalendarRange(first=MONDAY, last=SUNDAY)).entries
    movable = {entry.what for entry in entries if entry.can_move}
    assert movable == {"Arraignment", "Discovery due", "Call J.S.", "Brief"}


def test_a_continued_hearing_is_on_its_new_day_only(office: Office, roe: Case) -> None:
    hearing = office.do(SetHearing(case=roe.id, kind="ARR", on=MONDAY, clock=time(9, 30))).value
    office.do(
        ContinueHearing(
            hearing=hearing.id, on=SUNDAY, clock=time(9, 0), by=ContinuedBy.JOINT, reason="Talks"
        )
    )
    span = office.ask(CalendarRange(first=MONDAY, last=SUNDAY))
    assert [entry.on for entry in span.entries] == [SUNDAY]


@pytest.mark.usefixtures("full")
def test_the_load_counts_what_is_still_to_be_done(office: Office) -> None:
    (deadline,) = (
        entry
        for entry in office.ask(CalendarRange(first=MONDAY, last=MONDAY)).entries
        if entry.kind is EntryKind.DEADLINE
    )
    before = office.ask(DayLoad(first=MONDAY, days=2))
    office.do(CompleteDeadline(deadline=deadline.id))  # type: ignore[arg-type]  # the entry names it
    after = office.ask(DayLoad(first=MONDAY, days=2))
    assert [day.count for day in before] == [5, 0]
    assert [day.count for day in after] == [4, 0]
    assert office.ask(DayLoad(first=MONDAY, days=0)) == ()


@pytest.mark.usefixtures("full")
def test_mine_leaves_out_cases_of_others(office: Office) -> None:
    assert (
        len(
            office.ask(
                CalendarRange(first=MONDAY, last=SUNDAY, which=EntryFilter(mine=True))
            ).entries
        )
        == 5
    )


def test_a_walled_case_is_not_on_the_calendar(office: Office, full: Case) -> None:
    office.do(WallOff(full.id))
    assert office.ask(CalendarRange(first=MONDAY, last=SUNDAY)).entries == ()
    assert office.ask(DayLoad(first=MONDAY, days=1))[0].count == 0


@pytest.mark.parametrize(
    ("first", "last"),
    [(SUNDAY, MONDAY), (date(1, 1, 1), date(9999, 12, 31))],
)
def test_an_absurd_span_is_refused(office: Office, first: date, last: date) -> None:
    with pytest.raises(Refused, match=r"calendar\.span"):
        office.ask(CalendarRange(first=first, last=last))
    with pytest.raises(Refused, match=r"calendar\.span"):
        office.ask(DayLoad(first=MONDAY, days=10**9))


def on_calendar(office: Office, **which: Any) -> list[str]:
    span = office.ask(CalendarRange(first=MONDAY, last=SUNDAY, which=EntryFilter(**which)))
    return [entry.place or entry.what for entry in span.entries]


@dataclasses.dataclass(frozen=True)
class NewColleague(Command[UUID]):
    """Somebody who works on no case."""

    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> UUID:
        user = UserId(new_id())
        work.users.add(
            User(id=user, login="j.okafor", name="J. Okafor", role=OfficeRole.PROSECUTOR)
        )
        return user


@pytest.fixture
def spread(office: Office, roe: Case) -> Case:
    """Hearings and tasks of several people in several rooms; Roe's case is pending in Dept 9."""
    me = office.actor.user
    mine = office.do(OpenCase(title="State v. Doe", court="Superior", courtroom="Dept 4")).value
    other = office.do(NewColleague()).value
    office.do(AmendCase(case=dataclasses.replace(roe, courtroom="Dept 9")))
    hearing = SetHearing(case=roe.id, kind="ARR", on=MONDAY, clock=time(9))
    office.do(dataclasses.replace(hearing, courtroom="Dept 4", court="Superior", attorney=me))
    office.do(dataclasses.replace(hearing, courtroom="Dept 5", kind="BAIL", attorney=other))
    office.do(dataclasses.replace(hearing, case=mine.id, courtroom="Dept 6"))
    office.do(AddDeadline(case=roe.id, title="Brief", due_on=MONDAY, assigned_to=me))
    office.do(AddDeadline(case=mine.id, title="Reply", due_on=MONDAY))
    return mine


@pytest.mark.usefixtures("spread")
def test_a_person_sees_what_is_given_to_that_person_or_to_nobody_in_own_cases(
    office: Office,
) -> None:
    assert on_calendar(office, person=office.actor.user) == ["Dept 4", "Dept 6", "Brief", "Reply"]
    (other,) = (
        user
        for user, name in office.ask(ChoicesOfCalendar(first=MONDAY, last=MONDAY)).people
        if name == "J. Okafor"
    )
    assert on_calendar(office, person=other) == ["Dept 5"]


@pytest.mark.usefixtures("spread")
def test_a_room_shows_its_hearings_and_what_is_due_in_its_cases(office: Office) -> None:
    assert on_calendar(office, courtroom="Dept 4") == ["Dept 4", "Reply"]
    assert on_calendar(office, courtroom="Dept 9") == ["Brief"]
    assert on_calendar(office, court="Superior") == ["Dept 4", "Dept 6", "Reply"]
    assert on_calendar(office, courtroom="Dept 4", court="No such") == []


@pytest.mark.usefixtures("spread")
def test_a_type_of_hearing_leaves_nothing_else(office: Office) -> None:
    assert on_calendar(office, hearing="BAIL") == ["Dept 5"]
    assert on_calendar(office, hearing="BAIL", kinds=frozenset({EntryKind.TASK})) == []


@pytest.mark.usefixtures("spread")
def test_what_is_hidden_is_counted_and_a_full_day_is_cut(office: Office) -> None:
    query = CalendarRange(first=MONDAY, last=SUNDAY, most_a_day=2)
    span = office.ask(query)
    assert (len(span.entries), span.counts, span.hidden) == (2, {MONDAY: 5}, 0)
    assert [entry.kind for entry in span.entries] == [EntryKind.HEARING] * 2
    narrowed = office.ask(dataclasses.replace(query, which=EntryFilter(hearing="BAIL")))
    assert (narrowed.counts, narrowed.hidden) == ({MONDAY: 1}, 4)
    nothing = office.ask(dataclasses.replace(query, which=EntryFilter(kinds=frozenset())))
    assert (nothing.entries, nothing.hidden) == ((), 5)


def test_what_is_walled_is_not_counted_as_hidden(office: Office, spread: Case) -> None:
    query = CalendarRange(first=MONDAY, last=SUNDAY, which=EntryFilter(hearing="BAIL"))
    before = office.ask(query).hidden
    office.do(WallOff(spread.id))
    assert office.ask(query).hidden == before - 2
    choices = office.ask(ChoicesOfCalendar(first=MONDAY, last=SUNDAY))
    assert choices.courtrooms == ("Dept 4", "Dept 5")


@pytest.mark.usefixtures("spread")
def test_the_filter_offers_people_places_and_types(office: Office) -> None:
    choices = office.ask(ChoicesOfCalendar(first=MONDAY, last=SUNDAY))
    assert choices.courts == ("Superior",)
    assert choices.courtrooms == ("Dept 4", "Dept 5", "Dept 6")
    assert dict(choices.people)[office.actor.user] == "A. Rivera"
    assert dict(choices.hearings)["ARR"] == "Arraignment"


def test_holidays_and_court_days_are_those_of_the_offices_calendar(office: Office) -> None:
    settings = office.ask(TheSettings())
    office.do(ConfirmIdentity(PASSPHRASE))
    office.do(ChangeSettings(settings=dataclasses.replace(settings, court_calendar="CA-courts")))
    march = date(2027, 3, 29)
    span = office.ask(CalendarRange(first=march, last=march + timedelta(days=4)))
    assert span.holidays == {date(2027, 3, 31): "Cesar Chavez Day"}
    assert office.ask(DayLoad(first=date(2027, 3, 31)))[0].closed == "Cesar Chavez Day"
    assert office.ask(CourtCalendarOf()).calendar.nth_after(date(2027, 3, 30), 1) == date(
        2027, 4, 1
    )


def test_beyond_the_calendar_a_day_is_not_said_to_be_open(office: Office) -> None:
    (far,) = office.ask(DayLoad(first=date(2150, 3, 3)))
    assert (far.closed, far.is_known) == ("", False)


def test_the_office_s_own_closures_are_named(office: Office) -> None:
    @dataclasses.dataclass(frozen=True)
    class Close(Command[None]):
        needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

        def run(self, work: UnitOfWork) -> None:
            work.court_days.add(
                CourtDay(
                    id=CourtDayId(new_id()),
                    calendar="US-FED",
                    on=MONDAY,
                    name="Burst pipe",
                    kind=CourtDayKind.CLOSURE,
                )
            )

    office.do(Close())
    span = office.ask(CalendarRange(first=MONDAY, last=SUNDAY))
    assert span.holidays == {MONDAY: "Burst pipe", date(2026, 11, 26): "Thanksgiving Day"}
