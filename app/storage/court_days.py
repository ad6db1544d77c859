"""Court calendars on disk: the days the office added, and the calendars in force with them."""

from app.domain.court_calendars import court_calendar
from app.domain.court_days import CalendarInForce, CourtDay, calendar_in_force
from app.storage.repository import Changeable
from app.storage.schema import record_table

court_days = record_table("court_days", CourtDay, unique=[("calendar", "on", "kind")])


class CourtDays(Changeable[CourtDay]):
    """Days the office added to court calendars."""

    record = CourtDay
    table = court_days


class CourtCalendars:
    """The calendars in force, each built once in a transaction."""

    def __init__(self, days: CourtDays) -> None:
        self._days = days
        self._built: dict[str, CalendarInForce] = {}

    def in_force(self, calendar_id: str) -> CalendarInForce:
        """Return a calendar with the office's days in it.

        Raises:
            Refused: ``calendar.unknown``.
        """
        if calendar_id not in self._built:
            shipped = court_calendar(calendar_id)
            days = self._days.where(court_days.c.calendar == calendar_id)
            self._built[calendar_id] = calendar_in_force(shipped, days)
        return self._built[calendar_id]
