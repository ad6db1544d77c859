"""Evidence on disk: items, the chain of custody of each, and what is known besides."""

from collections.abc import Collection, Iterable
from uuid import UUID

import sqlalchemy as sa

from app.domain.custody import Chain, CustodyEvent
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem, ItemId, ItemRelation
from app.domain.evidence_entry import TAG_PREFIX
from app.domain.item_amendments import ItemAmendment
from app.domain.item_charges import ItemCharge
from app.domain.item_particulars import identifiers
from app.storage.driver import run
from app.storage.known import visible_to
from app.storage.numbering import highest_number
from app.storage.repository import Changeable, Repository, in_portions
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

evidence_items = record_table("evidence_items", EvidenceItem, unique=[("tag",)])
NUMBERED = sa.Index(
    "uq_evidence_items_case_number",
    evidence_items.c.case,
    evidence_items.c.number,
    unique=True,
    sqlite_where=evidence_items.c.number > 0,
)
"""Items logged before numbers were kept have none of their own (see `EvidenceItem.number`)."""
custody_events = record_table(
    "custody_events",
    CustodyEvent,
    unique=[("item", "seq")],
    indexed=[("batch",)],
    append_only=True,
)
item_charges = record_table("item_charges", ItemCharge, unique=[("item", "charge", "element")])
item_amendments = record_table("item_amendments", ItemAmendment, append_only=True)


class EvidenceItems(Changeable[EvidenceItem]):
    """Everything logged."""

    record = EvidenceItem
    table = evidence_items

    def by_tag(self, tag: str) -> EvidenceItem:
        """Return the item with the office's tag.

        Raises:
            Missing: there is none.
        """
        found = self.where(evidence_items.c.tag == tag)
        if not found:
            raise Missing("evidence.no_such_tag", tag=tag)
        return found[0]

    def many(self, identities: Iterable[UUID]) -> tuple[EvidenceItem, ...]:
        """Return the items with these identities."""
        return tuple(
            item
            for some in in_portions(identities)
            for item in self.where(evidence_items.c.id.in_(some))
        )

    def taken(self, tags: Collection[str]) -> frozenset[str]:
        """Return those of the tags that belong to an item, also one the user may not know of."""
        if not tags:
            return frozenset()
        query = sa.select(evidence_items.c.tag).where(evidence_items.c.tag.in_(tags))
        return frozenset(self._connection.execute(query).scalars())

    def owners(self, tags: Collection[str]) -> tuple[EvidenceItem, ...]:
        """Return the items with one of the tags."""
        return self.where(evidence_items.c.tag.in_(tags)) if tags else ()

    def contents(self, containers: Collection[UUID]) -> dict[UUID, tuple[ItemId, ...]]:
        """Return what lies in each of some containers, and in those in turn."""
        found: dict[UUID, tuple[ItemId, ...]] = {}
        waiting: set[UUID] = set(containers)
        while waiting:
            inside = self._inside(waiting)
            found |= inside
            waiting = {item for items in inside.values() for item in items if item not in found}
        return found

    def _inside(self, containers: Collection[UUID]) -> dict[UUID, tuple[ItemId, ...]]:
        columns = evidence_items.c
        inside: dict[UUID, tuple[ItemId, ...]] = {}
        for some in in_portions(containers):
            query = sa.select(columns.parent, columns.id).where(
                columns.parent.in_(some), columns.relation == ItemRelation.INSIDE
            )
            for parent, item in self._connection.execute(query):
                inside[parent] = (*inside.get(parent, ()), ItemId(item))
        return inside

    def highest_number(self) -> int:
        """Return the number of the office's highest tag, 0 if none; numbers are never reused."""
        return highest_number(self._connection, evidence_items.c.tag, TAG_PREFIX)

    def count_of(self, case: UUID) -> int:
        """Return how many items the case has: none is ever deleted, so the last one's number."""
        sql = 'SELECT count(*) FROM evidence_items WHERE "case" = ?'
        (count,) = run(self._connection, sql, (case.bytes,)).fetchone()
        return int(count)

    def parts_of(self, item: UUID) -> tuple[EvidenceItem, ...]:
        """Return the parts taken off an item, e.g. samples."""
        return self.where(
            evidence_items.c.parent == item, evidence_items.c.relation == ItemRelation.PART
        )

    def inside(self, item: UUID) -> tuple[EvidenceItem, ...]:
        """Return what lies inside an item, and inside that, in the order it was logged."""
        within = _children(item).where(evidence_items.c.relation == ItemRelation.INSIDE)
        found = within.cte("within", recursive=True)
        deeper = sa.select(evidence_items.c.id).where(
            evidence_items.c.parent == found.c.id,
            evidence_items.c.relation == ItemRelation.INSIDE,
        )
        all_within = found.union(deeper)
        return self.where(evidence_items.c.id.in_(sa.select(all_within.c.id)))

    def children(self, item: UUID) -> tuple[EvidenceItem, ...]:
        """Return what lies inside an item or comes from it, one step down."""
        return self.where(evidence_items.c.id.in_(_children(item)))

    def some_visible(self, after: UUID | None, size: int) -> tuple[EvidenceItem, ...]:
        """Return so many items of cases open to the user, oldest first, behind the one named."""
        query = (
            sa.select(evidence_items)
            .where(visible_to(self._user, evidence_items.c.case))
            .order_by(evidence_items.c.id)
            .limit(size)
        )
        if after is not None:
            query = query.where(evidence_items.c.id > after)
        return tuple(self._read(row) for row in self._connection.execute(query))

    def count_visible(self) -> int:
        """Return how many items are in cases open to the user."""
        return self.count(visible_to(self._user, evidence_items.c.case))

    def search_entry(self, record: EvidenceItem) -> SearchEntry:
        """An item is found by its numbers, those its kind has, and its description."""
        # Items without the later numbers are indexed to the letter as they were before.
        later = (record.lab_number, *identifiers(record.kind, record.particulars))
        numbers = (record.tag, record.agency_tag, record.serial, *filter(None, later))
        return SearchEntry(
            record=record.id,
            case=record.case,
            kind="evidence",
            number=" ".join(numbers),
            name=record.description,
            words=record.collected_place,
        )


def _children(item: UUID) -> sa.Select[tuple[UUID]]:
    return sa.select(evidence_items.c.id).where(evidence_items.c.parent == item)


class CustodyEvents(Repository[CustodyEvent]):
    """The chains of custody; rows are only ever added."""

    record = CustodyEvent
    table = custody_events

    def chain(self, item: EvidenceItem) -> Chain:
        """Return an item's chain, oldest event first."""
        events = self.where(custody_events.c.item == item.id, order=(custody_events.c.seq,))
        return Chain(item, events)

    def chains(self, items: Collection[EvidenceItem]) -> tuple[Chain, ...]:
        """Return the chains of many items in their order."""
        events: dict[UUID, list[CustodyEvent]] = {item.id: [] for item in items}
        order = (custody_events.c.item, custody_events.c.seq)
        for some in in_portions(events):
            for event in self.where(custody_events.c.item.in_(some), order=order):
                events[event.item].append(event)
        return tuple(Chain(item, tuple(events[item.id])) for item in items)

    def of_batch(self, batch: UUID) -> tuple[CustodyEvent, ...]:
        """Return the events written down in one act, in the order they were."""
        return self.where(custody_events.c.batch == batch)

    def last_of(self, case: UUID) -> dict[UUID, CustodyEvent]:
        """Return the last event that moved each item of a case."""
        latest: dict[UUID, CustodyEvent] = {}
        for event in self.of_case(case, custody_events.c.item, custody_events.c.seq):
            if event.corrects is None:
                latest[event.item] = event
        return latest


class ItemCharges(Changeable[ItemCharge]):
    """Which counts each item proves."""

    record = ItemCharge
    table = item_charges

    def of_item(self, item: UUID) -> tuple[ItemCharge, ...]:
        """Return the counts one item proves, in the order they were named."""
        return self.where(item_charges.c.item == item)

    def of_charge(self, charge: UUID) -> tuple[ItemCharge, ...]:
        """Return what proves one count."""
        return self.where(item_charges.c.charge == charge)


class ItemAmendments(Repository[ItemAmendment]):
    """What was said of items before it was corrected; rows are only ever added."""

    record = ItemAmendment
    table = item_amendments

    def of_item(self, item: UUID) -> tuple[ItemAmendment, ...]:
        """Return the corrections of one item, oldest first."""
        return self.where(item_amendments.c.item == item)
