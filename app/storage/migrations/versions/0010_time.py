"""Court days, court rules, events that rules count from, clocks, and courtrooms."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the tables and widen deadlines, hearings and settings."""
    _create_courts()
    _create_rules()
    _create_events()
    _create_clocks()
    _widen_deadlines()
    _add_key("hearings", "continues", "hearings")
    op.create_index(op.f("ix_hearings_continues"), "hearings", ["continues"], unique=False)
    op.add_column("office_settings", _words("court_calendar", "US-FED"))
    op.add_column(
        "office_settings",
        sa.Column("four_eyes", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _create_courts() -> None:
    op.create_table(
        "court_days",
        *_record(),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        *_entered(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_days")),
        sa.UniqueConstraint("calendar", "on", "kind", name=op.f("uq_court_days_calendar_on_kind")),
    )
    op.create_table(
        "courtrooms",
        *_record(),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courtrooms")),
        sa.UniqueConstraint("court", "room", name=op.f("uq_courtrooms_court_room")),
    )


def _create_rules() -> None:
    op.create_table(
        "rule_packs",
        *_record(),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("code", "title")),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.String(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_packs")),
        sa.UniqueConstraint("code", name=op.f("uq_rule_packs_code")),
    )
    op.create_table(
        "court_rules",
        *_record(),
        sa.Column("pack", sa.LargeBinary(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("code", "title", "event", "follows", "actor", "profile")
        ),
        sa.Column("n", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("unit", "direction", "service")),
        sa.Column("short_period_threshold", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("session", "calendar", "severity", "consequence")
        ),
        sa.Column("extendable", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("applies_if", "citation", "source")
        ),
        sa.Column("checked_on", sa.String(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("verify_locally", sa.Boolean(), nullable=False),
        sa.Column("effective_from", sa.String(), nullable=True),
        sa.Column("effective_to", sa.String(), nullable=True),
        sa.Column("lead_days", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["pack"], ["rule_packs.id"], name=op.f("fk_court_rules_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_rules")),
        sa.UniqueConstraint("pack", "code", name=op.f("uq_court_rules_pack_code")),
    )
    _index("court_rules", "pack", "event")


def _create_events() -> None:
    op.create_table(
        "triggering_events",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=True),
        sa.Column("hearing", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_entered(),
        *_keys("triggering_events", case="cases", defendant="parties", hearing="hearings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triggering_events")),
    )
    _index("triggering_events", "case", "defendant", "hearing")
    op.create_index(
        op.f("ix_triggering_events_case_on"), "triggering_events", ["case", "on"], unique=False
    )


def _create_clocks() -> None:
    op.create_table(
        "speedy_clocks",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("defendant", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("regime", "charges", "facts")),
        sa.Column("stopped_on", sa.String(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_entered(),
        *_keys("speedy_clocks", case="cases", defendant="parties"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speedy_clocks")),
    )
    _index("speedy_clocks", "case", "defendant")
    op.create_table(
        "excluded_spans",
        *_record(),
        sa.Column("case", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("defendant", sa.LargeBinary(), nullable=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hearing", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_entered(),
        *_keys("excluded_spans", case="cases", defendant="parties", hearing="hearings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excluded_spans")),
    )
    _index("excluded_spans", "case", "defendant", "hearing")
    op.create_index(
        op.f("ix_excluded_spans_case_state"), "excluded_spans", ["case", "state"], unique=False
    )


def _widen_deadlines() -> None:
    named = {
        "event": "triggering_events",
        "rule": "court_rules",
        "defendant": "parties",
        "proof": "attachments",
    }
    for name, home in named.items():
        _add_key("deadlines", name, home)
    _index("deadlines", *named)
    for name in ("rule_edition", "calendar_edition", "service", "checked_by", "proof_note"):
        op.add_column("deadlines", _words(name))
    for name in ("computed_at", "due_at", "checked_at"):
        op.add_column("deadlines", sa.Column(name, sa.String(), nullable=True))
    op.add_column(
        "deadlines",
        sa.Column("verify_locally", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )


def _entered() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.String(), nullable=True),
    )


def _keys(table: str, **homes: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{home}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, home in homes.items()
    )


def _add_key(table: str, column: str, home: str) -> None:
    """Add a column that may name a record; Alembic cannot, SQLite takes the key with the column."""
    op.execute(f'ALTER TABLE {table} ADD COLUMN "{column}" BLOB REFERENCES {home} (id)')


def _words(name: str, default: str = "") -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
