"""Appeals, holds over cases, notices of disposal, certificates; and how long an item is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

APPEND_ONLY = ("case_holds", "disposal_notices", "disposal_certificates")

_NEVER = "9999-12-31"


def upgrade() -> None:
    """Create the new tables with their triggers, and widen the lines of items."""
    _create_appeals()
    _create_holds()
    _create_notices()
    _create_certificates()
    op.create_index(op.f("ix_custody_events_batch"), "custody_events", ["batch"], unique=False)
    _widen_lines()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _create_appeals() -> None:
    op.create_table(
        "case_appeals",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.String(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.String(), nullable=True),
        sa.Column("mandate_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_case_appeals_case")),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_case_appeals_defendant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_appeals")),
    )
    for column in ("case", "defendant"):
        op.create_index(op.f(f"ix_case_appeals_{column}"), "case_appeals", [column], unique=False)


def _create_holds() -> None:
    op.create_table(
        "case_holds",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("releases", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_case_holds_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_holds")),
        sa.UniqueConstraint("releases", name=op.f("uq_case_holds_releases")),
    )
    op.create_index(op.f("ix_case_holds_case"), "case_holds", ["case"], unique=False)


def _create_notices() -> None:
    op.create_table(
        "disposal_notices",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_disposal_notices_case")),
        sa.ForeignKeyConstraint(
            ["item"], ["evidence_items.id"], name=op.f("fk_disposal_notices_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal_notices")),
    )
    for column in ("case", "item"):
        op.create_index(
            op.f(f"ix_disposal_notices_{column}"), "disposal_notices", [column], unique=False
        )


def _create_certificates() -> None:
    op.create_table(
        "disposal_certificates",
        *_record(),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("batch", sa.LargeBinary(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal_certificates")),
        sa.UniqueConstraint("number", name=op.f("uq_disposal_certificates_number")),
    )


def _widen_lines() -> None:
    """Add the columns and fill what can be said without a retention class: nothing had one."""
    for name in ("retention_class", "disposal"):
        _add(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("review_on", "keep_until", "closed_on"):
        _add(sa.Column(name, sa.String(), nullable=False, server_default=_NEVER))
    _add(sa.Column("case_holds", sa.Integer(), nullable=False, server_default="0"))
    for columns in (["keep_until", "item"], ["review_on", "item"], ["disposal", "tag"]):
        name = op.f(f"ix_evidence_heads_{'_'.join(columns)}")
        op.create_index(name, "evidence_heads", columns, unique=False)
    op.execute(
        "UPDATE evidence_heads SET "
        "retention_class = (SELECT retention_class FROM evidence_items i WHERE i.id = item), "
        "review_on = (SELECT coalesce(review_on, '9999-12-31') FROM evidence_items i "
        "  WHERE i.id = item), "
        "closed_on = (SELECT CASE WHEN c.status IN ('closed', 'declined') "
        "  THEN coalesce(c.status_since, '9999-12-31') ELSE '9999-12-31' END FROM cases c "
        '  WHERE c.id = evidence_heads."case"), '
        "disposal = coalesce((SELECT CASE "
        "  WHEN EXISTS (SELECT 1 FROM custody_events f WHERE f.item = q.item "
        "    AND f.action IN ('DSP', 'RTO', 'XFR')) THEN '' "
        "  WHEN EXISTS (SELECT 1 FROM custody_events a WHERE a.item = q.item "
        "    AND a.action = 'DAP' AND a.seq > q.seq AND NOT EXISTS (SELECT 1 "
        "    FROM custody_events h WHERE h.item = q.item AND h.action = 'HLD' AND h.seq > a.seq)) "
        "    THEN 'approved' ELSE 'requested' END "
        "  FROM custody_events q WHERE q.item = evidence_heads.item AND q.action = 'DRQ' "
        "  ORDER BY q.seq DESC LIMIT 1), '')"
    )


def _add(column: sa.Column[object]) -> None:
    op.add_column("evidence_heads", column)


def _record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )
