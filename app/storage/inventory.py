"""Inventories on disk; rows are only ever added."""

from uuid import UUID

import sqlalchemy as sa

from app.domain.inventory import (
    InventoryClosing,
    InventoryFinding,
    InventoryId,
    InventorySession,
    InventorySighting,
)
from app.storage.evidence import evidence_items
from app.storage.known import visible_to
from app.storage.repository import Repository
from app.storage.schema import record_table

inventory_sessions = record_table("inventory_sessions", InventorySession, append_only=True)
inventory_sightings = record_table("inventory_sightings", InventorySighting, append_only=True)
inventory_findings = record_table("inventory_findings", InventoryFinding, append_only=True)
inventory_closings = record_table(
    "inventory_closings", InventoryClosing, unique=[("session",)], append_only=True
)


class InventorySessions(Repository[InventorySession]):
    """Every stock taken."""

    record = InventorySession
    table = inventory_sessions


class InventorySightings(Repository[InventorySighting]):
    """The tags read."""

    record = InventorySighting
    table = inventory_sightings

    def latest(self, session: InventoryId) -> tuple[InventorySighting, ...]:
        """Return the last sighting of each tag, in the order they were made."""
        last: dict[str, InventorySighting] = {}
        made = self.where(inventory_sightings.c.session == session)
        for sighting in sorted(made, key=_by_time):
            last.pop(sighting.code, None)
            last[sighting.code] = sighting
        return tuple(last.values())

    def last_of(self, session: InventoryId, code: str) -> InventorySighting | None:
        """Return the last sighting of one tag, or None."""
        table = inventory_sightings.c
        made = self.where(table.session == session, table.code == code)
        return max(made, key=_by_time, default=None)

    def counts(self) -> dict[UUID, int]:
        """Return how many tags each inventory has read, but for those of hidden items."""
        table = inventory_sightings.c
        query = (
            sa.select(table.session, sa.func.count(table.code.distinct()).label("read"))
            .outerjoin(evidence_items, evidence_items.c.id == table.item)
            .where(visible_to(self._user, evidence_items.c.case))
            .group_by(table.session)
        )
        return {row.session: row.read for row in self._connection.execute(query)}


class InventoryFindings(Repository[InventoryFinding]):
    """How findings were resolved."""

    record = InventoryFinding
    table = inventory_findings

    def of_session(self, session: InventoryId) -> tuple[InventoryFinding, ...]:
        """Return them in the order they were written."""
        found = self.where(inventory_findings.c.session == session)
        return tuple(sorted(found, key=lambda each: (each.at, each.id)))


class InventoryClosings(Repository[InventoryClosing]):
    """The ends of inventories."""

    record = InventoryClosing
    table = inventory_closings

    def of_session(self, session: InventoryId) -> InventoryClosing | None:
        """Return how an inventory ended, or None while it is open."""
        found = self.where(inventory_closings.c.session == session)
        return found[0] if found else None


def _by_time(sighting: InventorySighting) -> tuple[object, UUID]:
    return sighting.at, sighting.id
