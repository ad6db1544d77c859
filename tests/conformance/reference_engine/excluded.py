"""Excluded days as a plain set of dates, and counts that walk over it."""

from datetime import date, timedelta
from typing import Any

from tests.conformance.reference_engine import reading
from tests.conformance.reference_engine.holidays import ONE, moved
from tests.conformance.reference_engine.reading import RefusedByReference


def plus(at: date, days: int) -> date:
    """A day plus so many plain days."""
    try:
        return moved(at, timedelta(days=days))
    except OverflowError:
        raise RefusedByReference("outside every calendar") from None


class Excluded:
    """The union of the ranges of an `exclusions` list."""

    def __init__(self, ranges: Any) -> None:
        self.days: set[date] = set()
        self.lengths = 0
        self.latest: date | None = None
        if ranges is None:
            return
        if not isinstance(ranges, list):
            raise RefusedByReference("exclusions: not a list")
        for one in ranges:
            self._add(one)

    def _add(self, one: Any) -> None:
        if not isinstance(one, dict):
            raise RefusedByReference("exclusions: not an object")
        at, last = reading.day(one.get("from"), "from"), reading.day(one.get("to"), "to")
        if last < at:
            raise RefusedByReference("exclusions: ends before it begins")
        self.latest = max(last, self.latest or last)
        self.lengths += (last - at).days + 1
        while at <= last:
            self.days.add(at)
            at = moved(at, ONE)

    def within(self, start: date, end: date) -> int:
        """Excluded dates after `start` up to and with `end`."""
        return sum(1 for at in self.days if start < at <= end)

    def counted(self, start: date, end: date) -> int:
        """Days from start to end that are not excluded; negative when end comes first."""
        return (end - start).days - self.within(start, end)

    def reaches(self, start: date, limit: int) -> date:
        """The first date on which the count reaches the limit."""
        at, count = start, 0
        while count < limit:
            at = moved(at, ONE)
            count += at not in self.days
        return at

    def to_the_end_of(self, at: date) -> date:
        """The day, carried over the excluded days that follow at once."""
        while moved(at, ONE) in self.days:
            at += ONE
        return at
