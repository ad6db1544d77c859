"""What records are called in one line, whatever their kind: read off the search index."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.storage.known import known_to
from app.storage.search_index import search_entries
from app.storage.tasks import tasks

LONGEST = 120
"""Characters of a label."""


class Labels:
    """Names of records of any kind that is searched; people are left out, they may be protected."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def of(self, records: Iterable[UUID]) -> dict[UUID, str]:
        """Return number and name of each record that has them."""
        entries = search_entries.c
        query = sa.select(entries.record, entries.number, entries.name).where(
            entries.record.in_(list(set(records))),
            entries.kind != "person",
            sa.or_(entries.kind != "task", entries.record.in_(self._known_tasks())),
        )
        labels = {
            row.record: " ".join((row.number, row.name)).strip()[:LONGEST]
            for row in self._connection.execute(query)
        }
        return {record: label for record, label in labels.items() if label}

    def _known_tasks(self) -> sa.Select[tuple[UUID]]:
        return sa.select(tasks.c.id).where(*known_to(self._user, tasks))
