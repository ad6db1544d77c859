"""Notes on disk; rows are only ever added."""

from app.domain.notes import Note
from app.storage.repository import Repository
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

notes = record_table("notes", Note, append_only=True)


class Notes(Repository[Note]):
    """What people wrote down."""

    record = Note
    table = notes

    def search_entry(self, record: Note) -> SearchEntry:
        """A note is found by its words."""
        return SearchEntry(record=record.id, case=record.case, kind="note", words=record.text)
