"""Counts of days and hours, against a second implementation that walks day by day.

The walkers below share nothing with the engine but the calendar: they step one day at a time and
ask of each day whether it counts, as a clerk would with a finger on a wall calendar.
"""

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.court_calendars import CalendarNotLoaded, CourtCalendar, court_calendar
from app.domain.errors import Refused
from app.domain.time_computation import (
    DayDeadline,
    DayProfile,
    DayQuestion,
    Direction,
    Filing,
    FilingMethod,
    HourDeadline,
    HourProfile,
    HourQuestion,
    Period,
    Service,
    Session,
    Unit,
    compute_days,
    compute_hours,
    time_zone,
)
from app.domain.time_computation.wording import Advice
from tests.domain.federal_count import federal_deadline

ONE_DAY = timedelta(days=1)
FED = court_calendar("US-FED")
CALIFORNIA = court_calendar("CA-courts")
FLORIDA = court_calendar("FL-2514")
NEW_YORK_COURTS = court_calendar("NY-GCL24")
NEW_YORK = ZoneInfo("America/New_York")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")

TRIGGERS = st.dates(date(2026, 1, 1), date(2039, 6, 1))
CLOSURES = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=12)
TRIGGERS_2026 = st.dates(date(2026, 2, 1), date(2026, 9, 1))


def walk_rule45(
    trigger: date,
    n: int,
    *,
    step: int,
    added: int,
    closed: Callable[[date], bool],
    inaccessible: frozenset[date],
) -> date:
    day = trigger
    for _ in range(n):
        day += step * ONE_DAY
    while closed(day):
        day += step * ONE_DAY
    if added:
        for _ in range(added):
            day += ONE_DAY
        while closed(day):
            day += ONE_DAY
    if day in inaccessible:
        while day in inaccessible or closed(day):
            day += ONE_DAY
    return day


def walk_open_days(trigger: date, n: int, step: int, calendar: CourtCalendar) -> date:
    day, counted = trigger, 0
    while counted < n:
        day += step * ONE_DAY
        counted += calendar.is_open(day)
    return day


def walk_florida(trigger: date, n: int, added: int) -> date:
    day = trigger + ONE_DAY
    while not FLORIDA.is_open(day):
        day += ONE_DAY
    counted = 1
    while counted < n:
        day += ONE_DAY
        counted += 1 if n >= 7 else FLORIDA.is_open(day)
    for extra in (0, added):
        day += extra * ONE_DAY
        while not FLORIDA.is_open(day):
            day += ONE_DAY
    return day


def rule45(trigger: date, n: int, **more: object) -> DayQuestion:
    question = DayQuestion(profile=DayProfile.FED_RULE45, trigger=trigger, period=Period(n))
    return replace(question, **more)  # type: ignore[arg-type]  # fields by name


def ask(
    profile: DayProfile, trigger: date, period: Period, calendar_id: str, **more: object
) -> DayQuestion:
    question = DayQuestion(
        profile=profile, trigger=trigger, period=period, calendar=court_calendar(calendar_id)
    )
    return replace(question, **more)  # type: ignore[arg-type]  # fields by name


@given(
    trigger=TRIGGERS_2026,
    n=st.integers(1, 120),
    direction=st.sampled_from(Direction),
    added=st.integers(0, 5),
    state_holidays=CLOSURES,
    inaccessible=CLOSURES,
)
def test_rule_45_agrees_with_a_walk_along_the_calendar(
    *,
    trigger: date,
    n: int,
    direction: Direction,
    added: int,
    state_holidays: frozenset[date],
    inaccessible: frozenset[date],
) -> None:
    found = compute_days(
        rule45(
            trigger,
            n,
            direction=direction,
            service=Service(added),
            state_holidays=state_holidays,
            inaccessible=inaccessible,
        )
    )
    is_after = direction is Direction.AFTER

    def closed(day: date) -> bool:
        return not FED.is_open(day) or (is_after and day in state_holidays)

    step = 1 if is_after else -1
    assert found.due == walk_rule45(
        trigger, n, step=step, added=added, closed=closed, inaccessible=inaccessible
    )


@given(TRIGGERS, st.integers(1, 60), st.sampled_from(Direction))
def test_skipping_closed_days_agrees_with_a_walk_along_the_calendar(
    trigger: date, n: int, direction: Direction
) -> None:
    for profile, calendar in (
        (DayProfile.SKIP_WEEKENDS_HOLIDAYS, FED),
        (DayProfile.COURT_DAYS, CALIFORNIA),
    ):
        found = compute_days(
            ask(profile, trigger, Period(n, Unit.COURT_DAYS), calendar.id, direction=direction)
        )
        step = 1 if direction is Direction.AFTER else -1
        assert found.due == found.raw_last_day == walk_open_days(trigger, n, step, calendar)


@given(TRIGGERS, st.integers(1, 200), st.integers(0, 6))
def test_floridas_count_agrees_with_a_walk_along_the_calendar(
    trigger: date, n: int, added: int
) -> None:
    found = compute_days(
        ask(DayProfile.FL_2514, trigger, Period(n), "FL-2514", service=Service(added))
    )
    assert found.due == walk_florida(trigger, n, added)


def walk_back_in_florida(trigger: date, n: int) -> date:
    day = trigger - ONE_DAY
    while not FLORIDA.is_open(day):
        day -= ONE_DAY
    counted = 1
    while counted < n:
        day -= ONE_DAY
        counted += 1 if n >= 7 else FLORIDA.is_open(day)
    while not FLORIDA.is_open(day):
        day -= ONE_DAY
    return day


@given(TRIGGERS, st.integers(1, 200))
def test_floridas_count_back_agrees_with_a_walk_along_the_calendar(trigger: date, n: int) -> None:
    question = ask(DayProfile.FL_2514_BEFORE, trigger, Period(n), "FL-2514")
    found = compute_days(replace(question, direction=Direction.BEFORE))
    assert found.due == found.conservative_due == walk_back_in_florida(trigger, n)


def test_floridas_count_back_worked_by_hand() -> None:
    trial = ask(
        DayProfile.FL_2514_BEFORE,
        *(date(2026, 11, 30), Period(10), "FL-2514"),
        direction=Direction.BEFORE,
    )
    found = compute_days(trial)
    # Thanksgiving and the day after are closed: day 1 is Wednesday 25, day 10 Monday 16.
    assert (found.raw_last_day, found.due) == (date(2026, 11, 16), date(2026, 11, 16))
    assert found.trace[0] == (
        "Mon 30 Nov 2026 is not counted; Sun 29 Nov 2026 is a Sunday, Sat 28 Nov 2026 is a"
        " Saturday, Fri 27 Nov 2026 is Day after Thanksgiving, Thu 26 Nov 2026 is Thanksgiving"
        " Day; the last open day before it, Wed 25 Nov 2026, is day 1"
        " (Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)(1), (5))."
    )
    closed = compute_days(replace(trial, period=Period(12)))
    assert (closed.raw_last_day, closed.due) == (date(2026, 11, 14), date(2026, 11, 13))
    short = compute_days(replace(trial, period=Period(3)))
    assert short.due == date(2026, 11, 23)


@given(TRIGGERS, st.integers(0, 400), st.sampled_from(Direction), CLOSURES)
def test_calendar_days_end_where_they_end(
    trigger: date, n: int, direction: Direction, doubtful: frozenset[date]
) -> None:
    found = compute_days(
        ask(
            DayProfile.CALENDAR_DAYS,
            *(trigger, Period(n), "NY-GCL24"),
            direction=direction,
            uncertain_closures=doubtful,
            inaccessible=doubtful,
        )
    )
    step = 1 if direction is Direction.AFTER else -1
    assert found.raw_last_day == found.due == trigger + step * n * ONE_DAY
    assert found.alternative_due == (found.due if doubtful else None)
    safe = found.due
    while not NEW_YORK_COURTS.is_open(safe) or safe in doubtful:
        safe -= ONE_DAY
    assert found.conservative_due == safe
    assert not found.skipped


@pytest.mark.parametrize(
    ("period", "direction", "due", "safe"),
    [
        (Period(30), Direction.AFTER, "2026-12-25", "2026-12-24"),  # Christmas, a Friday
        (Period(33), Direction.AFTER, "2026-12-28", "2026-12-28"),
        (Period(15), Direction.BEFORE, "2026-11-10", "2026-11-10"),
        (Period(14), Direction.BEFORE, "2026-11-11", "2026-11-10"),  # Veterans Day
        (Period(2, Unit.WEEKS), Direction.BEFORE, "2026-11-11", "2026-11-10"),
        (Period(3, Unit.MONTHS), Direction.AFTER, "2027-02-25", "2027-02-25"),
        (Period(9, Unit.MONTHS), Direction.BEFORE, "2026-02-25", "2026-02-25"),
        (Period(2, Unit.YEARS), Direction.AFTER, "2028-11-25", "2028-11-24"),  # a Saturday
    ],
)
def test_calendar_days_worked_by_hand(
    period: Period, direction: Direction, due: str, safe: str
) -> None:
    found = compute_days(
        ask(
            DayProfile.CALENDAR_DAYS,
            *(date(2026, 11, 25), period, "NY-GCL24"),
            direction=direction,
        )
    )
    assert (found.due.isoformat(), str(found.conservative_due)) == (due, safe)


def test_calendar_days_keep_to_the_anniversary_or_the_end_of_its_month() -> None:
    question = ask(DayProfile.CALENDAR_DAYS, date(2026, 8, 31), Period(6, Unit.MONTHS), "NY-GCL24")
    assert compute_days(question).due == date(2027, 2, 28)  # a Sunday


def test_the_reason_warns_of_calendar_days_that_end_on_a_closed_day() -> None:
    limit = ask(DayProfile.CALENDAR_DAYS, date(2026, 11, 25), Period(30), "NY-GCL24")
    found = compute_days(limit)
    plainly, safe = found.citation, "the last open day of the count itself"
    assert plainly == "plain calendar days, by the rule's own terms"
    assert found.trace == (
        f"Wed 25 Nov 2026 is day 0 and is not counted ({plainly}).",
        f"Counting every day, day 30 is Fri 25 Dec 2026 ({plainly}).",
        "Weekends and holidays do not move this end.",
        "Due: Fri 25 Dec 2026.",
        "Warning: Fri 25 Dec 2026 is Christmas Day.",
        f"To be safe, act by Thu 24 Dec 2026, {safe}: Fri 25 Dec 2026 is Christmas Day.",
    )
    assert found.warnings == ("Fri 25 Dec 2026 is Christmas Day.",)


@given(TRIGGERS, st.integers(1, 400))
def test_a_forward_period_ends_on_an_open_day_not_before_its_count(trigger: date, n: int) -> None:
    found = compute_days(rule45(trigger, n))
    assert found.raw_last_day == trigger + n * ONE_DAY
    assert found.due >= found.raw_last_day
    assert FED.is_open(found.due)
    assert found.conservative_due is not None
    assert found.conservative_due <= found.raw_last_day
    assert (found.due == found.raw_last_day) == (found.conservative_due == found.raw_last_day)
    skipped = [closed.day for closed in found.skipped]
    assert skipped == [found.raw_last_day + d * ONE_DAY for d in range(len(skipped))]
    assert found.raw_last_day + len(skipped) * ONE_DAY == found.due


@given(TRIGGERS, st.integers(1, 300), st.sampled_from(Direction))
def test_a_longer_period_never_ends_nearer_to_the_event(
    trigger: date, n: int, direction: Direction
) -> None:
    shorter = compute_days(rule45(trigger, n, direction=direction)).due
    longer = compute_days(rule45(trigger, n + 1, direction=direction)).due
    assert abs(longer - trigger) >= abs(shorter - trigger)


@given(TRIGGERS_2026, st.integers(1, 90), CLOSURES, CLOSURES)
def test_another_closed_day_never_moves_a_forward_period_earlier(
    trigger: date, n: int, some: frozenset[date], more: frozenset[date]
) -> None:
    before = compute_days(rule45(trigger, n, state_holidays=some)).due
    assert compute_days(rule45(trigger, n, state_holidays=some | more)).due >= before
    assert compute_days(rule45(trigger, n, state_holidays=some, inaccessible=more)).due >= before


@given(TRIGGERS_2026, st.integers(1, 90), CLOSURES)
def test_doubtful_closures_leave_the_due_day_and_answer_beside_it(
    trigger: date, n: int, doubtful: frozenset[date]
) -> None:
    plain = compute_days(rule45(trigger, n))
    asked = compute_days(rule45(trigger, n, uncertain_closures=doubtful))
    as_holidays = compute_days(rule45(trigger, n, state_holidays=doubtful))
    assert asked.due == plain.due
    assert asked.alternative_due == (as_holidays.due if doubtful else None)
    assert asked.conservative_due == as_holidays.conservative_due


@given(TRIGGERS, st.integers(1, 40))
def test_a_week_is_seven_days_and_twelve_months_are_a_year(trigger: date, n: int) -> None:
    weeks = federal_deadline(trigger, n, Unit.WEEKS)
    assert weeks.due == federal_deadline(trigger, 7 * n).due
    months = federal_deadline(trigger, 12, Unit.MONTHS)
    assert months.due == federal_deadline(trigger, 1, Unit.YEARS).due


def test_the_printed_reason_reads_step_by_step() -> None:
    found = federal_deadline(date(2026, 10, 28), 14, service_days=3)
    assert found.trace == (
        "Wed 28 Oct 2026 is day 0 and is not counted (Fed. R. Crim. P. 45(a)(1)(A)).",
        "Counting every day, day 14 is Wed 11 Nov 2026 (Fed. R. Crim. P. 45(a)(1)(B)).",
        (
            "Wed 11 Nov 2026 is Veterans Day; the period goes on to Thu 12 Nov 2026"
            " (Fed. R. Crim. P. 45(a)(1)(C))."
        ),
        (
            "3 days for service are added to Thu 12 Nov 2026: Sun 15 Nov 2026"
            " (Fed. R. Crim. P. 45(c))."
        ),
        (
            "Sun 15 Nov 2026 is a Sunday; the period goes on to Mon 16 Nov 2026"
            " (Fed. R. Crim. P. 45(a)(1)(C))."
        ),
        "Due: Mon 16 Nov 2026.",
        (
            "To be safe, act by Tue 10 Nov 2026, the last open day of the count itself: Wed 11 Nov"
            " 2026 is Veterans Day."
        ),
    )
    assert found.warnings == ()
    assert [(closed.day.day, closed.reason) for closed in found.skipped] == [
        (11, "Veterans Day"),
        (15, "a Sunday"),
    ]
    assert found.citation == "Fed. R. Crim. P. 45(a)"


@pytest.mark.parametrize(
    ("n", "unit", "trigger", "due"),
    [
        (1, Unit.YEARS, date(2028, 2, 29), date(2029, 2, 28)),
        (1, Unit.MONTHS, date(2026, 1, 31), date(2026, 3, 2)),  # Sat 28 Feb, then the weekend
        (1, Unit.MONTHS, date(2028, 1, 31), date(2028, 2, 29)),
        (13, Unit.MONTHS, date(2027, 1, 29), date(2028, 2, 29)),
        (1, Unit.DAYS, date(2032, 12, 30), date(2033, 1, 3)),  # 1 Jan 2033 is kept on 31 Dec
        (2, Unit.WEEKS, date(2026, 12, 11), date(2026, 12, 28)),
        (14, Unit.DAYS, date(2040, 12, 14), date(2040, 12, 28)),
    ],
)
def test_federal_periods_worked_by_hand(n: int, unit: Unit, trigger: date, due: date) -> None:
    assert federal_deadline(trigger, n, unit).due == due


def test_a_backward_year_counts_to_the_anniversary_and_rolls_back() -> None:
    found = federal_deadline(date(2027, 7, 5), 1, Unit.YEARS, direction=Direction.BEFORE)
    assert (found.raw_last_day, found.due) == (date(2026, 7, 5), date(2026, 7, 2))


def test_an_unreachable_clerk_carries_even_a_backward_period_forward() -> None:
    found = federal_deadline(
        date(2026, 6, 1), 7, direction=Direction.BEFORE, inaccessible=frozenset({date(2026, 5, 22)})
    )
    assert found.after_first_roll == date(2026, 5, 22)
    assert found.due == date(2026, 5, 26)  # past the weekend and Memorial Day


def test_service_added_in_court_days_skips_closed_days() -> None:
    found = compute_days(
        ask(
            DayProfile.CA_CCP12_SERVICE_LENGTHENS,
            date(2026, 11, 5),
            Period(20),
            "CA-courts",
            service=Service(2, in_court_days=True),
        )
    )
    # Day 20 is Wed 25 Nov; two court days more pass Thanksgiving, the day after and the weekend.
    assert found.raw_last_day == found.due == date(2026, 12, 1)


def test_a_lengthened_period_of_months_adds_days_to_the_anniversary() -> None:
    found = compute_days(
        ask(
            DayProfile.NY_GCL_SERVICE_LENGTHENS,
            date(2026, 3, 9),
            Period(1, Unit.MONTHS),
            "NY-GCL24",
            service=Service(5),
        )
    )
    assert found.raw_last_day == date(2026, 4, 14)


def test_a_fixed_date_stands_even_where_no_calendar_reaches() -> None:
    fixed = date(2055, 1, 2)
    found = compute_days(
        DayQuestion(
            profile=DayProfile.FIXED_DATE,
            trigger=date(2026, 1, 1),
            period=Period(0, Unit.FIXED_DATE, fixed),
        )
    )
    assert (found.due, found.conservative_due) == (fixed, None)
    warning = "No holiday table covers that year; check whether the court is open."
    assert found.warnings == (warning,)
    assert f"Warning: {warning}" in found.trace


def test_a_short_period_skips_closed_days_only_below_its_threshold() -> None:
    trigger = date(2026, 3, 5)
    for n, due in ((6, date(2026, 3, 13)), (7, date(2026, 3, 12))):
        question = ask(DayProfile.SHORT_PERIOD_EXCLUSION_LT7, trigger, Period(n), "US-FED")
        assert compute_days(question).due == due
    five = ask(DayProfile.SHORT_PERIOD_EXCLUSION_LT7, trigger, Period(6), "US-FED")
    assert compute_days(replace(five, short_period_threshold=6)).due == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("code", "question"),
    [
        (
            "period.direction",
            ask(
                DayProfile.CA_CCP12,
                date(2026, 3, 2),
                Period(5),
                "CA-courts",
                direction=Direction.BEFORE,
            ),
        ),
        (
            "period.direction",
            ask(DayProfile.COURT_DAYS_PLUS_CALENDAR, date(2026, 3, 2), Period(5), "CA-courts"),
        ),
        ("period.direction", rule45(date(2026, 3, 2), 5, profile=DayProfile.LAST_MOMENT,
                                    direction=Direction.BEFORE)),
        ("period.unit", rule45(date(2026, 3, 2), 5, period=Period(5, Unit.HOURS))),
        ("period.unit", ask(DayProfile.FL_2514, date(2026, 3, 2), Period(5, Unit.MONTHS),
                            "FL-2514")),
        ("period.direction", ask(DayProfile.FL_2514, date(2026, 3, 2), Period(5), "FL-2514",
                                 direction=Direction.BEFORE)),
        ("period.direction", ask(DayProfile.FL_2514_BEFORE, date(2026, 3, 2), Period(5),
                                 "FL-2514")),
        ("period.too_short", ask(DayProfile.FL_2514_BEFORE, date(2026, 3, 2), Period(0),
                                 "FL-2514", direction=Direction.BEFORE)),
        ("period.unit", ask(DayProfile.CALENDAR_DAYS, date(2026, 3, 2), Period(5, Unit.COURT_DAYS),
                            "NY-GCL24")),
        ("service.not_in_profile", ask(DayProfile.CALENDAR_DAYS, date(2026, 3, 2), Period(5),
                                       "NY-GCL24", service=Service(5))),
        ("calendar.required", ask(DayProfile.CALENDAR_DAYS, date(2026, 3, 2), Period(3),
                                  "NY-GCL24", calendar=None)),
        ("date.out_of_range", ask(DayProfile.CALENDAR_DAYS, date.min, Period(1), "NY-GCL24",
                                  direction=Direction.BEFORE)),
        ("service.not_in_profile", ask(DayProfile.NY_GCL, date(2026, 3, 2), Period(5), "NY-GCL24",
                                       service=Service(5))),
        ("period.two_days_only", ask(DayProfile.NY_GCL_TWO_DAY, date(2026, 3, 2), Period(3),
                                     "NY-GCL24")),
        ("calendar.required", ask(DayProfile.NY_GCL, date(2026, 3, 2), Period(3), "NY-GCL24",
                                  calendar=None)),
        ("period.too_short", ask(DayProfile.COURT_DAYS, date(2026, 3, 2), Period(0), "US-FED")),
        ("period.too_short", ask(DayProfile.FL_2514, date(2026, 3, 2), Period(0), "FL-2514")),
        ("calendar.not_loaded", rule45(date(2040, 12, 20), 14)),
        ("calendar.not_loaded", rule45(date.max, 14, direction=Direction.BEFORE)),
        ("date.out_of_range", rule45(date.max, 14)),
        ("date.out_of_range", rule45(date.min, 1, period=Period(1, Unit.YEARS),
                                     direction=Direction.BEFORE)),
    ],
)  # fmt: skip
def test_a_question_that_does_not_fit_is_refused(code: str, question: DayQuestion) -> None:
    with pytest.raises(Refused) as caught:
        compute_days(question)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("n", "unit", "code"),
    [
        (-1, Unit.DAYS, "period.too_short"),
        (-3, Unit.DAYS, "period.too_short"),
        (36_526, Unit.DAYS, "period.too_long"),
        (101, Unit.YEARS, "period.too_long"),
        (10**30, Unit.HOURS, "period.too_long"),
        (1, Unit.FIXED_DATE, "period.date_missing"),
    ],
)
def test_an_absurd_period_is_refused(n: int, unit: Unit, code: str) -> None:
    with pytest.raises(Refused) as caught:
        Period(n, unit)
    assert caught.value.code == code


def test_service_days_have_no_place_in_the_offices_backward_periods() -> None:
    with pytest.raises(Refused) as caught:
        federal_deadline(date(2026, 6, 1), 7, direction=Direction.BEFORE, service_days=3)
    assert caught.value.code == "service.backward"


def test_a_century_of_open_days_ends_in_a_refusal_and_not_in_a_wait() -> None:
    with pytest.raises(CalendarNotLoaded):
        compute_days(ask(DayProfile.COURT_DAYS, date(2026, 1, 2), Period(36_525), "CA-courts"))


# Hours -------------------------------------------------------------------------------------------


def hours(
    profile: HourProfile, trigger: datetime, n: int, zone: ZoneInfo = NEW_YORK, **more: object
) -> HourQuestion:
    question = HourQuestion(
        profile=profile, trigger=trigger, zone=zone, period=Period(n, Unit.HOURS)
    )
    return replace(question, **more)  # type: ignore[arg-type]  # fields by name


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def walk_hours(trigger: datetime, n: int, zone: ZoneInfo) -> datetime:
    """Step whole hours through absolute time, then read the wall clock."""
    seconds = trigger.replace(tzinfo=zone).timestamp()
    for _ in range(abs(n)):
        seconds += 3600 if n > 0 else -3600
    return datetime.fromtimestamp(seconds, zone).replace(tzinfo=None, fold=0)


FIRST, LAST = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2039-01-01")

# Not before four in the morning: a random time must not fall into the hour the clocks skip.
WALL_CLOCKS = st.datetimes(FIRST, LAST).map(
    lambda moment: moment.replace(microsecond=0, hour=max(moment.hour, 4))
)


@given(WALL_CLOCKS, st.integers(1, 400))
def test_hours_elapse_through_daylight_saving(trigger: datetime, n: int) -> None:
    found = compute_hours(hours(HourProfile.ELAPSED_HOURS_NO_ROLL, trigger, n))
    assert found.raw_end == found.due == walk_hours(trigger, n, NEW_YORK)


@given(WALL_CLOCKS, st.integers(1, 400))
def test_hours_back_from_an_event_elapse_through_daylight_saving(event: datetime, n: int) -> None:
    profile = HourProfile.ELAPSED_HOURS_BEFORE
    found = compute_hours(hours(profile, event, n, direction=Direction.BEFORE))
    assert found.raw_end == found.due
    assert found.due == walk_hours(event, -n, NEW_YORK)


def test_hours_back_from_an_event_worked_by_hand() -> None:
    profile = HourProfile.ELAPSED_HOURS_BEFORE
    found = compute_hours(hours(profile, at("2026-11-02T10:00:00"), 48, direction=Direction.BEFORE))
    assert found.due == at("2026-10-31T11:00:00")  # the clocks went back in between
    assert found.trace == (
        "The count runs back from Mon 2 Nov 2026 10:00.",
        "48 elapsed hours earlier is Sat 31 Oct 2026 11:00 (America/New_York).",
        "The clocks change in between; the hours are counted as they elapse.",
        "Weekends and holidays do not move this end.",
        "Due: Sat 31 Oct 2026 11:00.",
    )


@given(WALL_CLOCKS, st.integers(1, 400))
def test_hours_under_rule_45_keep_the_time_of_day_when_they_roll(trigger: datetime, n: int) -> None:
    found = compute_hours(hours(HourProfile.FED_RULE45_HOURS, trigger, n))
    assert found.raw_end == walk_hours(trigger, n, NEW_YORK)
    day = found.raw_end.date()
    while not FED.is_open(day):
        day += ONE_DAY
    assert found.due == datetime.combine(day, found.raw_end.time())


def test_a_doubled_hour_means_the_first_and_a_missing_hour_is_refused() -> None:
    profile = HourProfile.ELAPSED_HOURS_NO_ROLL
    doubled = compute_hours(hours(profile, at("2026-11-01T01:30:00"), 1))
    assert doubled.due == at("2026-11-01T01:30:00")  # an hour later the clocks show it again
    with pytest.raises(Refused) as caught:
        compute_hours(hours(profile, at("2027-03-14T02:30:00"), 1))
    assert caught.value.code == "time.missing_hour"


def walk_pc825(trigger: datetime, n: int) -> datetime:
    """Count minutes one by one, leaving out those of Sundays and holidays."""
    moment, left = trigger, n * 60
    while left:
        day = moment.date()
        if day.weekday() != 6 and not CALIFORNIA.holiday(day):
            left -= 1
        moment += timedelta(minutes=1)
    return moment


SESSION = Session(time(8, 30), time(16, 30))


@given(
    WALL_CLOCKS.map(lambda moment: moment.replace(second=0)),
    st.sampled_from([24, 36, 48, 72]),
)
def test_hours_to_arraignment_agree_with_a_count_of_minutes(trigger: datetime, n: int) -> None:
    found = compute_hours(hours(HourProfile.PC825_HOURS, trigger, n, LOS_ANGELES, session=SESSION))
    assert found.raw_end == walk_pc825(trigger, n)
    assert found.due.time() == SESSION.closes
    assert CALIFORNIA.is_open(found.due.date())


@pytest.mark.parametrize(
    ("arrest", "raw_end", "due"),
    [
        # Friday evening: Saturday counts, Sunday does not.
        ("2026-03-06T18:00:00", "2026-03-09T18:00:00", "2026-03-10T16:30:00"),
        # Before the session opens: the same day's close.
        ("2026-03-02T07:00:00", "2026-03-04T07:00:00", "2026-03-04T16:30:00"),
        # At the minute the session closes: still that day.
        ("2026-03-02T16:30:00", "2026-03-04T16:30:00", "2026-03-04T16:30:00"),
        ("2026-03-02T16:31:00", "2026-03-04T16:31:00", "2026-03-05T16:30:00"),
        # Wednesday after the session: Friday at the latest, not Monday.
        ("2026-03-04T17:00:00", "2026-03-06T17:00:00", "2026-03-06T16:30:00"),
        # The same before Thanksgiving: Friday is closed, so Monday stands.
        ("2026-11-25T17:00:00", "2026-11-30T17:00:00", "2026-12-01T16:30:00"),
        # Arrest on a Sunday: the hours begin on Monday.
        ("2026-03-08T12:00:00", "2026-03-11T00:00:00", "2026-03-11T16:30:00"),
        # Ends at midnight before a Sunday.
        ("2026-03-05T00:00:00", "2026-03-07T00:00:00", "2026-03-09T16:30:00"),
    ],
)
def test_arraignment_in_california_worked_by_hand(arrest: str, raw_end: str, due: str) -> None:
    found = compute_hours(
        hours(HourProfile.PC825_HOURS, at(arrest), 48, LOS_ANGELES, session=SESSION)
    )
    assert (found.raw_end, found.due) == (at(raw_end), at(due))


def test_the_last_day_ends_at_midnight_online_and_at_the_clerks_closing_on_paper() -> None:
    zone = time_zone("America/Los_Angeles")
    online = compute_days(
        rule45(date(2026, 10, 20), 14, profile=DayProfile.LAST_MOMENT,
               filing=Filing(FilingMethod.ELECTRONIC, zone))
    ).last_moment  # fmt: skip
    on_paper = compute_days(
        rule45(date(2026, 10, 20), 14, profile=DayProfile.LAST_MOMENT,
               filing=Filing(FilingMethod.PAPER, zone, time(16, 0)))
    ).last_moment  # fmt: skip
    assert online is not None
    assert on_paper is not None
    # Daylight saving ended on 1 Nov, so the court is eight hours behind UTC.
    assert online.local == at("2026-11-03T23:59:59")
    assert online.instant == at("2026-11-04T07:59:59+00:00")
    assert on_paper.instant == at("2026-11-04T00:00:00+00:00")


@pytest.mark.parametrize("filing", [None, Filing(FilingMethod.PAPER, NEW_YORK)])
def test_a_last_moment_that_was_not_said_is_warned_of_beside_the_day(filing: Filing | None) -> None:
    found = compute_days(
        rule45(date(2026, 10, 20), 14, profile=DayProfile.LAST_MOMENT, filing=filing)
    )
    assert (found.due, found.last_moment) == (date(2026, 11, 3), None)
    assert len(found.warnings) == 1


def test_without_a_zone_the_last_moment_is_the_courts_own_time_alone() -> None:
    last = compute_days(
        rule45(date(2026, 10, 20), 14, profile=DayProfile.LAST_MOMENT,
               filing=Filing(FilingMethod.ELECTRONIC))
    ).last_moment  # fmt: skip
    assert last is not None
    assert (last.local, last.instant) == (at("2026-11-03T23:59:59"), None)


def test_a_period_of_no_days_ends_on_the_day_of_the_event_or_the_next_open_one() -> None:
    assert compute_days(rule45(date(2026, 3, 7), 0)).due == date(2026, 3, 9)
    with pytest.raises(Refused) as caught:
        federal_deadline(date(2026, 3, 7), 0)
    assert caught.value.code == "period.too_short"


def test_doubtful_closures_that_matter_are_named_with_the_day_they_would_make() -> None:
    found = federal_deadline(
        date(2024, 12, 26), 14, uncertain_closures={date(2025, 1, 9), date(2025, 3, 3)}
    )
    assert found.trace[-2:] == (
        (
            "To be safe, act by Wed 8 Jan 2025, the last open day of the count itself: Thu 9 Jan"
            " 2025 is a day the court may treat as a holiday."
        ),
        ("If the doubtful closures (Thu 9 Jan 2025) were holidays it would be Fri 10 Jan 2025."),
    )


def test_a_day_without_a_clerk_is_warned_of_where_the_method_has_no_rule_for_it() -> None:
    question = ask(DayProfile.CA_CCP12, date(2026, 3, 2), Period(7), "CA-courts",
                   inaccessible={date(2026, 3, 9)})  # fmt: skip
    found = compute_days(question)
    assert found.due == date(2026, 3, 9)
    assert "clerk cannot be reached on Mon 9 Mar 2026" in found.warnings[0]


NO_ZONES = ["Mars/Olympus", "../../etc/passwd", "America", "", "x" * 5000]
OF_THE_MACHINE = ["localtime", "posixrules", "posix/America/New_York", "right/America/New_York"]


@pytest.mark.parametrize("key", [*NO_ZONES, *OF_THE_MACHINE])
def test_a_zone_that_does_not_exist_is_refused(key: str) -> None:
    with pytest.raises(Refused) as caught:
        time_zone(key)
    assert caught.value.code == "time.unknown_zone"


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("period.direction", hours(HourProfile.FED_RULE45_HOURS, at("2026-03-02T10:00:00"), 3,
                                   direction=Direction.BEFORE)),
        ("period.unit", hours(HourProfile.FED_RULE45_HOURS, at("2026-03-02T10:00:00"), 3,
                              period=Period(3))),
        ("service.not_in_profile", hours(HourProfile.FED_RULE45_HOURS, at("2026-03-02T10:00:00"),
                                         3, service=Service(3))),
        ("period.direction", hours(HourProfile.ELAPSED_HOURS_NO_ROLL, at("2026-03-02T10:00:00"),
                                   3, direction=Direction.BEFORE)),
        ("period.direction", hours(HourProfile.ELAPSED_HOURS_BEFORE, at("2026-03-02T10:00:00"),
                                   3)),
        ("date.out_of_range", hours(HourProfile.ELAPSED_HOURS_BEFORE, at("0001-01-02T10:00:00"),
                                    48, direction=Direction.BEFORE)),
        ("session.missing", hours(HourProfile.PC825_HOURS, at("2026-03-02T10:00:00"), 48)),
        ("date.out_of_range", hours(HourProfile.ELAPSED_HOURS_NO_ROLL, at("9999-12-30T10:00:00"),
                                    48)),
        ("date.out_of_range", hours(HourProfile.ELAPSED_HOURS_NO_ROLL, at("0001-01-01T00:00:00"),
                                    1, zone=ZoneInfo("Asia/Tokyo"))),
    ],
)  # fmt: skip
def test_an_hour_question_that_does_not_fit_is_refused(code: str, question: HourQuestion) -> None:
    with pytest.raises(Refused) as caught:
        compute_hours(question)
    assert caught.value.code == code


def test_hours_answer_beside_doubtful_closures_and_skip_state_holidays() -> None:
    question = hours(HourProfile.FED_RULE45_HOURS, at("2026-11-25T14:00:00"), 24)
    friday = frozenset({date(2026, 11, 27)})
    assert compute_hours(replace(question, state_holidays=friday)).due == at("2026-11-30T14:00:00")
    doubtful = compute_hours(replace(question, uncertain_closures=friday))
    assert doubtful.due == at("2026-11-27T14:00:00")
    assert doubtful.alternative_due == at("2026-11-30T14:00:00")


def said(found: DayDeadline | HourDeadline) -> str:
    return " ".join(found.trace)


def test_the_reason_says_why_a_state_holiday_does_not_move_a_backward_period() -> None:
    found = federal_deadline(
        date(2026, 4, 27), 7, direction=Direction.BEFORE, state_holidays={date(2026, 4, 20)}
    )
    assert found.due == date(2026, 4, 20)
    assert "is a state holiday, which counts only in a period after an event" in said(found)


def test_the_reason_names_every_day_passed_over() -> None:
    florida = compute_days(ask(DayProfile.FL_2514, date(2026, 11, 25), Period(10), "FL-2514"))
    for name in ("Thanksgiving Day", "Day after Thanksgiving", "a Saturday", "a Sunday"):
        assert f"is {name}" in said(florida)
    snow = federal_deadline(
        date(2026, 1, 13), 14, inaccessible={date(2026, 1, 27), date(2026, 1, 28)}
    )
    assert said(snow).count("is a day the clerk could not be reached") == 2
    court_days = ask(DayProfile.COURT_DAYS, date(2026, 11, 23), Period(10), "CA-courts")
    assert "Thu 26 Nov 2026 is Thanksgiving Day, Fri 27 Nov" in said(compute_days(court_days))


def test_the_reason_says_which_count_a_short_period_took_and_where_a_month_ended() -> None:
    ohio = DayProfile.SHORT_PERIOD_EXCLUSION_LT7
    assert "5 days are fewer than 7" in said(
        compute_days(ask(ohio, date(2026, 3, 5), Period(5), "US-FED"))
    )
    assert "7 days are not fewer" in said(
        compute_days(ask(ohio, date(2026, 3, 5), Period(7), "US-FED"))
    )
    assert "for the month has no day 31" in said(
        federal_deadline(date(2026, 1, 31), 1, Unit.MONTHS)
    )


def test_the_reason_says_where_in_the_courts_day_the_hours_end() -> None:
    for arrest, words in (
        ("2026-03-02T10:00:00", "during the session of Wed 4 Mar 2026, 08:30 to 16:30"),
        ("2026-03-02T06:00:00", "before the session of Wed 4 Mar 2026"),
        ("2026-03-02T20:00:00", "The session of Wed 4 Mar 2026 (08:30 to 16:30) is over"),
        ("2026-03-05T10:00:00", "Sat 7 Mar 2026 is a Saturday; the next session is on Mon 9 Mar"),
    ):
        question = hours(HourProfile.PC825_HOURS, at(arrest), 48, LOS_ANGELES, session=SESSION)
        assert words in said(compute_hours(question))


def test_a_reason_that_was_not_read_yet_travels_with_its_answer() -> None:
    question = DayQuestion(
        profile=DayProfile.FED_RULE45, trigger=date(2026, 11, 12), period=Period(14), calendar=FED
    )
    answer = compute_days(question)
    travelled = pickle.loads(pickle.dumps(answer))  # noqa: S301  our own bytes
    assert travelled == answer
    assert travelled.trace == answer.trace == compute_days(question).trace
    assert answer != compute_days(replace(question, trigger=date(2026, 11, 5)))


def test_the_day_to_plan_by_is_told_from_the_law_by_its_kind_and_not_by_its_words() -> None:
    feigned = FED.closing([date(2026, 10, 15)], "To be safe, act by candlelight")
    answer = compute_days(
        DayQuestion(
            profile=DayProfile.FED_RULE45,
            trigger=date(2026, 10, 1),
            period=Period(14),
            calendar=feigned,
        )
    )
    travelled = pickle.loads(pickle.dumps(answer.trace))  # noqa: S301  our own bytes
    for trace in (answer.trace, travelled):
        assert [type(said) is Advice for said in trace] == [False] * (len(trace) - 1) + [True]
    assert "To be safe, act by candlelight" in answer.trace[-3]


def test_a_name_with_braces_is_a_name() -> None:
    calendar = FED.closing([date(2026, 10, 15)], "{0} {day} {} %s")
    answer = compute_days(
        DayQuestion(
            profile=DayProfile.FED_RULE45,
            trigger=date(2026, 10, 1),
            period=Period(14),
            calendar=calendar,
        )
    )
    assert any("Thu 15 Oct 2026 is {0} {day} {} %s" in step for step in answer.trace)


def test_a_calendar_with_more_days_closed_finds_its_own_way_to_an_open_one() -> None:
    monday, tuesday = date(2026, 10, 19), date(2026, 10, 20)
    assert FED.on_or_after(date(2026, 10, 17)) == monday
    assert FED.closing([monday], "Storm").on_or_after(date(2026, 10, 17)) == tuesday
    assert FED.on_or_after(date(2026, 10, 17)) == monday
