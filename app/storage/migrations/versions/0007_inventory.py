"""Inventories: what was seen at a place, what was wrong, and how it was resolved."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

APPEND_ONLY = (
    "inventory_sessions",
    "inventory_sightings",
    "inventory_findings",
    "inventory_closings",
)


def upgrade() -> None:
    """Create the tables with their triggers."""
    _create_sessions()
    _create_sightings()
    _create_findings()
    _create_closings()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _create_sessions() -> None:
    op.create_table(
        "inventory_sessions",
        *_record(),
        sa.Column("location", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("joint_person", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_sessions")),
        _names("inventory_sessions", "location", "locations"),
    )
    _index("inventory_sessions", "location")


def _create_sightings() -> None:
    op.create_table(
        "inventory_sightings",
        *_record(),
        sa.Column("session", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("sight", sa.Text(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_sightings")),
        _names("inventory_sightings", "session", "inventory_sessions"),
        _names("inventory_sightings", "place", "locations"),
        _names("inventory_sightings", "item", "evidence_items"),
    )
    _index("inventory_sightings", "session", "place", "item")


def _create_findings() -> None:
    op.create_table(
        "inventory_findings",
        *_record(),
        sa.Column("session", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sight", sa.Text(), nullable=False),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=True),
        sa.Column("event", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_findings")),
        _names("inventory_findings", "session", "inventory_sessions"),
        _names("inventory_findings", "item", "evidence_items"),
    )
    _index("inventory_findings", "session", "item")


def _create_closings() -> None:
    op.create_table(
        "inventory_closings",
        *_record(),
        sa.Column("session", sa.LargeBinary(), nullable=False),
        sa.Column("is_given_up", sa.Boolean(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_closings")),
        sa.UniqueConstraint("session", name=op.f("uq_inventory_closings_session")),
        _names("inventory_closings", "session", "inventory_sessions"),
    )
    _index("inventory_closings", "session")


def _record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )


def _names(table: str, column: str, home: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{home}.id"], name=name)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
