"""Walls with reasons, settings, drafts, backups made, and what makes the log tamper-evident."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

APPEND_ONLY = (
    "audit_checkpoints",
    "audit_parts",
    "audit_salts",
    "backup_runs",
    "wall_openings",
)


def upgrade() -> None:
    """Create the new tables with their triggers and widen two old ones."""
    _create_tables()
    _add_columns()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _create_tables() -> None:
    op.create_table(
        "audit_checkpoints",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("signer", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_checkpoints")),
    )
    op.create_table(
        "audit_parts",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", "part", name=op.f("pk_audit_parts")),
    )
    op.create_table(
        "audit_salts",
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("since", name=op.f("pk_audit_salts")),
    )
    op.create_table(
        "backup_runs",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_runs")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("focus", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_user"), "drafts", ["user"], unique=False)
    op.create_table(
        "office_settings",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("passphrase_days", sa.Integer(), nullable=False),
        sa.Column("sleeping_days", sa.Integer(), nullable=False),
        sa.Column("backup_folder", sa.Text(), nullable=False),
        sa.Column("backup_every_days", sa.Integer(), nullable=False),
        sa.Column("backups_kept", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_settings")),
    )
    op.create_table(
        "person_wall_records",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("admitted", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.String(), nullable=False),
        sa.Column("lifted_by", sa.LargeBinary(), nullable=True),
        sa.Column("lifted_at", sa.String(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["persons.id"], name=op.f("fk_person_wall_records_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_wall_records")),
    )
    op.create_index(
        op.f("ix_person_wall_records_person"), "person_wall_records", ["person"], unique=False
    )
    op.create_table(
        "person_walls",
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_person_walls_person")),
        sa.PrimaryKeyConstraint("person", "user", name=op.f("pk_person_walls")),
    )
    op.create_table(
        "wall_openings",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("is_for_good", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_wall_openings_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_openings")),
    )
    op.create_index(op.f("ix_wall_openings_case"), "wall_openings", ["case"], unique=False)
    op.create_index(op.f("ix_wall_openings_user"), "wall_openings", ["user"], unique=False)
    op.create_table(
        "walls",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("admitted", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.String(), nullable=False),
        sa.Column("lifted_by", sa.LargeBinary(), nullable=True),
        sa.Column("lifted_at", sa.String(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.Column("may_be_opened", sa.Boolean(), nullable=False),
        sa.Column("screened", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_walls_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walls")),
    )
    op.create_index(op.f("ix_walls_case"), "walls", ["case"], unique=False)


def _add_columns() -> None:
    op.add_column("audit_entries", sa.Column("facts", sa.Text(), server_default="", nullable=False))
    op.add_column("users", sa.Column("also", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("users", sa.Column("passphrase_at", sa.String(), nullable=True))
    op.add_column(
        "users", sa.Column("must_change", sa.Boolean(), nullable=False, server_default="0")
    )
    op.add_column("users", sa.Column("seen_at", sa.String(), nullable=True))
    op.add_column("users", sa.Column("off_since", sa.String(), nullable=True))
    op.add_column("users", sa.Column("off_why", sa.Text(), nullable=False, server_default=""))
    op.add_column("users", sa.Column("on_since", sa.String(), nullable=True))
    op.add_column(
        "case_walls", sa.Column("opened", sa.Boolean(), nullable=False, server_default="0")
    )
    # SQLite adds a column with its foreign key only if both are said at once.
    op.execute(
        'ALTER TABLE contact_ways ADD COLUMN "case" BLOB '
        "CONSTRAINT fk_contact_ways_case REFERENCES cases (id)"
    )
    op.create_index(op.f("ix_contact_ways_case"), "contact_ways", ["case"], unique=False)
