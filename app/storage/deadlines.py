"""Deadlines on disk."""

from datetime import date

import sqlalchemy as sa

from app.domain.deadlines import Deadline
from app.domain.severity import Severity
from app.storage.repository import Changeable
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

_COUNTED_FROM = (
    *("status", "event", "rule", "computed_due_on", "conservative_on", "due_at", "case"),
    *("override_reason", "trigger_on", "trigger", "service", "counted"),
    *("rule_edition", "calendar_edition", "calendar", "id"),
)
"""All that counting the whole office again reads of a deadline: from the index alone, without the
reasons that make the rows long (see `counted_groups`)."""
_DAY_ORDER = ("due_on", "title", "id", "status", "case")
"""As a day lists them, with all that is asked before one is shown (see `calendar_lines`)."""
_TO_CHECK = (
    *("status", "checked_at", "due_on", "id", "severity", "computed_due_on", "case"),
    *("dated_by", "entered_by"),
)
"""By day, with all that counting those asks which nobody has looked at (see `deadline_lines`)."""

deadlines = record_table(
    "deadlines",
    Deadline,
    indexed=[
        _DAY_ORDER,
        ("status", "due_on", "case"),
        ("case", "status", "due_on"),
        _COUNTED_FROM,
        _TO_CHECK,
        ("assigned_to", "id"),
    ],
)


class Deadlines(Changeable[Deadline]):
    """Days by which something must be done."""

    record = Deadline
    table = deadlines

    def search_entry(self, record: Deadline) -> SearchEntry:
        """A deadline is found by its title."""
        return SearchEntry(record=record.id, case=record.case, kind="deadline", name=record.title)


def controlled(first: date, last: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions for the dates of a span that a second person looks at, or has."""
    table = deadlines.c
    counts = sa.or_(
        table.computed_due_on.is_not(None),
        table.severity == Severity.STATUTORY,
        table.checked_at.is_not(None),
    )
    return table.due_on.between(first, last), counts
