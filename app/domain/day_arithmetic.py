"""Plain arithmetic on dates: days, anniversaries and the n-th weekday of a month.

A step out of the years a date can hold is refused in words, so that no count ends in a crash.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

# dateutil publishes no types.
from dateutil.relativedelta import relativedelta, weekday  # type: ignore[import-untyped]

from app.domain.errors import Refused

MONTHS_A_YEAR = 12


def plus_days(day: date, days: int) -> date:
    """Return the day so many days later (earlier if negative).

    Raises:
        Refused: ``date.out_of_range``.
    """
    try:
        return day + timedelta(days)
    except OverflowError:
        raise Refused("date.out_of_range") from None


def anniversary(day: date, months: int) -> date:
    """Return the same day number so many months later, or the month's last day if it is shorter.

    Source: N.Y. Gen. Constr. Law 30; Tex. Gov't Code 311.014(c).

    Raises:
        Refused: ``date.out_of_range``.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    if not MINYEAR <= year <= MAXYEAR:
        raise Refused("date.out_of_range")
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def day_of_ordinal(ordinal: int) -> date:
    """Return the day with this number in the calendar (1 is 1 January of year 1).

    Raises:
        Refused: ``date.out_of_range``.
    """
    try:
        return date.fromordinal(ordinal)
    except (OverflowError, ValueError):
        raise Refused("date.out_of_range") from None


def nth_weekday(n: int, weekday_number: int, month: int, year: int) -> date:
    """Return e.g. the third Monday of a month; weekdays count from Monday = 0."""
    found: date = date(year, month, 1) + relativedelta(weekday=weekday(weekday_number, n))
    return found


def last_weekday(weekday_number: int, month: int, year: int) -> date:
    """Return e.g. the last Monday of a month; weekdays count from Monday = 0."""
    found: date = date(year, month, 1) + relativedelta(day=31, weekday=weekday(weekday_number, -1))
    return found
