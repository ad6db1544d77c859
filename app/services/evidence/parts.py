"""Dividing an item into parts, and putting items together into one package."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.custody import Action, Chain, CustodyEvent, HandOver, Whereabouts
from app.domain.errors import Missing, Refused
from app.domain.evidence import EvidenceItem, ItemId, ItemRelation
from app.domain.ids import new_id
from app.domain.item_parts import Part, entry_of_part, require_no_more
from app.domain.particulars import particulars
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.i18n import _
from app.services.evidence.amendments import amended
from app.services.evidence.entry import Logged, log
from app.services.evidence.item_checks import require_place
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class Divided:
    """What came of dividing an item.

    Attributes:
        event: the step in the chain of the whole, which names the parts.
    """

    event: CustodyEvent
    parts: tuple[Logged, ...]


@dataclass(frozen=True, kw_only=True)
class SplitItem(Command[Divided]):
    """Divide an item: each part gets a number and a chain of its own, the whole says which.

    Attributes:
        left: how much stays in the whole; empty = not said.
        seal: number of the seal the whole is closed with again.
        at: when it was done; None = now.
    """

    item: ItemId
    parts: tuple[Part, ...]
    purpose: str
    left: str = ""
    second_person: str = ""
    seal: str = ""
    at: datetime | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> Divided:
        """Log the parts, and write the step into the chain of the whole.

        Raises:
            Refused: there are no parts or more than was there, the item is out or gone, the chain
                does not allow the step, or a part cannot be logged.
        """
        whole = work.evidence.get(self.item)
        left = one_line(self.left, "left")
        require_no_more(whole, self.parts, left)
        chain = _in_the_room(work, whole)
        at = work.local(self.at or work.now)
        step = HandOver(
            action=Action.SPLIT,
            at=at,
            to="",
            purpose=clean(self.purpose, "purpose"),
            second_person=one_line(self.second_person, "second_person"),
            seal=one_line(self.seal, "seal"),
        )
        parts = self._logged(work, chain, at)
        told = replace(step, details=_parts_in_words(parts, left))
        event = work.custody.add(chain.handed_over(told, new_id(), work.now, work.actor.name))
        if left and left != whole.quantity:
            tags = ", ".join(each.item.tag for each in parts)
            reason = _("Divided into {tags}").format(tags=tags)
            amended(work, whole, replace(whole, quantity=left), reason)
        return Divided(event, parts)

    def _logged(self, work: UnitOfWork, chain: Chain, at: datetime) -> tuple[Logged, ...]:
        last = chain.last
        assert last is not None  # noqa: S101  the step would have been refused
        entries = (entry_of_part(chain.item, each, last, self.second_person) for each in self.parts)
        return log(work, chain.item.case, [replace(each, received_at=at) for each in entries])


@dataclass(frozen=True, kw_only=True)
class CombineItems(Command[tuple[CustodyEvent, ...]]):
    """Put items into one container, which holds them from now on; each keeps its number.

    Attributes:
        into: the container, an item of the same case.
        at: when it was done; None = now.
    """

    into: ItemId
    items: tuple[ItemId, ...]
    purpose: str
    second_person: str = ""
    seal: str = ""
    at: datetime | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the container."""
        return work.evidence.get(self.into).case

    def run(self, work: UnitOfWork) -> tuple[CustodyEvent, ...]:
        """Write a step into each chain, the container's first, and where each item now lies.

        Raises:
            Missing: one is no item of the case.
            Refused: nothing is put together, an item is out or gone or with another holder, it
                lies in the container already, or may not lie there.
        """
        container = work.evidence.get(self.into)
        if not self.items:
            raise Refused("combine.no_items", field="items")
        chain = _in_the_room(work, container)
        last = chain.last
        holder = last.holder if last is not None else ""
        items = tuple(self._put_in(work, container, each, holder) for each in self.items)
        batch = new_id()
        tags = ", ".join(item.tag for item in items)
        pairs = [
            (container, {"children": tags}),
            *((each, {"into": container.tag}) for each in items),
        ]
        return tuple(self._step(work, item, said, batch) for item, said in pairs)

    def _put_in(
        self, work: UnitOfWork, container: EvidenceItem, id_: ItemId, holder: str
    ) -> EvidenceItem:
        item = work.evidence.get(id_)
        if item.case != container.case:
            raise Missing("record.missing", kind="evidence_items")
        last = _in_the_room(work, item).last
        if last is not None and last.holder != holder:
            raise Refused("combine.other_holder", field="items", tag=item.tag, holder=last.holder)
        if item.parent == container.id and item.relation is ItemRelation.INSIDE:
            raise Refused("combine.there_already", field="items", tag=item.tag)
        after = replace(item, parent=container.id, relation=ItemRelation.INSIDE)
        require_place(work, after)
        reason = _("Put into {tag}: {purpose}").format(tag=container.tag, purpose=self.purpose)
        return amended(work, item, after, reason).after

    def _step(
        self, work: UnitOfWork, item: EvidenceItem, said: dict[str, str], batch: UUID
    ) -> CustodyEvent:
        step = HandOver(
            action=Action.MERGED,
            at=work.local(self.at or work.now),
            to="",
            purpose=clean(self.purpose, "purpose"),
            second_person=one_line(self.second_person, "second_person"),
            seal=one_line(self.seal, "seal") if item.id == self.into else "",
            details=particulars(said),
            batch=batch,
        )
        chain = work.custody.chain(item)
        return work.custody.add(chain.handed_over(step, new_id(), work.now, work.actor.name))


def _in_the_room(work: Reading, item: EvidenceItem) -> Chain:
    """Return the chain of an item that is here.

    Raises:
        Refused: it is out; what was done to it there is written down when it is back.
    """
    chain = work.custody.chain(item)
    if chain.whereabouts is Whereabouts.OUT:
        raise Refused("evidence.is_out", tag=item.tag)
    return chain


def _parts_in_words(parts: tuple[Logged, ...], left: str) -> tuple[tuple[str, str], ...]:
    tags = ", ".join(each.item.tag for each in parts)
    amounts = (f"{each.item.quantity} {each.item.unit}".strip() for each in parts)
    return particulars({"children": tags, "quantities": "; ".join(amounts), "left": left})
