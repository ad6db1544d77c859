"""Reading a day with a time of day as people type them: "fri 9:30", "+14 2pm", "yesterday 0320"."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from app.domain.typed_dates import CourtDays, Sense, TypedDay, read_day, read_time

_TIME_AT_END = re.compile(
    r"(?P<day>.*?\S)(?:(?:\s+at|,)?\s+|(?<=\d)t)(?P<clock>\d\S*(?:\s?[ap]\.?m?\.?)?)", re.IGNORECASE
)
_BARE_HOUR = re.compile(r"\s*\d{1,2}\s*")


@dataclass(frozen=True)
class TypedMoment:
    """A day somebody typed, and the time of day with it.

    Attributes:
        clock: None where only the day was said.
    """

    day: TypedDay
    clock: time | None = None


def read_moment(
    text: str, now: datetime, court: CourtDays | None = None, sense: Sense = Sense.COMING
) -> TypedMoment | None:
    """Return the day and time meant by the courthouse clock, or None where the text names neither.

    A time alone is today's, and "now" is the present minute; a bare number is neither. ``now`` is
    what the courthouse clock shows.

    Raises:
        Refused: as `read_day`.
    """
    if text.strip().casefold() == "now":
        return TypedMoment(TypedDay(now.date()), now.time().replace(second=0, microsecond=0))
    day = read_day(text, now.date(), court, sense)
    if day is not None:
        return TypedMoment(day)
    if (alone := read_time(text)) is not None and not _BARE_HOUR.fullmatch(text):
        return TypedMoment(TypedDay(now.date()), alone)
    return _both(text.strip(), now, court, sense)


def _both(text: str, now: datetime, court: CourtDays | None, sense: Sense) -> TypedMoment | None:
    found = _TIME_AT_END.fullmatch(text)
    clock = read_time(found["clock"]) if found else None
    if found is None or clock is None:
        return None
    day = read_day(found["day"].removesuffix(","), now.date(), court, sense)
    return TypedMoment(day, clock) if day is not None else None
