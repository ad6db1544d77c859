"""All deadlines after a new holiday, against a day-by-day dateutil loop over the same rules.

Both answer the day due and the day to plan by. Ours keeps the reason of each and, as the window
does, words those of the dates that moved. The answers are compared before anything is measured.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

# dateutil publishes no types.
from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.time_computation import (
    DayProfile,
    DayQuestion,
    Direction,
    Period,
    Service,
    Unit,
    compute_days,
)
from tests.benchmarks.measuring import Finding, in_turn

CASES = 10_000
ROUNDS = 3
NEW_HOLIDAY = date(2027, 3, 15)
DAY = relativedelta(days=+1)


@dataclass(frozen=True)
class Rule:
    """A rule of an office: its method, length and calendar."""

    profile: DayProfile
    n: int
    calendar: str
    unit: Unit = Unit.DAYS
    direction: Direction = Direction.AFTER
    added: int = 0


RULES = (
    Rule(DayProfile.FED_RULE45, 3, "US-FED"),
    Rule(DayProfile.FED_RULE45, 7, "US-FED", added=3),
    Rule(DayProfile.FED_RULE45, 7, "US-FED", direction=Direction.BEFORE),
    Rule(DayProfile.FED_RULE45, 14, "US-FED", added=3),
    Rule(DayProfile.FED_RULE45, 21, "US-FED", direction=Direction.BEFORE),
    Rule(DayProfile.FED_RULE45, 30, "US-FED"),
    Rule(DayProfile.COURT_DAYS, 5, "CA-courts", Unit.COURT_DAYS),
    Rule(DayProfile.COURT_DAYS, 10, "CA-courts", Unit.COURT_DAYS),
    Rule(DayProfile.CA_CCP12, 60, "CA-courts"),
    Rule(DayProfile.CA_CCP12_SERVICE_LENGTHENS, 10, "CA-courts", added=5),
    Rule(DayProfile.NY_GCL, 5, "NY-GCL24"),
    Rule(DayProfile.NY_GCL, 21, "NY-GCL24"),
    Rule(DayProfile.NY_GCL_MONTHS, 6, "NY-GCL24", Unit.MONTHS),
    Rule(DayProfile.FL_2514, 10, "FL-2514", added=5),
    Rule(DayProfile.FL_2514, 90, "FL-2514"),
)
"""As an office has them: most are short, where a loop is quick."""


def measure(_folder: Path, cases: int) -> list[Finding]:
    """Compare the recomputation of every rule for every case."""
    count = min(cases, CASES)
    calendars = {
        rule.calendar: court_calendar(rule.calendar).closing([NEW_HOLIDAY], "New holiday")
        for rule in RULES
    }
    stored = [compute_days(question).due for question in _asked(count)]
    asked = list(_asked(count, calendars))
    closed = {id_: frozenset(calendar.holidays) for id_, calendar in calendars.items()}
    ours = _ours(asked, stored)
    peer = _peer(count, closed)
    if ours() != peer():
        raise AssertionError
    seconds = in_turn(ours, peer, ROUNDS)
    name = f"recompute {len(asked):,} deadlines of {count:,} cases / day-by-day dateutil loop"
    moved = sum(now != then for (now, _), then in zip(ours(), stored, strict=True))
    return [Finding(name, *seconds, goal=0.2, detail=f"({moved:,} move, ours with the reason)")]


def _triggers(count: int) -> Iterator[date]:
    for number in range(count):
        yield date(2026, 9, 1) + timedelta(days=number % 365)


def _asked(
    count: int, calendars: Mapping[str, CourtCalendar] | None = None
) -> Iterator[DayQuestion]:
    """Yield the questions as they stand stored, with the calendars now in force or as shipped."""
    for trigger in _triggers(count):
        for rule in RULES:
            question = DayQuestion(
                profile=rule.profile,
                trigger=trigger,
                period=Period(rule.n, rule.unit),
                direction=rule.direction,
                service=Service(rule.added),
            )
            shipped = court_calendar(rule.calendar)
            yield replace(question, calendar=calendars[rule.calendar] if calendars else shipped)


def _ours(
    asked: list[DayQuestion], stored: list[date]
) -> Callable[[], list[tuple[date, date | None]]]:
    def work() -> list[tuple[date, date | None]]:
        days = []
        for question, before in zip(asked, stored, strict=True):
            answer = compute_days(question)
            if answer.due != before and not answer.trace:
                raise AssertionError
            days.append((answer.due, answer.conservative_due))
        return days

    return work


def _peer(count: int, closed: dict[str, frozenset[date]]) -> Callable[[], object]:
    def work() -> list[tuple[date, date]]:
        return [
            _by_hand(trigger, rule, closed[rule.calendar])
            for trigger in _triggers(count)
            for rule in RULES
        ]

    return work


def _by_hand(trigger: date, rule: Rule, closed: frozenset[date]) -> tuple[date, date]:
    """The day due and the day to plan by, one day at a time."""
    raw = due = _raw_day(trigger, rule, closed)
    step = -DAY if rule.direction is Direction.BEFORE else DAY
    if rule.profile is not DayProfile.COURT_DAYS:
        due = _rolled(raw, step, closed)
    if rule.added and rule.profile is not DayProfile.CA_CCP12_SERVICE_LENGTHENS:
        due = _rolled(_walked(due, rule.added, DAY), DAY, closed)
    return due, _rolled(raw, -DAY, closed)


def _raw_day(trigger: date, rule: Rule, closed: frozenset[date]) -> date:
    if rule.unit is Unit.MONTHS:
        months: date = trigger + relativedelta(months=+rule.n)
        return months
    if rule.profile is DayProfile.COURT_DAYS:
        return _open_days(trigger, rule.n, closed)
    if rule.profile is DayProfile.FL_2514:
        return _walked(_open_days(trigger, 1, closed), rule.n - 1, DAY)
    lengthens = rule.profile is DayProfile.CA_CCP12_SERVICE_LENGTHENS
    step = -DAY if rule.direction is Direction.BEFORE else DAY
    return _walked(trigger, rule.n + (rule.added if lengthens else 0), step)


def _walked(day: date, n: int, step: relativedelta) -> date:
    for _ in range(n):
        day += step
    return day


def _open_days(day: date, n: int, closed: frozenset[date]) -> date:
    while n:
        day += DAY
        n -= _is_open(day, closed)
    return day


def _rolled(day: date, step: relativedelta, closed: frozenset[date]) -> date:
    while not _is_open(day, closed):
        day += step
    return day


def _is_open(day: date, closed: frozenset[date]) -> bool:
    return day.weekday() < 5 and day not in closed
