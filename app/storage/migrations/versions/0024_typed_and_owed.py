"""What is being typed; indexes by the day disclosure is owed, and of checks that failed."""

import sqlalchemy as sa
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
    """Add the table, and an index to each kind of record."""
    for table, columns in COLUMNS.items():
        name = op.f(f"ix_{table}_{'_'.join(columns)}")
        op.create_index(name, table, columns, unique=False)
    op.create_table(
        "half_typed",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("focus", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("replaces", sa.LargeBinary(), nullable=True),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_half_typed")),
    )
    op.create_index(op.f("ix_half_typed_user"), "half_typed", ["user"], unique=False)
