"""When a holiday falls, as people write it: ``"3rd Monday of January"``, ``"December 25"``."""

import re
from calendar import day_name, month_name
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import NoReturn

# dateutil publishes no types.
from dateutil.easter import easter  # type: ignore[import-untyped]

from app.domain.day_arithmetic import last_weekday, nth_weekday

Falls = Callable[[int], date]

_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(day_name)}
_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_FIXED = re.compile(rf"{_MONTH} (?P<day>[0-9]{{1,2}})", re.IGNORECASE)
_NTH = re.compile(rf"(?P<nth>last|[0-9]+(?:st|nd|rd|th)) {_WEEKDAY} of {_MONTH}", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"{_WEEKDAY} after (?P<base>.+)", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?:(?P<days>[0-9]{1,2}) )?days? (?P<way>after|before) (?P<base>.+)", re.IGNORECASE
)
_EASTER = "easter sunday"
_ONCE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

GRAMMAR = (
    '"July 4", "3rd Monday of January", "last Monday of May", '
    '"Tuesday after 1st Monday of November", "day after Thanksgiving Day", '
    '"2 days before Easter Sunday" or "2026-12-24"'
)


class Unreadable(Exception):
    """The words say no day; the argument says why."""


def day_once(words: str) -> date | None:
    """Return the day of words that mean one day of one year, else None.

    Raises:
        Unreadable: it is written as a date, and there is no such day.
    """
    if not _ONCE.fullmatch(words):
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        _refuse(f"there is no day {words}")


def falls_on(words: str, others: Mapping[str, Falls]) -> Falls:
    """Return what gives the day in a year.

    Args:
        words: see `GRAMMAR`.
        others: the holidays named before, by lower-case name; "day after" counts from one of them.

    Raises:
        Unreadable: they mean no day, or one that is not in every year.
    """
    if once := day_once(words):
        return partial(_in_any_year, once)
    if by_itself := _falls_by_itself(words):
        return by_itself
    if found := _OFFSET.fullmatch(words):
        days = int(found["days"] or 1) * (1 if found["way"].lower() == "after" else -1)
        return partial(_days_from, _base(found["base"], others), days)
    if found := _WEEKDAY_AFTER.fullmatch(words):
        base = _base(found["base"], others)
        return partial(_weekday_after, base, _WEEKDAYS[found["weekday"].lower()])
    return _refuse(f'"{words}" says no day; write {GRAMMAR}')


def _falls_by_itself(words: str) -> Falls | None:
    """Return what gives a day that is counted from no other; None if they mean none."""
    if words.lower() == _EASTER:
        return _easter_sunday
    if found := _FIXED.fullmatch(words):
        return _fixed(_MONTHS[found["month"].lower()], int(found["day"]))
    if found := _NTH.fullmatch(words):
        return _weekday_of(found["nth"].lower(), found["weekday"], found["month"])
    return None


def _easter_sunday(year: int) -> date:
    found: date = easter(year)
    return found


def _base(words: str, others: Mapping[str, Falls]) -> Falls:
    """Return the day another is counted from: a holiday named before, or a day in words."""
    if day_once(words) is not None:
        _refuse("a day cannot be counted from a day of one year only")
    known = others.get(words.lower())
    return known or falls_on(words, others)


def _fixed(month: int, day: int) -> Falls:
    try:
        date(2023, month, day)  # no leap year
    except ValueError:
        _refuse(f"not every year has a {month_name[month]} {day}")
    return lambda year: date(year, month, day)


def _weekday_of(nth: str, weekday: str, month: str) -> Falls:
    number, in_month = _WEEKDAYS[weekday.lower()], _MONTHS[month.lower()]
    if nth == "last":
        return partial(last_weekday, number, in_month)
    if nth not in _ORDINALS:
        _refuse(f"not every {month} has a {nth} {weekday}; write 1st to 4th, or last")
    return partial(nth_weekday, _ORDINALS[nth], number, in_month)


def _in_any_year(day: date, _year: int) -> date:
    return day


def _days_from(base: Falls, days: int, year: int) -> date:
    return base(year) + timedelta(days=days)


def _weekday_after(base: Falls, weekday: int, year: int) -> date:
    day = base(year)
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _refuse(reason: str) -> NoReturn:
    raise Unreadable(reason) from None
