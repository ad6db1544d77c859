"""Indexes by the day something of disclosure is owed, and of checks that failed."""

from alembic import op

revision = "0024"
down_revision = "0023"

COLUMNS = {
    "disclosure_items": ["due_on", "id", "received_on", "case"],
    "defense_requests": ["due_on", "id", "answered_on", "case"],
    "agency_inquiries": ["due_on", "id", "replied_on", "case", "witness"],
    "attachment_checks": ["result", "attachment", "id", "case"],
}


def upgrade() -> None:
    """Add an index to each kind of record."""
    for table, columns in COLUMNS.items():
        name = op.f(f"ix_{table}_{'_'.join(columns)}")
        op.create_index(name, table, columns, unique=False)
