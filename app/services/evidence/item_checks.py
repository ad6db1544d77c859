"""What is asked before an item is written: codes the office has, and a container it may lie in."""

from collections.abc import Iterable

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.errors import Missing, Refused
from app.domain.evidence import CODED_FACTS, EvidenceItem, ItemFacts, ItemId, ItemRelation
from app.domain.item_doubts import require_past
from app.domain.packing import require_apart
from app.services.coding import optional_code
from app.storage.unit_of_work import Reading


def require_sound(work: Reading, item: ItemFacts) -> None:
    """Refuse codes the office does not have, and moments that lie ahead.

    Raises:
        Refused: ``evidence.unknown_kind``, ``code.unknown`` or ``particular.ahead_of_now``.
    """
    if not work.codes.knows(CodeList.EVIDENCE_KIND, item.kind):
        raise Refused("evidence.unknown_kind", field="kind", kind=item.kind)
    for name, list_ in CODED_FACTS.items():
        optional_code(work, list_, getattr(item, name), name)
    for hazard in item.hazards:
        optional_code(work, CodeList.HAZARD, hazard, "hazards")
    if item.particulars:
        require_past(item.kind, item.particulars, work.local(work.now))


def container_called(
    work: Reading, case: CaseId, tag: str, logged_with: Iterable[EvidenceItem] = ()
) -> EvidenceItem:
    """Return the item of the case that has a tag, stored or logged in the same act.

    Raises:
        Refused: there is none; an item of another case is not given away.
    """
    for item in logged_with:
        if item.tag == tag:
            return item
    try:
        found = work.evidence.by_tag(tag)
    except Missing:
        found = None
    if found is None or found.case != case:
        raise Refused("evidence.no_such_container", field="inside", tag=tag)
    return found


def require_place(
    work: Reading, item: EvidenceItem, logged_with: Iterable[EvidenceItem] = ()
) -> None:
    """Refuse a parent of another case, a circle, and ammunition with a firearm in one bag.

    Items of the same act that are not stored yet are given as ``logged_with``.

    Raises:
        Missing: the parent is no item of the case.
        Refused: naming the field ``inside``.
    """
    beside = tuple(logged_with)
    if item.parent is not None:
        parent = _parent(work, item.parent, item.case, beside)
        _require_no_circle(work, item, parent)
        if item.relation is ItemRelation.INSIDE:
            together = (*work.evidence.children(parent.id), *_within(beside, parent.id))
            require_apart(item, (parent, *(each for each in together if each.id != item.id)))
    require_apart(item, work.evidence.children(item.id))


def _parent(
    work: Reading, id_: ItemId, case: CaseId, beside: Iterable[EvidenceItem]
) -> EvidenceItem:
    known = next((each for each in beside if each.id == id_), None)
    parent = known or work.evidence.get(id_)
    if parent.case != case:
        raise Missing("record.missing", kind="evidence_items")
    return parent


def _require_no_circle(work: Reading, item: EvidenceItem, parent: EvidenceItem) -> None:
    above: EvidenceItem | None = parent
    seen: set[ItemId] = set()
    while above is not None and above.id not in seen:
        if above.id == item.id:
            raise Refused("evidence.inside_itself", field="inside", tag=item.tag)
        seen.add(above.id)
        above = work.evidence.find(above.parent) if above.parent is not None else None


def _within(items: Iterable[EvidenceItem], parent: ItemId) -> tuple[EvidenceItem, ...]:
    return tuple(each for each in items if each.parent == parent)
