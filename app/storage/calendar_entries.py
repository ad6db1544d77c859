"""Everything that has a day, read across the kinds of record and behind the walls.

A month shows a few lines a day, however much an office has on it: such days are counted first, and
only the lines they show are read.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.calendar import (
    EVERY_KIND,
    EVERYTHING,
    CalendarEntry,
    DayCount,
    EntryFilter,
    EntryKind,
)
from app.domain.codes import CodeBook, CodeList
from app.domain.day_arithmetic import plus_days
from app.domain.paging import Cursor, Page
from app.storage.calendar_lines import (
    KINDS,
    PAGE_KEYS,
    all_lines,
    counts_by_day,
    first_lines,
    next_lines,
)
from app.storage.hearings import hearings
from app.storage.known import visible_to
from app.storage.paging import page_of

_Counts = Mapping[EntryKind, Counter[date]]


@dataclass(frozen=True)
class DayEntries:
    """What was read of some days: entries in the order days list them, and how many there are."""

    entries: tuple[CalendarEntry, ...]
    counts: dict[date, int]


class CalendarEntries:
    """Reads days in a row.

    Args:
        connection: to the database.
        user: who looks; ``kinds``: what that person may know of at all.
        codes: the office's words.
    """

    def __init__(
        self,
        connection: sa.Connection,
        user: UUID,
        codes: CodeBook,
        kinds: frozenset[EntryKind] = EVERY_KIND,
    ) -> None:
        self._connection = connection
        self._user = user
        self._codes = codes
        self._kinds = kinds

    def between(
        self,
        first: date,
        last: date,
        which: EntryFilter = EVERYTHING,
        most_a_day: int | None = None,
    ) -> DayEntries:
        """Return what lies on the days from ``first`` to ``last``.

        Args:
            first: the day begun with.
            last: the day ended with, included.
            which: only what passes.
            most_a_day: entries of one day that are returned; all of them where None.
        """
        which = self._known(which)
        if not which.shown_kinds:
            return DayEntries((), {})
        if most_a_day is None:
            days = {"first": first, "last": last}
            entries = self._entries(all_lines(self._user, which), days)
            return DayEntries(entries, dict(Counter(entry.on for entry in entries)))
        counts = self._counts(first, last, which)
        shown = _days_with_room(counts, most_a_day)
        entries = self._entries(first_lines(self._user, which, most_a_day), shown)
        return DayEntries(entries, dict(_together(counts)))

    def page(
        self, first: date, last: date, which: EntryFilter, *, after: Cursor | None, size: int
    ) -> Page[CalendarEntry]:
        """Return one page of what lies on the days: each kind by the minute, then by its words."""
        if not which.shown_kinds:
            return Page(())
        query = next_lines(self._user, which, after, size)
        rows = self._connection.execute(query, {"first": first, "last": last}).fetchall()
        return page_of(rows, self._entry, keys=PAGE_KEYS, size=size)

    def count(self, first: date, last: date, which: EntryFilter = EVERYTHING) -> int:
        """Return how many entries lie on the days."""
        return _together(self._counts(first, last, self._known(which))).total()

    def load(self, first: date, days: int, *, mine: bool = False) -> tuple[DayCount, ...]:
        """Return how full each of ``days`` days from ``first`` is; what is done is not counted."""
        span = [plus_days(first, offset) for offset in range(days)]
        if not span:
            return ()
        which = self._known(EntryFilter(mine=mine))
        counts = _together(self._counts(span[0], span[-1], which, done=False))
        return tuple(DayCount(day, counts[day]) for day in span)

    def places(self, first: date, last: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the courts and the courtrooms in which hearings are held on the days, by name."""
        table = hearings.c
        query = (
            sa.select(table.court, table.courtroom)
            .where(table.on.between(first, last), visible_to(self._user, table.case))
            .distinct()
        )
        rows = self._connection.execute(query).all()
        courts, rooms = {row.court for row in rows}, {row.courtroom for row in rows}
        return tuple(sorted(courts - {""})), tuple(sorted(rooms - {""}))

    def _known(self, which: EntryFilter) -> EntryFilter:
        return replace(which, kinds=which.kinds & self._kinds)

    def _counts(self, first: date, last: date, which: EntryFilter, *, done: bool = True) -> _Counts:
        counts: dict[EntryKind, Counter[date]] = {kind: Counter() for kind in KINDS}
        if which.shown_kinds:
            query = counts_by_day(self._user, which, done=done)
            days = {"first": first, "last": last}
            for rank, day, count in self._connection.execute(query, days):
                counts[KINDS[rank]][day] += count
        return counts

    def _entries(
        self, query: sa.Select[Any], values: Mapping[str, object]
    ) -> tuple[CalendarEntry, ...]:
        entries = map(self._entry, self._connection.execute(query, values))
        return tuple(sorted(entries, key=lambda entry: entry.order))

    def _entry(self, row: Any) -> CalendarEntry:  # noqa: ANN401  a row of `calendar_lines`
        kind = KINDS[row.rank]
        is_hearing = kind is EntryKind.HEARING
        return CalendarEntry(
            kind=kind,
            id=row.id,
            case=row.case,
            on=row.day,
            what=self._codes.label(CodeList.HEARING, row.what) if is_hearing else row.what,
            number=row.number,
            title=row.title,
            clock=row.starts_at.astimezone(ZoneInfo(row.zone)).time() if is_hearing else None,
            minutes=row.minutes,
            place=row.place,
            is_done=bool(row.done),
            is_computed=bool(row.computed),
        )


def _together(counts: _Counts) -> Counter[date]:
    return sum(counts.values(), Counter())


def _days_with_room(counts: _Counts, most: int) -> dict[str, str]:
    """Return for each kind the days on which the kinds before it leave room, as a JSON array."""
    days, taken = {}, Counter[date]()
    for kind, of_kind in counts.items():
        days[str(kind)] = json.dumps([str(day) for day in of_kind if taken[day] < most])
        taken += of_kind
    return days
