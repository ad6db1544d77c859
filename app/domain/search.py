"""What a search finds, and in which words it was found."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class HitKind(StrEnum):
    """The groups of a result; everything inside a case leads to the case."""

    CASE = "case"
    EVIDENCE = "evidence"
    PERSON = "person"


GROUPS: dict[HitKind, tuple[str, ...]] = {
    HitKind.CASE: ("case", "case_number", "charge", "deadline", "task", "note"),
    HitKind.EVIDENCE: ("evidence",),
    HitKind.PERSON: ("person",),
}
"""Kinds of index entries in each group."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing found.

    Attributes:
        target: record to open: the case, the item or the person.
        source: kind of the entry that matched, e.g. ``"charge"``.
        where: the part that matched: number, name or words.
        detail: the text that matched, cut around the first word.
    """

    kind: HitKind
    target: UUID
    source: str
    where: str
    title: str
    detail: str
    case_number: str = ""
