"""A day that a count passed over."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ClosedDay:
    """A day the end of a period was moved across, and why, e.g. ``"Veterans Day"``."""

    day: date
    reason: str
