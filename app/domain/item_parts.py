"""Dividing one item into several: what parts take over, and that no more comes out than was in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.domain.custody import CustodyEvent
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.text import one_line


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part as filled in; what it does not say it takes over from the whole.

    Attributes:
        tag: empty = the office's next number.
        description: empty = that of the whole.
    """

    quantity: str
    unit: str = ""
    description: str = ""
    tag: str = ""
    seal: str = ""
    packaging: str = ""


def require_no_more(whole: EvidenceItem, parts: Sequence[Part], left: str) -> None:
    """Refuse parts that add up to more than the whole, where all is given in numbers of one unit.

    ``left`` is how much stays in the whole, empty where that is not said.

    Raises:
        Refused: ``split.no_parts``, ``text.required`` or ``split.more_than_whole``.
    """
    if not parts:
        raise Refused("split.no_parts", field="parts")
    if not all(one_line(part.quantity, "quantity") for part in parts):
        raise Refused("text.required", field="quantity")
    if any(part.unit not in {"", whole.unit} for part in parts):
        return
    numbers = [
        _number(text) for text in (whole.quantity, left or "0", *(p.quantity for p in parts))
    ]
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers) and sum(known[1:]) > known[0]:
        raise Refused("split.more_than_whole", field="parts", quantity=whole.quantity)


def entry_of_part(
    whole: EvidenceItem, part: Part, last: CustodyEvent, second_person: str
) -> EvidenceEntry:
    """Return the part as it is logged: by who holds the whole after its ``last`` step, there."""
    return EvidenceEntry(
        tag=part.tag,
        kind=whole.kind,
        description=part.description or whole.description,
        quantity=part.quantity,
        unit=part.unit or whole.unit,
        seal=part.seal,
        packaging=part.packaging,
        make=whole.make,
        model=whole.model,
        collected_by=whole.collected_by,
        collected_at=whole.collected_at,
        collected_place=whole.collected_place,
        collected_position=whole.collected_position,
        collection_witness=whole.collection_witness,
        basis=whole.basis,
        authority=whole.authority,
        seized_from=whole.seized_from,
        owner=whole.owner,
        claimant=whole.claimant,
        hazards=whole.hazards,
        is_biological=whole.is_biological,
        storage_band=whole.storage_band,
        sensitivity=whole.sensitivity,
        retention_class=whole.retention_class,
        parent=whole.id,
        relation=ItemRelation.PART,
        holder=last.holder,
        place=last.place,
        location=last.location,
        second_person=second_person,
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
