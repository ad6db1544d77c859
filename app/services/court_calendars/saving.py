"""A court calendar written into a file: for another office, or as a pattern for one's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from app.domain.calendar_files import MOST_HOLIDAYS, calendar_text
from app.domain.court_calendars import CALENDAR_IDS, court_calendar
from app.domain.errors import Refused
from app.domain.holiday_rules import HolidayKind
from app.domain.resources import resource_path
from app.domain.users import Permission
from app.services.court_calendars.listing import CalendarDays
from app.services.office import Query
from app.storage.durable import appearing, disk_errors
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class SavedCalendar:
    """The file that was written.

    Attributes:
        holidays: how many entries it has.
        has_rules: it holds the calendar's rules; otherwise the days they give, one by one.
    """

    path: Path
    holidays: int
    has_rules: bool


@dataclass(frozen=True, kw_only=True)
class SaveCalendar(Query[SavedCalendar]):
    """Write a calendar into a ``.json`` file that `ImportHolidays` takes.

    One that comes with the program and has no entries is written as it is, with its rules; of any
    other the court holidays in force, day by day, and those its list calls uncertain. Days entered
    as declared, closed or inaccessible are no part of the file.

    Attributes:
        to: the file to write; it must not exist yet.
    """

    calendar: str
    to: Path
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> SavedCalendar:
        """Write it.

        Raises:
            Refused: there is no such calendar, a file of that name, or it has too many or no days.
            Unavailable: the disk refuses; nothing is left.
        """
        reading.court_calendars.require(self.calendar, "calendar")
        with disk_errors(self.to):
            if self.to.exists():
                raise Refused("holidays.file_exists", field="to", name=self.to.name)
        in_force = reading.court_calendars.in_force(self.calendar).calendar
        has_rules = self.calendar in CALENDAR_IDS and in_force is court_calendar(self.calendar)
        if has_rules:
            content = resource_path("calendars", f"{self.calendar}.json").read_bytes()
        else:
            content = self._written(reading, in_force.first, in_force.last).encode("utf-8")
        with appearing(self.to) as file:
            file.write(content)
        return SavedCalendar(self.to, content.count(b'"falls"'), has_rules)

    def _written(self, reading: Reading, first: date, last: date) -> str:
        asked = CalendarDays(calendar=self.calendar, first=first, last=last)
        days = tuple(_holidays(asked, reading))
        if not 1 <= len(days) <= MOST_HOLIDAYS:
            raise Refused("holidays.cannot_save", most=MOST_HOLIDAYS)
        names = {name.id: name.title for name in reading.court_calendars.names()}
        heading = {
            "id": self.calendar,
            "title": names[self.calendar],
            "jurisdiction": reading.offices.only().name,
            "edition": reading.court_calendars.in_force(self.calendar).edition,
            "first": first.isoformat(),
            "last": last.isoformat(),
        }
        return calendar_text(heading, days, HolidayKind.JUDICIAL)


def _holidays(asked: CalendarDays, reading: Reading) -> Iterator[tuple[date, str, str, bool]]:
    """Yield day, name, source and whether it is certain."""
    calendar = reading.court_calendars.in_force(asked.calendar).calendar
    for day in asked.run(reading):
        if day.on in calendar.holidays:
            yield day.on, calendar.holidays[day.on], day.source, True
        elif day.on in calendar.uncertain and day.entry is None:
            yield day.on, day.name, day.source, False
