"""Hearings that a court's feed moved, until somebody has gone through what hangs on them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "court_moves",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("hearing", sa.LargeBinary(), nullable=False),
        sa.Column("was_at", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_court_moves_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_moves")),
        sa.UniqueConstraint("hearing", name=op.f("uq_court_moves_hearing")),
    )
    op.create_index(op.f("ix_court_moves_case"), "court_moves", ["case"], unique=False)
