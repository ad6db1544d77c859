"""What was counted when a day was typed as a count: "10 court days", "2 weeks ago"."""

from app.domain.typed_dates import TypedDay, Unit
from app.i18n import _, ngettext


def counted_words(typed: TypedDay, court: str = "") -> str:
    """Return what was counted from today, in words; empty where the day itself was written.

    Args:
        typed: the day and how it was counted.
        court: title of the calendar by which court days were counted.
    """
    if typed.unit is None:
        return ""
    count = abs(typed.count)
    words = _words(typed.unit, count).format(n=count)
    words = _("{count} back").format(count=words) if typed.count < 0 else words
    return f"{words} ({court})" if court and typed.unit is Unit.COURT_DAY else words


def _words(unit: Unit, count: int) -> str:
    if unit is Unit.COURT_DAY:
        return ngettext("{n} court day", "{n} court days", count)
    if unit is Unit.WEEK:
        return ngettext("{n} week", "{n} weeks", count)
    if unit is Unit.MONTH:
        return ngettext("{n} month", "{n} months", count)
    if unit is Unit.YEAR:
        return ngettext("{n} year", "{n} years", count)
    return ngettext("{n} day", "{n} days", count)
