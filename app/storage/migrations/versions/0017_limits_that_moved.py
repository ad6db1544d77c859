"""What clocks were reckoned by, and the later limit whose end a reminder tells."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Widen both tables; heads that name no edition are reckoned anew as the office is opened."""
    op.add_column(
        "clock_heads",
        sa.Column("reckoned_by", sa.Text(), nullable=False, server_default=""),
    )
    op.add_column("reminders", sa.Column("moved_from", sa.String(), nullable=True))
