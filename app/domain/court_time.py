"""Wall-clock time at the court: hours are counted as they elapse, across daylight saving.

Local times here are naive and mean the court's zone. An hour that occurs twice means the first;
an hour that the clocks skip does not exist and is refused.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.plausible_days import require_plausible

_LONGEST_NAME = 64
"""Characters of a zone's name; the longest of IANA has some thirty."""


def time_zone(key: str) -> ZoneInfo:
    """Return the zone with this IANA name, e.g. ``America/New_York``.

    Names of IANA begin with a capital. What machines keep beside them does not and is no court's:
    ``localtime`` is the machine's own zone, ``right/`` counts leap seconds.

    Raises:
        Refused: ``time.unknown_zone``.
    """
    if not key[:1].isupper() or len(key) > _LONGEST_NAME:
        raise Refused("time.unknown_zone", field="timezone")
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a folder
        raise Refused("time.unknown_zone", field="timezone") from None


def court_time(
    on: date, clock: time, zone: str, *, on_field: str = "on", clock_field: str = "clock"
) -> datetime:
    """Return the moment (UTC) a day and time typed by somebody at the court name.

    Args:
        on: the day.
        clock: the time of day.
        zone: the court's, e.g. ``America/Chicago``.
        on_field: the field a refused day was typed into.
        clock_field: the field a refused time was typed into.

    Raises:
        Refused: ``time.missing_hour`` or ``date.implausible``.
    """
    day = require_plausible(on, on_field)
    return instant(datetime.combine(day, clock), time_zone(zone), field=clock_field)


def instant(local: datetime, zone: ZoneInfo, *, field: str = "clock") -> datetime:
    """Return the moment (UTC) at which the court's clocks show this time for the first time.

    Raises:
        Refused: ``time.missing_hour``, for an hour the clocks skip that night, or
            ``date.out_of_range``.
    """
    moment = _first_instant(local, zone)
    if at_court(moment, zone) != local:
        skipped = f"{local:%H:%M}"
        raise Refused("time.missing_hour", field=field, clock=skipped, on=local.date())
    return moment


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC) at which the day begins, even where the clocks skip 00:00."""
    return _first_instant(datetime.combine(day, time.min), zone)


def at_court(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return what the court's clocks show at a moment."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def plus_hours(moment: datetime, hours: int) -> datetime:
    """Return the moment so many elapsed hours later (earlier if negative).

    Raises:
        Refused: ``date.out_of_range``.
    """
    room = 2 if hours >= 0 else -2  # for the zone's own offset
    plus_days(moment.date(), hours // 24 + room)
    return moment + timedelta(hours=hours)


def _first_instant(local: datetime, zone: ZoneInfo) -> datetime:
    try:
        return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    except OverflowError:
        raise Refused("date.out_of_range") from None
