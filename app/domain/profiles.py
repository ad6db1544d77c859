"""Who will read a printed document, and what each reader may see.

Every document is printed for one reader. The rules stand here once, so that no document can decide
for itself that a note of the office may go to the defense.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Profile(StrEnum):
    """The reader of a printed document."""

    INTERNAL = "internal"
    COURT = "court"
    DEFENSE = "defense"


class Matter(StrEnum):
    """A kind of content that not every reader may see.

    Victim contact data is missing on purpose: no profile shows it, so no document carries it.
    """

    SYNOPSIS = "synopsis"
    INTERNAL_DEADLINES = "internal deadlines"
    DEADLINE_REASONS = "deadline reasons"
    EVIDENCE_REMARKS = "evidence remarks"
    PERSON_REMARKS = "person remarks"
    CONFIDENTIAL = "confidential people and items"
    VICTIM_STATUS = "victim status"
    CLOCKS = "speedy-trial clocks"
    CLOCK_ADVICE = "what to plan for, and what is only proposed, on a clock sheet"
    TASKS = "tasks"
    NOTES = "notes"


@dataclass(frozen=True)
class ReaderRules:
    """What one reader gets.

    Attributes:
        marking: the words printed in the head of every page.
        shows: the matter this reader may see; all other `Matter` is left out.
        masks_personal_data: whether Fed. R. Crim. P. 49.1(a) applies: year of birth only, initials
            for minors and victims, the last four digits of identifiers.
    """

    marking: str
    shows: frozenset[Matter]
    masks_personal_data: bool


RULES: Mapping[Profile, ReaderRules] = MappingProxyType(
    {
        Profile.INTERNAL: ReaderRules(
            marking="INTERNAL, work product", shows=frozenset(Matter), masks_personal_data=False
        ),
        Profile.COURT: ReaderRules(
            marking="FOR THE COURT, redacted under Rule 49.1",
            shows=frozenset({Matter.DEADLINE_REASONS}),
            masks_personal_data=True,
        ),
        Profile.DEFENSE: ReaderRules(
            marking="FOR THE DEFENSE, redacted under Rule 49.1",
            shows=frozenset(),
            masks_personal_data=True,
        ),
    }
)
