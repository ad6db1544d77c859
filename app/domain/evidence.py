"""Evidence items: what is said about a thing, under one number that is never reused.

Who holds an item and where it lies is not said here: both are read off its chain of custody (see
`custody`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType, Self, TypeVar
from uuid import UUID

from app.domain import particulars
from app.domain.cases import CaseId
from app.domain.particulars import Particulars
from app.domain.record import Record
from app.domain.text import clean, one_line, require

ItemId = NewType("ItemId", UUID)

TWO_PERSON_KINDS = frozenset({"firearm", "narcotics", "cash"})
"""Kinds that need a second person at every step (IAPE standards treat each separately)."""


class ItemRelation(StrEnum):
    """What an item is to its parent."""

    INSIDE = "inside"
    """The parent is its container; what happens to the container happens to it."""
    PART = "part"
    """Taken off the parent, e.g. a sample or one of several sub-exhibits."""
    DERIVATIVE = "derivative"
    """Made from it, e.g. a forensic image or a print."""
    EXTRACT = "extract"
    """Taken from its content, e.g. the messages of a phone."""


F = TypeVar("F", bound="ItemFacts")


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What can be said about an item, when it is logged and later.

    The order of the fields is part of every stored digest: new ones come last, with a default.

    Attributes:
        tag: the office's number within the whole office, e.g. ``"EV-0017"``.
        kind: code list ``evidence_kind``.
        quantity: count, in words where it must be, e.g. ``"about 40"``; ``unit`` stands beside it.
        exhibit: the court's number; ``exhibit_status``: code list ``exhibit_status``.
        authority: the paper that allowed the seizure, e.g. the warrant's number; ``basis``: code
            list ``seizure_basis``.
        hold: a remark on why it is kept; holds themselves are custody events.
        hazards: codes of list ``hazard``; ``hazard``: a remark on them.
        storage_need: a remark; ``storage_band``: code list ``storage_band``.
        sensitivity: code list ``sensitivity``.
        retention_class: code list ``retention_class``.
        parent: the item it lies in or comes from; ``relation`` says which.
        particulars: what only its kind has (see `item_particulars`).
    """

    tag: str = ""
    kind: str
    description: str
    quantity: str = "1"
    agency_tag: str = ""
    exhibit: str = ""
    seal: str = ""
    packaging: str = ""
    serial: str = ""
    value_cents: int | None = None
    condition: str = ""
    collected_by: str = ""
    collected_at: datetime | None = None
    collected_place: str = ""
    seized_from: str = ""
    owner: str = ""
    authority: str = ""
    hazard: str = ""
    storage_need: str = ""
    hold: str = ""
    review_on: date | None = None
    note: str = ""
    unit: str = ""
    make: str = ""
    model: str = ""
    lab_number: str = ""
    exhibit_status: str = ""
    collected_position: str = ""
    collection_witness: str = ""
    basis: str = ""
    claimant: str = ""
    sponsor: str = ""
    hazards: tuple[str, ...] = ()
    is_biological: bool = False
    storage_band: str = ""
    sensitivity: str = ""
    retention_class: str = ""
    parent: ItemId | None = None
    relation: ItemRelation | None = None
    particulars: Particulars = ()

    @property
    def needs_two_people(self) -> bool:
        """Whether a second person must be named at each hand-over."""
        return self.kind in TWO_PERSON_KINDS

    def tidied(self) -> Self:
        """Return the facts as they will be stored.

        Raises:
            Refused: there is no description, or a text is too long.
        """
        lines: dict[str, Any] = {name: one_line(getattr(self, name), name) for name in ITEM_LINES}
        return replace(
            self,
            description=require(self.description, "description"),
            note=clean(self.note, "note"),
            particulars=particulars.tidied(self.particulars),
            **lines,
        )


ITEM_LINES = (
    "quantity",
    "agency_tag",
    "exhibit",
    "seal",
    "packaging",
    "serial",
    "condition",
    "collected_by",
    "collected_place",
    "seized_from",
    "owner",
    "authority",
    "hazard",
    "storage_need",
    "hold",
    "unit",
    "make",
    "model",
    "lab_number",
    "collected_position",
    "collection_witness",
    "claimant",
    "sponsor",
)
"""Facts of an item that hold one line."""


@dataclass(frozen=True, kw_only=True)
class _InCase(Record):
    """Before the facts in every stored digest."""

    id: ItemId
    case: CaseId


@dataclass(frozen=True, kw_only=True)
class EvidenceItem(ItemFacts, _InCase):
    """One thing, one number, never reused.

    Attributes:
        number: its number within the case, from 1 without gaps; 0 = logged before numbers were
            kept, then its place among those (`EvidenceLine.number` has it).
    """

    number: int = 0
