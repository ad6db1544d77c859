"""Dates and times as people write them, for paper: "Mon 23 Nov 2026, 09:30"."""

from datetime import date, datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# strftime would follow the machine's locale; a document reads the same everywhere.


def date_words(day: date) -> str:
    """Return e.g. "23 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """Return e.g. "Mon 23 Nov 2026"."""
    return f"{_DAYS[day.weekday()]} {date_words(day)}"


def event_words(at: datetime | date) -> str:
    """Return e.g. "Mon 23 Nov 2026, 09:30"; without the time when only a date is known."""
    return f"{weekday_words(at)}, {at:%H:%M}" if isinstance(at, datetime) else weekday_words(at)


def stamp_words(at: datetime) -> str:
    """Return e.g. "21 Nov 2026 14:02"."""
    return f"{date_words(at)} {at:%H:%M}"
