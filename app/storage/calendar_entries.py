"""Everything that has a day, read across the kinds of record and behind the walls.

One query a kind; each is served by an index on its day.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.calendar import CalendarEntry, DayCount, EntryKind
from app.domain.codes import CodeBook, CodeList
from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import DeadlineStatus
from app.domain.evidence import Action
from app.domain.hearings import HearingStatus
from app.domain.tasks import TaskKind
from app.storage.cases import cases, visible_to
from app.storage.deadline_lines import cases_of
from app.storage.deadlines import deadlines
from app.storage.evidence import custody_events, evidence_items
from app.storage.hearings import hearings
from app.storage.tasks import tasks

_SHOWN_HEARINGS = (HearingStatus.SET, HearingStatus.HELD)
_SHOWN_DEADLINES = (DeadlineStatus.OPEN, DeadlineStatus.DONE)


class CalendarEntries:
    """Reads days in a row; what was continued, vacated or cancelled is no longer on them."""

    def __init__(self, connection: sa.Connection, user: UUID, codes: CodeBook) -> None:
        self._connection = connection
        self._user = user
        self._codes = codes

    def between(
        self, first: date, last: date, kinds: AbstractSet[EntryKind], *, mine: bool
    ) -> tuple[CalendarEntry, ...]:
        """Return what lies on the days from ``first`` to ``last``, in the order days list it.

        Args:
            mine: only what is given to the user or lies in the user's cases.
        """
        found = [
            entry
            for kind in EntryKind
            if kind in kinds
            for entry in self._of(kind, first, last, mine)
        ]
        return tuple(sorted(found, key=lambda entry: entry.order))

    def load(self, first: date, days: int, *, mine: bool) -> tuple[DayCount, ...]:
        """Return how full each of ``days`` days from ``first`` is; what is done is not counted."""
        span = [plus_days(first, offset) for offset in range(days)]
        entries = self.between(span[0], span[-1], frozenset(EntryKind), mine=mine) if span else ()
        counts = Counter(entry.on for entry in entries if not entry.is_done)
        return tuple(DayCount(day, counts[day]) for day in span)

    def _of(self, kind: EntryKind, first: date, last: date, mine: bool) -> Iterator[CalendarEntry]:  # noqa: FBT001  passed on as it came
        readers: dict[EntryKind, Callable[[date, date, bool], Iterator[CalendarEntry]]] = {
            EntryKind.HEARING: self._hearings,
            EntryKind.DEADLINE: self._deadlines,
            EntryKind.VICTIM: self._victim_contacts,
            EntryKind.EVIDENCE: self._evidence_due_back,
            EntryKind.TASK: self._tasks,
        }
        return readers[kind](first, last, mine)

    def _hearings(self, first: date, last: date, mine: bool) -> Iterator[CalendarEntry]:  # noqa: FBT001  passed on as it came
        table = hearings.c
        query = _of_cases(hearings).where(
            table.on.between(first, last), table.status.in_(_SHOWN_HEARINGS)
        )
        for row in self._rows(query, table.case, table.attorney, mine):
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

    def _deadlines(self, first: date, last: date, mine: bool) -> Iterator[CalendarEntry]:  # noqa: FBT001  passed on as it came
        table = deadlines.c
        query = _of_cases(deadlines).where(
            table.due_on.between(first, last), table.status.in_(_SHOWN_DEADLINES)
        )
        for row in self._rows(query, table.case, table.assigned_to, mine):
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

    def _victim_contacts(self, first: date, last: date, mine: bool) -> Iterator[CalendarEntry]:  # noqa: FBT001  passed on as it came
        owed = tasks.c.kind == TaskKind.VICTIM_CONTACT
        return self._tasks_where(owed, EntryKind.VICTIM, first, last, mine)

    def _tasks(self, first: date, last: date, mine: bool) -> Iterator[CalendarEntry]:  # noqa: FBT001  passed on as it came
        other = tasks.c.kind != TaskKind.VICTIM_CONTACT
        return self._tasks_where(other, EntryKind.TASK, first, last, mine)

    def _tasks_where(
        self,
        condition: sa.ColumnElement[bool],
        kind: EntryKind,
        first: date,
        last: date,
        mine: bool,  # noqa: FBT001  passed on as it came
    ) -> Iterator[CalendarEntry]:
        query = _of_cases(tasks).where(tasks.c.due_on.between(first, last), condition)
        for row in self._rows(query, tasks.c.case, tasks.c.assigned_to, mine):
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

    def _evidence_due_back(self, first: date, last: date, mine: bool) -> Iterator[CalendarEntry]:  # noqa: FBT001  passed on as it came
        event, later = custody_events, custody_events.alias()
        moved_on = sa.select(later.c.id).where(
            later.c.item == event.c.item,
            later.c.seq > event.c.seq,
            later.c.action != Action.CORRECTED,
        )
        query = (
            sa.select(
                event, evidence_items.c.tag, cases.c.number.label("case_number"),
                cases.c.title.label("case_title"),
            )
            .join(cases, cases.c.id == event.c.case)
            .join(evidence_items, evidence_items.c.id == event.c.item)
            .where(
                event.c.due_back_on.between(first, last),
                event.c.action != Action.CORRECTED,
                ~moved_on.exists(),
            )
        )  # fmt: skip
        for row in self._rows(query, event.c.case, None, mine):
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
        whose: sa.ColumnElement[UUID | None] | None,
        mine: bool,  # noqa: FBT001  passed on as it came
    ) -> Iterator[Any]:
        query = query.where(visible_to(self._user, case))
        if mine:
            in_my_cases = case.in_(cases_of(self._user))
            given_to_me = sa.false() if whose is None else whose == self._user
            query = query.where(sa.or_(in_my_cases, given_to_me))
        yield from self._connection.execute(query)


def _of_cases(table: sa.Table) -> sa.Select[Any]:
    """Return the query for a table's rows with number and title of their case."""
    return sa.select(
        table, cases.c.number.label("case_number"), cases.c.title.label("case_title")
    ).join(cases, cases.c.id == table.c.case)
