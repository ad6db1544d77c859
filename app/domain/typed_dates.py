"""Reading dates and times as people type them: "+14", "fri", "12/3", "3 dec", "10cd", "2pm".

The window and the terminal read them alike. Nothing here asks what day it is: that, and the
calendar by which court days are counted, come from whoever asks. What leaves open which way it
lies goes the way the field does (`Sense`): "fri" is the coming Friday for a hearing and the last
one for a seizure.
"""

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Protocol

from app.domain.day_arithmetic import MONTHS_A_YEAR, anniversary, plus_days
from app.domain.errors import Refused

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 2
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = {"today": 0, "now": 0, "tomorrow": 1, "tom": 1, "yesterday": -1}
_END_OF_MONTH = frozenset({"eom", "end of month"})

_OFFSET = re.compile(
    r"(?P<sign>[+-]|in )?\s*(?P<count>\d{1,4})\s*"
    r"(?P<unit>cd|court days?|d|days?|w|weeks?|m|months?|y|years?|)"
    r"(?P<ago> ago| back)?"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?\s*([a-z]{3,9})\.?(?:,?\s*(\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:,?\s*(\d{4}))?")
_LEADING_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\S)")
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?")

_NOON = 12
_LAST_HOUR = 23
_LAST_MINUTE = 59
_LEAP_DAY = (2, 29)
_WEEK = 7


class Sense(StrEnum):
    """Which way lies what was typed without a sign or a year.

    ``COMING``: a weekday is the next one, a count goes forward, a day without a year is the
    nearest one. ``PAST``, for fields that can hold nothing else: a weekday is the last one, a
    count goes back, a day without a year is the last one up to today. "+", "-", "next", "last",
    "in", "ago" and a year say it themselves, whichever the field.
    """

    COMING = "coming"
    PAST = "past"


class Unit(StrEnum):
    """What a typed count counts."""

    DAY = "d"
    WEEK = "w"
    MONTH = "m"
    YEAR = "y"
    COURT_DAY = "c"


class CourtDays(Protocol):
    """Knows the days on which the courts are open (`app.domain.court_calendars`)."""

    def nth_after(self, day: date, n: int) -> date:
        """Return the n-th open day after the day, which is not counted."""

    def nth_before(self, day: date, n: int) -> date:
        """Return the n-th open day before the day, which is not counted."""


_WAYS: dict[str, Sense | None] = {"": None, "next": Sense.COMING, "last": Sense.PAST}


@dataclass(frozen=True)
class TypedDay:
    """A day somebody typed.

    Attributes:
        count, unit: what was counted from today, negative for days past; None where the day itself
            was written.
    """

    day: date
    count: int = 0
    unit: Unit | None = None


def read_date(
    text: str, today: date, court: CourtDays | None = None, sense: Sense = Sense.COMING
) -> date | None:
    """Return the date meant, or None where the text is not one.

    Raises:
        Refused: as `read_day`.
    """
    found = read_day(text, today, court, sense)
    return found.day if found else None


def read_day(
    text: str, today: date, court: CourtDays | None = None, sense: Sense = Sense.COMING
) -> TypedDay | None:
    """Return the day meant and how it was counted, or None where the text is no day.

    Numbers are read month first ("12/3" is December 3), as American offices write them. "+14"
    counts from today, "2w", "1m" and "1y" count weeks, months and years, "-3d" and "3d ago" go
    back, and "10cd" counts days on which the courts are open; "eom" is the last day of the month.
    A weekday is never today itself. What leaves its way open goes the way of ``sense``.

    Raises:
        Refused: ``date.no_court_days`` where court days were typed and no calendar is known,
            ``calendar.not_loaded`` where they leave the years it is known for.
    """
    typed = " ".join(text.strip().lower().split())
    if typed in _WORDS:
        return TypedDay(plus_days(today, _WORDS[typed]))
    if found := _OFFSET.fullmatch(typed):
        return _counted(found, today, court, sense)
    bare = _LEADING_WEEKDAY.sub("", typed, count=1)
    try:
        day = _read(typed, today, sense) or _read(bare, today, sense)
    except (ValueError, OverflowError):
        # The 31st of a short month, or a year past 9999: written like a date, but none.
        return None
    return TypedDay(day) if day else None


def _counted(
    found: re.Match[str], today: date, court: CourtDays | None, sense: Sense
) -> TypedDay | None:
    sign, unit, ago = found["sign"], found["unit"], found["ago"]
    if (sign and ago) or not (sign or unit):
        return None
    is_back = sign == "-" if sign else bool(ago) or sense is Sense.PAST
    count = -int(found["count"]) if is_back else int(found["count"])
    counted = Unit((unit or Unit.DAY.value)[0])
    if counted is Unit.COURT_DAY:
        return TypedDay(_court_day(today, count, court), count, counted) if count else None
    try:
        return TypedDay(_moved(today, count, counted), count, counted)
    except Refused:
        # Past the year 9999, or before the year 1.
        return None


def _court_day(today: date, count: int, court: CourtDays | None) -> date:
    if court is None:
        raise Refused("date.no_court_days")
    return court.nth_after(today, count) if count > 0 else court.nth_before(today, -count)


def _moved(start: date, count: int, unit: Unit) -> date:
    if unit in (Unit.MONTH, Unit.YEAR):
        return anniversary(start, count * (MONTHS_A_YEAR if unit is Unit.YEAR else 1))
    return plus_days(start, count * (_WEEK if unit is Unit.WEEK else 1))


def _read(typed: str, today: date, sense: Sense) -> date | None:
    if typed in _END_OF_MONTH:
        return _end_of_month(today, sense)
    if found := _ISO.fullmatch(typed):
        return date(*map(int, found.groups()))
    if found := _NUMBERS.fullmatch(typed):
        month, day, year = found.groups()
        return _dated(int(month), int(day), year, today, sense)
    if found := _DAY_MONTH.fullmatch(typed):
        day, word, year = found.groups()
        return _dated(_month(word), int(day), year, today, sense)
    if found := _MONTH_DAY.fullmatch(typed):
        word, day, year = found.groups()
        return _dated(_month(word), int(day), year, today, sense)
    return _weekday(typed, today, sense)


def _end_of_month(today: date, sense: Sense) -> date:
    end = anniversary(today.replace(day=1), 1) - timedelta(days=1)
    return end if sense is Sense.COMING or end == today else today.replace(day=1) - timedelta(1)


def _dated(month: int, day: int, year: str | None, today: date, sense: Sense) -> date:
    if year is not None:
        written = int(year)
        return date(written if len(year) > len("26") else 2000 + written, month, day)
    around = _same_day_around(month, day, today)
    if sense is Sense.PAST:
        return max(candidate for candidate in around if candidate <= today)
    return min(around, key=lambda candidate: abs(candidate - today))


def _same_day_around(month: int, day: int, today: date) -> list[date]:
    years = (today.year - 1, today.year, today.year + 1)
    if (month, day) == _LEAP_DAY:
        return [date(y, month, day) for y in range(today.year - 8, today.year + 9) if isleap(y)]
    return [date(y, month, day) for y in years]


def _month(word: str) -> int:
    for number, month in enumerate(_MONTHS, start=1):
        if word.startswith(month):
            return number
    raise ValueError


def _weekday(typed: str, today: date, sense: Sense) -> date | None:
    way, _space, word = typed.rpartition(" ")
    if way not in _WAYS:
        return None
    for number, weekday in enumerate(_WEEKDAYS):
        if len(word) >= _SHORTEST_WEEKDAY and weekday.startswith(word):
            return _nearest_weekday(number, today, _WAYS[way] or sense)
    return None


def _nearest_weekday(number: int, today: date, sense: Sense) -> date:
    if sense is Sense.PAST:
        return today - timedelta(days=(today.weekday() - number - 1) % _WEEK + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % _WEEK + 1)


def read_time(text: str) -> time | None:
    """Return the time meant ("9:30", "0930", "2pm", "14"), or None where the text is not one."""
    found = _TIME.fullmatch(text.strip().lower().replace(" ", ""))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half is not None:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, minute) if hour <= _LAST_HOUR and minute <= _LAST_MINUTE else None
