"""The full-text index: one FTS5 table over names, numbers and descriptions of every kind.

Entries lie in an ordinary table; the FTS5 index `search_words` beside it is kept in step here. Not
by triggers: a trigger makes FTS5 flush after every row, which slowed an import tenfold. Row
numbers count down, so that reading the index forward, which is quick, gives the newest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.domain.search import GROUPS
from app.storage.bulk import insert_rows
from app.storage.columns import Identity, PlainText
from app.storage.driver import run
from app.storage.schema import metadata

WORDS = 2_000
"""Characters of a record's text that are indexed; names and numbers are always whole."""

_FOUND_AS = {kind: group.value for group, kinds in GROUPS.items() for kind in kinds}

search_entries = sa.Table(
    "search_entries",
    metadata,
    sa.Column("rowid_", sa.Integer, primary_key=True),
    sa.Column("record", Identity, nullable=False, unique=True),
    sa.Column("case", Identity, index=True),
    sa.Column("kind", PlainText, nullable=False),
    sa.Column("found_as", PlainText, nullable=False),
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


_LOWEST = "SELECT coalesce(min(rowid_), 0) FROM search_entries"
_INDEX = """
INSERT INTO search_words(rowid, found_as, number, name, words)
SELECT rowid_, found_as, number, name, words FROM search_entries
WHERE rowid_ < :last ORDER BY rowid_
"""
_FORGET = """
INSERT INTO search_words(search_words, rowid, found_as, number, name, words)
SELECT 'delete', rowid_, found_as, number, name, words FROM search_entries WHERE record = :record
"""
_REMOVE = "DELETE FROM search_entries WHERE record = :record"


class SearchIndex:
    """Writes entries; reading is in `search`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add_all(self, entries: Sequence[SearchEntry]) -> None:
        """Add entries of new records."""
        (last,) = run(self._connection, _LOWEST).fetchone()
        rows = [_row(entry, last - place) for place, entry in enumerate(entries, start=1)]
        insert_rows(self._connection, search_entries, rows)
        run(self._connection, _INDEX, {"last": last})

    def stored(self) -> dict[UUID, tuple[object, ...]]:
        """Return what is indexed of each record, to be compared with `indexed`."""
        columns = [search_entries.c[name] for name in _COMPARED]
        return {row[0]: tuple(row) for row in self._connection.execute(sa.select(*columns))}

    def replace(self, entry: SearchEntry) -> None:
        """Bring an entry up to date, or add it."""
        self.remove(entry.record)
        self.add_all((entry,))

    def remove(self, record: UUID) -> None:
        """Forget a record."""
        run(self._connection, _FORGET, {"record": record.bytes})
        run(self._connection, _REMOVE, {"record": record.bytes})


def indexed(entry: SearchEntry) -> tuple[object, ...]:
    """Return an entry as the index keeps it."""
    row = _row(entry, 0)
    return tuple(row[name] for name in _COMPARED)


_COMPARED = ("record", "case", "kind", "found_as", "number", "name", "words")


def _row(entry: SearchEntry, rowid: int) -> dict[str, object]:
    row = dict(entry.__dict__)
    row["rowid_"] = rowid
    row["words"] = entry.words[:WORDS]
    row["found_as"] = _FOUND_AS[entry.kind]
    return row
