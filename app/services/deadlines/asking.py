"""What is owed, where a new deadline would fall, and everything dated in a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import Deadline, DeadlineId, DeadlineLine
from app.domain.free_counts import RuleCount
from app.domain.hearings import Hearing, HearingLine
from app.domain.paging import PAGE, Cursor, Page
from app.domain.users import Permission
from app.services.counting import free_count
from app.services.office import OfCase, Query
from app.storage.unit_of_work import Reading

MOST = 100_000
"""Rows of one answer that is not paged; more than any office owes at once."""


@dataclass(frozen=True, kw_only=True)
class DeadlinePreview:
    """What a rule would give, before anything is written.

    Attributes:
        due_at: the last moment (UTC) where hours are counted.
        conservative_on: the day to plan for; None where no calendar reaches.
        closed: why the courts are closed on the day due, e.g. ``"a Sunday"``; None if open.
        is_past: whether the day lies behind us.
        load: what else lies on that day in the whole office.
    """

    due_on: date
    due_at: datetime | None
    conservative_on: date | None
    period: str
    citation: str
    steps: tuple[str, ...]
    closed: str | None
    is_past: bool
    load: int


@dataclass(frozen=True, kw_only=True)
class PreviewDeadline(Query[DeadlinePreview]):
    """Where a deadline would fall, and why; nothing is written."""

    count: RuleCount
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> DeadlinePreview:
        """Count.

        Raises:
            Refused: the rule cannot be counted (see `free_count`).
        """
        count = free_count(reading, self.count)
        calendar = reading.court_calendars.in_force(self.count.calendar).calendar
        return DeadlinePreview(
            due_on=count.due_on,
            due_at=count.due_at,
            conservative_on=count.conservative_on,
            period=count.period,
            citation=count.citation,
            steps=count.trace,
            closed=calendar.closure_if_known(count.due_on) or None,
            is_past=count.due_on < reading.today,
            load=reading.calendar.load(count.due_on, 1)[0].count,
        )


@dataclass(frozen=True)
class DeadlineOf(Query[Deadline]):
    """One deadline with the reason for its day."""

    deadline: DeadlineId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case it belongs to."""
        return reading.deadlines.get(self.deadline).case

    def run(self, reading: Reading) -> Deadline:
        """Return it.

        Raises:
            Missing: there is none.
        """
        return reading.deadlines.get(self.deadline)


@dataclass(frozen=True, kw_only=True)
class DatesOfCase:
    """All that is dated in a case, by day.

    Attributes:
        people: names of those who are given work in it.
        own: deadlines whose day the asking person set; somebody else looks at those.
    """

    deadlines: tuple[Deadline, ...]
    hearings: tuple[HearingLine, ...]
    people: dict[UUID, str]
    own: frozenset[DeadlineId]
    today: date


@dataclass(frozen=True)
class CaseDates(OfCase, Query[DatesOfCase]):
    """Deadlines and hearings of one case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> DatesOfCase:
        """Return them, whatever their state."""
        names: dict[UUID, str] = {user.id: user.name for user in reading.users.where()}
        columns = reading.deadlines.table.c
        deadlines = reading.deadlines.of_case(self.case, columns.due_on, columns.id)
        asking = (reading.user, reading.actor.name)
        hearings = reading.hearings
        return DatesOfCase(
            deadlines=deadlines,
            hearings=tuple(
                _hearing_line(reading, hearing, names)
                for hearing in hearings.of_case(
                    self.case, hearings.table.c.starts_at, hearings.table.c.id
                )
            ),
            people=names,
            own=frozenset(each.id for each in deadlines if each.is_dated_by(*asking)),
            today=reading.today,
        )


@dataclass(frozen=True)
class Assignable(Query[tuple[tuple[UUID, str], ...]]):
    """Whom work can be given to.

    Attributes:
        own_first: whether the asking person stands before all others.
    """

    own_first: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[tuple[UUID, str], ...]:
        """Return identity and name of each active member of the office, by name."""
        users = reading.users
        active = users.where(users.table.c.is_active.is_(True), order=(users.table.c.name,))
        if self.own_first:
            active = tuple(sorted(active, key=lambda user: user.id != reading.user))
        return tuple((user.id, user.name) for user in active)


@dataclass(frozen=True, kw_only=True)
class DeadlinesPage(Query[Page[DeadlineLine]]):
    """One page of what the office owes, the longest overdue first.

    Attributes:
        days: how many days ahead; None = all. What is overdue is always in it.
        mine: only what is given to the asking person or lies in that person's cases.
    """

    days: int | None = None
    mine: bool = False
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Page[DeadlineLine]:
        """Return the page; deadlines of hidden cases are not in it."""
        until = None if self.days is None else plus_days(reading.today, self.days)
        return reading.deadline_lines.page(
            until=until, mine=self.mine, after=self.after, size=self.size
        )


@dataclass(frozen=True, kw_only=True)
class PressingDeadlines:
    """What is owed as of a day."""

    lines: tuple[DeadlineLine, ...]
    today: date


@dataclass(frozen=True, kw_only=True)
class DeadlinesWithin(Query[PressingDeadlines]):
    """What is overdue or due within so many days."""

    days: int | None = None
    mine: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PressingDeadlines:
        """Return the lines, the longest overdue first.

        Raises:
            Refused: ``date.out_of_range``, for a number of days beyond the calendar.
        """
        page = DeadlinesPage(days=self.days, mine=self.mine, size=MOST).run(reading)
        return PressingDeadlines(lines=page.rows, today=reading.today)


def _hearing_line(reading: Reading, hearing: Hearing, names: Mapping[UUID, str]) -> HearingLine:
    codes = reading.codes
    return HearingLine(
        hearing=hearing,
        what=codes.label(CodeList.HEARING, hearing.kind),
        result=codes.label(CodeList.HEARING_RESULT, hearing.result) if hearing.result else "",
        attorney=names.get(hearing.attorney, "") if hearing.attorney else "",
    )
