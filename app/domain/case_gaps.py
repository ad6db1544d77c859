"""What is missing in a case: gaps that cost a prosecution dearly when they are found late."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Gap(StrEnum):
    """A kind of line; the sentence for it lives in the window."""

    NO_DEFENDANT = "no_defendant"
    NO_CHARGE = "no_charge"
    NOBODY_ASSIGNED = "nobody_assigned"
    NOTHING_DATED = "nothing_dated"
    NO_RESULT = "no_result"
    NO_VICTIM_NAMED = "no_victim_named"
    NO_PLEA = "no_plea"
    NO_SENTENCE = "no_sentence"
    OFFER_EXPIRED = "offer_expired"
    NO_CUSTODY_STATUS = "no_custody_status"
    NO_COUNSEL = "no_counsel"
    NO_SEAL = "no_seal"
    NO_VICTIM_SHEET = "no_victim_sheet"
    RIGHTS_NOT_GIVEN = "rights_not_given"
    RIGHTS_GIVEN = "rights_given"
    SAFETY_STALE = "safety_stale"


class Weight(StrEnum):
    """How a line of the list is read."""

    URGENT = "urgent"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True)
class GapLine:
    """One gap in one case.

    Attributes:
        about: what it concerns: count numbers, tags or a name.
        on: the day that belongs to it, if one.
        words: what else is known, as stored, e.g. a language.
        several: whether ``about`` names more than one.
    """

    gap: Gap
    weight: Weight
    about: str = ""
    on: date | None = None
    words: str = ""
    several: bool = False
