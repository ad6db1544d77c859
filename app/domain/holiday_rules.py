"""Holidays as rules: what a calendar file says, and the days that closes courts on.

A calendar is one run of days, not a bag of years: New Year's Day on a Saturday closes the courts on
31 December of the year before.
"""

from calendar import SATURDAY, SUNDAY
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from app.domain.confidence import Confidence


class HolidayKind(StrEnum):
    """Who set the day aside."""

    FEDERAL = "federal"
    STATE = "state"
    JUDICIAL = "judicial"


@dataclass(frozen=True)
class Move:
    """Where a holiday goes that falls on a day of the weekend.

    Attributes:
        days: -1 to the Friday before, 1 to the Monday after, 0 if it does not move.
        is_certain: whether courts must treat the other day as the holiday, or only may.
    """

    days: int
    is_certain: bool = True


STAYS = Move(0)


@dataclass(frozen=True, kw_only=True)
class HolidayRule:
    """One line of a list of holidays.

    Attributes:
        falls: as written, e.g. ``"3rd Monday of January"``.
        day_in: the day it falls on in a year, before it is moved off a weekend.
        source: statute, rule or order that sets it aside.
        since, until: the first and last year it is kept.
        every: years from one time to the next; 1 = it is kept every year.
        moves: whether it is observed on another day when it falls on a weekend.
        saturday, sunday: where it goes then; None = where all of the calendar go.
        is_certain: whether courts must treat it as a holiday; else they may, and dates are counted
            both ways.
        note: what somebody who relies on it should know.
    """

    name: str
    kind: HolidayKind
    source: str
    falls: str
    day_in: Callable[[int], date] = field(compare=False)
    since: int = MINYEAR
    until: int = MAXYEAR
    every: int = 1
    moves: bool = True
    saturday: Move | None = None
    sunday: Move | None = None
    is_certain: bool = True
    confidence: Confidence = Confidence.SETTLED
    note: str = ""

    @property
    def is_once(self) -> bool:
        """Whether it is one day of one year."""
        return self.since == self.until and self.falls.startswith(str(self.since))


@dataclass(frozen=True, kw_only=True)
class ClosedDay:
    """A day on which a rule closes the courts.

    Attributes:
        falls_on: the day the holiday falls on; another than ``on`` where it was moved.
        is_certain: whether courts must treat this day as a holiday, or only may.
    """

    on: date
    falls_on: date
    rule: HolidayRule
    is_certain: bool = True

    @property
    def name(self) -> str:
        """The holiday's name, which says where it is observed on another day."""
        return self.rule.name if self.on == self.falls_on else f"{self.rule.name} (observed)"


def each_once(days: Iterable[ClosedDay]) -> tuple[ClosedDay, ...]:
    """Return one entry a day, in order.

    What must be a holiday stands before what may be one, and a holiday that falls there before one
    that is moved there.
    """
    ranked = sorted(days, key=lambda day: (day.is_certain, day.on == day.falls_on))
    by_day = {day.on: day for day in ranked}
    return tuple(by_day[on] for on in sorted(by_day))


@dataclass(frozen=True, kw_only=True)
class HolidayCalendar:
    """A list of holidays, the days it is known for, and where weekend holidays go.

    Attributes:
        edition: changes whenever the file does.
        first, last: the first and last day it can answer for.
        saturday, sunday: where a holiday goes that falls on that day.
        checked_on: the day the sources were last looked up; None = they were not.
        notes: what somebody who relies on the calendar should know.
    """

    id: str
    title: str
    jurisdiction: str
    edition: str
    first: date
    last: date
    saturday: Move
    sunday: Move
    holidays: tuple[HolidayRule, ...]
    checked_on: date | None = None
    confidence: Confidence = Confidence.SETTLED
    notes: tuple[str, ...] = ()

    def closed_days(
        self, first: date | None = None, last: date | None = None
    ) -> tuple[ClosedDay, ...]:
        """Return the days closed, in order, by default of the whole calendar.

        The rules answer for any span; whoever asks beyond the calendar's own answers for it.
        """
        first, last = first or self.first, last or self.last
        found = (day for day in self._observed(first.year - 1, last.year + 1))
        return tuple(
            sorted((day for day in found if first <= day.on <= last), key=lambda day: day.on)
        )

    def _observed(self, first: int, last: int) -> Iterator[ClosedDay]:
        """Yield each day; the years around a span, too, for a holiday may move out of its year."""
        for rule in self.holidays:
            for year in range(max(first, rule.since), min(last, rule.until) + 1):
                if (year - rule.since) % rule.every == 0:
                    yield self._closed(rule, rule.day_in(year))

    def _closed(self, rule: HolidayRule, falls_on: date) -> ClosedDay:
        move = self._move(rule, falls_on)
        return ClosedDay(
            on=falls_on + timedelta(days=move.days),
            falls_on=falls_on,
            rule=rule,
            is_certain=rule.is_certain and move.is_certain,
        )

    def _move(self, rule: HolidayRule, falls_on: date) -> Move:
        if not rule.moves:
            return STAYS
        if falls_on.weekday() == SATURDAY:
            return rule.saturday or self.saturday
        if falls_on.weekday() == SUNDAY:
            return rule.sunday or self.sunday
        return STAYS
