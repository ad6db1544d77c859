"""Counting every date of 10,000 cases again after a holiday was added, as the window does it.

The peer counts the same rules for the same days, day by day with dateutil, in memory: it reads no
vault and compares nothing. Ours reads every open date, counts, compares and fetches what differs.
"""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa

# dateutil publishes no types.
from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from app.domain.cases import CaseId
from app.domain.court_calendars import court_calendar
from app.domain.court_days import CourtDay, CourtDayId
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack, RulePackId
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.ids import new_id
from app.domain.time_computation import Direction
from app.domain.triggering_events import TriggeringEvent, TriggeringEventId
from app.services.counting import Counter
from app.services.deadlines import PlanOfficeRecount
from app.services.office import Office
from app.storage.cases import cases as cases_table
from app.storage.unit_of_work import UnitOfWork
from tests.benchmarks.measuring import Finding, in_turn
from tests.benchmarks.offices import fill, found

CASES, ROUNDS = 10_000, 3
FIRST_DAY, DAYS = date(2026, 1, 1), 3 * 365
HOLIDAY = date(2027, 3, 18)
LENGTHS = (7, 14, 14, 30, 90)
_ONE_DAY = relativedelta(days=1)


def measure(folder: Path, cases: int) -> list[Finding]:
    """Compare counting the whole office again with the loop."""
    office = found(folder / "recounting.dossier")
    fill(office, min(cases, CASES))
    asked = fill_dates(office)
    close_courts(office)
    plan = office.ask(PlanOfficeRecount())
    moved = sum(each.deadline.due_on == HOLIDAY for each in plan.rows)
    assert plan.examined == len(asked)
    detail = f"({plan.examined:,} dates read from the vault, {moved:,} move)"
    ours, theirs = in_turn(partial(office.ask, PlanOfficeRecount()), partial(_loop, asked), ROUNDS)
    office.close()
    return [Finding("recount of 10,000 cases / day-by-day dateutil", ours, theirs, 0.2, detail)]


def close_courts(office: Office) -> None:
    """Enter the holiday that moves dates."""
    holiday = CourtDay(id=CourtDayId(new_id()), calendar="US-FED", on=HOLIDAY, name="Mourning")
    with office._database.writing(office.actor) as work:
        work.court_days.add(holiday)


def _loop(asked: Iterable[tuple[date, int]]) -> list[date]:
    return [_by_hand(day, n) for day, n in asked]


def _by_hand(day: date, n: int) -> date:
    """Count day by day, then go on to the next open day."""
    holidays = court_calendar("US-FED").holidays
    for _ in range(n):
        day += _ONE_DAY
    while day.weekday() > 4 or day in holidays or day == HOLIDAY:
        day += _ONE_DAY
    return day


def _any_day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange(DAYS))


def fill_dates(
    office: Office, day: Callable[[random.Random], date] = _any_day
) -> list[tuple[date, int]]:
    """Give every case an event and what five rules make of it; return day and length of each."""
    chance = random.Random(13)  # noqa: S311  the same office every time
    with office._database.writing(office.actor) as work:
        rules = _rules(work)
        known = [
            CaseId(each) for each in work.connection.execute(sa.select(cases_table.c.id)).scalars()
        ]
        events = [_event(case, day(chance)) for case in known]
        work.triggering_events.add_all(events)
        counter = Counter(work)
        work.deadlines.add_all(
            _deadline(work, counter, event, rule) for event in events for rule in rules
        )
        work.finish()
    return [(event.on, rule.n) for event in events for rule in rules]


def _rules(work: UnitOfWork) -> list[CourtRule]:
    pack = work.rule_packs.add(
        RulePack(
            id=RulePackId(new_id()),
            code="BENCH",
            title="Bench",
            jurisdiction="Bench",
            edition="1",
            calendar="US-FED",
        )
    )
    rules = [
        CourtRule(
            id=CourtRuleId(new_id()),
            pack=pack.id,
            code=f"R{place}",
            title=f"Rule {place}",
            event="MOTION-SERVED",
            n=n,
            direction=Direction.AFTER,
            citation="Bench",
        )
        for place, n in enumerate(LENGTHS)
    ]
    work.court_rules.add_all(rules)
    return rules


def _event(case: CaseId, on: date) -> TriggeringEvent:
    return TriggeringEvent(id=TriggeringEventId(new_id()), case=case, event="MOTION-SERVED", on=on)


def _deadline(
    work: UnitOfWork, counter: Counter, event: TriggeringEvent, rule: CourtRule
) -> Deadline:
    answer = counter.answer(rule, event)
    bare = Deadline(
        id=DeadlineId(new_id()),
        case=event.case,
        title=rule.title,
        due_on=answer.due_on,
        event=event.id,
        rule=rule.id,
    )
    return bare.counted_as(counter.as_count(answer, event.on), work.now, work.today)
