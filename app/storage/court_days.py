"""Court calendars on disk: the office's own, the days it added, and the calendars in force."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.court_calendars import CALENDAR_IDS, CourtCalendar, court_calendar, holiday_calendar
from app.domain.court_days import (
    CalendarInForce,
    CourtDay,
    CourtDayRemoval,
    calendar_in_force,
)
from app.domain.errors import Refused
from app.domain.office_calendars import OfficeCalendar, inherited, plain_calendar, together
from app.storage.driver import run
from app.storage.journal import Journal
from app.storage.repository import Changeable, digest_of
from app.storage.schema import record_table
from app.storage.settings import Settings

court_days = record_table("court_days", CourtDay, unique=[("calendar", "on", "kind")])
court_day_removals = record_table(
    "court_day_removals", CourtDayRemoval, indexed=[("calendar", "on")]
)
office_calendars = record_table("office_calendars", OfficeCalendar, unique=[("code",)])

_OF_CALENDARS = frozenset({court_days.name, office_calendars.name})


_OF_CALENDAR = 'SELECT id, digest FROM court_days WHERE calendar = ? ORDER BY "on", kind'
_MOST_KEPT = 20_000
_kept: dict[bytes, CourtDay] = {}
"""Days as they were read, by digest: whatever changes in a record, its digest is another one."""


class CourtDays(Changeable[CourtDay]):
    """Days the office added to court calendars."""

    record = CourtDay
    table = court_days

    def of_calendar(self, calendar_id: str) -> tuple[CourtDay, ...]:
        """Return the days entered in a calendar, in order.

        Every count of a date asks for them. So each is put together and held against its digest
        once, and known by its digest from then on.

        Raises:
            Damaged: one that is not kept yet is not what was written.
        """
        stored = run(self._connection, _OF_CALENDAR, (calendar_id,)).fetchall()
        known = dict(_kept)  # other threads count as well, and one of them may empty it
        unknown = [UUID(bytes=id_) for id_, digest in stored if digest not in known]
        found = {digest_of(day): day for day in self.those(unknown)}
        if len(known) + len(found) > _MOST_KEPT:
            _kept.clear()
        _kept.update(found)
        known.update(found)
        return tuple(known[digest] for _, digest in stored)


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
        return self._days.of_calendar(calendar_id)

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
