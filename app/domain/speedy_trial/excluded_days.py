"""Excluded time as a set of days: a day is excluded once, however many motions cover it.

Source: 18 U.S.C. 3161(h). The day a motion is filed and the day it is decided are both excluded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.day_arithmetic import day_of_ordinal
from app.domain.errors import Refused


@dataclass(frozen=True)
class Exclusion:
    """A range of excluded days, both ends included, already cut to any cap of the statute.

    Attributes:
        words: the sentence that tells it, where more is known of it than its kind; empty = made of
            kind and days.

    Raises:
        Refused: ``exclusion.reversed``.
    """

    first: date
    last: date
    type: str = ""
    note: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused(
                "exclusion.reversed",
                field="exclusions",
                first=self.first.isoformat(),
                last=self.last.isoformat(),
            )

    @property
    def length(self) -> int:
        """Days in the range."""
        return (self.last - self.first).days + 1


class ExcludedDays:
    """The union of ranges of excluded days.

    Kept as merged ranges of day numbers, so that the cost follows the number of motions and not the
    number of days.
    """

    def __init__(self, exclusions: Iterable[Exclusion]) -> None:
        self._runs = tuple(_merge(exclusions))

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self._runs)

    def ranges(self) -> Iterator[tuple[date, date]]:
        """Yield the merged ranges, first and last day, in order."""
        for first, last in self._runs:
            yield date.fromordinal(first), date.fromordinal(last)

    def count(self, after: date, through: date) -> int:
        """Return how many excluded days lie after one day, up to and including the other."""
        low, high = after.toordinal() + 1, through.toordinal()
        return sum(max(0, min(last, high) - max(first, low) + 1) for first, last in self._runs)

    def counted_day(self, start: date, n: int) -> date:
        """Return the n-th day after the start that is not excluded.

        Raises:
            Refused: ``date.out_of_range``.
        """
        reached = start.toordinal()
        for first, last in self._runs:
            free = max(0, first - reached - 1)
            if free >= n:
                break
            if last > reached:
                n -= free
                reached = last
        return day_of_ordinal(reached + n)

    def last_of_run_after(self, day: date) -> date:
        """Return the last of the excluded days that follow the day at once, or the day itself."""
        following = day.toordinal() + 1
        for first, last in self._runs:
            if first <= following <= last:
                return date.fromordinal(last)
        return day


def _merge(exclusions: Iterable[Exclusion]) -> Iterator[tuple[int, int]]:
    """Yield the ranges in order, overlapping and adjoining ones made one."""
    ranges = sorted((range_.first.toordinal(), range_.last.toordinal()) for range_ in exclusions)
    run: tuple[int, int] | None = None
    for first, last in ranges:
        if run is None:
            run = first, last
        elif first <= run[1] + 1:
            run = run[0], max(run[1], last)
        else:
            yield run
            run = first, last
    if run is not None:
        yield run
