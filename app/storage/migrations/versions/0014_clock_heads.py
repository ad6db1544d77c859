"""The order of running clocks in lists, and why a clock was removed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create the table of heads and widen the clocks; there are none yet, so nothing to derive."""
    op.create_table(
        "clock_heads",
        sa.Column("clock", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("limit_day", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=True),
        sa.Column("still_until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_clock_heads_case")),
        sa.PrimaryKeyConstraint("clock", name=op.f("pk_clock_heads")),
    )
    for column in ("case", "limit_day"):
        op.create_index(op.f(f"ix_clock_heads_{column}"), "clock_heads", [column], unique=False)
    op.add_column(
        "speedy_clocks",
        sa.Column("removed_reason", sa.Text(), nullable=False, server_default=""),
    )
