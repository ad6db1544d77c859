"""Signatures under custody events on disk; rows are only ever added."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from app.domain.signatures import Signature
from app.storage.repository import Repository, in_portions
from app.storage.schema import record_table

signatures = record_table("signatures", Signature, indexed=[("event",)], append_only=True)


class Signatures(Repository[Signature]):
    """Who signed for which step."""

    record = Signature
    table = signatures

    def of_item(self, item: UUID) -> tuple[Signature, ...]:
        """Return the signatures under all steps of an item's chain, oldest first."""
        return self.where(signatures.c.item == item)

    def of_items(self, items: Sequence[UUID]) -> dict[UUID, tuple[Signature, ...]]:
        """Return the signatures under the chains of many items, by item."""
        found: dict[UUID, list[Signature]] = defaultdict(list)
        for some in in_portions(items):
            for each in self.where(signatures.c.item.in_(some)):
                found[each.item].append(each)
        return {item: tuple(under) for item, under in found.items()}
