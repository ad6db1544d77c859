"""One box for everything: cases, evidence and people by any word of theirs."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.cases import CaseId
from app.domain.persons import PersonId
from app.domain.search import GROUPS, Hit, HitKind
from app.domain.users import Actor, Permission
from app.domain.walls import Wall, may_look_behind
from app.services.office import Query
from app.services.protection import is_protected
from app.storage.search import LOOKED_AT
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


@dataclass(frozen=True)
class HiddenHits(Query[tuple[tuple[HitKind, int], ...]]):
    """How many hits of each group are kept from the asking person, where that may be said.

    Said is what the person's role hides (names of victims), and what lies behind walls the person
    may open for a reason. Of a conflict wall or a protected person nothing is ever said.
    """

    text: str
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[tuple[HitKind, int], ...]:
        """Return the groups that hide something."""
        cases, sources = _openable(reading), _sources(reading.actor)
        counts = dict.fromkeys(HitKind, 0)
        if cases:
            for group in HitKind:
                counts[group] = reading.search.count_behind(self.text, group, sources, cases)
        if not reading.actor.may(Permission.VICTIMS_VIEW):
            names = reading.search.hits(self.text, HitKind.PERSON, sources, LOOKED_AT)
            counts[HitKind.PERSON] += sum(not _may_be_shown(hit, reading) for hit in names)
        return tuple((group, count) for group, count in counts.items() if count)


def _openable(reading: Reading) -> frozenset[CaseId]:
    """Return the cases closed to the user that may be opened for a reason."""
    if not reading.actor.may(Permission.WALLS_OPEN):
        return frozenset()
    around: dict[CaseId, list[Wall]] = {}
    for wall in reading.wall_records.all_standing():
        around.setdefault(wall.case, []).append(wall)
    return frozenset(
        case
        for case, walls in around.items()
        if may_look_behind(walls, reading.user) and not reading.walls.admits(case, reading.user)
    )


def _may_be_shown(hit: Hit, reading: Reading) -> bool:
    """Whether the user may read the name that was found: victims' names are not for everybody."""
    if hit.kind is not HitKind.PERSON or reading.actor.may(Permission.VICTIMS_VIEW):
        return True
    return not is_protected(reading, PersonId(hit.target))


def _sources(actor: Actor) -> tuple[str, ...]:
    kinds = [kind for group in GROUPS.values() for kind in group]
    return tuple(k for k in kinds if k not in _GUARDED or actor.may(_GUARDED[k]))
