"""How days and moments are written in a trace: the same on every machine, whatever its locale.

Thousands of dates are counted to find the few that moved, and only their reasons are read. So a
count keeps steps, and whoever reads its trace has them worded.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from app.domain.closed_days import ClosedDay

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday(day: date) -> str:
    """Return Mon to Sun."""
    return WEEKDAYS[day.weekday()]


class Advice(str):
    """A sentence of a trace about the day to plan by: prudence, not law, and no paper for others.

    Text to whoever prints it; its type tells it from the sentences the law answers for.
    """

    __slots__ = ()
    OPENING = "To be safe, act by"

    @classmethod
    def to_act_by(cls, day: date, why: str) -> "Advice":
        """Return the sentence; the reason begins with its own comma or colon and has no stop."""
        return cls(f"{cls.OPENING} {spell(day)}{why}.")


class Step(NamedTuple):
    """One step of a count.

    Attributes:
        sentence: with ``{}`` for each thing told.
        told: days, moments, tuples of closed days, words or numbers.
        citation: its source; empty for none.
        is_advice: whether it names the day to plan by.
    """

    sentence: str
    told: tuple[object, ...] = ()
    citation: str = ""
    is_advice: bool = False


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


def days_with_reasons(closed: Iterable[ClosedDay]) -> str:
    """Return e.g. ``Sat 10 Oct 2026 is a Saturday, Mon 12 Oct 2026 is Columbus Day``."""
    return ", ".join([f"{spell(passed.day)} is {passed.reason}" for passed in closed])


def worded(step: Step) -> str:
    """Return the sentence of a step, with its source in brackets."""
    said = step.sentence.format(*map(_in_words, step.told))
    if step.is_advice:
        return Advice(f"{Advice.OPENING} {said}.")
    return f"{said} ({step.citation})." if step.citation else f"{said}."


def _in_words(told: object) -> object:
    """Return a day, a moment or closed days as a trace writes them; all else as it is."""
    if isinstance(told, datetime):
        return spell_moment(told)
    if isinstance(told, date):
        return spell(told)
    if isinstance(told, tuple):
        return days_with_reasons(told)
    return told
