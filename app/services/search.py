"""One box for everything: cases, evidence and people by any word of theirs."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.persons import PersonId
from app.domain.search import GROUPS, Hit, HitKind
from app.domain.users import Actor, Permission
from app.services.office import Query
from app.services.protection import is_protected
from app.storage.unit_of_work import Reading

_GUARDED = {"evidence": Permission.EVIDENCE_VIEW, "note": Permission.NOTES_VIEW}
"""Kinds of entries that need more than looking at cases."""


@dataclass(frozen=True)
class Search(Query[tuple[Hit, ...]]):
    """What the words find, best first within each group; walled matter is never found.

    Attributes:
        among: groups to look in.
        limit: hits of each group.
    """

    text: str
    limit: int = 8
    among: tuple[HitKind, ...] = tuple(HitKind)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[Hit, ...]:
        """Return the hits, cases first."""
        sources = _sources(reading.actor)
        return tuple(
            hit
            for group in self.among
            for hit in reading.search.hits(self.text, group, sources, self.limit)
            if _may_be_shown(hit, reading)
        )


def _may_be_shown(hit: Hit, reading: Reading) -> bool:
    """Whether the user may read the name that was found: victims' names are not for everybody."""
    if hit.kind is not HitKind.PERSON or reading.actor.may(Permission.VICTIMS_VIEW):
        return True
    return not is_protected(reading, PersonId(hit.target))


def _sources(actor: Actor) -> tuple[str, ...]:
    kinds = [kind for group in GROUPS.values() for kind in group]
    return tuple(k for k in kinds if k not in _GUARDED or actor.may(_GUARDED[k]))
