"""What court calendars say: which there are, and the days of one of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.calendar_files import FIRST_YEAR, LAST_YEAR
from app.domain.confidence import Confidence
from app.domain.court_calendars import holiday_calendar
from app.domain.court_days import CourtDay, CourtDayRemoval
from app.domain.errors import Refused
from app.domain.holiday_rules import ClosedDay, HolidayCalendar, each_once
from app.domain.office_calendars import OfficeCalendar
from app.domain.users import Permission
from app.services.office import Query
from app.storage.court_days import CalendarName, court_day_removals
from app.storage.unit_of_work import Reading

LONGEST_SPAN = (LAST_YEAR - FIRST_YEAR + 1) * 366
"""Days one answer may hold: no calendar covers more."""


@dataclass(frozen=True, kw_only=True)
class CalendarLine:
    """A calendar as one line of a list.

    Attributes:
        rules: its file, or that of the calendar it is based on; None = it has entries only.
        own: the record of a calendar of the office's own.
        based_on: title of the calendar it is based on.
        entered: how many days were entered in it.
        is_chosen: the office's dates are counted by it.
    """

    id: str
    title: str
    first: date
    last: date
    edition: str
    rules: HolidayCalendar | None
    own: OfficeCalendar | None
    based_on: str
    entered: int
    is_chosen: bool


@dataclass(frozen=True)
class CourtCalendarList(Query[tuple[CalendarLine, ...]]):
    """Every court calendar: those that come with the program, then the office's own."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[CalendarLine, ...]:
        """Return the lines."""
        chosen = reading.settings.current().court_calendar
        return tuple(_line(reading, name, chosen) for name in reading.court_calendars.names())


def _line(reading: Reading, name: CalendarName, chosen: str) -> CalendarLine:
    calendars, rules = reading.court_calendars, rules_of(name.id, name.own)
    in_force = calendars.in_force(name.id)
    return CalendarLine(
        id=name.id,
        title=name.title,
        first=in_force.calendar.first,
        last=in_force.calendar.last,
        edition=in_force.edition,
        rules=rules,
        own=name.own,
        based_on=rules.title if name.own is not None and rules is not None else "",
        entered=len(calendars.entered(name.id)),
        is_chosen=name.id == chosen,
    )


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """A day of a calendar that is not like the others of its week.

    Attributes:
        name: the holiday, which says where it is observed on another day; or what was entered.
        holiday: of the calendar's own list.
        entry: what the office entered; beside a holiday it strikes that out.
        is_below: the entry stands in the calendar this one is based on.
    """

    on: date
    name: str
    holiday: ClosedDay | None = None
    entry: CourtDay | None = None
    is_below: bool = False

    @property
    def source(self) -> str:
        """What says so."""
        if self.entry is not None:
            return self.entry.source
        return self.holiday.rule.source if self.holiday is not None else ""

    @property
    def is_doubtful(self) -> bool:
        """Whether the list itself asks to have the day confirmed, and nobody has."""
        if self.holiday is None or self.entry is not None:
            return False
        return not self.holiday.is_certain or self.holiday.rule.confidence is Confidence.CONFIRM


@dataclass(frozen=True, kw_only=True)
class CalendarDays(Query[tuple[CalendarDay, ...]]):
    """The holidays of a calendar and what the office entered in it, from ``first`` to ``last``."""

    calendar: str
    first: date
    last: date
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[CalendarDay, ...]:
        """Return the days in order; those outside the calendar's own span are not known.

        Raises:
            Refused: there is no such calendar, or the span is none or too long.
        """
        if not 0 <= (self.last - self.first).days < LONGEST_SPAN:
            raise Refused("calendar.span", field="to", longest=LONGEST_SPAN)
        calendars = reading.court_calendars
        plain = calendars.plain(self.calendar)
        first, last = max(self.first, plain.first), min(self.last, plain.last)
        rules = rules_of(self.calendar, calendars.own(self.calendar))
        own, below = calendars.entered(self.calendar), calendars.below(self.calendar)
        return tuple(
            sorted(
                _days(rules, (*below, *own), self.calendar, first, last), key=lambda each: each.on
            )
        )


@dataclass(frozen=True, kw_only=True)
class RemovedCourtDays(Query[tuple[CourtDayRemoval, ...]]):
    """The days that were taken out of a calendar, latest first, and why."""

    calendar: str
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[CourtDayRemoval, ...]:
        """Return them."""
        return reading.court_day_removals.where(
            court_day_removals.c.calendar == self.calendar,
            order=(court_day_removals.c.removed_at.desc(), court_day_removals.c.id.desc()),
        )


def rules_of(calendar_id: str, own: OfficeCalendar | None) -> HolidayCalendar | None:
    """Return the file of a calendar, or of the one it is based on; None = entries only."""
    if own is None:
        return holiday_calendar(calendar_id)
    return holiday_calendar(own.based_on) if own.based_on else None


def _days(
    rules: HolidayCalendar | None,
    entries: Iterable[CourtDay],
    calendar: str,
    first: date,
    last: date,
) -> Iterator[CalendarDay]:
    """Yield the holidays with what was entered on them, then the other entries."""
    if last < first:
        return
    by_day = {entry.on: entry for entry in entries if first <= entry.on <= last}
    for closed in each_once(rules.closed_days(first, last)) if rules is not None else ():
        entry = by_day.pop(closed.on, None)
        yield CalendarDay(
            on=closed.on,
            name=closed.name,
            holiday=closed,
            entry=entry,
            is_below=entry is not None and entry.calendar != calendar,
        )
    for on, entry in by_day.items():
        yield CalendarDay(on=on, name=entry.name, entry=entry, is_below=entry.calendar != calendar)
