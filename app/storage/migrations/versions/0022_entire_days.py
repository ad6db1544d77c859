"""Court rules that count entire days, or whose day is the later or the earlier of several."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"


def upgrade() -> None:
    """Widen the rules; those there are compared with none."""
    op.add_column(
        "court_rules",
        sa.Column("entire_days", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for name in ("later_of", "earlier_of"):
        codes = sa.Column(name, sa.Text(), nullable=False, server_default="[]")
        op.add_column("court_rules", codes)
