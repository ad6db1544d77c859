"""Dates, times and counts in the window, written as people write them."""

import unicodedata
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QTime

from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse

_LONGEST_TITLE = 300
_LEFT_TO_RIGHT = "\u200e"
_FROM_THE_RIGHT = ("R", "AL")


def day(when: date, today: date | None = None) -> str:
    """Return e.g. "Mon 23 Nov", with the year where it is not this one."""
    current = (today or courthouse.today()).year
    return _locale().toString(
        QDate(when.year, when.month, when.day),
        "ddd d MMM" if when.year == current else "ddd d MMM yyyy",
    )


def full_day(when: date) -> str:
    """Return e.g. "Mon 23 Nov 2026", for fields and records."""
    return _locale().toString(QDate(when.year, when.month, when.day), "ddd d MMM yyyy")


def long_day(when: date) -> str:
    """Return e.g. "Monday, 23 November 2026", for headings and screen readers."""
    return _locale().toString(QDate(when.year, when.month, when.day), "dddd, d MMMM yyyy")


def clock(when: time | datetime) -> str:
    """Return e.g. "09:30"."""
    return _locale().toString(QTime(when.hour, when.minute), "HH:mm")


def moment(when: datetime, today: date | None = None) -> str:
    """Return e.g. "Mon 23 Nov 09:30" by the courthouse clock."""
    local = courthouse.local(when)
    return f"{day(local.date(), today)} {clock(local)}"


def distance(when: date, today: date | None = None) -> str:
    """Return how far a day is: "today", "tomorrow", "in 5 days", "2 days ago"."""
    days = (when - (today or courthouse.today())).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)


def count(number: int) -> str:
    """Return e.g. "100,000"."""
    return _locale().toString(number)


def step(words: str, done: int, total: int) -> str:
    """Return e.g. "Counting, 4,000 of 10,000"; words alone where nobody knows of how many."""
    if not total:
        return words
    return _("{step}, {done} of {total}").format(step=words, done=count(done), total=count(total))


def case_words(title: str, number: str) -> str:
    """Return a case in a sentence, e.g. ``"State v. Roe, 2026-00417"``.

    A name written from right to left would draw the number, and a count that follows, to its other
    side. A mark behind it ends its direction (UAX 9, 2.6).
    """
    shown = title[:_LONGEST_TITLE]
    turns = any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in shown)
    return f"{shown}{_LEFT_TO_RIGHT if turns else ''}, {number}"


def _locale() -> QLocale:
    """The user's locale; English where the machine has none set, for "C" groups no thousands."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale
