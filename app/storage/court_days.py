"""Court calendars on disk: the office's own, the days it added, and the calendars in force."""

from dataclasses import dataclass

from app.domain.court_calendars import CALENDAR_IDS, CourtCalendar, court_calendar, holiday_calendar
from app.domain.court_days import (
    CalendarInForce,
    CourtDay,
    CourtDayRemoval,
    calendar_in_force,
)
from app.domain.errors import Refused
from app.domain.office_calendars import OfficeCalendar, inherited, plain_calendar, together
from app.storage.journal import Journal
from app.storage.repository import Changeable
from app.storage.schema import record_table
from app.storage.settings import Settings

court_days = record_table("court_days", CourtDay, unique=[("calendar", "on", "kind")])
court_day_removals = record_table(
    "court_day_removals", CourtDayRemoval, indexed=[("calendar", "on")]
)
office_calendars = record_table("office_calendars", OfficeCalendar, unique=[("code",)])

_OF_CALENDARS = frozenset({court_days.name, office_calendars.name})


class CourtDays(Changeable[CourtDay]):
    """Days the office added to court calendars."""

    record = CourtDay
    table = court_days


class CourtDayRemovals(Changeable[CourtDayRemoval]):
    """Days that were taken out again."""

    record = CourtDayRemoval
    table = court_day_removals


class OfficeCalendars(Changeable[OfficeCalendar]):
    """Calendars of the office's own."""

    record = OfficeCalendar
    table = office_calendars


@dataclass(frozen=True)
class CalendarName:
    """A calendar as one chooses it.

    Attributes:
        own: the record behind a calendar of the office's own.
    """

    id: str
    title: str
    own: OfficeCalendar | None = None


class CourtCalendars:
    """The calendars in force, each built once in a transaction that does not change them."""

    def __init__(
        self, journal: Journal, days: CourtDays, own: OfficeCalendars, settings: Settings
    ) -> None:
        self._journal = journal
        self._days = days
        self._own = own
        self._settings = settings
        self._built: dict[str, CalendarInForce] = {}
        self._made: dict[str, OfficeCalendar] | None = None

    def names(self) -> tuple[CalendarName, ...]:
        """Return every calendar there is: those that come with the program, then the office's."""
        shipped = (CalendarName(id_, holiday_calendar(id_).title) for id_ in CALENDAR_IDS)
        own = (CalendarName(each.code, each.title, each) for each in self._owned.values())
        return (*shipped, *own)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all calendars."""
        return (*CALENDAR_IDS, *self._owned)

    def require(self, calendar_id: str, field: str | None = None) -> None:
        """Make sure there is such a calendar.

        Raises:
            Refused: ``calendar.unknown``.
        """
        if calendar_id not in self.ids():
            raise Refused("calendar.unknown", field=field, known=", ".join(self.ids()))

    def own(self, calendar_id: str) -> OfficeCalendar | None:
        """Return the record of a calendar of the office's own, None for any other."""
        return self._owned.get(calendar_id)

    def plain(self, calendar_id: str) -> CourtCalendar:
        """Return a calendar without any entry.

        Raises:
            Refused: ``calendar.unknown``.
        """
        self.require(calendar_id)
        own = self.own(calendar_id)
        return plain_calendar(own) if own is not None else court_calendar(calendar_id)

    def entered(self, calendar_id: str) -> tuple[CourtDay, ...]:
        """Return the entries made in this very calendar, in order."""
        order = (court_days.c.on, court_days.c.kind)
        return self._days.where(court_days.c.calendar == calendar_id, order=order)

    def below(self, calendar_id: str) -> tuple[CourtDay, ...]:
        """Return the entries in the calendar this one is based on, as far as it covers them."""
        own = self.own(calendar_id)
        if own is None or not own.based_on:
            return ()
        return inherited(own, self.entered(own.based_on))

    def in_force(self, calendar_id: str) -> CalendarInForce:
        """Return a calendar with the office's days in it.

        Raises:
            Refused: ``calendar.unknown``.
        """
        if calendar_id not in self._built or self._is_changed:
            days = together(calendar_id, self.below(calendar_id), self.entered(calendar_id))
            self._built[calendar_id] = calendar_in_force(self.plain(calendar_id), days)
        return self._built[calendar_id]

    def of_office(self) -> CalendarInForce:
        """Return the calendar of the court the office mostly appears in."""
        return self.in_force(self._settings.current().court_calendar)

    @property
    def _owned(self) -> dict[str, OfficeCalendar]:
        if self._made is None or self._is_changed:
            order = (office_calendars.c.title, office_calendars.c.code)
            self._made = {each.code: each for each in self._own.where(order=order)}
        return self._made

    @property
    def _is_changed(self) -> bool:
        """Whether this very transaction wrote days or calendars."""
        return not _OF_CALENDARS.isdisjoint(self._journal.kinds)
