"""Reading and writing one kind of record.

A repository takes and returns frozen domain values; rows never leave it. Every record carries a
digest of its content, checked on each read, so that damage SQLCipher does not report is never
shown (see `columns`), and so that the audit log can say what a record was after an act.
"""

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa

from app.domain.errors import Damaged, Missing, Stale
from app.domain.record import Record, Version, following
from app.storage.bulk import insert_rows, update_rows
from app.storage.driver import run
from app.storage.journal import Journal
from app.storage.known import known_to
from app.storage.search_index import SearchEntry, SearchIndex

R = TypeVar("R", bound=Record)
K = TypeVar("K", UUID, str)

BATCH = 5_000
"""Rows written in one statement when many are added at once."""


AT_ONCE = 500
"""Records named in one statement where many are asked for."""


def in_portions(names: Iterable[K]) -> Iterator[tuple[K, ...]]:
    """Give identities or other names a few at a time: a statement names only so many."""
    waiting = iter(names)
    while some := tuple(islice(waiting, AT_ONCE)):
        yield some


_DEFAULTS: dict[type[Record], tuple[tuple[str, object], ...]] = {}


def _defaults(kind: type[Record]) -> tuple[tuple[str, object], ...]:
    if kind not in _DEFAULTS:
        _DEFAULTS[kind] = tuple((f.name, f.default) for f in dataclasses.fields(kind))
    return _DEFAULTS[kind]


def digest_of(record: Record) -> bytes:
    """Return SHA-256 over the record's fields that differ from their defaults, in order.

    Leaving defaults out lets a later version add a field without touching stored digests.
    """
    content = [
        # A moment comes back in UTC whatever zone it was written in.
        (name, value.astimezone(UTC) if isinstance(value, datetime) else value)
        for name, default in _defaults(type(record))
        if (value := getattr(record, name)) != default
    ]
    return hashlib.sha256(msgspec.json.encode(content)).digest()


def _differing(before: Record, after: Record) -> tuple[str, ...]:
    """Return the names of the fields, besides the version, that are not the same in both."""
    old, new = before.__dict__, after.__dict__
    return tuple(name for name in new if name != "version" and new[name] != old[name])


@cache
def _names(table: sa.Table) -> tuple[str, ...]:
    """Return the names of the columns, in the order a row has them."""
    return tuple(table.c.keys())


_THIS, _SEEN, _CONTENT = "this_record", "seen_version", "seen_content"


@cache
def _over_a_version(table: sa.Table) -> sa.Update:
    """Return the statement that writes a record over the version that was seen.

    Made once a table: SQLAlchemy takes longer to put it together than SQLite to carry it out.
    """
    return table.update().where(
        table.c.id == sa.bindparam(_THIS), table.c.version == sa.bindparam(_SEEN)
    )


@cache
def _out_of(table: sa.Table) -> sa.Delete:
    """Return the statement that deletes a record that is stored as it was seen."""
    return table.delete().where(
        table.c.id == sa.bindparam(_THIS),
        table.c.version == sa.bindparam(_SEEN),
        table.c.digest == sa.bindparam(_CONTENT),
    )


class Repository(Generic[R]):
    """All records of one kind, inside one transaction.

    What hangs on a protected person is read and written only for those admitted (see `known`).
    """

    record: type[R]
    table: sa.Table

    def __init__(
        self, connection: sa.Connection, journal: Journal, index: SearchIndex, user: UUID
    ) -> None:
        self._connection = connection
        self._user = user
        self._journal = journal
        self._index = index

    @property
    def kind(self) -> str:
        """The kind's name in announcements and audit entries."""
        return self.table.name

    def find(self, id_: UUID) -> R | None:
        """Return the record, or None."""
        found = self.where(self.table.c.id == id_)
        return found[0] if found else None

    def get(self, id_: UUID) -> R:
        """Return the record.

        Raises:
            Missing: there is none with this identity.
        """
        found = self.find(id_)
        if found is None:
            raise Missing("record.missing", kind=self.kind)
        return found

    def require(self, id_: UUID) -> None:
        """Make sure there is such a record, without reading it.

        Raises:
            Missing: there is none with this identity.
        """
        sql = f'SELECT 1 FROM "{self.table.name}" WHERE id = ?'  # noqa: S608  own name
        if run(self._connection, sql, (id_.bytes,)).fetchone() is None:
            raise Missing("record.missing", kind=self.kind)

    def where(
        self, *conditions: sa.ColumnElement[bool], order: Sequence[Any] = ()
    ) -> tuple[R, ...]:
        """Return the records that meet all conditions, in the given order or by identity."""
        return self.every(*conditions, *self._known, order=order)

    def every(
        self, *conditions: sa.ColumnElement[bool], order: Sequence[Any] = ()
    ) -> tuple[R, ...]:
        """Return the records as `where` does, also those the user may not know of."""
        query = sa.select(self.table).where(*conditions).order_by(*order or (self.table.c.id,))
        return tuple(self._read(row) for row in self._connection.execute(query))

    def of_case(self, case: UUID, *order: Any) -> tuple[R, ...]:  # noqa: ANN401  any column
        """Return the records of one case."""
        return self.where(self.table.c.case == case, order=order)

    def those(self, ids: Iterable[UUID]) -> tuple[R, ...]:
        """Return the records with these identities, however many, as far as there are any."""
        portions = in_portions(ids)
        return tuple(each for some in portions for each in self.where(self.table.c.id.in_(some)))

    def count(self, *conditions: sa.ColumnElement[bool]) -> int:
        """Return how many records meet all conditions."""
        return self.count_every(*conditions, *self._known)

    def count_every(self, *conditions: sa.ColumnElement[bool]) -> int:
        """Return how many there are, with those the user may not know of."""
        query = sa.select(sa.func.count()).select_from(self.table).where(*conditions)
        return int(self._connection.execute(query).scalar_one())

    def check(self) -> int:
        """Read every record and return how many there are.

        Raises:
            Damaged: one of them is not what was written.
        """
        query = sa.select(self.table).execution_options(yield_per=BATCH)
        return sum(1 for row in self._connection.execute(query) if self._read(row))

    def search_entries(self) -> Iterator[SearchEntry]:
        """Give what the search index should hold of each record.

        Raises:
            Damaged: one of the records is not what was written.
        """
        if not self._is_searched:
            return
        query = sa.select(self.table).execution_options(yield_per=BATCH)
        for row in self._connection.execute(query):
            entry = self.search_entry(self._read(row))
            if entry is not None:
                yield entry

    def add(self, record: R) -> R:
        """Write a new record."""
        self.add_all((record,))
        return record

    def add_all(self, records: Iterable[R]) -> None:
        """Write many new records, in batches."""
        batch: list[R] = []
        for record in records:
            batch.append(record)
            if len(batch) == BATCH:
                self._insert(batch)
                batch = []
        if batch:
            self._insert(batch)

    def search_entry(self, record: R) -> SearchEntry | None:  # noqa: ARG002  most kinds are not searched
        """Return what the search index should hold of the record; None = not searched."""
        return None

    @property
    def _is_searched(self) -> bool:
        return type(self).search_entry is not Repository.search_entry

    @property
    def _known(self) -> tuple[sa.ColumnElement[bool], ...]:
        return known_to(self._user, self.table)

    def _insert(self, batch: list[R]) -> None:
        rows = [self._row(record) for record in batch]
        insert_rows(self._connection, self.table, rows)
        for record, row in zip(batch, rows, strict=True):
            self._journal.touched(self.kind, record, row["digest"])
        entries = [entry for record in batch if (entry := self.search_entry(record))]
        if entries:
            self._index.add_all(entries)

    def _row(self, record: R) -> dict[str, Any]:
        row = dict(record.__dict__)
        row["digest"] = digest_of(record)
        return row

    def _read(self, row: sa.Row[Any]) -> R:
        values = dict(zip(_names(self.table), row, strict=True))
        digest = values.pop("digest")
        record = self.record(**values)
        if digest_of(record) != digest:
            raise Damaged("vault.record_damaged")
        return record


class Changeable(Repository[R]):
    """A kind whose records change; each change carries the version it was made against."""

    def restore(self, record: R) -> R:
        """Write a record that was removed again, as it was.

        Raises:
            Stale: it is there; somebody has restored it.
            Missing: it hangs on a person who was protected in the meantime.
        """
        if self.count_every(self.table.c.id == record.id):
            raise Stale("record.stale", kind=self.kind)
        self.add(record)
        if self._known:
            self.get(record.id)
        return record

    def change(self, record: R, expects: Version | None = None) -> R:
        """Write the record's new content and return it with its new version.

        Args:
            record: the new content, made from the version now stored.
            expects: the version the user saw; None = the record's own.

        Raises:
            Stale: the stored version is another one.
            Missing: there is no such record.
        """
        seen = record.version if expects is None else expects
        new = dataclasses.replace(record, version=following(seen))
        row = self._row(new)
        over = _over_a_version(self.table)
        if self._known:
            over = over.where(*self._known)
        done = self._connection.execute(over, {**row, _THIS: new.id, _SEEN: seen})
        if done.rowcount == 0:
            self.get(new.id)
            raise Stale("record.stale", kind=self.kind)
        self._journal.touched(self.kind, new, row["digest"])
        entry = self.search_entry(new)
        if entry is not None:
            self._index.replace(entry)
        return new

    def change_all(self, changes: Sequence[tuple[R, R]]) -> tuple[R, ...]:
        """Write the new content of many records and return them with their new versions.

        Only what differs is written; one by one, with all columns, takes several times as long.

        Args:
            changes: what is stored of each record, and its new content, made from that version.

        Raises:
            Stale: the stored version of one is another one.
            Missing: one of them is not there.
        """
        if any(before.version != after.version for before, after in changes):
            raise Stale("record.stale", kind=self.kind)
        self._require_known([before.id for before, _ in changes])
        alike = defaultdict[tuple[str, ...], list[dict[str, Any]]](list)
        written = []
        for before, after in changes:
            new = dataclasses.replace(after, version=following(before.version))
            row = self._row(new)
            alike[_differing(before, after)].append(row)
            written.append(new)
            self._journal.touched(self.kind, new, row["digest"])
            self._follow(before, new)
        met = sum(
            update_rows(self._connection, self.table, names, rows) for names, rows in alike.items()
        )
        if met != len(changes):
            for before, _ in changes:
                self.get(before.id)
            raise Stale("record.stale", kind=self.kind)
        return tuple(written)

    def remove(self, record: R) -> None:
        """Delete the record: only for what was entered by mistake and is undone at once.

        Raises:
            Stale: what is stored is not this record, to the letter; a caller may have asked the
                wall of the case it names.
            Missing: it hangs on a person who is protected from the user.
        """
        self.remove_all((record,))

    def remove_all(self, records: Sequence[R]) -> None:
        """Delete many records as `remove` does."""
        if any(self._is_hidden(record) for record in records):
            raise Missing("record.missing", kind=self.kind)
        self._take_out_all(records)

    def take_out(self, record: R) -> None:
        """Delete the record as `remove` does, also one the user may not know of."""
        self._take_out_all((record,))

    def _take_out_all(self, records: Sequence[R]) -> None:
        if not records:
            return
        named = [
            {_THIS: each.id, _SEEN: each.version, _CONTENT: digest_of(each)} for each in records
        ]
        out = _out_of(self.table)
        done = self._connection.execute(out, named if len(named) > 1 else named[0])
        if done.rowcount < len(records):
            raise Stale("record.stale", kind=self.kind)
        for each in records:
            self._journal.touched(self.kind, each, b"")
            if self._is_searched:
                self._index.remove(each.id)

    def _require_known(self, ids: Sequence[UUID]) -> None:
        for some in in_portions(ids):
            if self._known and self.count(self.table.c.id.in_(some)) != len(set(some)):
                raise Missing("record.missing", kind=self.kind)

    def _follow(self, before: R, after: R) -> None:
        """Let the search index follow, where the record is found by something else now."""
        entry = self.search_entry(after)
        if entry is not None and entry != self.search_entry(before):
            self._index.replace(entry)

    def _is_hidden(self, record: R) -> bool:
        here = self.table.c.id == record.id
        return bool(self._known) and self.count_every(here) > self.count(here)
