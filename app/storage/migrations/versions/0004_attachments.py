"""What files are to their items, what they were made from, and when they were read back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

APPEND_ONLY = ("attachments", "attachment_checks")


def upgrade() -> None:
    """Widen the table of files, create that of their checks, and close both to changes."""
    _add_columns()
    _create_checks()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _add_columns() -> None:
    op.add_column(
        "attachments", sa.Column("role", sa.Text(), nullable=False, server_default="native")
    )
    # SQLite adds a column with its foreign key only if both are said at once.
    op.execute(
        "ALTER TABLE attachments ADD COLUMN source BLOB "
        "CONSTRAINT fk_attachments_source REFERENCES attachments (id)"
    )
    for name in ("basis", "media_type", "md5", "sha1", "came_from", "note"):
        op.add_column("attachments", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("attachments", sa.Column("modified_at", sa.String(), nullable=True))
    op.create_index(op.f("ix_attachments_sha256"), "attachments", ["sha256"], unique=False)
    op.create_index(op.f("ix_attachments_source"), "attachments", ["source"], unique=False)
    op.add_column(
        "office_settings",
        sa.Column("file_check_days", sa.Integer(), nullable=False, server_default="90"),
    )


def _create_checks() -> None:
    op.create_table(
        "attachment_checks",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("attachment", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("md5", sa.Text(), nullable=False),
        sa.Column("sha1", sa.Text(), nullable=False),
        sa.Column("sha256_stored", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_attachment_checks_case")),
        sa.ForeignKeyConstraint(
            ["attachment"], ["attachments.id"], name=op.f("fk_attachment_checks_attachment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_checks")),
    )
    op.create_index(op.f("ix_attachment_checks_case"), "attachment_checks", ["case"], unique=False)
    op.create_index(
        op.f("ix_attachment_checks_attachment"), "attachment_checks", ["attachment"], unique=False
    )
