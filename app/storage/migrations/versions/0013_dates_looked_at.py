"""Who put a date where it is, what a free count was asked, and who said it is no longer owed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

COUNTED_FROM = [
    *("status", "event", "rule", "computed_due_on", "conservative_on", "due_at", "case"),
    *("override_reason", "trigger_on", "trigger", "service", "counted"),
    *("rule_edition", "calendar_edition", "calendar", "id"),
]


def upgrade() -> None:
    """Widen deadlines and settings."""
    op.add_column("deadlines", sa.Column("dated_by", sa.LargeBinary(), nullable=True))
    op.add_column("deadlines", _words("counted", "[]"))
    op.add_column("deadlines", _words("cancelled_by"))
    op.add_column("deadlines", sa.Column("cancelled_at", sa.String(), nullable=True))
    op.create_index(
        op.f(f"ix_deadlines_{'_'.join(COUNTED_FROM)}"), "deadlines", COUNTED_FROM, unique=False
    )
    op.add_column(
        "office_settings",
        sa.Column("proof_for_statutory", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _words(name: str, default: str = "") -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)
