"""The reason of a continuance by its code."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Widen hearings."""
    op.add_column(
        "hearings", sa.Column("continuance_code", sa.Text(), nullable=False, server_default="")
    )
