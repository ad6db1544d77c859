"""Court feeds, and which hearing came from which of their events."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "court_feeds",
        *_record(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("courtroom", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_feeds")),
        sa.UniqueConstraint("name", name=op.f("uq_court_feeds_name")),
    )
    op.create_table(
        "feed_links",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("recurrence", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("hearing", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_feed_links_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_links")),
    )
    for column in ("case", "uid", "feed", "hearing"):
        op.create_index(op.f(f"ix_feed_links_{column}"), "feed_links", [column], unique=False)


def _record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )
