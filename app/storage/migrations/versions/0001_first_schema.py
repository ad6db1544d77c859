"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = (
    "audit_entries",
    "charge_versions",
    "contacts",
    "custody_events",
    "dispositions",
    "import_findings",
    "import_runs",
    "notes",
    "pleas",
)

SEARCH = """CREATE VIRTUAL TABLE search_words USING fts5(
    found_as, number, name, words, content='search_entries', content_rowid='rowid_',
    prefix='1 2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 2')"""

WHOLE_LEAVES = "INSERT INTO search_words(search_words, rank) VALUES ('pgsz', 3800)"
"""Leaves of the index stay within a page: what flows over comes back as zeros when damaged."""


def upgrade() -> None:
    """Create every table, its indexes and its triggers."""
    _create_tables()
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(SEARCH)
    op.execute(WHOLE_LEAVES)


def _create_tables() -> None:  # noqa: PLR0915  one statement a table and index, as Alembic writes them
    op.create_table(
        "audit_entries",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("mono_ms", sa.Integer(), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=True),
        sa.Column("subject_count", sa.Integer(), nullable=False),
        sa.Column("after_hash", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_case"), "audit_entries", ["case"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_since", sa.String(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("referral_source", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("received_on", sa.String(), nullable=True),
        sa.Column("offense_from", sa.String(), nullable=True),
        sa.Column("offense_to", sa.String(), nullable=True),
        sa.Column("offense_place", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("courtroom", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("complexity", sa.Text(), nullable=False),
        sa.Column("screening", sa.Text(), nullable=True),
        sa.Column("screened_on", sa.String(), nullable=True),
        sa.Column("screened_by", sa.Text(), nullable=False),
        sa.Column("declination_reason", sa.Text(), nullable=False),
        sa.Column("synopsis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    op.create_index(op.f("ix_cases_received_on_id"), "cases", ["received_on", "id"], unique=False)
    op.create_index(op.f("ix_cases_stage_number"), "cases", ["stage", "number"], unique=False)
    op.create_index(op.f("ix_cases_status_number"), "cases", ["status", "number"], unique=False)
    op.create_table(
        "codes",
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active_from", sa.String(), nullable=True),
        sa.Column("active_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("list", "code", name=op.f("pk_codes")),
    )
    op.create_table(
        "external_ids",
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("external", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("system", "kind", "external", name=op.f("pk_external_ids")),
    )
    op.create_table(
        "import_findings",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("run", sa.LargeBinary(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("related", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_findings")),
    )
    op.create_index(
        op.f("ix_import_findings_run_severity"),
        "import_findings",
        ["run", "severity"],
        unique=False,
    )
    op.create_table(
        "import_runs",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
    )
    op.create_table(
        "office_profiles",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("number_prefix", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_profiles")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("middle", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("is_organization", sa.Boolean(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("born_on", sa.String(), nullable=True),
        sa.Column("stated_age", sa.Integer(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("race", sa.Text(), nullable=False),
        sa.Column("race_source", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("needs_interpreter", sa.Boolean(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("badge", sa.Text(), nullable=False),
        sa.Column("identifiers", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_index(
        op.f("ix_persons_family_given_id"), "persons", ["family", "given", "id"], unique=False
    )
    op.create_table(
        "search_entries",
        sa.Column("rowid_", sa.Integer(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("found_as", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rowid_", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("record", name=op.f("uq_search_entries_record")),
    )
    op.create_index(op.f("ix_search_entries_case"), "search_entries", ["case"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_assignments_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_case"), "assignments", ["case"], unique=False)
    op.create_index(op.f("ix_assignments_user_case"), "assignments", ["user", "case"], unique=False)
    op.create_table(
        "case_flags",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_case_flags_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_flags")),
    )
    op.create_index(op.f("ix_case_flags_case"), "case_flags", ["case"], unique=False)
    op.create_table(
        "case_heads",
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("received_on", sa.String(), nullable=False),
        sa.Column("defendant", sa.Text(), nullable=False),
        sa.Column("defendants", sa.Integer(), nullable=False),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.Column("charges", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.String(), nullable=False),
        sa.Column("next_kind", sa.Text(), nullable=False),
        sa.Column("next_what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_case_heads_case")),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_case_heads")),
    )
    op.create_index(
        op.f("ix_case_heads_charge_case"), "case_heads", ["charge", "case"], unique=False
    )
    op.create_index(
        op.f("ix_case_heads_defendant_case"), "case_heads", ["defendant", "case"], unique=False
    )
    op.create_index(
        op.f("ix_case_heads_next_on_case"), "case_heads", ["next_on", "case"], unique=False
    )
    op.create_index(
        op.f("ix_case_heads_number_case"), "case_heads", ["number", "case"], unique=False
    )
    op.create_index(
        op.f("ix_case_heads_received_on_case"), "case_heads", ["received_on", "case"], unique=False
    )
    op.create_index(op.f("ix_case_heads_stage_case"), "case_heads", ["stage", "case"], unique=False)
    op.create_index(
        op.f("ix_case_heads_stage_number_case"),
        "case_heads",
        ["stage", "number", "case"],
        unique=False,
    )
    op.create_table(
        "case_numbers",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_case_numbers_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_numbers")),
    )
    op.create_index(op.f("ix_case_numbers_case"), "case_numbers", ["case"], unique=False)
    op.create_index(op.f("ix_case_numbers_number"), "case_numbers", ["number"], unique=False)
    op.create_table(
        "case_walls",
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("user", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_case_walls_case")),
        sa.PrimaryKeyConstraint("case", "user", name=op.f("pk_case_walls")),
    )
    op.create_table(
        "contact_ways",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("safety", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("may_leave_message", sa.Boolean(), nullable=False),
        sa.Column("is_substitute", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.String(), nullable=True),
        sa.Column("active_until", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_contact_ways_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_ways")),
    )
    op.create_index(op.f("ix_contact_ways_person"), "contact_ways", ["person"], unique=False)
    op.create_table(
        "deadlines",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.LargeBinary(), nullable=True),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.String(), nullable=True),
        sa.Column("trigger_on", sa.String(), nullable=True),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("conservative_on", sa.String(), nullable=True),
        sa.Column("computed_due_on", sa.String(), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("done_on", sa.String(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_deadlines_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    op.create_index(op.f("ix_deadlines_case"), "deadlines", ["case"], unique=False)
    op.create_index(
        op.f("ix_deadlines_case_status_due_on"),
        "deadlines",
        ["case", "status", "due_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_deadlines_status_due_on_case"),
        "deadlines",
        ["status", "due_on", "case"],
        unique=False,
    )
    op.create_table(
        "defendant_states",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("arrested_at", sa.String(), nullable=True),
        sa.Column("arraigned_on", sa.String(), nullable=True),
        sa.Column("custody", sa.Text(), nullable=False),
        sa.Column("custody_since", sa.String(), nullable=True),
        sa.Column("custody_place", sa.Text(), nullable=False),
        sa.Column("bail_kind", sa.Text(), nullable=False),
        sa.Column("bail_cents", sa.Integer(), nullable=True),
        sa.Column("bail_posted", sa.Boolean(), nullable=False),
        sa.Column("bail_conditions", sa.Text(), nullable=False),
        sa.Column("surety", sa.Text(), nullable=False),
        sa.Column("counsel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_defendant_states_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defendant_states")),
    )
    op.create_index(op.f("ix_defendant_states_case"), "defendant_states", ["case"], unique=False)
    op.create_table(
        "evidence_items",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Text(), nullable=False),
        sa.Column("agency_tag", sa.Text(), nullable=False),
        sa.Column("exhibit", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("packaging", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("value_cents", sa.Integer(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("collected_by", sa.Text(), nullable=False),
        sa.Column("collected_at", sa.String(), nullable=True),
        sa.Column("collected_place", sa.Text(), nullable=False),
        sa.Column("seized_from", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("hazard", sa.Text(), nullable=False),
        sa.Column("storage_need", sa.Text(), nullable=False),
        sa.Column("hold", sa.Text(), nullable=False),
        sa.Column("review_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_evidence_items_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_items")),
        sa.UniqueConstraint("tag", name=op.f("uq_evidence_items_tag")),
    )
    op.create_index(op.f("ix_evidence_items_case"), "evidence_items", ["case"], unique=False)
    op.create_table(
        "hearings",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("courtroom", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("attorney", sa.LargeBinary(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("continued_by", sa.Text(), nullable=False),
        sa.Column("continuance_reason", sa.Text(), nullable=False),
        sa.Column("excludable", sa.Boolean(), nullable=True),
        sa.Column("vacate_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_hearings_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearings")),
    )
    op.create_index(op.f("ix_hearings_case"), "hearings", ["case"], unique=False)
    op.create_index(
        op.f("ix_hearings_case_status_on"), "hearings", ["case", "status", "on"], unique=False
    )
    op.create_index(op.f("ix_hearings_on_case"), "hearings", ["on", "case"], unique=False)
    op.create_index(op.f("ix_hearings_status_on"), "hearings", ["status", "on"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("is_work_product", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_notes_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_case"), "notes", ["case"], unique=False)
    op.create_table(
        "parties",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_parties_case")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_parties_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    op.create_index(op.f("ix_parties_case"), "parties", ["case"], unique=False)
    op.create_index(op.f("ix_parties_person"), "parties", ["person"], unique=False)
    op.create_index(op.f("ix_parties_role_case"), "parties", ["role", "case"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.String(), nullable=False),
        sa.Column("limit_on", sa.String(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("snoozed_times", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.String(), nullable=True),
        sa.Column("acknowledged_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_reminders_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_case"), "reminders", ["case"], unique=False)
    op.create_index(
        op.f("ix_reminders_state_due_at"), "reminders", ["state", "due_at"], unique=False
    )
    op.create_index(
        op.f("ix_reminders_subject_state_due_at"),
        "reminders",
        ["subject", "state", "due_at"],
        unique=False,
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("sha256_stored", sa.Text(), nullable=False),
        sa.Column("stored_as", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_attachments_case")),
        sa.ForeignKeyConstraint(["item"], ["evidence_items.id"], name=op.f("fk_attachments_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_case"), "attachments", ["case"], unique=False)
    op.create_index(op.f("ix_attachments_item"), "attachments", ["item"], unique=False)
    op.create_table(
        "charges",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("statute", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("charge_class", sa.Text(), nullable=False),
        sa.Column("modifier", sa.Text(), nullable=False),
        sa.Column("is_top", sa.Boolean(), nullable=False),
        sa.Column("offense_from", sa.String(), nullable=True),
        sa.Column("offense_to", sa.String(), nullable=True),
        sa.Column("limitation_on", sa.String(), nullable=True),
        sa.Column("parent", sa.LargeBinary(), nullable=True),
        sa.Column("filed_on", sa.String(), nullable=True),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("external_code", sa.Text(), nullable=False),
        sa.Column("plea", sa.Text(), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=False),
        sa.Column("disposed_on", sa.String(), nullable=True),
        sa.Column("penalty", sa.Text(), nullable=False),
        sa.Column("elements", sa.Text(), nullable=False),
        sa.Column("charging_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_charges_case")),
        sa.ForeignKeyConstraint(["defendant"], ["parties.id"], name=op.f("fk_charges_defendant")),
        sa.ForeignKeyConstraint(["parent"], ["charges.id"], name=op.f("fk_charges_parent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
    )
    op.create_index(op.f("ix_charges_case"), "charges", ["case"], unique=False)
    op.create_index(op.f("ix_charges_defendant"), "charges", ["defendant"], unique=False)
    op.create_index(op.f("ix_charges_parent"), "charges", ["parent"], unique=False)
    op.create_index(op.f("ix_charges_statute_case"), "charges", ["statute", "case"], unique=False)
    op.create_table(
        "custody_events",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("second_person", sa.Text(), nullable=False),
        sa.Column("seal_intact", sa.Boolean(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("due_back_on", sa.String(), nullable=True),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_custody_events_case")),
        sa.ForeignKeyConstraint(
            ["item"], ["evidence_items.id"], name=op.f("fk_custody_events_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_events")),
        sa.UniqueConstraint("item", "seq", name=op.f("uq_custody_events_item_seq")),
    )
    op.create_index(op.f("ix_custody_events_case"), "custody_events", ["case"], unique=False)
    op.create_index(op.f("ix_custody_events_item"), "custody_events", ["item"], unique=False)
    op.create_table(
        "evidence_heads",
        sa.Column("item", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("due_back_on", sa.String(), nullable=False),
        sa.Column("whereabouts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_evidence_heads_case")),
        sa.ForeignKeyConstraint(
            ["item"], ["evidence_items.id"], name=op.f("fk_evidence_heads_item")
        ),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_evidence_heads")),
    )
    op.create_index(
        op.f("ix_evidence_heads_case_tag_item"),
        "evidence_heads",
        ["case", "tag", "item"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evidence_heads_due_back_on_item"),
        "evidence_heads",
        ["due_back_on", "item"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evidence_heads_holder_item"), "evidence_heads", ["holder", "item"], unique=False
    )
    op.create_index(
        op.f("ix_evidence_heads_kind_item"), "evidence_heads", ["kind", "item"], unique=False
    )
    op.create_index(
        op.f("ix_evidence_heads_since_item"), "evidence_heads", ["since", "item"], unique=False
    )
    op.create_index(
        op.f("ix_evidence_heads_tag_item"), "evidence_heads", ["tag", "item"], unique=False
    )
    op.create_index(
        op.f("ix_evidence_heads_whereabouts_due_back_on_case"),
        "evidence_heads",
        ["whereabouts", "due_back_on", "case"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evidence_heads_whereabouts_tag_item"),
        "evidence_heads",
        ["whereabouts", "tag", "item"],
        unique=False,
    )
    op.create_table(
        "no_contact_orders",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("protects", sa.LargeBinary(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("expires_on", sa.String(), nullable=True),
        sa.Column("lifted_on", sa.String(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_no_contact_orders_case")),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_no_contact_orders_defendant")
        ),
        sa.ForeignKeyConstraint(
            ["protects"], ["parties.id"], name=op.f("fk_no_contact_orders_protects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_contact_orders")),
    )
    op.create_index(op.f("ix_no_contact_orders_case"), "no_contact_orders", ["case"], unique=False)
    op.create_index(
        op.f("ix_no_contact_orders_defendant"), "no_contact_orders", ["defendant"], unique=False
    )
    op.create_index(
        op.f("ix_no_contact_orders_protects"), "no_contact_orders", ["protects"], unique=False
    )
    op.create_table(
        "plea_offers",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.String(), nullable=False),
        sa.Column("expires_on", sa.String(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.String(), nullable=True),
        sa.Column("told_defendant_on", sa.String(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("victim_view", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_plea_offers_case")),
        sa.ForeignKeyConstraint(
            ["defendant"], ["parties.id"], name=op.f("fk_plea_offers_defendant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plea_offers")),
    )
    op.create_index(op.f("ix_plea_offers_case"), "plea_offers", ["case"], unique=False)
    op.create_index(op.f("ix_plea_offers_defendant"), "plea_offers", ["defendant"], unique=False)
    op.create_table(
        "victims",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("party", sa.LargeBinary(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("safety", sa.Text(), nullable=False),
        sa.Column("safety_by", sa.Text(), nullable=False),
        sa.Column("safety_set_on", sa.String(), nullable=True),
        sa.Column("safety_confirmed_on", sa.String(), nullable=True),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("rights_given_on", sa.String(), nullable=True),
        sa.Column("rights_language", sa.Text(), nullable=False),
        sa.Column("rights_form", sa.Text(), nullable=False),
        sa.Column("wants_notice", sa.Boolean(), nullable=True),
        sa.Column("wants_to_be_heard", sa.Boolean(), nullable=True),
        sa.Column("wants_to_confer", sa.Boolean(), nullable=True),
        sa.Column("representative", sa.Text(), nullable=False),
        sa.Column("guardian", sa.Text(), nullable=False),
        sa.Column("vine_registered", sa.Boolean(), nullable=False),
        sa.Column("impact_asked_on", sa.String(), nullable=True),
        sa.Column("impact_received_on", sa.String(), nullable=True),
        sa.Column("impact_filed_on", sa.String(), nullable=True),
        sa.Column("compensation_claim", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_victims_case")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_victims_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victims")),
    )
    op.create_index(op.f("ix_victims_case"), "victims", ["case"], unique=False)
    op.create_index(op.f("ix_victims_party"), "victims", ["party"], unique=False)
    op.create_table(
        "warrants",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("served_on", sa.String(), nullable=True),
        sa.Column("recalled_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_warrants_case")),
        sa.ForeignKeyConstraint(["defendant"], ["parties.id"], name=op.f("fk_warrants_defendant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warrants")),
    )
    op.create_index(op.f("ix_warrants_case"), "warrants", ["case"], unique=False)
    op.create_index(op.f("ix_warrants_defendant"), "warrants", ["defendant"], unique=False)
    op.create_table(
        "witnesses",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("party", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("on_call", sa.Boolean(), nullable=False),
        sa.Column("unavailable", sa.Text(), nullable=False),
        sa.Column("statements", sa.Text(), nullable=False),
        sa.Column("expected_testimony", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_witnesses_case")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_witnesses_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witnesses")),
    )
    op.create_index(op.f("ix_witnesses_case"), "witnesses", ["case"], unique=False)
    op.create_index(op.f("ix_witnesses_party"), "witnesses", ["party"], unique=False)
    op.create_table(
        "charge_versions",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("charge", sa.LargeBinary(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=True),
        sa.Column("statute", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("charge_class", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_charge_versions_case")),
        sa.ForeignKeyConstraint(["charge"], ["charges.id"], name=op.f("fk_charge_versions_charge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge_versions")),
    )
    op.create_index(op.f("ix_charge_versions_case"), "charge_versions", ["case"], unique=False)
    op.create_index(op.f("ix_charge_versions_charge"), "charge_versions", ["charge"], unique=False)
    op.create_table(
        "charge_victims",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("charge", sa.LargeBinary(), nullable=False),
        sa.Column("victim", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_charge_victims_case")),
        sa.ForeignKeyConstraint(["charge"], ["charges.id"], name=op.f("fk_charge_victims_charge")),
        sa.ForeignKeyConstraint(["victim"], ["parties.id"], name=op.f("fk_charge_victims_victim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge_victims")),
        sa.UniqueConstraint("charge", "victim", name=op.f("uq_charge_victims_charge_victim")),
    )
    op.create_index(op.f("ix_charge_victims_case"), "charge_victims", ["case"], unique=False)
    op.create_index(op.f("ix_charge_victims_charge"), "charge_victims", ["charge"], unique=False)
    op.create_index(op.f("ix_charge_victims_victim"), "charge_victims", ["victim"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("victim", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("way_label", sa.Text(), nullable=False),
        sa.Column("outgoing", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("way", sa.LargeBinary(), nullable=True),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_contacts_case")),
        sa.ForeignKeyConstraint(["victim"], ["victims.id"], name=op.f("fk_contacts_victim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_case"), "contacts", ["case"], unique=False)
    op.create_index(op.f("ix_contacts_victim"), "contacts", ["victim"], unique=False)
    op.create_table(
        "dispositions",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("charge", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=True),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("statute", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("charge_class", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_dispositions_case")),
        sa.ForeignKeyConstraint(["charge"], ["charges.id"], name=op.f("fk_dispositions_charge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispositions")),
    )
    op.create_index(op.f("ix_dispositions_case"), "dispositions", ["case"], unique=False)
    op.create_index(op.f("ix_dispositions_charge"), "dispositions", ["charge"], unique=False)
    op.create_index(op.f("ix_dispositions_code"), "dispositions", ["code"], unique=False)
    op.create_table(
        "pleas",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("charge", sa.LargeBinary(), nullable=False),
        sa.Column("plea", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_pleas_case")),
        sa.ForeignKeyConstraint(["charge"], ["charges.id"], name=op.f("fk_pleas_charge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pleas")),
    )
    op.create_index(op.f("ix_pleas_case"), "pleas", ["case"], unique=False)
    op.create_index(op.f("ix_pleas_charge"), "pleas", ["charge"], unique=False)
    op.create_table(
        "restitution",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("victim", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("claimed_cents", sa.Integer(), nullable=False),
        sa.Column("documented_cents", sa.Integer(), nullable=False),
        sa.Column("ordered_cents", sa.Integer(), nullable=False),
        sa.Column("paid_cents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_restitution_case")),
        sa.ForeignKeyConstraint(["victim"], ["victims.id"], name=op.f("fk_restitution_victim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restitution")),
    )
    op.create_index(op.f("ix_restitution_case"), "restitution", ["case"], unique=False)
    op.create_index(op.f("ix_restitution_victim"), "restitution", ["victim"], unique=False)
    op.create_table(
        "sentences",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("charge", sa.LargeBinary(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=True),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("begins_on", sa.String(), nullable=True),
        sa.Column("ends_on", sa.String(), nullable=True),
        sa.Column("suspended", sa.Text(), nullable=False),
        sa.Column("credit_days", sa.Integer(), nullable=True),
        sa.Column("runs", sa.Text(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_sentences_case")),
        sa.ForeignKeyConstraint(["charge"], ["charges.id"], name=op.f("fk_sentences_charge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentences")),
    )
    op.create_index(op.f("ix_sentences_case"), "sentences", ["case"], unique=False)
    op.create_index(op.f("ix_sentences_charge"), "sentences", ["charge"], unique=False)
    op.create_index(op.f("ix_sentences_component"), "sentences", ["component"], unique=False)
    op.create_table(
        "subpoenas",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("witness", sa.LargeBinary(), nullable=False),
        sa.Column("hearing", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("served_on", sa.String(), nullable=True),
        sa.Column("returned_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_subpoenas_case")),
        sa.ForeignKeyConstraint(["witness"], ["witnesses.id"], name=op.f("fk_subpoenas_witness")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subpoenas")),
    )
    op.create_index(op.f("ix_subpoenas_case"), "subpoenas", ["case"], unique=False)
    op.create_index(op.f("ix_subpoenas_witness"), "subpoenas", ["witness"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("assigned_to", sa.LargeBinary(), nullable=True),
        sa.Column("victim", sa.LargeBinary(), nullable=True),
        sa.Column("done_at", sa.String(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("checklist", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_tasks_case")),
        sa.ForeignKeyConstraint(["victim"], ["victims.id"], name=op.f("fk_tasks_victim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_case"), "tasks", ["case"], unique=False)
    op.create_index(
        op.f("ix_tasks_case_done_at_due_on"), "tasks", ["case", "done_at", "due_on"], unique=False
    )
    op.create_index(op.f("ix_tasks_done_at_due_on"), "tasks", ["done_at", "due_on"], unique=False)
    op.create_index(op.f("ix_tasks_due_on"), "tasks", ["due_on"], unique=False)
    op.create_index(op.f("ix_tasks_victim"), "tasks", ["victim"], unique=False)
