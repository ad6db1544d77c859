"""How days and moments are written in a trace: the same on every machine, whatever its locale.

Thousands of dates are counted to find the few that moved, and only their reasons are read. So a
count keeps steps, and whoever reads its trace has them worded.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from app.domain.closed_days import ClosedDay

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday(day: date) -> str:
    """Return Mon to Sun."""
    return WEEKDAYS[day.weekday()]


class Advice(str):
    """What a trace says of the day to plan by: prudence, not law, and no paper for others.

    Text to whoever prints it; its type tells it from the sentences the law answers for.
    """

    __slots__ = ()


Step = tuple[str, tuple[object, ...], str]
"""A sentence with ``{}`` for each thing it tells, those things, and its source (empty for none).

Its kind is that of the sentence. A plain tuple, for thousands are made to find the few to be read.
"""


def advised(sentence: str, *told: object) -> Step:
    """Return the step of the day to plan by; the sentence begins with ``{}`` for that day."""
    return Advice(f"To be safe, act by {sentence}"), told, ""


@lru_cache(maxsize=8192)  # the days of a score of years; the same few recur in an office's traces
def spell(day: date) -> str:
    """Return e.g. ``Tue 3 Nov 2026``."""
    return f"{weekday(day)} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def spell_moment(moment: datetime) -> str:
    """Return e.g. ``Tue 3 Nov 2026 16:30``, with seconds only where there are any."""
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"{spell(moment)} {clock}"


def amount(count: int, unit: str) -> str:
    """Return e.g. ``1 day`` or ``3 days``; the unit is given as one."""
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _days_with_reasons(closed: Iterable[ClosedDay]) -> str:
    """Return e.g. ``Sat 10 Oct 2026 is a Saturday, Mon 12 Oct 2026 is Columbus Day``."""
    return ", ".join([f"{spell(passed.day)} is {passed.reason}" for passed in closed])


def worded(step: Step) -> str:
    """Return the sentence of a step, with its source in brackets."""
    sentence, told, citation = step
    said = sentence.format(*map(_in_words, told))
    if isinstance(sentence, Advice):
        return Advice(f"{said}.")
    return f"{said} ({citation})." if citation else f"{said}."


def _in_words(told: object) -> object:
    """Return a day, a moment or closed days as a trace writes them; all else as it is."""
    if isinstance(told, datetime):
        return spell_moment(told)
    if isinstance(told, date):
        return spell(told)
    if isinstance(told, tuple):
        return _days_with_reasons(told)
    return told
