"""Numbers that stand in the rail or on the first page are asked often: no table is read through."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.services.deadlines import HowChecksStand
from app.services.office import Office, Query
from app.services.reminders import DueRemindersCount

_GIVEN = ("deadlines", "tasks", "hearings")


def _plan(office: Office, query: Query[Any]) -> list[str]:
    """Return how SQLite goes about the statements of a query."""
    plan: list[str] = []

    def explain(_: Any, cursor: Any, sql: str, given: Any, *_more: Any) -> None:
        if sql.startswith("SELECT"):
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", given)
            plan.extend(row[3] for row in cursor.fetchall())

    readers = office._database._readers
    sa.event.listen(readers, "before_cursor_execute", explain)
    office.ask(query)
    sa.event.remove(readers, "before_cursor_execute", explain)
    return plan


def test_dates_to_check_are_counted_from_their_index_alone(office: Office) -> None:
    read = [step for step in _plan(office, HowChecksStand()) if " deadlines " in step]
    assert read
    assert all("COVERING INDEX" in step and "checked_at=?" in step for step in read), read


@pytest.mark.parametrize("table", _GIVEN)
def test_due_reminders_find_what_the_user_was_given_by_index(office: Office, table: str) -> None:
    plan = _plan(office, DueRemindersCount())
    given = [step for step in plan if step.startswith(f"SEARCH {table} USING COVERING INDEX")]
    assert given, plan
    assert f"SCAN {table}" not in plan
