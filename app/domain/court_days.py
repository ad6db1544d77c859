"""Days the office adds to a court calendar, and the calendar that is in force with them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NewType
from uuid import UUID

from app.domain.court_calendars import CalendarNotLoaded, CourtCalendar
from app.domain.errors import Refused
from app.domain.record import Record
from app.domain.text import one_line, require

CourtDayId = NewType("CourtDayId", UUID)
CourtDayRemovalId = NewType("CourtDayRemovalId", UUID)

LONGEST_NAME = 200
LONGEST_SOURCE = 500


class CourtDayKind(StrEnum):
    """What the day is to a count of time."""

    HOLIDAY = "holiday"
    STATE = "state"
    DECLARED = "declared"
    CLOSURE = "closure"
    INACCESSIBLE = "inaccessible"
    OPEN = "open"


UNCERTAIN_KINDS = frozenset({CourtDayKind.DECLARED, CourtDayKind.CLOSURE})
"""Days a court may or may not treat as holidays; dates are counted both ways."""


@dataclass(frozen=True, kw_only=True)
class CourtDay(Record):
    """A day on which a court is closed, or open against its calendar.

    Attributes:
        calendar: id of the calendar it belongs to, e.g. ``"CA-courts"``.
        kind: ``HOLIDAY`` closes the court like the calendar's own; ``STATE`` counts in forward
            periods of the federal rule only (Fed. R. Crim. P. 45(a)(6)(C)); ``DECLARED`` and
            ``CLOSURE`` a court may or may not treat as holidays; ``INACCESSIBLE``: the clerk could
            not be reached (45(a)(3)); ``OPEN`` strikes a holiday out.
        source: order, statute or notice that says so.
    """

    id: CourtDayId
    calendar: str
    on: date
    name: str
    kind: CourtDayKind = CourtDayKind.HOLIDAY
    source: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None

    def tidied(self) -> "CourtDay":
        """Return the day as it will be kept.

        Raises:
            Refused: it has no name or no source, or one is too long.
        """
        name = one_line(require(self.name, "name"), "name")
        source = one_line(require(self.source, "source"), "source")
        for text, field, longest in (
            (name, "name", LONGEST_NAME),
            (source, "source", LONGEST_SOURCE),
        ):
            if len(text) > longest:
                raise Refused("text.too_long", field=field, longest=longest)
        return replace(self, name=name, source=source)


@dataclass(frozen=True, kw_only=True)
class CourtDayRemoval(Record):
    """A day that was taken out of a calendar again, and why.

    Attributes:
        entered_by: who had put it in.
    """

    id: CourtDayRemovalId
    calendar: str
    on: date
    name: str
    kind: CourtDayKind
    source: str = ""
    entered_by: str = ""
    reason: str
    removed_by: str
    removed_at: datetime


def require_fitting(day: CourtDay, calendar: CourtCalendar, others: Iterable[CourtDay]) -> None:
    """Make sure a day says something about a calendar that is not said already.

    Args:
        day: the new entry.
        calendar: without any entry.
        others: entries in it, those of the calendar it is based on among them.

    Raises:
        CalendarNotLoaded: the calendar does not cover the day.
        Refused: the day is closed already, is taken, or is no holiday that could be struck out.
    """
    there = next((each for each in others if each.on == day.on), None)
    if there is not None and there.calendar == day.calendar:
        raise Refused("court_day.taken", field="on", day=day.on, name=there.name)
    holiday = _holiday(calendar, day.on)
    is_listed = holiday is not None or day.on in calendar.uncertain
    is_closed = there.kind is not CourtDayKind.OPEN if there else is_listed
    if day.kind is CourtDayKind.OPEN and not is_closed:
        raise Refused("court_day.nothing_to_strike", field="on", day=day.on)
    if day.kind is not CourtDayKind.OPEN and holiday and not there:
        raise Refused("court_day.closed_already", field="on", day=day.on, name=holiday)


def _holiday(calendar: CourtCalendar, on: date) -> str | None:
    try:
        return calendar.holiday(on)
    except CalendarNotLoaded as outside:
        raise CalendarNotLoaded(outside.code, field="on", **outside.values) from None


@dataclass(frozen=True, kw_only=True)
class CalendarInForce:
    """A court calendar with the office's own days in it.

    Attributes:
        calendar: holidays as shipped and as added, without those struck out.
        state_holidays: further holidays of the federal profiles, forward periods only.
        inaccessible: days the clerk could not be reached.
        edition: changes whenever a day of the calendar does; kept with each computed date.
    """

    calendar: CourtCalendar
    state_holidays: frozenset[date] = frozenset()
    inaccessible: frozenset[date] = frozenset()
    edition: str = ""

    @property
    def uncertain(self) -> frozenset[date]:
        """Days a court may or may not treat as holidays, shipped or entered."""
        return self.calendar.uncertain


def calendar_in_force(shipped: CourtCalendar, days: Iterable[CourtDay]) -> CalendarInForce:
    """Return the shipped calendar with the office's days in it; days of others are left out."""
    own = sorted(
        (day for day in days if day.calendar == shipped.id), key=lambda day: (day.on, day.kind)
    )
    return _in_force(shipped, tuple(own))


@lru_cache(maxsize=32)
def _in_force(shipped: CourtCalendar, own: tuple[CourtDay, ...]) -> CalendarInForce:
    """Kept from one transaction to the next: the days of a calendar seldom change."""
    struck = _on(own, CourtDayKind.OPEN)
    holidays = {on: name for on, name in shipped.holidays.items() if on not in struck}
    holidays |= {day.on: day.name for day in own if day.kind is CourtDayKind.HOLIDAY}
    uncertain = shipped.uncertain - {day.on for day in own} | _on(own, *UNCERTAIN_KINDS)
    return CalendarInForce(
        calendar=replace(shipped, holidays=holidays, uncertain=uncertain) if own else shipped,
        state_holidays=_on(own, CourtDayKind.STATE),
        inaccessible=_on(own, CourtDayKind.INACCESSIBLE),
        edition=_edition(holidays, shipped.uncertain, own),
    )


def _on(days: Iterable[CourtDay], *kinds: CourtDayKind) -> frozenset[date]:
    return frozenset(day.on for day in days if day.kind in kinds)


def _edition(holidays: Iterable[date], uncertain: Iterable[date], own: Iterable[CourtDay]) -> str:
    """Return the first characters of a fingerprint of all closed days and of what they are."""
    closed = [day.isoformat() for day in sorted(holidays)]
    doubtful = [f"{day.isoformat()} uncertain" for day in sorted(uncertain)]
    entered = [f"{day.on.isoformat()} {day.kind}" for day in own]
    return hashlib.sha256("\n".join((*closed, *doubtful, *entered)).encode()).hexdigest()[:12]
