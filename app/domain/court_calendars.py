"""The days on which courts are closed: four holiday calendars, built from the statutes' rules.

A calendar is one run of days, not a bag of years: New Year's Day on a Saturday closes the courts on
31 December of the year before. Outside the years a calendar covers it refuses to answer, because
"no holiday known" is not "no holiday".
"""

from bisect import bisect_left, bisect_right
from calendar import FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import cache, cached_property, partial

from app.domain.day_arithmetic import last_weekday, nth_weekday, plus_days
from app.domain.errors import Refused

_WEEKDAYS = 5
_WEEKEND = {SATURDAY: "a Saturday", SUNDAY: "a Sunday"}


class CalendarNotLoaded(Refused):
    """The day lies outside the years for which the holidays are known."""


@dataclass(frozen=True, eq=False)
class CourtCalendar:
    """The open and closed days of one court system.

    Attributes:
        id: the name that rules and files use, e.g. ``"US-FED"``.
        first: the first day the calendar can answer for.
        last: the last day the calendar can answer for.
        holidays: the days closed besides weekends, and the name of each.
    """

    id: str
    first: date
    last: date
    holidays: Mapping[date, str]

    def closing(self, days: Iterable[date], reason: str) -> "CourtCalendar":
        """Return the same calendar with more closed days; a day closed already keeps its name."""
        more = dict.fromkeys(days, reason)
        if not more:
            return self
        return replace(self, holidays={**more, **self.holidays})

    def holiday(self, day: date) -> str | None:
        """Return the name of the holiday observed on the day, if any.

        Raises:
            CalendarNotLoaded: ``calendar.not_loaded``.
        """
        if not self.first <= day <= self.last:
            raise CalendarNotLoaded(
                "calendar.not_loaded",
                calendar=self.id,
                day=day.isoformat(),
                first=self.first.year,
                last=self.last.year,
            )
        return self.holidays.get(day)

    def closure(self, day: date) -> str | None:
        """Return why the courts are closed, e.g. ``"a Sunday"``; None on an open day.

        Raises:
            CalendarNotLoaded: ``calendar.not_loaded``.
        """
        holiday = self.holiday(day)
        return _WEEKEND.get(day.weekday(), holiday)

    def is_open(self, day: date) -> bool:
        """Whether the day is neither Saturday, Sunday nor holiday.

        Raises:
            CalendarNotLoaded: ``calendar.not_loaded``.
        """
        return self.holiday(day) is None and day.weekday() < SATURDAY

    def on_or_after(self, day: date) -> date:
        """Return the day itself if open, else the next open day."""
        return self._walk(day, 1)

    def on_or_before(self, day: date) -> date:
        """Return the day itself if open, else the last open day before it."""
        return self._walk(day, -1)

    def nth_after(self, day: date, n: int) -> date:
        """Return the n-th open day after the day, which is not counted."""
        return self._count(day, n, 1)

    def nth_before(self, day: date, n: int) -> date:
        """Return the n-th open day before the day, which is not counted."""
        return self._count(day, n, -1)

    def weekday_holidays_between(self, after: date, before: date) -> list[tuple[date, str]]:
        """Return the holidays from Monday to Friday between two days, neither included."""
        low = bisect_right(self._closed_weekdays, after.toordinal())
        high = bisect_left(self._closed_weekdays, before.toordinal())
        found = map(date.fromordinal, self._closed_weekdays[low:high])
        return [(day, self.holidays[day]) for day in found]

    @cached_property
    def _closed_weekdays(self) -> list[int]:
        """The numbers of the holidays that take an open day away, in order."""
        return sorted(day.toordinal() for day in self.holidays if day.weekday() < SATURDAY)

    def _walk(self, day: date, step: int) -> date:
        while not self.is_open(day):
            day = plus_days(day, step)
        return day

    def _count(self, day: date, n: int, step: int) -> date:
        """Return the n-th open day one way or the other, without a walk through the days between.

        The weekdays are counted by arithmetic; each holiday passed costs one weekday more, and the
        days gained may pass further holidays, until none is new.
        """
        if n == 0:
            return day
        passed, more = -1, 0
        found = day
        self.holiday(plus_days(day, step))
        while passed != more:
            passed = more
            found = _nth_weekday_from(day, n + passed, step)
            more = self._holidays_passed(day, found)
        self.holiday(found)
        return found

    def _holidays_passed(self, start: date, end: date) -> int:
        """Return how many closed weekdays lie between, the end included and the start not."""
        closed, first, last = self._closed_weekdays, start.toordinal(), end.toordinal()
        if first <= last:
            return bisect_right(closed, last) - bisect_right(closed, first)
        return bisect_left(closed, first) - bisect_left(closed, last)


def _nth_weekday_from(day: date, n: int, step: int) -> date:
    """Return the n-th day from Monday to Friday after (step 1) or before (-1) a day."""
    # Backward the week is read from Friday to Monday, the weekend last as well.
    number = day.weekday() if step > 0 else (FRIDAY - day.weekday()) % 7
    weeks, further = divmod(n + min(number, FRIDAY), _WEEKDAYS)
    return plus_days(day, step * (weeks * 7 + further - number))


@dataclass(frozen=True)
class _Holiday:
    """One line of a statute's list of holidays.

    Attributes:
        name: as users read it.
        falls: the day it falls on in a year, before it is moved off a weekend.
        since: the first year it is kept.
        until: the last year it is kept.
        moves: whether it is observed on another day when it falls on a weekend.
    """

    name: str
    falls: Callable[[int], date]
    since: int = MINYEAR
    until: int = MAXYEAR
    moves: bool = True


@dataclass(frozen=True)
class _Statute:
    """A list of holidays, the years it is known for, and where weekend holidays go.

    Attributes:
        saturday: days by which a Saturday holiday moves: -1 to Friday, 0 if it does not.
    """

    id: str
    first: int
    last: int
    holidays: tuple[_Holiday, ...]
    saturday: int = -1

    def observed(self, holiday: _Holiday, year: int) -> tuple[date, str]:
        """Return the day a holiday closes the courts, and the name of that day."""
        day = holiday.falls(year)
        shift = {SATURDAY: self.saturday, SUNDAY: 1}.get(day.weekday(), 0)
        if not holiday.moves or not shift:
            return day, holiday.name
        return plus_days(day, shift), f"{holiday.name} (observed)"

    def closed_days(self) -> Iterator[tuple[date, str]]:
        """Yield each observed day; one year more than covered, for its 1 January may move back."""
        for holiday in self.holidays:
            first, last = max(self.first, holiday.since), min(self.last + 1, holiday.until)
            for year in range(first, last + 1):
                yield self.observed(holiday, year)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(n: int, weekday: int, month: int) -> Callable[[int], date]:
    return partial(nth_weekday, n, weekday, month)


def _last(weekday: int, month: int) -> Callable[[int], date]:
    return partial(last_weekday, weekday, month)


def _day_after(falls: Callable[[int], date]) -> Callable[[int], date]:
    return lambda year: plus_days(falls(year), 1)


_THANKSGIVING = _nth(4, THURSDAY, 11)
_NEW_YEAR = _Holiday("New Year's Day", _fixed(1, 1))
_KING = _Holiday("Martin Luther King Jr. Day", _nth(3, MONDAY, 1))
_LINCOLN = _Holiday("Lincoln's Birthday", _fixed(2, 12))
_MEMORIAL = _Holiday("Memorial Day", _last(MONDAY, 5))
_INDEPENDENCE = _Holiday("Independence Day", _fixed(7, 4))
_LABOR = _Holiday("Labor Day", _nth(1, MONDAY, 9))
_COLUMBUS = _Holiday("Columbus Day", _nth(2, MONDAY, 10))
_VETERANS = _Holiday("Veterans Day", _fixed(11, 11))
_THANKS = _Holiday("Thanksgiving Day", _THANKSGIVING)
_DAY_AFTER_THANKS = _Holiday("Day after Thanksgiving", _day_after(_THANKSGIVING))
_CHRISTMAS = _Holiday("Christmas Day", _fixed(12, 25))

# 5 U.S.C. 6103(a), (b); Exec. Order 11582; Pub. L. 90-363 (Monday holidays, from 1971), 94-97
# (Veterans Day back to 11 November, from 1978), 98-144 (King), 117-17 (Juneteenth). Inauguration
# Day (6103(c)) and days closed by executive order are not in Fed. R. Crim. P. 45(a)(6)(A).
_US_FED = _Statute(
    "US-FED",
    1958,
    2040,
    (
        _NEW_YEAR,
        _Holiday(_KING.name, _KING.falls, since=1986),
        _Holiday("Washington's Birthday", _fixed(2, 22), until=1970),
        _Holiday("Washington's Birthday", _nth(3, MONDAY, 2), since=1971),
        _Holiday("Memorial Day", _fixed(5, 30), until=1970),
        _Holiday("Memorial Day", _last(MONDAY, 5), since=1971),
        _Holiday("Juneteenth", _fixed(6, 19), since=2021),
        _INDEPENDENCE,
        _LABOR,
        _Holiday("Columbus Day", _COLUMBUS.falls, since=1971),
        _Holiday("Veterans Day", _VETERANS.falls, until=1970),
        _Holiday("Veterans Day", _nth(4, MONDAY, 10), since=1971, until=1977),
        _Holiday("Veterans Day", _VETERANS.falls, since=1978),
        _THANKS,
        _CHRISTMAS,
    ),
)

# Cal. Code Civ. Proc. 135; Cal. Rules of Court 1.11. The October day of 2015 to 2021 has not been
# compared with the courts' own lists.
_CA_COURTS = _Statute(
    "CA-courts",
    2007,
    2040,
    (
        _NEW_YEAR,
        _KING,
        _LINCOLN,
        _Holiday("Presidents' Day", _nth(3, MONDAY, 2)),
        _Holiday("Cesar Chavez Day", _fixed(3, 31)),
        _MEMORIAL,
        _Holiday("Juneteenth", _fixed(6, 19), since=2023),
        _INDEPENDENCE,
        _LABOR,
        _Holiday("Columbus Day", _COLUMBUS.falls, until=2021),
        _Holiday("Native American Day", _nth(4, FRIDAY, 9), since=2022),
        _VETERANS,
        _THANKS,
        _DAY_AFTER_THANKS,
        _CHRISTMAS,
    ),
)

# N.Y. Gen. Constr. Law 24: a holiday moves only off a Sunday, and Flag Day (always a Sunday) never.
_NY_GCL24 = _Statute(
    "NY-GCL24",
    2018,
    2040,
    (
        _NEW_YEAR,
        _KING,
        _LINCOLN,
        _Holiday("Washington's Birthday", _nth(3, MONDAY, 2)),
        _MEMORIAL,
        _Holiday("Flag Day", _nth(2, SUNDAY, 6), moves=False),
        _Holiday("Juneteenth", _fixed(6, 19), since=2020),
        _INDEPENDENCE,
        _LABOR,
        _COLUMBUS,
        _Holiday("Election Day", _day_after(_nth(1, MONDAY, 11))),
        _VETERANS,
        _THANKS,
        _CHRISTMAS,
    ),
    saturday=0,
)

# Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)(6)(A). Days set by the clerk or the chief judge are the
# office's own data.
_FL_2514 = _Statute(
    "FL-2514",
    2025,
    2040,
    (
        _NEW_YEAR,
        _KING,
        _MEMORIAL,
        _INDEPENDENCE,
        _LABOR,
        _VETERANS,
        _THANKS,
        _DAY_AFTER_THANKS,
        _CHRISTMAS,
    ),
)

_STATUTES = {statute.id: statute for statute in (_US_FED, _CA_COURTS, _NY_GCL24, _FL_2514)}

CALENDAR_IDS = tuple(_STATUTES)


@cache
def _build(statute: _Statute) -> CourtCalendar:
    return CourtCalendar(
        statute.id,
        date(statute.first, 1, 1),
        date(statute.last, 12, 31),
        dict(statute.closed_days()),
    )


def court_calendar(calendar_id: str) -> CourtCalendar:
    """Return the calendar with this id; built once, then kept.

    Raises:
        Refused: ``calendar.unknown``.
    """
    statute = _STATUTES.get(calendar_id)
    if statute is None:
        raise Refused("calendar.unknown", field="holiday_calendar", known=", ".join(CALENDAR_IDS))
    return _build(statute)
