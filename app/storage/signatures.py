"""Signatures under custody events on disk; rows are only ever added."""

from uuid import UUID

from app.domain.signatures import Signature
from app.storage.repository import Repository
from app.storage.schema import record_table

signatures = record_table("signatures", Signature, indexed=[("event",)], append_only=True)


class Signatures(Repository[Signature]):
    """Who signed for which step."""

    record = Signature
    table = signatures

    def of_item(self, item: UUID) -> tuple[Signature, ...]:
        """Return the signatures under all steps of an item's chain, oldest first."""
        return self.where(signatures.c.item == item)
