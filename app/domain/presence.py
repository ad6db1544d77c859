"""When somebody was away from the office, so that nothing due meanwhile is missed."""

from dataclasses import dataclass
from datetime import datetime

ARRIVAL = "EnterOffice"
"""The act by which the audit log knows that somebody sat down at the unlocked window."""
VISIT = "VisitOffice"
"""The same for one command of the terminal."""


@dataclass(frozen=True)
class Absence:
    """The time between the last trace a person left and their next arrival, in UTC."""

    since: datetime
    until: datetime
