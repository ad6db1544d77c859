"""The days of a court calendar on paper."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.audit import Fact, fingerprint
from app.domain.users import Permission
from app.i18n import _
from app.i18n.court_days import COURT_DAY_WORDS, listed_words
from app.printing.calendar import CalendarHead
from app.printing.court_days import CourtDayLine, CourtDaysSheet, typeset_court_days
from app.printing.dates import weekday_words
from app.printing.page import Paper
from app.services.court_calendars.listing import CalendarDay, CalendarDays, rules_of
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class PrintCourtDays(Query[Paper]):
    """The holidays and closings of one year, to be printed or saved; the log keeps that it was."""

    calendar: str
    year: int
    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> Paper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Refused: there is no such calendar.
        """
        calendars, office = reading.court_calendars, reading.offices.only()
        in_force = calendars.in_force(self.calendar)
        asked = CalendarDays(
            calendar=self.calendar, first=date(self.year, 1, 1), last=date(self.year, 12, 31)
        )
        title = next(each.title for each in calendars.names() if each.id == self.calendar)
        rules = rules_of(self.calendar, calendars.own(self.calendar))
        edition = _("Edition {edition} of calendar {id}.").format(
            edition=in_force.edition, id=self.calendar
        )
        head = CalendarHead(
            name=f"{title} {self.year}",
            title=f"{title}: {self.year}",
            remark=edition,
            office=office.name,
            marking="",
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint=fingerprint(*reading.audit.head()),
            is_demo=office.is_demo,
        )
        lines = tuple(_line(day) for day in asked.run(reading))
        notes = rules.notes if rules is not None else ()
        return typeset_court_days(CourtDaysSheet(head=head, lines=lines, notes=notes))

    def noted(self, answer: Paper) -> tuple[Fact, ...]:
        """Which year, and how many pages went out."""
        return (("year", str(self.year)), ("pages", str(answer.pages)))


def _line(day: CalendarDay) -> CourtDayLine:
    kind = COURT_DAY_WORDS[day.entry.kind] if day.entry is not None else ""
    if day.entry is None and day.holiday is not None:
        kind = listed_words(day.holiday)
    return CourtDayLine(
        day=weekday_words(day.on), name=day.name, remark=_remark(day), kind=kind, source=day.source
    )


def _remark(day: CalendarDay) -> str:
    remarks = []
    if day.holiday is not None and day.holiday.on != day.holiday.falls_on:
        remarks.append(_("for {day}").format(day=weekday_words(day.holiday.falls_on)))
    if day.is_doubtful:
        remarks.append(_("to be confirmed"))
    return ", ".join(remarks)
