"""Tasks on disk."""

from app.domain.tasks import Task
from app.storage.repository import Changeable
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

tasks = record_table(
    "tasks", Task, indexed=[("done_at", "due_on"), ("case", "done_at", "due_on"), ("due_on",)]
)


class Tasks(Changeable[Task]):
    """Work to do."""

    record = Task
    table = tasks

    def search_entry(self, record: Task) -> SearchEntry:
        """A task is found by its title."""
        return SearchEntry(record=record.id, case=record.case, kind="task", name=record.title)
