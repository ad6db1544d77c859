"""The years a day typed into a form can lie in; anything else is a slip of the keyboard."""

from datetime import date

from app.domain.errors import Refused

FIRST = date(1900, 1, 1)
LAST = date(2199, 12, 31)


def require_plausible(day: date, field: str) -> date:
    """Return the day.

    Raises:
        Refused: ``date.implausible``, for a year before 1900 or after 2199.
    """
    if not FIRST <= day <= LAST:
        raise Refused("date.implausible", field=field, year=day.year)
    return day
