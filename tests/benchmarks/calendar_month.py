"""Opening a busy month of an office with 500,000 dated entries, against its indexes read by hand.

Opening is the office's answer and the model of the month filled with it. Three peers are read over
a connection of their own in the same run. *Its indexes alone*, the strictest: identity and time of
every entry of the month, plain statements that touch no record and know of no wall, caption or
state. *The records of its indexes*: what a month view would fetch that takes all and throws most
away. *The same rows by hand*: one statement, written out, that returns what a month shows, the
first entries of each day and how many there are.
"""

import os
import random
import statistics
import time
from datetime import date, timedelta
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from PySide6.QtWidgets import QApplication

from app.domain.calendar import CalendarSpan
from app.domain.cases import CaseId
from app.domain.court_time import court_time
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.hearings import Hearing, HearingId
from app.domain.ids import new_id
from app.domain.tasks import Task, TaskId, TaskKind
from app.services.calendar import CalendarRange
from app.services.office import Office
from app.storage.cases import cases as cases_table
from app.storage.engine import READER_CACHE_KIB, raw_connection
from app.storage.unit_of_work import UnitOfWork
from app.ui.calendar.days_model import DaysModel
from app.ui.calendar.days_view import DaysView
from app.ui.calendar.entry_grid import OnItsWay
from tests.benchmarks.measuring import Finding, in_turn, seconds
from tests.benchmarks.offices import fill, found

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ENTRIES, CASES = 500_000, 50_000
ROUNDS = 30
WEEKS = 6
FIRST_DAY, DAYS = date(2020, 1, 1), 8 * 365
MONTH = date(2026, 10, 26), date(2026, 12, 6)
"""The six weeks a page shows for November 2026."""
BUSY = 25
"""One entry in so many falls into these weeks, besides those that fall there by chance."""
SHOWN = 12
"""Entries of a day the page asks for."""
_ZONE = "America/Chicago"
_CLOCKS = tuple(
    clock_time(hour, minute) for hour in (8, 9, 10, 11, 13, 14, 15) for minute in (0, 30)
)
_BATCH = 20_000

_VISIBLE = """("case" NOT IN (SELECT "case" FROM case_walls)
  OR "case" IN (SELECT "case" FROM case_walls WHERE user = :user))"""
_ROWS = f"""
  SELECT 0 AS rank, id, "case", "on" AS day, kind AS what, starts_at, zone, minutes, courtroom,
    court, status FROM hearings
  WHERE "on" BETWEEN :first AND :last AND status IN ('set', 'held') AND {_VISIBLE}
  UNION ALL SELECT 1, id, "case", due_on, title, NULL, NULL, 0, '', '', status FROM deadlines
  WHERE due_on BETWEEN :first AND :last AND status IN ('open', 'done') AND {_VISIBLE}
  UNION ALL SELECT CASE kind WHEN 'victim_contact' THEN 2 ELSE 4 END, id, "case", due_on, title,
    NULL, NULL, 0, '', '', done_at FROM tasks
  WHERE due_on BETWEEN :first AND :last AND {_VISIBLE}
  UNION ALL SELECT 3, item, "case", due_back_on, tag, NULL, NULL, 0, holder, '', ''
  FROM evidence_heads
  WHERE due_back_on BETWEEN :first AND :last AND whereabouts = 'out' AND {_VISIBLE}
"""  # noqa: S608  words of our own
_BY_HAND = f"""
SELECT line.*, cases.number, cases.title FROM (
  SELECT *, row_number() OVER (PARTITION BY day ORDER BY rank, starts_at, what, id) AS n,
    count(*) OVER (PARTITION BY day) AS total FROM ({_ROWS})
) line JOIN cases ON cases.id = line."case" WHERE n <= :shown
"""  # noqa: S608  words of our own
_INDEXES = (
    """SELECT id, "on", starts_at FROM hearings WHERE "on" BETWEEN :first AND :last""",
    "SELECT id, due_on FROM deadlines WHERE due_on BETWEEN :first AND :last",
    "SELECT id, due_on FROM tasks WHERE due_on BETWEEN :first AND :last",
)
_RECORDS = (
    """SELECT id, "case", "on", kind, starts_at, zone, minutes, courtroom, court, status
    FROM hearings WHERE "on" BETWEEN :first AND :last""",
    """SELECT id, "case", due_on, title, status FROM deadlines
    WHERE status IN ('open', 'done') AND due_on BETWEEN :first AND :last""",
    """SELECT id, "case", due_on, title, kind, done_at FROM tasks
    WHERE due_on BETWEEN :first AND :last""",
)


def measure(folder: Path, cases: int) -> list[Finding]:
    """Compare opening the month's page with each peer."""
    vault = folder / "calendar.dossier"
    office = found(vault)
    fill(office, min(cases, CASES))
    _fill_days(office)
    connection = raw_connection(vault / "office.db", office._database._key)
    # The same memory for pages as the office's own readers have.
    connection.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB}")
    first, last = MONTH
    wanted = CalendarRange(first=first, last=last, most_a_day=SHOWN)
    bound = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "user": office.actor.user.bytes,
        "shown": SHOWN,
    }
    span = office.ask(wanted)
    for sql in _INDEXES:
        _require_index_alone(connection, sql, bound)
    peers = {
        "its indexes alone": partial(_rows, connection, _INDEXES, bound),
        "the records of its indexes": partial(_rows, connection, _RECORDS, bound),
        "the same rows by hand": partial(_rows, connection, (_BY_HAND,), bound),
    }
    painted = f"{_painting(span) * 1000:.0f} ms to paint"
    month = DaysModel(WEEKS)
    month.show(first, MONTH[0].month + 1)

    def open_month() -> None:
        month.fill(office.ask(wanted))

    findings = []
    for name, peer in peers.items():
        read = f"{len(span.entries)} of {sum(span.counts.values()):,} entries read"
        ours, theirs = in_turn(open_month, peer, ROUNDS)
        busy = in_turn(open_month, peer, ROUNDS // 3, time.process_time)
        worked = " against ".join(f"{each * 1000:.2f}" for each in busy)
        detail = f"({worked} ms of processor; {read}; peer {len(peer()):,}; {painted})"
        title = f"busy month of {ENTRIES:,} entries opened / {name}"
        findings.append(Finding(title, ours, theirs, 2.0, detail))
    connection.close()
    office.close()
    return findings


def _require_index_alone(connection: Any, sql: str, bound: dict[str, Any]) -> None:
    """The peer is what it is called: no record is touched."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", bound).fetchall()
    assert all("COVERING INDEX" in detail for *_, detail in plan), plan


def _rows(connection: Any, statements: tuple[str, ...], bound: dict[str, Any]) -> list[Any]:
    return [row for sql in statements for row in connection.execute(sql, bound).fetchall()]


def _painting(span: CalendarSpan) -> float:
    """Return the seconds the page takes to put the answer in and paint it, the median of some."""
    application = QApplication.instance() or QApplication([])
    days = DaysModel(WEEKS)
    view = DaysView("Month", days, OnItsWay())
    view.resize(1150, 640)
    view.show()
    days.show(span.first, span.first.month + 1)

    def paint() -> None:
        days.fill(span)
        view.grab()

    paint()
    taken = statistics.median(seconds(paint) for _ in range(ROUNDS))
    view.close()
    del application
    return taken


def _fill_days(office: Office) -> None:
    """Spread entries over the working days of some years, and more of them over the busy weeks."""
    chance = random.Random(11)  # noqa: S311  the same office every time
    with office._database.writing(office.actor) as work:
        known = [
            CaseId(each) for each in work.connection.execute(sa.select(cases_table.c.id)).scalars()
        ]
        for _ in range(0, ENTRIES, _BATCH):
            _write(work, known, chance)
        work.finish()


def _write(work: UnitOfWork, cases: list[CaseId], chance: random.Random) -> None:
    some = range(_BATCH * 3 // 10)
    work.hearings.add_all(_hearing(chance.choice(cases), chance) for _ in range(_BATCH * 4 // 10))
    work.deadlines.add_all(_deadline(chance.choice(cases), chance) for _ in some)
    work.tasks.add_all(_task(chance.choice(cases), chance) for _ in some)


def _day(chance: random.Random) -> date:
    busy = not chance.randrange(BUSY)
    first, days = (MONTH[0], (MONTH[1] - MONTH[0]).days) if busy else (FIRST_DAY, DAYS)
    day = first + timedelta(days=chance.randrange(days))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _hearing(case: CaseId, chance: random.Random) -> Hearing:
    on = _day(chance)
    return Hearing(
        id=HearingId(new_id()),
        case=case,
        kind=chance.choice(("ARR", "MOT", "PRE", "TRI")),
        on=on,
        starts_at=court_time(on, chance.choice(_CLOCKS), _ZONE),
        zone=_ZONE,
        court="Superior Court",
        courtroom=f"Dept {chance.randrange(1, 20)}",
    )


def _deadline(case: CaseId, chance: random.Random) -> Deadline:
    return Deadline(
        id=DeadlineId(new_id()),
        case=case,
        title=chance.choice(("Discovery response", "Witness list", "Opposition due")),
        due_on=_day(chance),
        trace="Received is day 0.\nThe period is 14 days.\nIt ends on an open day.",
    )


def _task(case: CaseId, chance: random.Random) -> Task:
    return Task(
        id=TaskId(new_id()),
        case=case,
        title=chance.choice(("Subpoenas", "Brief", "Call the laboratory")),
        kind=chance.choice((TaskKind.GENERAL, TaskKind.VICTIM_CONTACT)),
        due_on=_day(chance),
    )
