"""One look at a case: what comes next, what is missing, the counts and the last notes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.domain.case_gaps import GapLine
from app.domain.cases import Case, CaseId, CaseNumber
from app.domain.clocks.standing import ClockStanding
from app.domain.codes import CodeBook, CodeList
from app.domain.confidence import Confidence
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.hearings import Hearing, HearingStatus
from app.domain.notes import Note
from app.domain.tasks import Task
from app.domain.users import Permission
from app.i18n.confidence import CONFIDENCE_WORDS
from app.services.case_gaps import find_gaps
from app.services.cases import CaseHeader, CaseHeaderOf
from app.services.charges import CaseCharges, DefendantCounts
from app.services.clock_standings import tightest
from app.services.office import OfCase, Query
from app.services.persons import CasePeople, PeopleOfCase
from app.storage.unit_of_work import Reading

COMING = 6
"""Dated entries shown; the tabs have all of them."""
NOTES = 3
"""Notes shown."""


class ComingKind(StrEnum):
    """What sort of date lies ahead; the value is the key of its tab."""

    HEARING = "hearings"
    DEADLINE = "deadlines"
    TASK = "tasks"


@dataclass(frozen=True)
class Coming:
    """Something dated that is still open.

    Attributes:
        at: the start as the court's clock shows it, for hearings.
        detail: place of a hearing, the rule of a deadline; empty if none.
    """

    id: UUID
    kind: ComingKind
    title: str
    detail: str
    on: date
    at: datetime | None = None


@dataclass(frozen=True)
class Overview:
    """The first tab of a case.

    Attributes:
        further: dated entries beyond those in ``coming``.
    """

    case: Case
    words: CodeBook
    numbers: tuple[CaseNumber, ...]
    today: date
    coming: tuple[Coming, ...]
    further: int
    gaps: tuple[GapLine, ...]
    charges: tuple[DefendantCounts, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class CaseOverview(OfCase, Query[Overview]):
    """One look at a case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Overview:
        """Return the overview; notes only to those who may read them.

        Raises:
            Missing: no such case.
        """
        case = reading.cases.get(self.case)
        coming = coming_up(reading, self.case)
        may_read = reading.actor.may(Permission.NOTES_VIEW)
        return Overview(
            case=case,
            words=reading.codes,
            numbers=reading.case_numbers.of_case(self.case),
            today=reading.today,
            coming=coming[:COMING],
            further=max(0, len(coming) - COMING),
            gaps=find_gaps(reading, case),
            charges=CaseCharges(self.case).run(reading),
            notes=reading.notes.page(self.case, None, NOTES).rows if may_read else (),
        )


def coming_up(reading: Reading, case: UUID) -> tuple[Coming, ...]:
    """Return everything dated and open in a case, the earliest first, also what is overdue."""
    hearings = (
        _of_hearing(reading, hearing)
        for hearing in reading.hearings.of_case(case)
        if hearing.status is HearingStatus.SET
    )
    deadlines = (
        _of_deadline(deadline)
        for deadline in reading.deadlines.of_case(case)
        if deadline.status is DeadlineStatus.OPEN
    )
    tasks = (
        _of_task(task, task.due_on)
        for task in reading.tasks.of_case(case)
        if task.done_at is None and task.due_on is not None
    )
    found = (*hearings, *deadlines, *tasks)
    return tuple(sorted(found, key=lambda each: (each.on, each.kind, each.id)))


def _of_hearing(reading: Reading, hearing: Hearing) -> Coming:
    place = ", ".join(part for part in (hearing.courtroom, hearing.court) if part)
    title = reading.codes.label(CodeList.HEARING, hearing.kind)
    return Coming(hearing.id, ComingKind.HEARING, title, place, hearing.on, hearing.local)


def _of_deadline(deadline: Deadline) -> Coming:
    confirm = CONFIDENCE_WORDS[Confidence.CONFIRM].lower() if deadline.is_to_be_confirmed else ""
    parts = (confirm, f"{deadline.period} {deadline.trigger}".strip(), deadline.citation)
    detail = ", ".join(part for part in parts if part)
    return Coming(deadline.id, ComingKind.DEADLINE, deadline.title, detail, deadline.due_on)


def _of_task(task: Task, due_on: date) -> Coming:
    return Coming(task.id, ComingKind.TASK, task.title, "", due_on)


@dataclass(frozen=True)
class Top:
    """What stands above the tabs of a case: heading, people with custody and orders, counts.

    Attributes:
        clock: the speedy-trial clock with the fewest days left, if one runs.
    """

    header: CaseHeader
    people: PeopleOfCase
    counts: dict[str, int]
    words: CodeBook
    clock: ClockStanding | None = None


@dataclass(frozen=True)
class CaseTop(OfCase, Query[Top]):
    """What stands above the tabs of a case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Top:
        """Return it.

        Raises:
            Missing: no such case.
        """
        return Top(
            header=CaseHeaderOf(self.case).run(reading),
            people=CasePeople(self.case).run(reading),
            counts=reading.case_counts.of(self.case),
            words=reading.codes,
            clock=tightest(reading, self.case),
        )
