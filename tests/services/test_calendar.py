"""The calendar: what lies on the days, for whom, and how full they are."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

import pytest

from app.domain.calendar import EntryFilter, EntryKind
from app.domain.cases import Case, CaseId
from app.domain.custody import Action, Chain, HandOver
from app.domain.deadlines import RuleCount
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.hearings import ContinuedBy
from app.domain.ids import new_id
from app.domain.tasks import Task, TaskId, TaskKind
from app.domain.users import Permission
from app.services.calendar import CalendarRange, DayLoad
from app.services.cases import OpenCase
from app.services.deadlines import AddComputedDeadline, AddDeadline, CompleteDeadline
from app.services.hearings import ContinueHearing, SetHearing, VacateHearing
from app.services.office import Command, Office
from app.storage.unit_of_work import UnitOfWork
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
