"""What the pages of the day ask when they open: 10,000 cases, 150,000 deadlines, 30,000 hearings.

There is no peer: each page has its time of the processor, and must stay within it.
"""

import random
import statistics
import time
from dataclasses import replace
from datetime import date, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.domain.cases import CaseId
from app.domain.court_time import court_time
from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.services.calendar import Agenda, CalendarRange, ChoicesOfCalendar
from app.services.deadlines import DifferingDates, HowChecksStand
from app.services.hearings import Docket
from app.services.office import Office, Query
from app.services.reminders import DueRemindersCount
from app.services.today import Today, TodayCount
from app.storage.cases import cases as cases_table
from tests.benchmarks.measuring import Finding, seconds, without_collector
from tests.benchmarks.offices import fill, found

CASES, ROUNDS = 10_000, 9
DEADLINES_A_CASE, HEARINGS_A_CASE = 15, 3
_ZONE = "America/Chicago"
LONGEST = 0.200
"""Seconds of the processor in which a page has its answers."""


def measure(folder: Path, cases: int) -> list[Finding]:
    """Ask what each page asks."""
    office = found(folder / "pages.dossier")
    fill(office, min(cases, CASES))
    today = office.ask(Today()).today
    _fill_dates(office, today)
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(days=41)
    month = CalendarRange(first=monday, last=last, most_a_day=12)
    day = (Today(mine=True), TodayCount(), DueRemindersCount(), DifferingDates(), HowChecksStand())
    pages: dict[str, tuple[Query[Any], ...]] = {
        "Today": day,
        "Calendar": (month, ChoicesOfCalendar(first=monday, last=last)),
        "Agenda": (replace(month, most_a_day=0), Agenda(first=monday, last=last)),
        "Docket": (Docket(on=monday),),
    }
    findings = [_opened(office, name, asked) for name, asked in pages.items()]
    office.close()
    return findings


def _opened(office: Office, name: str, asked: tuple[Query[Any], ...]) -> Finding:
    def ask() -> None:
        for query in asked:
            office.ask(query)

    first = seconds(ask, time.process_time)
    with without_collector():
        took = statistics.median(seconds(ask, time.process_time) for _ in range(ROUNDS))
    title = f"{name} answered / {LONGEST * 1000:.0f} ms of the processor"
    return Finding(title, took, LONGEST, 1.0, f"(the first time {first * 1000:.0f} ms)")


def _fill_dates(office: Office, today: date) -> None:
    """Give every case deadlines of two years past and more to come; few of the past are open."""
    chance = random.Random(5)  # noqa: S311  the same office every time
    with office._database.writing(office.actor) as work:
        known = work.connection.execute(sa.select(cases_table.c.id)).scalars().all()
        work.deadlines.add_all(
            _deadline(CaseId(case), today, chance)
            for case in known
            for _ in range(DEADLINES_A_CASE)
        )
        work.hearings.add_all(
            _hearing(CaseId(case), today, chance) for case in known for _ in range(HEARINGS_A_CASE)
        )
        work.finish()


def _workday(first: date, days: int, chance: random.Random) -> date:
    day = first + timedelta(days=chance.randrange(days))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _hearing(case: CaseId, today: date, chance: random.Random) -> Hearing:
    on = _workday(today - timedelta(days=400), 600, chance)
    return Hearing(
        id=HearingId(new_id()),
        case=case,
        kind=chance.choice(("ARR", "MOT", "PRE", "TRI")),
        on=on,
        starts_at=court_time(on, clock_time(chance.randrange(8, 16)), _ZONE),
        zone=_ZONE,
        court="Superior Court",
        courtroom=f"Dept {chance.randrange(1, 20)}",
        status=HearingStatus.HELD if on < today else HearingStatus.SET,
    )


def _deadline(case: CaseId, today: date, chance: random.Random) -> Deadline:
    day = _workday(today - timedelta(days=700), 1200, chance)
    done = day < today and chance.randrange(200) > 0
    return Deadline(
        id=DeadlineId(new_id()),
        case=case,
        title=chance.choice(("Discovery response", "Witness list", "Opposition due")),
        due_on=day,
        status=DeadlineStatus.DONE if done else DeadlineStatus.OPEN,
    )
