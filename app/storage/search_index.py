"""The full-text index: one FTS5 table over names, numbers and descriptions of every kind.

Entries lie in an ordinary table; triggers, made by the first migration, keep the FTS5 index
`search_words` beside it in step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.storage.columns import Identity, PlainText
from app.storage.schema import metadata

WORDS = 2_000
"""Characters of a record's text that are indexed; names and numbers are always whole."""

search_entries = sa.Table(
    "search_entries",
    metadata,
    sa.Column("rowid_", sa.Integer, primary_key=True),
    sa.Column("record", Identity, nullable=False, unique=True),
    sa.Column("case", Identity, index=True),
    sa.Column("kind", PlainText, nullable=False),
    sa.Column("number", PlainText, nullable=False),
    sa.Column("name", PlainText, nullable=False),
    sa.Column("words", PlainText, nullable=False),
)


@dataclass(frozen=True, kw_only=True)
class SearchEntry:
    """What can be found of one record.

    Attributes:
        record: the record to open; ``case`` the case it belongs to, None for people.
        number: numbers and tags; ``name``: names and titles; ``words``: descriptions.
    """

    record: UUID
    case: UUID | None
    kind: str
    number: str = ""
    name: str = ""
    words: str = ""


class SearchIndex:
    """Writes entries; reading is in `search`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add_all(self, entries: Sequence[SearchEntry]) -> None:
        """Add entries of new records."""
        self._connection.execute(search_entries.insert(), [_row(entry) for entry in entries])

    def replace(self, entry: SearchEntry) -> None:
        """Bring an entry up to date, or add it."""
        changed = self._connection.execute(
            search_entries.update()
            .where(search_entries.c.record == entry.record)
            .values(_row(entry))
        )
        if changed.rowcount == 0:
            self.add_all((entry,))

    def remove(self, record: UUID) -> None:
        """Forget a record."""
        self._connection.execute(search_entries.delete().where(search_entries.c.record == record))


def _row(entry: SearchEntry) -> dict[str, object]:
    row = dict(entry.__dict__)
    row["words"] = entry.words[:WORDS]
    return row
