"""A hearing and the day it is to get: what every part of the ripple is listed and followed from."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.cases import CaseId
from app.domain.court_calendars import CalendarNotLoaded, CourtCalendar
from app.domain.court_time import court_time
from app.domain.day_arithmetic import plus_days
from app.domain.free_counts import FEDERAL_CALENDAR
from app.domain.hearings import Hearing
from app.storage.unit_of_work import Reading

_FEDERAL = "US-"
"""How the regimes of federal law begin."""


@dataclass(frozen=True)
class DayChange:
    """One hearing that goes from one day to another.

    Attributes:
        before: as it stands; ``stands``: the hearing that stands afterwards, another record where
            the court continued it.
        what: its kind in words.
    """

    before: Hearing
    stands: Hearing
    what: str

    @property
    def old(self) -> date:
        """The day given up."""
        return self.before.on

    @property
    def new(self) -> date:
        """The day that takes its place."""
        return self.stands.on

    @property
    def is_continued(self) -> bool:
        """Whether a new record takes the hearing's place."""
        return self.stands.id != self.before.id

    def standing_as(self, stands: Hearing) -> "DayChange":
        """Return the change with the record that was written."""
        return replace(self, stands=stands)

    def along(self, other: Hearing, what: str) -> "DayChange":
        """Return the change of another hearing of that day, which goes along at its own hour.

        Raises:
            Refused: the clocks skip that hour on the new day.
        """
        clock = other.local.time()
        starts_at = court_time(self.new, clock, other.zone)
        return DayChange(other, replace(other, on=self.new, starts_at=starts_at), what)

    def shifted(self, day: date) -> date:
        """Return the day that lies as far from the new date as ``day`` does from the old one."""
        return plus_days(self.new, (day - self.old).days)


def is_federal(reading: Reading, case: CaseId) -> bool:
    """Whether the clocks of a case are those of federal law; without one, whether the court is."""
    clocks = reading.speedy_clocks.of_case(case)
    if clocks:
        return any(clock.regime.startswith(_FEDERAL) for clock in clocks)
    return reading.settings.current().court_calendar == FEDERAL_CALENDAR


def open_on_or_before(calendar: CourtCalendar, day: date) -> date:
    """Return the last day the court is open up to ``day``; the day itself where nobody knows."""
    try:
        return calendar.on_or_before(day)
    except CalendarNotLoaded:
        return day


def open_after(calendar: CourtCalendar, day: date) -> date:
    """Return the first day after ``day`` on which the court is open, or simply the next."""
    following = plus_days(day, 1)
    try:
        return calendar.on_or_after(following)
    except CalendarNotLoaded:
        return following


def tell_by(reading: Reading, old: date) -> date:
    """Return the day by which people are told that a date moved: before they travel to the old one.

    The next day the court is open, but never after the old date, and today at the earliest.
    """
    following = open_after(reading.court_calendars.of_office().calendar, reading.today)
    return max(reading.today, min(following, old))
