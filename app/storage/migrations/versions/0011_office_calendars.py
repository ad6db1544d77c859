"""Court calendars of the office's own, and why a court day was taken out again."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "office_calendars",
        *_record(),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Text(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_calendars")),
        sa.UniqueConstraint("code", name=op.f("uq_office_calendars_code")),
    )
    op.create_table(
        "court_day_removals",
        *_record(),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("removed_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_day_removals")),
    )
    op.create_index(
        op.f("ix_court_day_removals_calendar_on"),
        "court_day_removals",
        ["calendar", "on"],
        unique=False,
    )


def _record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )
