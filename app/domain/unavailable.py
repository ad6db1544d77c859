"""Days somebody cannot come, read from words as they are written on a witness's sheet.

Only what is plainly a day or a span of days is read; of the rest nobody can say, and the words
themselves are shown.
"""

import re
from collections.abc import Iterator
from datetime import date

from app.domain.errors import Refused
from app.domain.typed_dates import read_day

_PARTS = re.compile(r"[,;\n]|\band\b")
_SPAN = re.compile(r"\s+(?:-|\u2013|to|until|through)\s+")
_LONGEST = 200
"""Characters of one part; a longer one is prose."""


def names_day(words: str, day: date, today: date) -> bool:
    """Whether the words name this day, e.g. ``"12/3, 2 jan to 20 jan"``.

    Args:
        words: as they were typed.
        day: the day asked about.
        today: where a day without a year is read from.
    """
    return any(first <= day <= last for first, last in _spans(words, today))


def _spans(words: str, today: date) -> Iterator[tuple[date, date]]:
    for part in _PARTS.split(words):
        ends = [_day(each, today) for each in _SPAN.split(part.strip())]
        first, last = ends[0], ends[-1]
        if first is not None and last is not None and len(ends) <= len(("first", "last")):
            yield (first, last) if first <= last else (first, _next_year(last))


def _day(text: str, today: date) -> date | None:
    """Return the day written; a count such as "10 days" is none, nor is a weekday."""
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return None
    try:
        typed = read_day(text.casefold(), today)
    except Refused:
        return None
    return typed.day if typed is not None and typed.unit is None else None


def _next_year(day: date) -> date:
    """Return the same day a year on: a span over New Year ends in the next one."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
