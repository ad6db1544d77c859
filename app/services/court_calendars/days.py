"""Days of a court calendar: entered, changed, taken out for a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.court_days import (
    CourtDay,
    CourtDayId,
    CourtDayKind,
    CourtDayRemoval,
    CourtDayRemovalId,
    require_fitting,
)
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.text import require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.clock_reminders import MovesCalendars
from app.storage.unit_of_work import UnitOfWork

LONGEST_REASON = 500


@dataclass(frozen=True, kw_only=True)
class NewCourtDay:
    """A day as it is filled in."""

    on: date
    name: str
    kind: CourtDayKind = CourtDayKind.HOLIDAY
    source: str


@dataclass(frozen=True, kw_only=True)
class AddCourtDays(MovesCalendars[tuple[CourtDay, ...]]):
    """Enter days in a calendar, all of them or none."""

    calendar: str
    days: tuple[NewCourtDay, ...]
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> tuple[CourtDay, ...]:
        """Write them.

        Raises:
            Refused: there is no such calendar, it does not cover a day, a day is in it already, or
                a text is missing.
        """
        return enter_days(work, self.calendar, self.days)

    def undo(self, done: tuple[CourtDay, ...]) -> "TakeOutCourtDays":
        """Take them out as if they had never been entered."""
        return TakeOutCourtDays(days=done)


@dataclass(frozen=True, kw_only=True)
class AmendCourtDay(MovesCalendars[Amended[CourtDay]]):
    """Change a day; it stays in its calendar."""

    day: CourtDay
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> Amended[CourtDay]:
        """Write it; who entered it stays as it was.

        Raises:
            Refused: as for a new one.
            Stale: somebody changed it in the meantime.
        """
        before = work.court_days.get(self.day.id)
        kept = {name: getattr(before, name) for name in ("calendar", "entered_by", "entered_at")}
        day = replace(self.day, **kept).tidied()
        calendars = work.court_calendars
        others = [each for each in calendars.entered(day.calendar) if each.id != day.id]
        below = calendars.below(day.calendar)
        require_fitting(day, calendars.plain(day.calendar), (*others, *below))
        return Amended(before, work.court_days.change(day))

    def undo(self, done: Amended[CourtDay]) -> "AmendCourtDay":
        """Put the old content back."""
        return AmendCourtDay(day=done.taken_back)


@dataclass(frozen=True)
class RemovedDays:
    """Days that were taken out, and what is kept of them."""

    days: tuple[CourtDay, ...]
    removals: tuple[CourtDayRemoval, ...]


@dataclass(frozen=True, kw_only=True)
class RemoveCourtDays(MovesCalendars[RemovedDays]):
    """Take days out of a calendar; that they were there, and the reason, stays on file."""

    days: tuple[CourtDay, ...]
    reason: str
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> RemovedDays:
        """Remove them.

        Raises:
            Refused: no reason is given.
            Stale: somebody changed one in the meantime.
        """
        reason = require(self.reason, "reason")
        if len(reason) > LONGEST_REASON:
            raise Refused("text.too_long", field="reason", longest=LONGEST_REASON)
        removals = tuple(_removal(work, day, reason) for day in self.days)
        _take_out(work, self.days)
        work.court_day_removals.add_all(removals)
        return RemovedDays(self.days, removals)

    def undo(self, done: RemovedDays) -> "PutBackCourtDays":
        """Put them back."""
        return PutBackCourtDays(removed=done)


@dataclass(frozen=True, kw_only=True)
class PutBackCourtDays(MovesCalendars[tuple[CourtDay, ...]]):
    """Put days back that were just taken out."""

    removed: RemovedDays
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> tuple[CourtDay, ...]:
        """Write them as they were.

        Raises:
            Refused: another entry has taken the place of one.
            Stale: they are back already.
        """
        for removal in self.removed.removals:
            work.court_day_removals.remove(removal)
        for day in self.removed.days:
            _require_fitting(work, day)
            work.court_days.restore(day)
        return self.removed.days


@dataclass(frozen=True, kw_only=True)
class TakeOutCourtDays(MovesCalendars[tuple[CourtDay, ...]]):
    """Take days out that were just entered by mistake."""

    days: tuple[CourtDay, ...]
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> tuple[CourtDay, ...]:
        """Delete them.

        Raises:
            Stale: somebody changed one in the meantime.
        """
        _take_out(work, self.days)
        return self.days


def enter_days(
    work: UnitOfWork, calendar: str, days: Iterable[NewCourtDay]
) -> tuple[CourtDay, ...]:
    """Write days into a calendar and return them.

    Raises:
        Refused: see `AddCourtDays`.
    """
    calendars = work.court_calendars
    plain, below = calendars.plain(calendar), calendars.below(calendar)
    others = list(calendars.entered(calendar))
    entered = []
    for new in days:
        day = _entered(work, calendar, new)
        require_fitting(day, plain, (*others, *below))
        others.append(day)
        entered.append(day)
    if not entered:
        raise Refused("court_day.none")
    work.court_days.add_all(entered)
    return tuple(entered)


def _entered(work: UnitOfWork, calendar: str, new: NewCourtDay) -> CourtDay:
    return CourtDay(
        id=CourtDayId(new_id()),
        calendar=calendar,
        on=new.on,
        name=new.name,
        kind=new.kind,
        source=new.source,
        entered_by=work.actor.name,
        entered_at=work.now,
    ).tidied()


def _require_fitting(work: UnitOfWork, day: CourtDay) -> None:
    calendars = work.court_calendars
    others = (*calendars.entered(day.calendar), *calendars.below(day.calendar))
    require_fitting(day, calendars.plain(day.calendar), others)


def _take_out(work: UnitOfWork, days: Iterable[CourtDay]) -> None:
    for day in days:
        work.court_days.remove(day)


def _removal(work: UnitOfWork, day: CourtDay, reason: str) -> CourtDayRemoval:
    return CourtDayRemoval(
        id=CourtDayRemovalId(new_id()),
        calendar=day.calendar,
        on=day.on,
        name=day.name,
        kind=day.kind,
        source=day.source,
        entered_by=day.entered_by,
        reason=reason,
        removed_by=work.actor.name,
        removed_at=work.now,
    )
