"""Notes on disk; rows are only ever added."""

from typing import cast
from uuid import UUID

import sqlalchemy as sa

from app.domain.notes import Note
from app.domain.paging import Cursor, Page
from app.storage.repository import Repository
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

notes = record_table("notes", Note, append_only=True)


class Notes(Repository[Note]):
    """What people wrote down."""

    record = Note
    table = notes

    def page(self, case: UUID, after: Cursor | None, size: int) -> Page[Note]:
        """Return a case's notes, newest first.

        Identities are made in the order of time, so they are the order of the notes.
        """
        conditions = [notes.c.case == case]
        if after is not None:
            conditions.append(notes.c.id < UUID(bytes=bytes(cast("bytes", after[0]))))
        query = sa.select(notes).where(*conditions).order_by(notes.c.id.desc()).limit(size + 1)
        found = tuple(self._read(row) for row in self._connection.execute(query))
        shown = found[:size]
        return Page(shown, (shown[-1].id.bytes,) if len(found) > size else None)

    def search_entry(self, record: Note) -> SearchEntry:
        """A note is found by its words."""
        return SearchEntry(record=record.id, case=record.case, kind="note", words=record.text)
