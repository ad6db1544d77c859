"""What hangs on a date."""

from enum import StrEnum


class Severity(StrEnum):
    """What hangs on a date. Statutory ones cannot be snoozed past their day."""

    STATUTORY = "statutory"
    COURT_ORDERED = "court_ordered"
    INTERNAL = "internal"
