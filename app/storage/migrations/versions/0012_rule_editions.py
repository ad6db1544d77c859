"""What court rules said before they were changed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Create the table with its triggers."""
    op.create_table(
        "rule_editions",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("rule", sa.LargeBinary(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["rule"], ["court_rules.id"], name=op.f("fk_rule_editions_rule")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_editions")),
    )
    op.create_index(op.f("ix_rule_editions_rule"), "rule_editions", ["rule"], unique=False)
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER rule_editions_no_{verb.lower()} BEFORE {verb} ON rule_editions "
            "BEGIN SELECT RAISE(ABORT, 'rule_editions is append-only'); END"
        )
