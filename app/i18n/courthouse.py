"""The clock on the courthouse wall: whatever people read or type of days and times is by it.

The zone belongs to the office and not to the machine: at a hearing three zones away, or at a
workstation set up wrong, today must be the day the clerk has. A program opens one office, so there
is one clock; `app.bootstrap` sets it when the office opens. Until then it shows the machine's time.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.domain.court_time import court_time
from app.domain.kept_calendars import KeptCalendar
from app.domain.typed_dates import CourtDays


class CourthouseClock:
    """Says what time it is at the courthouse, and what moments are by its clock."""

    def __init__(self) -> None:
        self._zone: str | None = None
        self._court: KeptCalendar | None = None

    def keep(self, zone: str) -> None:
        """Keep the time of a zone, e.g. ``America/Los_Angeles``, from now on."""
        self._zone = zone

    def hang_up(self, court: KeptCalendar) -> None:
        """Count court days by this calendar from now on, wherever no case has one of its own."""
        self._court = court

    @property
    def court(self) -> KeptCalendar | None:
        """The court calendar on the wall beside the clock; None until an office has hung one up."""
        return self._court

    @property
    def court_days(self) -> CourtDays | None:
        """The days of that calendar."""
        return self._court.calendar if self._court is not None else None

    def now(self) -> datetime:
        """Return the present moment."""
        return self.local(datetime.now(UTC))

    def today(self) -> date:
        """Return the day it is."""
        return self.now().date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as this clock shows it."""
        return moment.astimezone(ZoneInfo(self._zone) if self._zone else None)

    def moment(self, typed: datetime, *, on: str = "on", clock: str = "clock") -> datetime:
        """Return the moment (UTC) somebody means by a day and time without a zone.

        A time that names its zone means that one.

        Args:
            typed: the day and time.
            on: the field a refused day was typed into.
            clock: the field a refused time was typed into.

        Raises:
            Refused: as `court_time`.
        """
        if typed.tzinfo is not None or self._zone is None:
            return typed.astimezone(UTC)
        return court_time(typed.date(), typed.time(), self._zone, on_field=on, clock_field=clock)


courthouse = CourthouseClock()
"""The one clock of this program."""
