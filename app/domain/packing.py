"""What may lie in one bag."""

from collections.abc import Iterable

from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemRelation

_APART = frozenset({"firearm", "ammunition"})


def require_apart(item: EvidenceItem, others: Iterable[EvidenceItem]) -> None:
    """Refuse a firearm and ammunition in one bag: rounds are removed and logged by themselves.

    IAPE standards, firearms; AR 195-5 keeps firearms out of consolidated boxes.

    ``others`` are the bag and what lies in it; what only comes from it does not count.

    Raises:
        Refused: ``evidence.firearm_with_ammunition``.
    """
    if item.kind not in _APART:
        return
    for other in others:
        is_with = other.relation in {None, ItemRelation.INSIDE} or other.id == item.parent
        if is_with and other.kind in _APART - {item.kind}:
            raise Refused("evidence.firearm_with_ammunition", field="inside", tag=other.tag)
