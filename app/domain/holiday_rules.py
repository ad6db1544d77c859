"""Holidays as rules: what a calendar file says, and the days that closes courts on.

A calendar is one run of days, not a bag of years: New Year's Day on a Saturday closes the courts on
31 December of the year before.
"""

from calendar import SATURDAY, SUNDAY
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from app.domain.confidence import Confidence


class HolidayKind(StrEnum):
    """Who set the day aside."""

    FEDERAL = "federal"
    STATE = "state"
    JUDICIAL = "judicial"


@dataclass(frozen=True, kw_only=True)
class HolidayRule:
    """One line of a list of holidays.

    Attributes:
        falls: as written, e.g. ``"3rd Monday of January"``.
        day_in: the day it falls on in a year, before it is moved off a weekend.
        source: statute, rule or order that sets it aside.
        since, until: the first and last year it is kept.
        moves: whether it is observed on another day when it falls on a weekend.
        note: what somebody who relies on it should know.
    """

    name: str
    kind: HolidayKind
    source: str
    falls: str
    day_in: Callable[[int], date] = field(compare=False)
    since: int = MINYEAR
    until: int = MAXYEAR
    moves: bool = True
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
    """

    on: date
    falls_on: date
    rule: HolidayRule

    @property
    def name(self) -> str:
        """The holiday's name, which says where it is observed on another day."""
        return self.rule.name if self.on == self.falls_on else f"{self.rule.name} (observed)"


@dataclass(frozen=True, kw_only=True)
class HolidayCalendar:
    """A list of holidays, the days it is known for, and where weekend holidays go.

    Attributes:
        edition: changes whenever the file does.
        first, last: the first and last day it can answer for.
        saturday: days by which a Saturday holiday moves: -1 to Friday, 0 if it does not.
        sunday: days by which a Sunday holiday moves: 1 to Monday, 0 if it does not.
        checked_on: the day the sources were last looked up; None = they were not.
        notes: what somebody who relies on the calendar should know.
    """

    id: str
    title: str
    jurisdiction: str
    edition: str
    first: date
    last: date
    saturday: int
    sunday: int
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
                falls_on = rule.day_in(year)
                yield ClosedDay(on=self._moved(rule, falls_on), falls_on=falls_on, rule=rule)

    def _moved(self, rule: HolidayRule, falls_on: date) -> date:
        shift = {SATURDAY: self.saturday, SUNDAY: self.sunday}.get(falls_on.weekday(), 0)
        return falls_on + timedelta(days=shift) if rule.moves else falls_on
