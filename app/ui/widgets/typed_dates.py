"""Reading dates and times as people type them: "+14", "fri", "12/3", "3 dec", "9.30", "2pm"."""

import re
from calendar import isleap
from datetime import date, time, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 2
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = {"today": 0, "now": 0, "tomorrow": 1, "tom": 1, "yesterday": -1}

_OFFSET = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy]?)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?\s*([a-z]{3,9})\.?(?:,?\s*(\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:,?\s*(\d{4}))?")
_LEADING_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\S)")
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?")

_HALF_YEAR = timedelta(days=183)
_NOON = 12
_LAST_HOUR = 23
_LAST_MINUTE = 59
_LEAP_DAY = (2, 29)


def read_date(text: str, today: date) -> date | None:
    """Return the date meant, or None where the text is not one.

    Numbers are read month first ("12/3" is December 3), as American offices write them. A date
    without a year is the one nearest to today; a weekday is the next one after today; "+14" counts
    from today, with "w", "m" and "y" for weeks, months and years.
    """
    typed = " ".join(text.strip().lower().split())
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    try:
        return _read(typed, today) or _read(_LEADING_WEEKDAY.sub("", typed, count=1), today)
    except (ValueError, OverflowError):
        # The 31st of a short month, or a year past 9999: written like a date, but none.
        return None


def _read(typed: str, today: date) -> date | None:
    if found := _OFFSET.fullmatch(typed):
        sign, count, unit = found.groups()
        return _moved(today, int(sign + count), unit)
    if found := _ISO.fullmatch(typed):
        return date(*map(int, found.groups()))
    if found := _NUMBERS.fullmatch(typed):
        month, day, year = found.groups()
        return _dated(int(month), int(day), year, today)
    if found := _DAY_MONTH.fullmatch(typed):
        day, word, year = found.groups()
        return _dated(_month(word), int(day), year, today)
    if found := _MONTH_DAY.fullmatch(typed):
        word, day, year = found.groups()
        return _dated(_month(word), int(day), year, today)
    return _next_weekday(typed, today)


def _moved(start: date, count: int, unit: str) -> date:
    if unit in ("m", "y"):
        months = start.year * 12 + start.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, _days_in(year, month + 1)))
    return start + timedelta(days=count * (7 if unit == "w" else 1))


def _days_in(year: int, month: int) -> int:
    if month == _LEAP_DAY[0]:
        return 29 if isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _dated(month: int, day: int, year: str | None, today: date) -> date:
    if year is not None:
        written = int(year)
        return date(written if len(year) > len("26") else 2000 + written, month, day)
    return min(_same_day_around(month, day, today), key=lambda candidate: abs(candidate - today))


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


def _next_weekday(typed: str, today: date) -> date | None:
    word = typed.removeprefix("next ")
    for number, weekday in enumerate(_WEEKDAYS):
        if len(word) >= _SHORTEST_WEEKDAY and weekday.startswith(word):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


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
