"""Calendars of the office's own, and which calendar its dates are counted by."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.court_calendars import CALENDAR_IDS
from app.domain.court_days import CourtDay
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Refused, Stale
from app.domain.ids import new_id
from app.domain.office_calendars import OfficeCalendar, OfficeCalendarId
from app.domain.record import FIRST
from app.domain.settings import OfficeSettings
from app.domain.users import Permission
from app.i18n import _
from app.services.amending import Amended
from app.services.office import Command
from app.storage.court_days import court_days
from app.storage.court_rules import court_rules, rule_packs
from app.storage.deadlines import deadlines
from app.storage.hearings import courtrooms
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddOfficeCalendar(Command[OfficeCalendar]):
    """Make a calendar of the office's own.

    Attributes:
        code: its id; ``OFFICE-`` is put before it. Empty = made of the title.
        based_on: id of a calendar of the program whose holidays it has, too; empty = none.
        first, last: the days it answers for; None = those of the calendar it is based on, else
            this year and the four after it.
    """

    title: str
    code: str = ""
    based_on: str = ""
    first: date | None = None
    last: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> OfficeCalendar:
        """Write it.

        Raises:
            Refused: a text is missing, its code is taken, or its days are in no order.
        """
        first, last = self._days(work)
        new = OfficeCalendar(
            id=OfficeCalendarId(new_id()),
            code=self.code,
            title=self.title,
            based_on=self.based_on,
            first=self.first or first,
            last=self.last or last,
            note=self.note,
        ).tidied()
        if new.code in work.court_calendars.ids():
            raise Refused("office_calendar.taken", field="code", id=new.code)
        return work.office_calendars.add(new)

    def undo(self, done: OfficeCalendar) -> "TakeOutOfficeCalendar":
        """Take it out again."""
        return TakeOutOfficeCalendar(calendar=done)

    def _days(self, work: UnitOfWork) -> tuple[date, date]:
        if self.based_on:
            _require_shipped(self.based_on)
            below = work.court_calendars.plain(self.based_on)
            return below.first, below.last
        return date(work.today.year, 1, 1), date(work.today.year + 4, 12, 31)


@dataclass(frozen=True, kw_only=True)
class AmendOfficeCalendar(Command[Amended[OfficeCalendar]]):
    """Change title, note or days of a calendar; its code and what it is based on stay."""

    calendar: OfficeCalendar
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> Amended[OfficeCalendar]:
        """Write it.

        Raises:
            Refused: a text is missing, its days are in no order, or an entry lies outside them.
            Stale: somebody changed it in the meantime.
        """
        before = work.office_calendars.get(self.calendar.id)
        kept = replace(self.calendar, code=before.code, based_on=before.based_on).tidied()
        for day in work.court_calendars.entered(kept.code):
            if not kept.first <= day.on <= kept.last:
                field = "first" if day.on < kept.first else "last"
                raise Refused("office_calendar.leaves_out", field=field, day=day.on, name=day.name)
        return Amended(before, work.office_calendars.change(kept))

    def undo(self, done: Amended[OfficeCalendar]) -> "AmendOfficeCalendar":
        """Put the old content back."""
        return AmendOfficeCalendar(calendar=done.taken_back)


@dataclass(frozen=True)
class RemovedCalendar:
    """A calendar that was removed, with its days."""

    calendar: OfficeCalendar
    days: tuple[CourtDay, ...]


@dataclass(frozen=True, kw_only=True)
class RemoveOfficeCalendar(Command[RemovedCalendar]):
    """Remove a calendar of the office's own that nothing counts by, with the days in it."""

    calendar: OfficeCalendar
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> RemovedCalendar:
        """Delete both.

        Raises:
            Refused: the office, a rule pack or a rule counts by it.
            Stale: somebody changed it in the meantime.
        """
        return _removed(work, self.calendar)

    def undo(self, done: RemovedCalendar) -> "PutBackOfficeCalendar":
        """Put both back."""
        return PutBackOfficeCalendar(removed=done)


@dataclass(frozen=True, kw_only=True)
class PutBackOfficeCalendar(Command[OfficeCalendar]):
    """Put a calendar back that was just removed, with its days."""

    removed: RemovedCalendar
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> OfficeCalendar:
        """Write both as they were.

        Raises:
            Refused: its code has been given to another one.
            Stale: it is back already.
        """
        calendar = self.removed.calendar
        there = work.court_calendars.own(calendar.code)
        if there is not None and there.id != calendar.id:
            raise Refused("office_calendar.taken", field="code", id=calendar.code)
        work.office_calendars.restore(calendar)
        for day in self.removed.days:
            work.court_days.restore(day)
        return calendar


@dataclass(frozen=True, kw_only=True)
class TakeOutOfficeCalendar(Command[RemovedCalendar]):
    """Take out a calendar that was just made by mistake."""

    calendar: OfficeCalendar
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> RemovedCalendar:
        """Delete it.

        Raises:
            Refused: the office, a rule pack or a rule counts by it, or days were entered in it.
            Stale: somebody changed it in the meantime.
        """
        if work.court_days.count(court_days.c.calendar == self.calendar.code):
            raise Refused("office_calendar.has_days", title=self.calendar.title)
        return _removed(work, self.calendar)


@dataclass(frozen=True, kw_only=True)
class ChooseCourtCalendar(Command[Amended[OfficeSettings]]):
    """Count the office's dates by another calendar from now on.

    Attributes:
        instead_of: the one that was in use when it was chosen; empty = whichever is.
    """

    calendar: str
    instead_of: str = ""
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> Amended[OfficeSettings]:
        """Write it into the settings.

        Raises:
            Refused: there is no such calendar, or it is the one in use.
            Stale: somebody chose another one in the meantime.
        """
        work.court_calendars.require(self.calendar, "calendar")
        before = work.settings.current()
        if self.instead_of not in ("", before.court_calendar):
            raise Stale("record.stale", kind="office_settings")
        if before.court_calendar == self.calendar:
            raise Refused("calendar.chosen_already", field="calendar")
        chosen = replace(before, court_calendar=self.calendar)
        if before.version:
            return Amended(before, work.settings.change(chosen))
        return Amended(before, work.settings.add(replace(chosen, version=FIRST)))

    def undo(self, done: Amended[OfficeSettings]) -> "ChooseCourtCalendar":
        """Count by the one before again."""
        return ChooseCourtCalendar(
            calendar=done.before.court_calendar, instead_of=done.after.court_calendar
        )


def _require_shipped(calendar_id: str) -> None:
    if calendar_id not in CALENDAR_IDS:
        raise Refused("calendar.unknown", field="based_on", known=", ".join(CALENDAR_IDS))


def _removed(work: UnitOfWork, calendar: OfficeCalendar) -> RemovedCalendar:
    """Delete a calendar nothing counts by, and return it with its days."""
    user = _used_by(work, calendar.code)
    if user:
        raise Refused("office_calendar.in_use", title=calendar.title, by=user)
    days = work.court_calendars.entered(calendar.code)
    for day in days:
        work.court_days.remove(day)
    work.office_calendars.remove(calendar)
    return RemovedCalendar(calendar, days)


def _used_by(reading: Reading, code: str) -> str:
    """Return the title of what counts by a calendar, empty if nothing does."""
    if reading.settings.current().court_calendar == code:
        return reading.offices.only().name
    packs = reading.rule_packs.where(rule_packs.c.calendar == code)
    rules = reading.court_rules.where(court_rules.c.calendar == code)
    rooms = reading.courtrooms.where(courtrooms.c.calendar == code)
    titles = (
        *(pack.title for pack in packs),
        *(rule.title for rule in rules),
        *(f"{room.court}, {room.room}" for room in rooms),
        *(_("A deadline that is owed") for _owed in _free_counts_by(reading, code)),
    )
    return next(iter(titles), "")


def _free_counts_by(reading: Reading, code: str) -> tuple[Deadline, ...]:
    """Return what is owed and was counted by a calendar without a rule: it is counted again."""
    table = deadlines.c
    return reading.deadlines.where(
        table.calendar == code, table.counted != (), table.status == DeadlineStatus.OPEN
    )
