"""Deadlines on disk."""

from app.domain.deadlines import Deadline
from app.storage.repository import Changeable
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

deadlines = record_table(
    "deadlines", Deadline, indexed=[("status", "due_on", "case"), ("case", "status", "due_on")]
)


class Deadlines(Changeable[Deadline]):
    """Days by which something must be done."""

    record = Deadline
    table = deadlines

    def search_entry(self, record: Deadline) -> SearchEntry:
        """A deadline is found by its title."""
        return SearchEntry(record=record.id, case=record.case, kind="deadline", name=record.title)
