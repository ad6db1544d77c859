"""Disclosure: the ledger, requests, productions, certificates and the officer register."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

APPEND_ONLY = (
    "certificate_lines",
    "certificate_steps",
    "disclosure_certificates",
    "disclosure_steps",
    "listed_officers",
    "officer_steps",
    "production_lines",
    "production_steps",
    "productions",
)


def upgrade() -> None:
    """Create the tables with their triggers."""
    _create_ledger()
    _create_requests()
    _create_favorable()
    _create_productions()
    _create_certificates()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _create_ledger() -> None:
    op.create_table(
        "disclosure_items",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_on", sa.String(), nullable=True),
        sa.Column("asked_on", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("received_on", sa.String(), nullable=True),
        sa.Column("corrected", sa.Text(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("privilege", sa.Text(), nullable=False),
        sa.Column("sensitivity", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_disclosure_items_case")),
        sa.ForeignKeyConstraint(
            ["evidence"], ["evidence_items.id"], name=op.f("fk_disclosure_items_evidence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_items")),
        sa.UniqueConstraint("case", "number", name=op.f("uq_disclosure_items_case_number")),
    )
    op.create_index(op.f("ix_disclosure_items_case"), "disclosure_items", ["case"], unique=False)
    op.create_index(
        op.f("ix_disclosure_items_evidence"), "disclosure_items", ["evidence"], unique=False
    )
    op.create_table(
        "disclosure_steps",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("review_on", sa.String(), nullable=True),
        sa.Column("defendant", sa.LargeBinary(), nullable=True),
        sa.Column("on", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_disclosure_steps_case")),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_disclosure_steps_defendant")
        ),
        sa.ForeignKeyConstraint(
            ["row"], ["disclosure_items.id"], name=op.f("fk_disclosure_steps_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_steps")),
        sa.UniqueConstraint("row", "seq", name=op.f("uq_disclosure_steps_row_seq")),
    )
    op.create_index(op.f("ix_disclosure_steps_case"), "disclosure_steps", ["case"], unique=False)
    op.create_index(
        op.f("ix_disclosure_steps_defendant"), "disclosure_steps", ["defendant"], unique=False
    )
    op.create_index(op.f("ix_disclosure_steps_row"), "disclosure_steps", ["row"], unique=False)
    op.create_table(
        "disclosure_files",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.Column("attachment", sa.LargeBinary(), nullable=False),
        sa.Column("replaces", sa.LargeBinary(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_disclosure_files_case")),
        sa.ForeignKeyConstraint(
            ["row"], ["disclosure_items.id"], name=op.f("fk_disclosure_files_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_files")),
        sa.UniqueConstraint("row", "attachment", name=op.f("uq_disclosure_files_row_attachment")),
    )
    op.create_index(
        op.f("ix_disclosure_files_attachment"), "disclosure_files", ["attachment"], unique=False
    )
    op.create_index(op.f("ix_disclosure_files_case"), "disclosure_files", ["case"], unique=False)
    op.create_index(op.f("ix_disclosure_files_row"), "disclosure_files", ["row"], unique=False)


def _create_requests() -> None:
    op.create_table(
        "defense_requests",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=True),
        sa.Column("made_on", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("answered_on", sa.String(), nullable=True),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_defense_requests_case")),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_defense_requests_defendant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defense_requests")),
    )
    op.create_index(op.f("ix_defense_requests_case"), "defense_requests", ["case"], unique=False)
    op.create_index(
        op.f("ix_defense_requests_defendant"), "defense_requests", ["defendant"], unique=False
    )
    op.create_table(
        "agency_inquiries",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=True),
        sa.Column("witness", sa.LargeBinary(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("replied_on", sa.String(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("attests_none", sa.Boolean(), nullable=False),
        sa.Column("attested_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_agency_inquiries_case")),
        sa.ForeignKeyConstraint(
            ["row"], ["disclosure_items.id"], name=op.f("fk_agency_inquiries_row")
        ),
        sa.ForeignKeyConstraint(
            ["witness"], ["parties.id"], name=op.f("fk_agency_inquiries_witness")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_inquiries")),
    )
    op.create_index(op.f("ix_agency_inquiries_case"), "agency_inquiries", ["case"], unique=False)
    op.create_index(op.f("ix_agency_inquiries_row"), "agency_inquiries", ["row"], unique=False)
    op.create_index(
        op.f("ix_agency_inquiries_witness"), "agency_inquiries", ["witness"], unique=False
    )
    op.create_table(
        "loss_notices",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("lost_on", sa.String(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("noticed_on", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_loss_notices_case")),
        sa.ForeignKeyConstraint(["row"], ["disclosure_items.id"], name=op.f("fk_loss_notices_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loss_notices")),
    )
    op.create_index(op.f("ix_loss_notices_case"), "loss_notices", ["case"], unique=False)
    op.create_index(op.f("ix_loss_notices_row"), "loss_notices", ["row"], unique=False)
    op.create_table(
        "protective_orders",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.String(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.String(), nullable=True),
        sa.Column("vacated_on", sa.String(), nullable=True),
        sa.Column("items", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_protective_orders_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protective_orders")),
    )
    op.create_index(op.f("ix_protective_orders_case"), "protective_orders", ["case"], unique=False)
    op.create_table(
        "brady_orders",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("oral_on", sa.String(), nullable=True),
        sa.Column("written_on", sa.String(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_brady_orders_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brady_orders")),
    )
    op.create_index(op.f("ix_brady_orders_case"), "brady_orders", ["case"], unique=False)


def _create_favorable() -> None:
    op.create_table(
        "listed_officers",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("badge", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_officers")),
    )
    op.create_index(op.f("ix_listed_officers_person"), "listed_officers", ["person"], unique=False)
    op.create_table(
        "officer_steps",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("officer", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer"], ["listed_officers.id"], name=op.f("fk_officer_steps_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_steps")),
        sa.UniqueConstraint("officer", "seq", name=op.f("uq_officer_steps_officer_seq")),
    )
    op.create_index(op.f("ix_officer_steps_officer"), "officer_steps", ["officer"], unique=False)
    op.create_table(
        "favorable_matters",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("learned_on", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.LargeBinary(), nullable=False),
        sa.Column("recorder", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("witness", sa.LargeBinary(), nullable=True),
        sa.Column("officer", sa.LargeBinary(), nullable=True),
        sa.Column("row", sa.LargeBinary(), nullable=True),
        sa.Column("ruling", sa.Text(), nullable=False),
        sa.Column("ruled_by", sa.Text(), nullable=False),
        sa.Column("ruled_at", sa.String(), nullable=True),
        sa.Column("ruling_reason", sa.Text(), nullable=False),
        sa.Column("earlier", sa.Text(), nullable=False),
        sa.Column("disclosed_on", sa.String(), nullable=True),
        sa.Column("disclosed_how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_favorable_matters_case")),
        sa.ForeignKeyConstraint(
            ["officer"], ["listed_officers.id"], name=op.f("fk_favorable_matters_officer")
        ),
        sa.ForeignKeyConstraint(
            ["row"], ["disclosure_items.id"], name=op.f("fk_favorable_matters_row")
        ),
        sa.ForeignKeyConstraint(
            ["witness"], ["parties.id"], name=op.f("fk_favorable_matters_witness")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_favorable_matters")),
    )
    op.create_index(op.f("ix_favorable_matters_case"), "favorable_matters", ["case"], unique=False)
    op.create_index(
        op.f("ix_favorable_matters_officer"), "favorable_matters", ["officer"], unique=False
    )
    op.create_index(op.f("ix_favorable_matters_row"), "favorable_matters", ["row"], unique=False)
    op.create_index(
        op.f("ix_favorable_matters_witness"), "favorable_matters", ["witness"], unique=False
    )


def _create_productions() -> None:
    op.create_table(
        "production_drafts",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("bar_number", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("delay_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_production_drafts_case")),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_production_drafts_defendant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_drafts")),
    )
    op.create_index(op.f("ix_production_drafts_case"), "production_drafts", ["case"], unique=False)
    op.create_index(
        op.f("ix_production_drafts_defendant"), "production_drafts", ["defendant"], unique=False
    )
    op.create_table(
        "productions",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("supplements", sa.Integer(), nullable=True),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("defendant_name", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("bar_number", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.String(), nullable=False),
        sa.Column("frozen_by", sa.Text(), nullable=False),
        sa.Column("delay_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_productions_case")),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_productions_defendant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_productions")),
        sa.UniqueConstraint("case", "number", name=op.f("uq_productions_case_number")),
    )
    op.create_index(op.f("ix_productions_case"), "productions", ["case"], unique=False)
    op.create_index(op.f("ix_productions_defendant"), "productions", ["defendant"], unique=False)
    op.create_table(
        "production_lines",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("production", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.Column("item_number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("attachment", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("replaces", sa.LargeBinary(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("order", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_production_lines_case")),
        sa.ForeignKeyConstraint(
            ["production"], ["productions.id"], name=op.f("fk_production_lines_production")
        ),
        sa.ForeignKeyConstraint(
            ["row"], ["disclosure_items.id"], name=op.f("fk_production_lines_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_lines")),
        sa.UniqueConstraint(
            "production", "position", name=op.f("uq_production_lines_production_position")
        ),
    )
    op.create_index(op.f("ix_production_lines_case"), "production_lines", ["case"], unique=False)
    op.create_index(
        op.f("ix_production_lines_production"), "production_lines", ["production"], unique=False
    )
    op.create_index(op.f("ix_production_lines_row"), "production_lines", ["row"], unique=False)
    op.create_table(
        "production_steps",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("production", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_production_steps_case")),
        sa.ForeignKeyConstraint(
            ["production"], ["productions.id"], name=op.f("fk_production_steps_production")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_steps")),
        sa.UniqueConstraint("production", "seq", name=op.f("uq_production_steps_production_seq")),
    )
    op.create_index(op.f("ix_production_steps_case"), "production_steps", ["case"], unique=False)
    op.create_index(
        op.f("ix_production_steps_production"), "production_steps", ["production"], unique=False
    )


def _create_certificates() -> None:
    op.create_table(
        "disclosure_certificates",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("defendant_name", sa.Text(), nullable=False),
        sa.Column("supplements", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("issued_at", sa.String(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("diligence", sa.Text(), nullable=False),
        sa.Column("delay_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case"], ["cases.id"], name=op.f("fk_disclosure_certificates_case")
        ),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_disclosure_certificates_defendant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_certificates")),
        sa.UniqueConstraint("case", "number", name=op.f("uq_disclosure_certificates_case_number")),
    )
    op.create_index(
        op.f("ix_disclosure_certificates_case"), "disclosure_certificates", ["case"], unique=False
    )
    op.create_index(
        op.f("ix_disclosure_certificates_defendant"),
        "disclosure_certificates",
        ["defendant"],
        unique=False,
    )
    op.create_table(
        "certificate_lines",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.Column("item_number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("provided_on", sa.String(), nullable=True),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_certificate_lines_case")),
        sa.ForeignKeyConstraint(
            ["certificate"],
            ["disclosure_certificates.id"],
            name=op.f("fk_certificate_lines_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["row"], ["disclosure_items.id"], name=op.f("fk_certificate_lines_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_lines")),
        sa.UniqueConstraint(
            "certificate", "position", name=op.f("uq_certificate_lines_certificate_position")
        ),
    )
    op.create_index(op.f("ix_certificate_lines_case"), "certificate_lines", ["case"], unique=False)
    op.create_index(
        op.f("ix_certificate_lines_certificate"), "certificate_lines", ["certificate"], unique=False
    )
    op.create_index(op.f("ix_certificate_lines_row"), "certificate_lines", ["row"], unique=False)
    op.create_table(
        "certificate_steps",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_certificate_steps_case")),
        sa.ForeignKeyConstraint(
            ["certificate"],
            ["disclosure_certificates.id"],
            name=op.f("fk_certificate_steps_certificate"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_steps")),
        sa.UniqueConstraint(
            "certificate", "seq", name=op.f("uq_certificate_steps_certificate_seq")
        ),
    )
    op.create_index(op.f("ix_certificate_steps_case"), "certificate_steps", ["case"], unique=False)
    op.create_index(
        op.f("ix_certificate_steps_certificate"), "certificate_steps", ["certificate"], unique=False
    )
