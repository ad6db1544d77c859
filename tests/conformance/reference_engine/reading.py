"""Reads dates, hours and whole numbers strictly as SCHEMA.md section 1 writes them."""

import re
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", re.ASCII)
CLOCK = re.compile(r"\d{2}:\d{2}", re.ASCII)


class RefusedByReference(Exception):
    """The reference cannot answer; the words say why."""


def day(value: Any, field: str) -> date:
    """A date written YYYY-MM-DD."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        raise RefusedByReference(field, "not a date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RefusedByReference(field, "no such day") from None


def day_if_any(value: Any, field: str) -> date | None:
    """As `day`, or None where nothing stands."""
    return None if value is None else day(value, field)


def days(value: Any, field: str) -> set[date]:
    """A list of dates as a set; absent is empty."""
    if value is None:
        return set()
    if not isinstance(value, list):
        raise RefusedByReference(field, "not a list")
    return {day(one, field) for one in value}


def whole(value: Any, field: str, least: int = 0) -> int:
    """A whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise RefusedByReference(field, "not a number that counts")
    return value


def zone(value: Any) -> ZoneInfo:
    """A zone by its IANA name."""
    if not isinstance(value, str) or value not in available_timezones():
        raise RefusedByReference("timezone: unknown")
    return ZoneInfo(value)


def local(value: Any, where: ZoneInfo, field: str) -> datetime:
    """An aware time from YYYY-MM-DDThh:mm:ss; a doubled hour is the first, a missing refused."""
    if not isinstance(value, str) or not LOCAL.fullmatch(value):
        raise RefusedByReference(field, "not a local time")
    try:
        plain = datetime.fromisoformat(value)
    except ValueError:
        raise RefusedByReference(field, "no such time") from None
    return standing(plain, where, field)


def standing(plain: datetime, where: ZoneInfo, field: str) -> datetime:
    """A wall time in a zone, refused where the clocks jump over it."""
    aware = plain.replace(tzinfo=where, fold=0)
    back = aware.astimezone(UTC).astimezone(where).replace(tzinfo=None)
    if back != plain:
        raise RefusedByReference(field, "that hour does not exist")
    return aware


def minute_of_day(value: Any, field: str) -> str:
    """A time of day hh:mm."""
    if not isinstance(value, str) or not CLOCK.fullmatch(value):
        raise RefusedByReference(field, "not hh:mm")
    if int(value[:2]) > 23 or int(value[3:]) > 59:
        raise RefusedByReference(field, "no such time of day")
    return value


def shown(moment: datetime) -> str:
    """A wall time as the schema writes it."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
