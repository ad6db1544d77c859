"""A day that whoever looks for an open one passes over."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ClosedDay:
    """A day on which courts are closed, and why, e.g. ``"Veterans Day"``."""

    day: date
    reason: str
