"""Days and moments of the demo office, counted from the day it is made."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.court_calendars import court_calendar

_SATURDAY, _NEXT_MONDAY = 5, 7


class Almanac:
    """Turns "three days ago" into a day.

    Days of court and office work fall on days the court is open: forward for what lies ahead,
    backward for what lies behind, so that nothing past slips into the future.
    """

    def __init__(self, now: datetime, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._now = now.astimezone(self._zone)
        self.today = self._now.date()
        self._court = court_calendar("US-FED")

    def day(self, offset: int) -> date:
        """Return the court day so many days from today; 0 is today, whatever day it is."""
        day = self.today + timedelta(days=offset)
        if not offset:
            return day
        return self._court.on_or_after(day) if offset > 0 else self._court.on_or_before(day)

    def maybe(self, offset: int | None) -> date | None:
        """Return the day, or None where none is told."""
        return None if offset is None else self.day(offset)

    def due(self, offset: int | None) -> date | None:
        """Return the weekday on or after so many days from today, by which a thing is back."""
        if offset is None:
            return None
        day = self.any_day(offset)
        wait = _NEXT_MONDAY - day.weekday() if day.weekday() >= _SATURDAY else 0
        return day + timedelta(days=wait)

    def any_day(self, offset: int) -> date:
        """Return exactly so many days from today: crimes keep no office hours."""
        return self.today + timedelta(days=offset)

    def moment(self, at: tuple[int, str]) -> datetime:
        """Return a moment behind us, told by the office's clock, in UTC."""
        offset, clock = at
        moment = datetime.combine(self.any_day(offset), time.fromisoformat(clock), self._zone)
        return min(moment, self._now).astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        """Return a moment by the office's clock."""
        return moment.astimezone(self._zone)
