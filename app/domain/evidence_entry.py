"""What a person writes down when an item of evidence comes in, and the tag it gets."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.evidence import (
    ITEM_LINES,
    TWO_PERSON_KINDS,
    Action,
    EvidenceItem,
    HandOver,
    ItemId,
    is_third_person,
    same_person,
)
from app.domain.text import clean, one_line, require

TAG_PREFIX = "EV-"
LONGEST_TAG = 100
"""Characters of a tag; longer ones fit no label."""


@dataclass(frozen=True, kw_only=True)
class EvidenceEntry:
    """One item as filled in; empty means not said.

    Attributes:
        tag: empty = the office's next number.
        kind: code list ``evidence_kind``.
        holder: who takes it in; empty = the person at the keyboard.
        place: shelf or locker it goes to.
        second_person: the witness, for kinds that need two people.
        received_at: when the holder took it; None = now.
    """

    kind: str
    description: str
    tag: str = ""
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
    holder: str = ""
    place: str = ""
    second_person: str = ""
    received_at: datetime | None = None
    note: str = ""

    def tidied(self) -> "EvidenceEntry":
        """Return the entry as it will be stored.

        Raises:
            Refused: there is no description, or a text is too long.
        """
        lines: dict[str, Any] = {name: one_line(getattr(self, name), name) for name in _LINES}
        return replace(
            self,
            tag=tag_as_kept(self.tag),
            description=require(self.description, "description"),
            note=clean(self.note, "note"),
            **lines,
        )

    @property
    def waits_for_second_person(self) -> bool:
        """Whether the kind needs a witness who is neither collector nor holder, and has none."""
        witnessed = is_third_person(self.second_person, self.holder, self.collected_by)
        return self.kind in TWO_PERSON_KINDS and not witnessed

    def item(self, id_: UUID, case: CaseId) -> EvidenceItem:
        """Return the item the entry describes."""
        facts = {name: getattr(self, name) for name in _OF_ITEM}
        return EvidenceItem(id=ItemId(id_), case=case, **facts)

    def first_step(self, now: datetime) -> HandOver:
        """Return how the item came in: collected by its holder, or received from the collector.

        Raises:
            Refused: it was collected ahead of now, or received before it was collected.
        """
        is_own = not self.collected_by or same_person(self.collected_by, self.holder)
        at = self.received_at or (self.collected_at if is_own else None) or now
        if self.collected_at is not None and self.collected_at > now:
            raise Refused("evidence.collected_ahead", field="collected_at", at=self.collected_at)
        if self.collected_at is not None and at < self.collected_at:
            raise Refused("evidence.received_first", field="received_at", at=self.collected_at)
        return HandOver(
            action=Action.COLLECTED if is_own else Action.RECEIVED,
            at=at,
            to=self.holder,
            purpose="",
            place=self.place,
            second_person=self.second_person,
            seal=self.seal,
            condition=self.condition,
        )


def tag_as_kept(tag: str) -> str:
    """Return a tag in capitals: scanners and people differ in nothing else.

    Raises:
        Refused: it is too long for a label.
    """
    kept = one_line(tag, "tag").upper()
    if len(kept) > LONGEST_TAG:
        raise Refused("text.too_long", field="tag", longest=LONGEST_TAG)
    return kept


def numbered_tag(number: int) -> str:
    """Return the office's tag with that number, e.g. ``"EV-0018"``."""
    return f"{TAG_PREFIX}{number:04d}"


_LINES = (
    *(name for name in ITEM_LINES if name != "hold"),
    "holder",
    "place",
    "second_person",
)
"""Fields that hold one line."""

_OF_ITEM = (
    "tag",
    "kind",
    "description",
    "value_cents",
    "collected_at",
    "note",
    *(name for name in ITEM_LINES if name != "hold"),
)
"""Fields that describe the item; the others describe its first custody event."""
