"""The documents the office prints, and the parts of them that may be left out."""

from enum import StrEnum

from app.domain.profiles import RULES, Matter, Profile


class SummaryPart(StrEnum):
    """A part of the case summary, in the order of the page; caption and facts always stand."""

    SYNOPSIS = "synopsis"
    CHARGES = "charges"
    DEADLINES = "deadlines"
    EVIDENCE = "evidence"
    PEOPLE = "people"
    VICTIMS = "victims"
    TASKS = "tasks"
    NOTES = "notes"


EVERY_PART = frozenset(SummaryPart)

_MATTER = {
    SummaryPart.SYNOPSIS: Matter.SYNOPSIS,
    SummaryPart.TASKS: Matter.TASKS,
    SummaryPart.NOTES: Matter.NOTES,
}
"""Parts that some readers never see; of the others they see at least some lines."""


def parts_for(profile: Profile) -> tuple[SummaryPart, ...]:
    """Return the parts that this reader's paper can have."""
    shows = RULES[profile].shows
    return tuple(part for part in SummaryPart if part not in _MATTER or _MATTER[part] in shows)
