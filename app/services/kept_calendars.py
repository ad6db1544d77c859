"""Which court calendar is kept where a case or a hearing is heard, and by the office itself."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.cases import Case, CaseId
from app.domain.court_calendars import CourtCalendar
from app.domain.kept_calendars import KeptCalendar
from app.domain.rooms import calendar_kept
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class CourtCalendarOf(Query[KeptCalendar]):
    """The calendar of the court a case is before: what "10cd" means when somebody types it.

    Attributes:
        case: None = no case is known, and the office's own calendar counts.
    """

    case: CaseId | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID | None:
        """The case, if one is named."""
        return self.case

    def run(self, reading: Reading) -> KeptCalendar:
        """Return it with the office's own additions.

        Raises:
            Missing: there is no such case.
        """
        return kept_calendar(reading, reading.cases.get(self.case) if self.case else None)


def kept_calendar(reading: Reading, case: Case | None) -> KeptCalendar:
    """Return the calendar of the court a case is before, else that of the office.

    The list of courtrooms says which calendar a court keeps; one that is gone counts no longer.
    """
    calendars = reading.court_calendars
    of_court = _kept_in(reading, case.court, case.courtroom) if case is not None else ""
    id_ = of_court or reading.settings.current().court_calendar
    name = next(each for each in calendars.names() if each.id == id_)
    return KeptCalendar(
        id=id_,
        title=name.title,
        calendar=calendars.in_force(id_).calendar,
        rests_on=name.own.based_on if name.own is not None else id_,
        court=case.court if case is not None and of_court else "",
    )


def calendar_in(reading: Reading, court: str, room: str) -> CourtCalendar:
    """Return the calendar that is kept in a room of a court, else that of the office."""
    calendars = reading.court_calendars
    of_court = _kept_in(reading, court, room)
    in_force = calendars.in_force(of_court) if of_court else calendars.of_office()
    return in_force.calendar


def _kept_in(reading: Reading, court: str, room: str) -> str:
    """Return the id of the calendar the list of courtrooms names; empty where it names none."""
    found = calendar_kept(reading.courtrooms.where(), court, room)
    return found if found in reading.court_calendars.ids() else ""
