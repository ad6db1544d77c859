"""What all speedy-trial clocks share: they answer, they say why, and they refuse absurd input."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.errors import Refused
from app.domain.time_computation.answer import warnings_in

Calendars = Callable[[str], CourtCalendar]
"""Finds a calendar by its id: as shipped, or with the days an office added."""


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

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to look at before relying on the answer; stands in the trace as well."""
        return warnings_in(self.trace)


class Clock(ABC):
    """A limit of time on the prosecution, with all it is asked with."""

    @abstractmethod
    def answer(self, calendars: Calendars = court_calendar) -> Answer:
        """Return the dates and counts, with the reason.

        Args:
            calendars: finds the holidays; as shipped unless an office has its own.

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
