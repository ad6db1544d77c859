"""Which counts items prove, and what was said of items before it was corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

APPEND_ONLY = ("item_amendments",)


def upgrade() -> None:
    """Create the tables with their triggers."""
    _create_charges()
    _create_amendments()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _create_charges() -> None:
    op.create_table(
        "item_charges",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=False),
        sa.Column("charge", sa.LargeBinary(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_item_charges_case")),
        sa.ForeignKeyConstraint(["charge"], ["charges.id"], name=op.f("fk_item_charges_charge")),
        sa.ForeignKeyConstraint(["item"], ["evidence_items.id"], name=op.f("fk_item_charges_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_charges")),
        sa.UniqueConstraint(
            "item", "charge", "element", name=op.f("uq_item_charges_item_charge_element")
        ),
    )
    _index("item_charges", "case", "charge", "item")


def _create_amendments() -> None:
    op.create_table(
        "item_amendments",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("informed", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("act", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_item_amendments_case")),
        sa.ForeignKeyConstraint(
            ["item"], ["evidence_items.id"], name=op.f("fk_item_amendments_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_amendments")),
    )
    _index("item_amendments", "case", "item")


def _record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
