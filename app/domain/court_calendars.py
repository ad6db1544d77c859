"""The days on which courts are closed, built from the calendars in ``resources/calendars``.

A calendar is one run of days, not a bag of years. Outside the years a calendar covers it refuses to
answer, because "no holiday known" is not "no holiday".
"""

from bisect import bisect_left, bisect_right
from calendar import FRIDAY, SATURDAY, SUNDAY
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property

from app.domain.calendar_files import read_calendar
from app.domain.closed_days import ClosedDay
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.holiday_rules import HolidayCalendar, each_once
from app.domain.resources import resource_path

_FOLDER = "calendars"

_WEEKDAYS = 5
_WEEKEND = {SATURDAY: "a Saturday", SUNDAY: "a Sunday"}


DOUBTFUL = "a day the court may treat as a holiday"

WayToOpen = tuple[date, tuple[ClosedDay, ...]]
"""An open day, and the closed ones passed on the way to it."""


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
        uncertain: days a court may or may not treat as holidays; none of them is closed here.
    """

    id: str
    first: date
    last: date
    holidays: Mapping[date, str]
    uncertain: frozenset[date] = frozenset()
    _ways: dict[tuple[date, int], WayToOpen] = field(default_factory=dict, init=False, repr=False)
    """What `way_to_open` found: an office's dates fall on the same few days over and over."""

    def closing(self, days: Collection[date], reason: str) -> "CourtCalendar":
        """Return the same calendar with more closed days; a day closed already keeps its name."""
        if not days:
            return self
        return replace(self, holidays={**dict.fromkeys(days, reason), **self.holidays})

    @cached_property
    def prudent(self) -> "CourtCalendar":
        """The same calendar with every uncertain day closed: what to plan by."""
        return self.closing(self.uncertain, DOUBTFUL)

    def doubting(self, days: Collection[date]) -> "CourtCalendar":
        """Return the same calendar with days closed that a court may treat as holidays.

        That of its own uncertain days is made once: every count of an office asks for it.
        """
        return self.prudent if days is self.uncertain else self.closing(days, DOUBTFUL)

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

    def closure_if_known(self, day: date) -> str | None:
        """Return why the courts are closed, empty on an open day; None where the calendar ends."""
        try:
            return self.closure(day) or ""
        except CalendarNotLoaded:
            return None

    def is_open(self, day: date) -> bool:
        """Whether the day is neither Saturday, Sunday nor holiday.

        Raises:
            CalendarNotLoaded: ``calendar.not_loaded``.
        """
        return self.holiday(day) is None and day.weekday() < SATURDAY

    def way_to_open(self, day: date, step: int) -> WayToOpen:
        """Return the first open day from a day on, itself included, and the closed ones before it.

        Args:
            day: where to begin.
            step: 1 forward, -1 backward.

        Raises:
            CalendarNotLoaded: ``calendar.not_loaded``.
        """
        key = (day, step)
        if key not in self._ways:
            self._ways[key] = self._walk(day, timedelta(step))
        return self._ways[key]

    def on_or_after(self, day: date) -> date:
        """Return the day itself if open, else the next open day."""
        return self.way_to_open(day, 1)[0]

    def on_or_before(self, day: date) -> date:
        """Return the day itself if open, else the last open day before it."""
        return self.way_to_open(day, -1)[0]

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

    def _walk(self, day: date, step: timedelta) -> WayToOpen:
        passed: list[ClosedDay] = []
        while (reason := self.closure(day)) is not None:
            passed.append(ClosedDay(day, reason))
            day += step
        return day, tuple(passed)

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


CALENDAR_IDS = tuple(sorted(file.stem for file in resource_path(_FOLDER).glob("*.json")))
"""The calendars that come with the program."""


@cache
def holiday_calendar(calendar_id: str) -> HolidayCalendar:
    """Return the rules of the calendar with this id; read once, then kept.

    Raises:
        Refused: ``calendar.unknown``.
        ImportRefused: the file that came with the program is damaged.
    """
    if calendar_id not in CALENDAR_IDS:
        raise Refused("calendar.unknown", field="holiday_calendar", known=", ".join(CALENDAR_IDS))
    file = resource_path(_FOLDER, f"{calendar_id}.json")
    return read_calendar(file.name, file.read_bytes())


@cache
def court_calendar(calendar_id: str) -> CourtCalendar:
    """Return the calendar with this id; built once, then kept.

    Raises:
        Refused: ``calendar.unknown``.
    """
    rules = holiday_calendar(calendar_id)
    return calendar_of(rules.id, rules, rules.first, rules.last)


def calendar_of(calendar_id: str, rules: HolidayCalendar, first: date, last: date) -> CourtCalendar:
    """Return the open and closed days that rules give from one day to another."""
    found = each_once(rules.closed_days(first, last))
    holidays = {day.on: day.name for day in found if day.is_certain}
    uncertain = frozenset(day.on for day in found if not day.is_certain)
    return CourtCalendar(calendar_id, first, last, holidays, uncertain)
