"""How settled what a file states of the law is."""

from enum import StrEnum


class Confidence(StrEnum):
    """How settled a reading is."""

    SETTLED = "settled"
    PREVAILING = "prevailing"
    COURT_SPECIFIC = "court-specific"
    CONFIRM = "counsel-should-confirm"
