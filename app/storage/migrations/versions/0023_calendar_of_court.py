"""The court calendar that is kept in a courtroom."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Widen the list of rooms; those in it go on by the calendar of the office."""
    op.add_column("courtrooms", sa.Column("calendar", sa.Text(), nullable=False, server_default=""))
