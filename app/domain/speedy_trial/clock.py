"""What all speedy-trial clocks share: they answer, they say why, and they refuse absurd input."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.court_calendars import CalendarNotLoaded, CourtCalendar
from app.domain.errors import Refused
from app.domain.speedy_trial.excluded_days import ExcludedDays
from app.domain.time_computation.wording import amount, spell


class Status(StrEnum):
    """Whether the days counted last are inside the limit."""

    WITHIN = "within"
    EXCEEDED = "exceeded"

    @classmethod
    def of(cls, counted: int, limit: int) -> "Status":
        """Return the status of a count; the limit itself is still inside."""
        return cls.EXCEEDED if counted > limit else cls.WITHIN


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a clock answers; None for what cannot be computed.

    Attributes:
        trace: the reason, one sentence a step, fit for paper.
    """

    trace: tuple[str, ...] = ()


class Clock(ABC):
    """A limit of time on the prosecution, with all it is asked with."""

    @abstractmethod
    def answer(self) -> Answer:
        """Return the dates and counts, with the reason.

        Raises:
            Refused: dates that contradict each other, or ``calendar.not_loaded``.
        """


def require_days(days: int | None, field: str, *, least: int = 0) -> None:
    """Refuse a number of days below the least: ``clock.too_few_days``."""
    if days is not None and days < least:
        raise Refused("clock.too_few_days", field=field, least=least)


def require_order(earlier: date, later: date | None, field: str) -> None:
    """Refuse a date that lies before the one it must follow: ``clock.dates_reversed``."""
    if later is not None and later < earlier:
        raise Refused(
            "clock.dates_reversed",
            field=field,
            earlier=earlier.isoformat(),
            later=later.isoformat(),
        )


def if_loaded(roll: Callable[[date], date], day: date) -> date | None:
    """Return the rolled day, or None where no calendar is known for that year."""
    try:
        return roll(day)
    except CalendarNotLoaded:
        return None


def plain_days(start: date, days: int, end: date, citation: str) -> str:
    """Return the sentence for a plain count of days."""
    return f"{spell(start)} is day 0 and is not counted; day {days} is {spell(end)} ({citation})."


def rolled(calendar: CourtCalendar, day: date, target: date | None, citation: str) -> list[str]:
    """Return the sentence for a last day that moved, if it did."""
    if target is None:
        return [f"The holidays around {spell(day)} are not known; the last day is not rolled."]
    if target == day:
        return []
    reason = calendar.closure(day)
    return [f"{spell(day)} is {reason}; the period goes on to {spell(target)} ({citation})."]


def excluded(days: ExcludedDays, citation: str) -> list[str]:
    """Return a sentence for each merged range of excluded days."""
    return [
        f"Excluded: {spell(first)} to {spell(last)}, both included,"
        f" {amount((last - first).days + 1, 'day')} ({citation})."
        for first, last in days.ranges()
    ]


def remaining(counted: int, limit: int) -> str:
    """Return what is left of the limit, in words."""
    left = limit - counted
    return f"{left} of {limit} left" if left >= 0 else f"{-left} over the limit of {limit}"
