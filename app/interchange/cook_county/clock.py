"""Are the clocks of the intake file right?

The office publishes intake times some hours ahead of its other files, which can change the day.
The same defendant's rows in the other files prove how many hours; nothing is assumed about zones
or daylight saving: each month of each column is compared on its own, and may differ from the
usual shift by the one hour of summer time.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from app.interchange.cook_county.values import ClockShift

PROOF = 0.95
"""Share of compared values that must show the same shift before any value is moved."""

NO_SHIFT = timedelta()
_HALF_DAY = timedelta(hours=12)
_DAY = timedelta(days=1)
_SUMMER_HOUR = timedelta(hours=1)

_Key = tuple[str, int, int]


class ShiftVote:
    """Counts shifts by column and month, and takes the usual one back."""

    def __init__(self) -> None:
        self._votes: dict[_Key, Counter[timedelta]] = {}
        self._all: Counter[timedelta] = Counter()

    def compare(self, column: str, stated: datetime, elsewhere: datetime) -> None:
        """Count one value against the same value in another file."""
        self._cast(column, stated, stated - elsewhere)

    def midnight(self, column: str, days: Iterable[datetime]) -> None:
        """Count the clock of a column of days, which should read midnight.

        For use when no row can be compared with another file.
        """
        for stated in days:
            clock = stated - datetime.combine(stated, datetime.min.time())
            self._cast(column, stated, clock if clock <= _HALF_DAY else clock - _DAY)

    def result(self) -> ClockShift:
        """Return the usual shift and whether the votes prove it."""
        compared = self._all.total()
        usual = self._usual()
        months = [_most(votes) for votes in self._votes.values()]
        agreeing = sum(count for shift, count in months if abs(shift - usual) <= _SUMMER_HOUR)
        return ClockShift(
            ahead=usual,
            compared=compared,
            agreeing=agreeing,
            proven=compared > 0 and agreeing >= PROOF * compared,
        )

    def shift(self, column: str, stated: datetime) -> timedelta:
        """Return how far this value is ahead, by its column and month, else by the whole file."""
        usual = self._usual()
        votes = self._votes.get((column, stated.year, stated.month))
        shift = _most(votes)[0] if votes else usual
        return shift if abs(shift - usual) <= _SUMMER_HOUR else usual

    def _usual(self) -> timedelta:
        return _most(self._all)[0] if self._all else NO_SHIFT

    def _cast(self, column: str, stated: datetime, shift: timedelta) -> None:
        key = (column, stated.year, stated.month)
        self._votes.setdefault(key, Counter())[shift] += 1
        self._all[shift] += 1


def _most(votes: Counter[timedelta]) -> tuple[timedelta, int]:
    return max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
