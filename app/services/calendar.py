"""The office's days: what lies on them, how full they are, and which are court holidays."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.calendar import EVERY_KIND, CalendarSpan, DayCount, EntryKind
from app.domain.court_calendars import court_calendar
from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import FEDERAL_CALENDAR
from app.domain.errors import Refused
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading

LONGEST_SPAN = 366
"""Days one answer may hold."""
USUAL_SPAN = 28
"""Days shown where none are named."""


@dataclass(frozen=True, kw_only=True)
class CalendarRange(Query[CalendarSpan]):
    """What lies on the days from ``first`` to ``last``.

    Attributes:
        first: None = today; ``last``: None = four weeks on.
        kinds: kinds of record shown.
        mine: only what is given to the asking person or lies in that person's cases.
    """

    first: date | None = None
    last: date | None = None
    kinds: AbstractSet[EntryKind] = EVERY_KIND
    mine: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CalendarSpan:
        """Return the entries in the order days list them; hidden cases are not among them.

        Raises:
            Refused: the span ends before it begins or is longer than a year.
        """
        first = self.first or reading.today
        last = self.last or plus_days(first, USUAL_SPAN - 1)
        if not 0 <= (last - first).days < LONGEST_SPAN:
            raise Refused("calendar.span", field="to", longest=LONGEST_SPAN)
        return CalendarSpan(
            first=first,
            last=last,
            entries=reading.calendar.between(first, last, self.kinds, mine=self.mine),
            holidays=holidays_between(first, last),
            today=reading.today,
        )


@dataclass(frozen=True, kw_only=True)
class DayLoad(Query[tuple[DayCount, ...]]):
    """How full each of ``days`` days from ``first`` is, so that a new date finds room."""

    first: date
    days: int = 1
    mine: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[DayCount, ...]:
        """Return one count a day; what is done is not counted.

        Raises:
            Refused: more days than a year are asked for.
        """
        if not 0 <= self.days <= LONGEST_SPAN:
            raise Refused("calendar.span", field="days", longest=LONGEST_SPAN)
        return reading.calendar.load(self.first, self.days, mine=self.mine)


def holidays_between(first: date, last: date) -> dict[date, str]:
    """Return the federal courts' holidays among the days (5 U.S.C. 6103, years 1958 to 2040)."""
    known = court_calendar(FEDERAL_CALENDAR).holidays
    return {day: name for day, name in sorted(known.items()) if first <= day <= last}
