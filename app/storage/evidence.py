"""Evidence on disk: items, the chain of custody of each, and attached files."""

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa

from app.domain.custody import Chain, CustodyEvent
from app.domain.errors import Missing
from app.domain.evidence import Attachment, EvidenceItem, ItemRelation
from app.domain.evidence_entry import TAG_PREFIX
from app.storage.known import visible_to
from app.storage.numbering import highest_number
from app.storage.repository import AT_ONCE, Changeable, Repository
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
    "custody_events", CustodyEvent, unique=[("item", "seq")], append_only=True
)
attachments = record_table("attachments", Attachment)


_LIES_INSIDE = evidence_items.c.relation == ItemRelation.INSIDE


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

    def taken(self, tags: Collection[str]) -> frozenset[str]:
        """Return those of the tags that belong to an item, also one the user may not know of."""
        if not tags:
            return frozenset()
        query = sa.select(evidence_items.c.tag).where(evidence_items.c.tag.in_(tags))
        return frozenset(self._connection.execute(query).scalars())

    def highest_number(self) -> int:
        """Return the number of the office's highest tag, 0 if none; numbers are never reused."""
        return highest_number(self._connection, evidence_items.c.tag, TAG_PREFIX)

    def count_of(self, case: UUID) -> int:
        """Return how many items the case has: none is ever deleted, so the last one's number."""
        return self.count_every(evidence_items.c.case == case)

    def contents_of(self, container: UUID) -> tuple[EvidenceItem, ...]:
        """Return everything that lies in a container, at any depth, by number within the case."""
        inside = (
            sa.select(evidence_items.c.id)
            .where(evidence_items.c.parent == container, _LIES_INSIDE)
            .cte("inside", recursive=True)
        )
        deeper = sa.select(evidence_items.c.id).where(
            evidence_items.c.parent == inside.c.id, _LIES_INSIDE
        )
        # UNION, not UNION ALL: a circle of containers ends.
        every = sa.select(inside.union(deeper).c.id)
        return self.where(
            evidence_items.c.id.in_(every),
            evidence_items.c.id != container,
            order=(evidence_items.c.number, evidence_items.c.id),
        )

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
        """An item is found by its tags, serial number and description."""
        return SearchEntry(
            record=record.id,
            case=record.case,
            kind="evidence",
            number=" ".join((record.tag, record.agency_tag, record.serial)),
            name=record.description,
            words=record.collected_place,
        )


class CustodyEvents(Repository[CustodyEvent]):
    """The chains of custody; rows are only ever added."""

    record = CustodyEvent
    table = custody_events

    def chain(self, item: EvidenceItem) -> Chain:
        """Return an item's chain, oldest event first."""
        events = self.where(custody_events.c.item == item.id, order=(custody_events.c.seq,))
        return Chain(item, events)

    def chains(self, items: Sequence[EvidenceItem]) -> tuple[Chain, ...]:
        """Return the chains of many items in their order."""
        events: dict[UUID, list[CustodyEvent]] = {item.id: [] for item in items}
        named = tuple(events)
        order = (custody_events.c.item, custody_events.c.seq)
        for start in range(0, len(named), AT_ONCE):
            some = named[start : start + AT_ONCE]
            for event in self.where(custody_events.c.item.in_(some), order=order):
                events[event.item].append(event)
        return tuple(Chain(item, tuple(events[item.id])) for item in items)

    def last_of(self, case: UUID) -> dict[UUID, CustodyEvent]:
        """Return the last event that moved each item of a case."""
        latest: dict[UUID, CustodyEvent] = {}
        for event in self.of_case(case, custody_events.c.item, custody_events.c.seq):
            if event.corrects is None:
                latest[event.item] = event
        return latest


class Attachments(Repository[Attachment]):
    """Files kept with cases."""

    record = Attachment
    table = attachments

    def of_item(self, item: UUID) -> tuple[Attachment, ...]:
        """Return the files kept with one item, oldest first."""
        return self.where(attachments.c.item == item)
