"""Tasks on disk."""

from app.domain.tasks import Task
from app.storage.repository import Changeable
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

_DAY_ORDER = ("due_on", "title", "id", "kind", "case", "victim")
"""As a day lists them, with all that is asked before one is shown (see `calendar_lines`)."""
_TO_DO = ("done_at", "due_on", "kind", "case", "victim")

tasks = record_table(
    "tasks",
    Task,
    indexed=[_DAY_ORDER, _TO_DO, ("case", "done_at", "due_on"), ("assigned_to", "id")],
)


class Tasks(Changeable[Task]):
    """Work to do."""

    record = Task
    table = tasks

    def search_entry(self, record: Task) -> SearchEntry:
        """A task is found by its title."""
        return SearchEntry(record=record.id, case=record.case, kind="task", name=record.title)
