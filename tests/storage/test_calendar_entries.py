"""A full day is counted and cut without reading its records, and shows what comes first on it."""

import random
from datetime import date, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.calendar import EVERYTHING, CalendarEntry, EntryFilter, EntryKind
from app.domain.cases import CaseId
from app.domain.court_time import court_time
from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.tasks import Task, TaskId, TaskKind
from app.services.cases import OpenCase
from app.services.office import Office
from app.storage.calendar_lines import counts_by_day, first_lines, next_lines
from app.storage.owed_days import OWED_TABLES

FIRST = date(2026, 11, 23)
LAST = FIRST + timedelta(days=6)
ZONE = "America/Los_Angeles"
FILTERS = (
    EVERYTHING,
    EntryFilter(kinds=frozenset({EntryKind.DEADLINE, EntryKind.TASK})),
    EntryFilter(hearing="ARR"),
    EntryFilter(courtroom="Dept 2"),
    EntryFilter(mine=True),
)


def _on(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange(7))


def _hearing(case: CaseId, chance: random.Random) -> Hearing:
    on = _on(chance)
    return Hearing(
        id=HearingId(new_id()),
        case=case,
        kind=chance.choice(("ARR", "MOT")),
        on=on,
        starts_at=court_time(on, time(chance.choice((9, 10, 14))), ZONE),
        zone=ZONE,
        courtroom=chance.choice(("", "Dept 1", "Dept 2")),
        status=chance.choice(list(HearingStatus)),
    )


def _deadline(case: CaseId, chance: random.Random) -> Deadline:
    return Deadline(
        id=DeadlineId(new_id()),
        case=case,
        title=chance.choice(("Brief", "Reply", "Witness list")),
        due_on=_on(chance),
        status=chance.choice(list(DeadlineStatus)),
    )


def _task(case: CaseId, chance: random.Random) -> Task:
    return Task(
        id=TaskId(new_id()),
        case=case,
        title=chance.choice(("Call", "Subpoena")),
        kind=chance.choice(list(TaskKind)),
        due_on=_on(chance),
    )


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with some days that one kind fills, and some that need several kinds."""
    chance = random.Random(19)  # noqa: S311  the same office every time
    cases = [office.do(OpenCase(title=f"State v. {name}")).value.id for name in ("Roe", "Doe")]
    with office._database.writing(office.actor) as work:
        work.hearings.add_all(_hearing(chance.choice(cases), chance) for _ in range(40))
        work.deadlines.add_all(_deadline(chance.choice(cases), chance) for _ in range(40))
        work.tasks.add_all(_task(chance.choice(cases), chance) for _ in range(40))
        work.finish()
    return office


@pytest.mark.parametrize("which", FILTERS)
@pytest.mark.parametrize("most", [1, 3, 8, 500])
def test_the_first_of_a_day_are_the_first_of_all(
    busy: Office, which: EntryFilter, most: int
) -> None:
    with busy._database.reading(busy.actor) as reading:
        whole = reading.calendar.between(FIRST, LAST, which)
        cut = reading.calendar.between(FIRST, LAST, which, most)
        count = reading.calendar.count(FIRST, LAST, which)
    assert whole.entries
    assert cut.counts == whole.counts
    assert count == len(whole.entries)
    for day in whole.counts:
        of_day = [entry for entry in whole.entries if entry.on == day]
        shown = [entry for entry in cut.entries if entry.on == day]
        # Of hearings at one minute the code decides which come first, the words how they stand.
        assert [each.order[:3] for each in shown] == [each.order[:3] for each in of_day[:most]]
        assert set(shown) <= set(of_day)


@pytest.mark.parametrize("which", FILTERS)
@pytest.mark.parametrize("size", [1, 7, 500])
def test_pages_hold_everything_once_in_the_order_of_the_days(
    busy: Office, which: EntryFilter, size: int
) -> None:
    with busy._database.reading(busy.actor) as reading:
        whole = reading.calendar.between(FIRST, LAST, which).entries
        paged: list[CalendarEntry] = []
        page = reading.calendar.page(FIRST, LAST, which, after=None, size=size)
        paged.extend(page.rows)
        while page.after is not None:
            assert len(page.rows) == size
            page = reading.calendar.page(FIRST, LAST, which, after=page.after, size=size)
            paged.extend(page.rows)
    assert [each.order[:3] for each in paged] == [each.order[:3] for each in whole]
    assert len(paged) == len(whole)
    assert set(paged) == set(whole)


def test_a_page_with_no_kind_to_show_is_empty(busy: Office) -> None:
    none = EntryFilter(kinds=frozenset())
    with busy._database.reading(busy.actor) as reading:
        assert reading.calendar.page(FIRST, LAST, none, after=None, size=9).rows == ()


def test_no_more_is_counted_than_the_walls_and_the_state_let_through(busy: Office) -> None:
    with busy._database.reading(busy.actor) as reading:
        entries = reading.calendar.between(FIRST, LAST).entries
        stored = reading.hearings.where(
            reading.hearings.table.c.status.in_((HearingStatus.SET, HearingStatus.HELD))
        )
    shown = {entry.id for entry in entries if entry.kind is EntryKind.HEARING}
    assert shown == {hearing.id for hearing in stored}


@pytest.mark.parametrize("done", [True, False])
def test_days_are_counted_from_the_indexes_alone(busy: Office, *, done: bool) -> None:
    counts = counts_by_day(busy.actor.user, EVERYTHING, done=done)
    plan = _plan(busy, counts, {"first": FIRST, "last": LAST})
    for table in ("hearings", "deadlines", "tasks", "evidence_heads"):
        read = [step for step in plan if f" {table} " in step]
        assert read
        assert all("COVERING INDEX" in step and ">? AND" in step for step in read), read


def test_the_first_lines_are_found_by_the_indexes_alone(busy: Office) -> None:
    values = {str(kind): "[]" for kind in EntryKind}
    plan = _plan(busy, first_lines(busy.actor.user, EVERYTHING, 12), values)
    for table, day in (("hearings", "on"), ("deadlines", "due_on"), ("tasks", "due_on")):
        read = {step for step in plan if f" {table} " in step}
        # What is shown is fetched by identity, and nothing is sorted to find it.
        assert {step.partition("(")[2] for step in read} == {"id=?)", f"{day}=?)"}, read
        assert all("COVERING" in step for step in read if "id=?" not in step), read


def test_a_page_is_found_by_the_indexes_alone_wherever_it_begins(busy: Office) -> None:
    days = {"first": FIRST, "last": LAST}
    with busy._database.reading(busy.actor) as reading:
        later = reading.calendar.page(FIRST, LAST, EVERYTHING, after=None, size=70).after
    assert later is not None
    for after in (None, later):
        plan = _plan(busy, next_lines(busy.actor.user, EVERYTHING, after, 9), days)
        for table in ("hearings", "deadlines", "tasks"):
            read = [step for step in plan if f" {table} " in step]
            assert all("COVERING" in step for step in read if "id=?" not in step), read
        # Put in order are evidence and disclosure, which are seldom due, and the page out of what
        # was brought.
        seldom_due = 1 + len(OWED_TABLES)
        assert sum("TEMP B-TREE" in step for step in plan) == seldom_due + 1, plan


def _plan(office: Office, query: sa.Executable, values: dict[str, Any]) -> list[str]:
    """Return how SQLite goes about a statement."""
    with office._database._readers.begin() as connection:
        plans: list[str] = []

        def explain(_: Any, cursor: Any, sql: str, given: Any, *_more: Any) -> None:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", given)
            plans.extend(row[3] for row in cursor.fetchall())

        sa.event.listen(connection, "before_cursor_execute", explain)
        connection.execute(query, values).all()
    return plans
