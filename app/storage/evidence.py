"""Evidence on disk: items, and the chain of custody of each."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from app.domain.custody import Chain, CustodyEvent
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem
from app.domain.evidence_entry import TAG_PREFIX
from app.storage.numbering import highest_number
from app.storage.repository import Changeable, Repository
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

    def last_of(self, case: UUID) -> dict[UUID, CustodyEvent]:
        """Return the last event that moved each item of a case."""
        latest: dict[UUID, CustodyEvent] = {}
        for event in self.of_case(case, custody_events.c.item, custody_events.c.seq):
            if event.corrects is None:
                latest[event.item] = event
        return latest
