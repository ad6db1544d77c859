"""The office's days: what lies on them, how full they are, and which are court holidays."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.calendar import (
    EVERYTHING,
    CalendarChoices,
    CalendarEntry,
    CalendarSpan,
    DayCount,
    EntryFilter,
)
from app.domain.codes import CodeList
from app.domain.court_calendars import CourtCalendar
from app.domain.court_days import CourtDayKind
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.paging import PAGE, Cursor, Page
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
        which: only what passes this filter.
        most_a_day: entries of one day that are answered; None = all. All are counted.
    """

    first: date | None = None
    last: date | None = None
    which: EntryFilter = EVERYTHING
    most_a_day: int | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CalendarSpan:
        """Return the entries in the order days list them; hidden cases are not among them.

        Raises:
            Refused: the span ends before it begins or is longer than a year.
        """
        first = self.first or reading.today
        last = self.last or plus_days(first, USUAL_SPAN - 1)
        require_short(first, last)
        found = reading.calendar.between(first, last, self.which, self.most_a_day)
        return CalendarSpan(
            first=first,
            last=last,
            entries=found.entries,
            counts=found.counts,
            hidden=self._hidden(reading, first, last, sum(found.counts.values())),
            holidays=closed_days_between(reading, first, last),
            today=reading.today,
        )

    def _hidden(self, reading: Reading, first: date, last: date, shown: int) -> int:
        return reading.calendar.count(first, last) - shown if self.which.narrows else 0


@dataclass(frozen=True, kw_only=True)
class Agenda(Query[Page[CalendarEntry]]):
    """What lies on the days from ``first`` to ``last``, page by page.

    Attributes:
        which: only what passes this filter.
        after: where the page begins; None = with the first day.
        size: entries of the page.
    """

    first: date
    last: date
    which: EntryFilter = EVERYTHING
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Page[CalendarEntry]:
        """Return the entries in the order days list them; hidden cases are not among them.

        Raises:
            Refused: the span ends before it begins or is longer than a year.
        """
        require_short(self.first, self.last)
        return reading.calendar.page(
            self.first, self.last, self.which, after=self.after, size=self.size
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
        calendar = reading.court_calendars.of_office().calendar
        counts = reading.calendar.load(self.first, self.days, mine=self.mine)
        return tuple(_with_closure(count, calendar) for count in counts)


@dataclass(frozen=True, kw_only=True)
class ChoicesOfCalendar(Query[CalendarChoices]):
    """What the calendar can be narrowed to on the days from ``first`` to ``last``."""

    first: date
    last: date
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CalendarChoices:
        """Return people, places and types of hearing.

        Raises:
            Refused: the span ends before it begins or is longer than a year.
        """
        require_short(self.first, self.last)
        courts, courtrooms = reading.calendar.places(self.first, self.last)
        users = reading.users
        active = users.where(users.table.c.is_active.is_(True), order=(users.table.c.name,))
        types = reading.codes.choices(CodeList.HEARING, reading.today)
        return CalendarChoices(
            user=reading.user,
            people=tuple((user.id, user.name) for user in active),
            courts=courts,
            courtrooms=courtrooms,
            hearings=tuple((code.code, code.label) for code in types),
        )


def closed_days_between(reading: Reading, first: date, last: date) -> dict[date, str]:
    """Return the name of each day among these on which the office's courts are or may be closed.

    Besides holidays these are closures that the office entered, whatever they are to a count.
    """
    calendar = reading.court_calendars.of_office().calendar
    table = reading.court_days.table.c
    entered = reading.court_days.where(
        table.calendar == calendar.id,
        table.on.between(first, last),
        table.kind != CourtDayKind.OPEN,
    )
    known = {day.on: day.name for day in entered} | dict(calendar.holidays)
    return {day: name for day, name in sorted(known.items()) if first <= day <= last}


def require_short(first: date, last: date) -> None:
    """Refuse a span that ends before it begins or is longer than a year.

    Raises:
        Refused: ``calendar.span``.
    """
    if not 0 <= (last - first).days < LONGEST_SPAN:
        raise Refused("calendar.span", field="to", longest=LONGEST_SPAN)


def _with_closure(count: DayCount, calendar: CourtCalendar) -> DayCount:
    closed = calendar.closure_if_known(count.day)
    return replace(count, closed=closed or "", is_known=closed is not None)
