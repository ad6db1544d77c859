"""What else is said about items and their steps, signatures, places of storage and agencies."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

APPEND_ONLY = ("signatures",)

_ITEM_WORDS = (
    *("unit", "make", "model", "lab_number", "exhibit_status", "collected_position"),
    *("collection_witness", "basis", "claimant", "sponsor", "storage_band", "sensitivity"),
    "retention_class",
)


def upgrade() -> None:
    """Widen items, steps and lines, and create the new tables with their triggers."""
    _create_places()
    _widen_items()
    _widen_steps()
    _widen_lines()
    _create_signatures()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _create_places() -> None:
    op.create_table(
        "locations",
        *_record(),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent", sa.LargeBinary(), nullable=True),
        sa.Column("holds", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["locations.id"], name=op.f("fk_locations_parent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
        sa.UniqueConstraint("code", name=op.f("uq_locations_code")),
    )
    op.create_index(op.f("ix_locations_parent"), "locations", ["parent"], unique=False)
    op.create_table(
        "agencies",
        *_record(),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
        sa.UniqueConstraint("code", name=op.f("uq_agencies_code")),
    )


def _widen_items() -> None:
    for name in _ITEM_WORDS:
        _add_words("evidence_items", name)
    _add_words("evidence_items", "hazards", "[]")
    _add_words("evidence_items", "particulars", "[]")
    op.add_column(
        "evidence_items",
        sa.Column("is_biological", sa.Boolean(), nullable=False, server_default="0"),
    )
    op.add_column(
        "evidence_items", sa.Column("number", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("evidence_items", sa.Column("relation", sa.Text(), nullable=True))
    # SQLite adds a column with its foreign key only if both are said at once.
    op.execute(
        "ALTER TABLE evidence_items ADD COLUMN parent BLOB "
        "CONSTRAINT fk_evidence_items_parent REFERENCES evidence_items (id)"
    )
    op.create_index(op.f("ix_evidence_items_parent"), "evidence_items", ["parent"], unique=False)
    op.create_index(
        "uq_evidence_items_case_number",
        "evidence_items",
        ["case", "number"],
        unique=True,
        sqlite_where=sa.text("number > 0"),
    )


def _widen_steps() -> None:
    _add_words("custody_events", "zone")
    _add_words("custody_events", "authority")
    _add_words("custody_events", "details", "[]")
    op.add_column("custody_events", sa.Column("contents_inventoried", sa.Boolean(), nullable=True))
    op.add_column("custody_events", sa.Column("batch", sa.LargeBinary(), nullable=True))
    op.execute(
        "ALTER TABLE custody_events ADD COLUMN location BLOB "
        "CONSTRAINT fk_custody_events_location REFERENCES locations (id)"
    )
    op.create_index(
        op.f("ix_custody_events_location"), "custody_events", ["location"], unique=False
    )


def _widen_lines() -> None:
    for name in ("number_in_case", "holds"):
        op.add_column(
            "evidence_heads", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
    op.add_column("evidence_heads", sa.Column("parent", sa.LargeBinary(), nullable=True))
    op.add_column("evidence_heads", sa.Column("location", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_evidence_heads_location"), "evidence_heads", ["location"])
    op.execute(
        "UPDATE evidence_heads SET number_in_case = (SELECT count(*) FROM evidence_items o "
        'WHERE o."case" = evidence_heads."case" AND o.id <= evidence_heads.item)'
    )
    # Opening an item where it is no longer counts as taking it.
    op.execute(
        "UPDATE evidence_heads SET since = (SELECT e.at FROM custody_events e WHERE e.item = "
        "evidence_heads.item AND e.action NOT IN ('OPN', 'RSL', 'COR') ORDER BY e.seq DESC LIMIT 1)"
        " WHERE EXISTS (SELECT 1 FROM custody_events e WHERE e.item = evidence_heads.item)"
    )


def _create_signatures() -> None:
    op.create_table(
        "signatures",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("strokes", sa.Text(), nullable=False),
        sa.Column("attachment", sa.LargeBinary(), nullable=True),
        sa.Column("signed_at", sa.String(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("of_link", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_signatures_case")),
        sa.ForeignKeyConstraint(["item"], ["evidence_items.id"], name=op.f("fk_signatures_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
    )
    for column in ("case", "event", "item"):
        op.create_index(op.f(f"ix_signatures_{column}"), "signatures", [column], unique=False)


def _record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )


def _add_words(table: str, name: str, default: str = "") -> None:
    op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=default))
