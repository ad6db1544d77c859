"""Applying 10,000 new dates in one act after a holiday was added, as the window does it.

With each date its reminders move, the line of its case follows, and the log keeps what every record
was afterwards. The peer writes the new day over the old one, and into the reminders, with plain
statements in one transaction that is rolled back: it reads, counts, checks and logs nothing.
"""

import random
import statistics
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.backups import Watch
from app.domain.deadlines import Deadline
from app.domain.recounting import AcceptedChange
from app.domain.reminders import SubjectKind
from app.services.deadlines import PlanOfficeRecount, RecountDeadlines
from app.services.office import Office
from app.services.reminding import Occasion, set_reminders
from app.storage.engine import WRITER_CACHE_KIB, raw_connection
from tests.benchmarks.measuring import Finding, seconds, without_collector
from tests.benchmarks.offices import fill, found
from tests.benchmarks.recounting import HOLIDAY, LENGTHS, close_courts, fill_dates

CASES, ROUNDS = 10_000, 3
MOST_A_DATE = 0.0006
"""Seconds of the processor that one new date may take."""
_ANY = 1_000.0


def measure(folder: Path, cases: int) -> list[Finding]:
    """Apply what the holiday changes, and take it back again, in turn with plain statements."""
    vault = folder / "applying.dossier"
    office = found(vault)
    fill(office, min(cases, CASES))
    fill_dates(office, _before_the_holiday)
    _remind(office)
    close_courts(office)
    connection = raw_connection(vault / "office.db", office._database._key)
    connection.execute(f"PRAGMA cache_size = -{WRITER_CACHE_KIB}")
    accepted = _accepted(office)
    acts, plain = list[float](), list[float]()
    for _ in range(ROUNDS):
        plain.append(seconds(partial(_write_plainly, connection, accepted), time.process_time))
        acts.append(_apply(office, accepted))
        accepted = _accepted(office)  # in the versions that undoing it has left
    connection.close()
    office.close()
    took = statistics.median(acts)
    each = f"({took / len(accepted) * 1000:.2f} ms of the processor a date)"
    name = f"{len(accepted):,} new dates applied / written plainly"
    limit = MOST_A_DATE * len(accepted)
    return [Finding(name, took, statistics.median(plain), _ANY, each, limit)]


def _apply(office: Office, accepted: tuple[AcceptedChange, ...]) -> float:
    """Return the processor's seconds for the act; what it did is undone."""
    told = list[int]()

    def tell(done: int, _of: int, _step: str) -> None:
        told.append(done)

    command = RecountDeadlines(accepted=accepted, watch=Watch(tell=tell))
    with without_collector():
        begun = time.process_time()
        done = office.do(command)
        took = time.process_time() - begun
    assert len(told) == len(accepted)
    assert done.undo is not None
    office.do(done.undo)
    return took


def _write_plainly(connection: Any, accepted: tuple[AcceptedChange, ...]) -> None:
    rows = [(each.becomes.isoformat(), each.deadline.bytes) for each in accepted]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("UPDATE deadlines SET due_on = ? WHERE id = ?", rows)
    connection.executemany("UPDATE reminders SET limit_on = ? WHERE subject = ?", rows)
    connection.execute("ROLLBACK")


def _accepted(office: Office) -> tuple[AcceptedChange, ...]:
    return tuple(row.accepted() for row in office.ask(PlanOfficeRecount()).rows)


def _before_the_holiday(chance: random.Random) -> date:
    """Return a day from which one rule leads to the holiday; the length twice used is left out."""
    once = [length for length in LENGTHS if LENGTHS.count(length) == 1]
    return HOLIDAY - timedelta(days=chance.choice(once))


def _remind(office: Office) -> None:
    with office._database.writing(office.actor) as work:
        for deadline in work.deadlines.where():
            set_reminders(work, _occasion(deadline))


def _occasion(deadline: Deadline) -> Occasion:
    return Occasion(
        subject_kind=SubjectKind.DEADLINE,
        subject=deadline.id,
        case=deadline.case,
        title=deadline.title,
        limit_on=deadline.due_on,
        severity=deadline.severity,
    )
