"""Periods in hours: a wall time carried to another day, and California's 48 hours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.conformance.reference_engine import reading
from tests.conformance.reference_engine.holidays import COVERED, ONE, SUN, WED, Court
from tests.conformance.reference_engine.reading import RefusedByReference


def zone_of(given: dict[str, Any]) -> ZoneInfo:
    return reading.zone(given.get("timezone"))


def rolled_time(end: datetime, at: date, where: ZoneInfo) -> datetime:
    """The same wall time on another day."""
    if at == end.date():
        return end
    return reading.standing(datetime.combine(at, end.time().replace(fold=0)), where, "due")


def is_counted(at: date, court: Court) -> bool:
    """Neither Sunday nor a holiday of the California courts; Saturdays count."""
    first, last = COVERED[court.calendar]
    if not first <= at.year <= last:
        raise RefusedByReference("outside the calendar")
    return at.weekday() != SUN and at not in court.closed


def pc825(given: dict[str, Any], n: int, court: Court) -> dict[str, Any]:
    where = zone_of(given)
    session = given.get("session")
    if not isinstance(session, dict):
        raise RefusedByReference("session: missing")
    opens = time.fromisoformat(reading.minute_of_day(session.get("open"), "session.open"))
    closes = time.fromisoformat(reading.minute_of_day(session.get("close"), "session.close"))
    if opens >= closes:
        raise RefusedByReference("session: closes before it opens")
    start = reading.local(given.get("trigger"), where, "trigger")
    end = end_of_counted_hours(start, n, court, where)
    due = end_of_session(end, court, closes)
    friday = start.date() + 2 * ONE
    late_wednesday = start.weekday() == WED and start.time() > closes
    if late_wednesday and court.is_open(start.date()) and court.is_open(friday):
        due = min(due, datetime.combine(friday, closes))
    return {"raw_end": end, "due": due}


def end_of_counted_hours(start: datetime, n: int, court: Court, where: ZoneInfo) -> datetime:
    """Elapsed hours, day by day, leaving out the days that are not counted."""
    left, at = timedelta(hours=n), start.astimezone(UTC)
    while True:
        today = at.astimezone(where).date()
        midnight = datetime.combine(today + ONE, time(), where).astimezone(UTC)
        if is_counted(today, court):
            if at + left <= midnight:
                return (at + left).astimezone(where)
            left -= midnight - at
        at = midnight


def end_of_session(end: datetime, court: Court, closes: time) -> datetime:
    """The close of the session that the hours end in or before; before it opens is before."""
    at, clock = end.date(), end.time().replace(fold=0)
    if not court.is_open(at) or clock > closes:
        at = court.roll(at + ONE)
    return datetime.combine(at, closes)
