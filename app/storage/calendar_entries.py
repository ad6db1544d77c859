"""Everything that has a day, read across the kinds of record and behind the walls.

One query a kind; what was continued, vacated or cancelled is no longer on the calendar.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.calendar import EVERY_KIND, CalendarEntry, DayCount, EntryKind
from app.domain.codes import CodeBook, CodeList
from app.domain.custody import Whereabouts
from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import DeadlineStatus
from app.domain.hearings import HearingStatus
from app.domain.tasks import TaskKind
from app.storage.cases import cases
from app.storage.deadline_lines import cases_of
from app.storage.deadlines import deadlines
from app.storage.evidence_heads import evidence_heads
from app.storage.hearings import hearings
from app.storage.known import known_to, visible_to
from app.storage.tasks import tasks

_CASE = (cases.c.number.label("case_number"), cases.c.title.label("case_title"))


@dataclass(frozen=True)
class _Days:
    """The days asked for; ``mine`` leaves what is given to the user or in the user's cases."""

    first: date
    last: date
    mine: bool


class CalendarEntries:
    """Reads days in a row."""

    def __init__(self, connection: sa.Connection, user: UUID, codes: CodeBook) -> None:
        self._connection = connection
        self._user = user
        self._codes = codes
        self._readers: dict[EntryKind, Callable[[_Days], Iterator[CalendarEntry]]] = {
            EntryKind.HEARING: self._hearings,
            EntryKind.DEADLINE: self._deadlines,
            EntryKind.VICTIM: self._victim_contacts,
            EntryKind.EVIDENCE: self._evidence_due_back,
            EntryKind.TASK: self._tasks,
        }

    def between(
        self,
        first: date,
        last: date,
        kinds: AbstractSet[EntryKind] = EVERY_KIND,
        *,
        mine: bool = False,
    ) -> tuple[CalendarEntry, ...]:
        """Return what lies on the days from ``first`` to ``last``, in the order days list it.

        ``mine`` leaves what is given to the user or lies in the user's cases.
        """
        days = _Days(first, last, mine)
        found = [entry for kind in kinds for entry in self._readers[kind](days)]
        return tuple(sorted(found, key=lambda entry: entry.order))

    def load(self, first: date, days: int, *, mine: bool = False) -> tuple[DayCount, ...]:
        """Return how full each of ``days`` days from ``first`` is; what is done is not counted."""
        span = [plus_days(first, offset) for offset in range(days)]
        entries = self.between(span[0], span[-1], mine=mine) if span else ()
        counts = Counter(entry.on for entry in entries if not entry.is_done)
        return tuple(DayCount(day, counts[day]) for day in span)

    def _hearings(self, days: _Days) -> Iterator[CalendarEntry]:
        table = hearings.c
        query = _with_case(hearings).where(
            table.on.between(days.first, days.last),
            table.status.in_((HearingStatus.SET, HearingStatus.HELD)),
        )
        for row in self._rows(query, table.case, table.attorney, days):
            yield CalendarEntry(
                kind=EntryKind.HEARING,
                id=row.id,
                case=row.case,
                on=row.on,
                what=self._codes.label(CodeList.HEARING, row.kind),
                number=row.case_number,
                title=row.case_title,
                clock=row.starts_at.astimezone(ZoneInfo(row.zone)).time(),
                minutes=row.minutes,
                place=row.courtroom or row.court,
                is_done=row.status is HearingStatus.HELD,
            )

    def _deadlines(self, days: _Days) -> Iterator[CalendarEntry]:
        table = deadlines.c
        query = _with_case(deadlines).where(
            table.due_on.between(days.first, days.last),
            table.status.in_((DeadlineStatus.OPEN, DeadlineStatus.DONE)),
        )
        for row in self._rows(query, table.case, table.assigned_to, days):
            yield CalendarEntry(
                kind=EntryKind.DEADLINE,
                id=row.id,
                case=row.case,
                on=row.due_on,
                what=row.title,
                number=row.case_number,
                title=row.case_title,
                is_done=row.status is DeadlineStatus.DONE,
                is_computed=row.computed_due_on is not None,
            )

    def _victim_contacts(self, days: _Days) -> Iterator[CalendarEntry]:
        return self._tasks_where(EntryKind.VICTIM, tasks.c.kind == TaskKind.VICTIM_CONTACT, days)

    def _tasks(self, days: _Days) -> Iterator[CalendarEntry]:
        return self._tasks_where(EntryKind.TASK, tasks.c.kind != TaskKind.VICTIM_CONTACT, days)

    def _tasks_where(
        self, kind: EntryKind, condition: sa.ColumnElement[bool], days: _Days
    ) -> Iterator[CalendarEntry]:
        table = tasks.c
        due = table.due_on.between(days.first, days.last)
        query = _with_case(tasks).where(due, condition, *known_to(self._user, tasks))
        for row in self._rows(query, table.case, table.assigned_to, days):
            yield CalendarEntry(
                kind=kind,
                id=row.id,
                case=row.case,
                on=row.due_on,
                what=row.title,
                number=row.case_number,
                title=row.case_title,
                is_done=row.done_at is not None,
            )

    def _evidence_due_back(self, days: _Days) -> Iterator[CalendarEntry]:
        item = evidence_heads.c
        query = _with_case(evidence_heads).where(
            item.due_back_on.between(days.first, days.last), item.whereabouts == Whereabouts.OUT
        )
        for row in self._rows(query, item.case, None, days):
            yield CalendarEntry(
                kind=EntryKind.EVIDENCE,
                id=row.item,
                case=row.case,
                on=row.due_back_on,
                what=row.tag,
                number=row.case_number,
                title=row.case_title,
                place=row.holder,
            )

    def _rows(
        self,
        query: sa.Select[Any],
        case: sa.ColumnElement[UUID],
        given_to: sa.ColumnElement[UUID | None] | None,
        days: _Days,
    ) -> Iterator[Any]:
        query = query.where(visible_to(self._user, case))
        if days.mine:
            given_to_me = sa.false() if given_to is None else given_to == self._user
            query = query.where(sa.or_(case.in_(cases_of(self._user)), given_to_me))
        yield from self._connection.execute(query)


def _with_case(table: sa.Table) -> sa.Select[Any]:
    """Return the query for a table's rows with number and title of their case."""
    return sa.select(table, *_CASE).join(cases, cases.c.id == table.c.case)
