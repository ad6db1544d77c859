"""Indexes in the order of a day, of what waits for a look, and of what somebody was given."""

from alembic import op

revision = "0019"
down_revision = "0018"

HEARINGS_OF_DAY = ["on", "starts_at", "kind", "id", "status", "case"]
PLACES_OF_DAY = ["on", "court", "courtroom", "case"]
DEADLINES_OF_DAY = ["due_on", "title", "id", "status", "case"]
TO_CHECK = [
    *("status", "checked_at", "due_on", "id", "severity", "computed_due_on", "case"),
    *("dated_by", "entered_by"),
]
TASKS_OF_DAY = ["due_on", "title", "id", "kind", "case", "victim"]
TASKS_TO_DO = ["done_at", "due_on", "kind", "case", "victim"]


def upgrade() -> None:
    """Put the wider indexes in the place of those whose columns they begin with."""
    _index("hearings", HEARINGS_OF_DAY)
    _index("hearings", PLACES_OF_DAY)
    _index("deadlines", DEADLINES_OF_DAY)
    _index("deadlines", TO_CHECK)
    _index("tasks", TASKS_OF_DAY)
    _index("tasks", TASKS_TO_DO)
    _index("hearings", ["attorney", "id"])
    _index("deadlines", ["assigned_to", "id"])
    _index("tasks", ["assigned_to", "id"])
    op.drop_index(op.f("ix_hearings_on_case"), "hearings")
    op.drop_index(op.f("ix_tasks_due_on"), "tasks")
    op.drop_index(op.f("ix_tasks_done_at_due_on"), "tasks")


def _index(table: str, columns: list[str]) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
