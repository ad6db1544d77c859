"""What a person writes down when an item of evidence comes in, and the tag it gets."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.custody import Action, HandOver, is_third_person, same_person
from app.domain.errors import Refused
from app.domain.evidence import TWO_PERSON_KINDS, EvidenceItem, ItemFacts, ItemId
from app.domain.locations import LocationId
from app.domain.text import one_line

TAG_PREFIX = "EV-"
LONGEST_TAG = 100
"""Characters of a tag; longer ones fit no label."""


@dataclass(frozen=True, kw_only=True)
class EvidenceEntry(ItemFacts):
    """One item as filled in; empty means not said.

    Attributes:
        tag: empty = the office's next number.
        holder: who takes it in; empty = the person at the keyboard.
        place: shelf or locker it goes to, in words; ``location``: the same as a place of storage.
        second_person: the witness, for kinds that need two people.
        received_at: when the holder took it; None = now.
    """

    holder: str = ""
    place: str = ""
    location: LocationId | None = None
    second_person: str = ""
    received_at: datetime | None = None

    def tidied(self) -> "EvidenceEntry":
        """Return the entry as it will be stored.

        Raises:
            Refused: there is no description, or a text is too long.
        """
        lines: dict[str, Any] = {name: one_line(getattr(self, name), name) for name in _LINES}
        return replace(super().tidied(), tag=tag_as_kept(self.tag), **lines)

    @property
    def waits_for_second_person(self) -> bool:
        """Whether the kind needs a witness who is neither collector nor holder, and has none."""
        witnessed = is_third_person(self.second_person, self.holder, self.collected_by)
        return self.kind in TWO_PERSON_KINDS and not witnessed

    def item(self, id_: UUID, case: CaseId, number: int) -> EvidenceItem:
        """Return the item the entry describes, with its number within the case."""
        facts = {each.name: getattr(self, each.name) for each in fields(ItemFacts)}
        return EvidenceItem(id=ItemId(id_), case=case, number=number, **facts)

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
            location=self.location,
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


_LINES = ("holder", "place", "second_person")
"""Fields of an entry, besides those of the item, that hold one line."""
