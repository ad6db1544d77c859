"""Hearings a court's feed took off wait to be gone through as those it moved do."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Widen the table; what waits already was moved."""
    op.add_column(
        "court_moves",
        sa.Column("is_cancelled", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
