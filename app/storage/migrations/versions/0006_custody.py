"""By how much two weighings of an item may differ is for the office to say."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Widen the settings."""
    op.add_column(
        "office_settings",
        sa.Column("weight_tolerance_percent", sa.Integer(), nullable=False, server_default="5"),
    )
