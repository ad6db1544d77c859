"""Speedy-trial clocks, against a second implementation that keeps a set of excluded dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.court_calendars import court_calendar
from app.domain.errors import Refused
from app.domain.speedy_trial import (
    DetainedClock,
    ExcludedDays,
    Exclusion,
    IndictmentClock,
    Status,
    TrialClock,
)
from app.domain.speedy_trial.california import Section1382
from app.domain.speedy_trial.federal_appearance import AbsentDefendant
from app.domain.speedy_trial.florida import (
    ChargingClock,
    RecapturePeriod,
    RecapturePeriodBefore2025,
)
from app.domain.speedy_trial.new_york_readiness import ReadinessClock
from app.domain.speedy_trial.new_york_release import ReleaseClock
from app.domain.speedy_trial.other_states import (
    IllinoisClock,
    OhioClock,
    PennsylvaniaClock,
    TexasReleaseClock,
    WashingtonClock,
)

ONE_DAY = timedelta(days=1)
START = date(2026, 1, 7)

DAYS = st.dates(date(2025, 11, 1), date(2026, 12, 31))
EXCLUSIONS = st.lists(
    st.builds(lambda first, length: Exclusion(first, first + length * ONE_DAY), DAYS,
              st.integers(0, 60)),
    max_size=8,
)  # fmt: skip


def dates_of(exclusions: list[Exclusion]) -> set[date]:
    return {range_.first + n * ONE_DAY for range_ in exclusions for n in range(range_.length)}


def walk(start: date, limit: int, excluded: set[date]) -> tuple[date, date]:
    """Return the first day the count reaches the limit, and the last before it exceeds it."""
    day, counted = start, 0
    while counted < limit:
        day += ONE_DAY
        counted += day not in excluded
    reached = day
    while day + ONE_DAY in excluded:
        day += ONE_DAY
    return reached, day


@given(EXCLUSIONS, st.integers(1, 200), DAYS.filter(lambda day: day >= START))
def test_the_federal_clock_agrees_with_a_set_of_dates(
    exclusions: list[Exclusion], limit: int, as_of: date
) -> None:
    clock = TrialClock(
        clock_start=START, limit_days=limit, exclusions=tuple(exclusions), as_of=as_of
    )
    found, excluded = clock.answer(), dates_of(exclusions)
    counted = sum(START < day <= as_of and day not in excluded for day in all_days(as_of))
    assert found.days_counted == counted
    assert found.days_excluded == sum(START < day <= as_of for day in excluded)
    assert found.days_remaining == limit - counted
    assert (found.day_limit_date, found.last_compliant_date) == walk(START, limit, excluded)
    assert found.union_of_exclusions == len(excluded)
    assert found.sum_of_exclusion_lengths == sum(range_.length for range_ in exclusions)
    assert found.status is (Status.EXCEEDED if counted > limit else Status.WITHIN)


def all_days(last: date) -> list[date]:
    return [START + n * ONE_DAY for n in range((last - START).days + 1)]


@given(EXCLUSIONS)
def test_excluding_a_range_twice_changes_nothing_but_the_sum(exclusions: list[Exclusion]) -> None:
    once = TrialClock(clock_start=START, exclusions=tuple(exclusions)).answer()
    twice = TrialClock(clock_start=START, exclusions=tuple(exclusions * 2)).answer()
    as_once = replace(
        twice, sum_of_exclusion_lengths=once.sum_of_exclusion_lengths, trace=once.trace
    )
    assert as_once == once


@given(EXCLUSIONS, EXCLUSIONS)
def test_more_exclusions_never_bring_the_limit_nearer(
    some: list[Exclusion], more: list[Exclusion]
) -> None:
    before = ExcludedDays(some).counted_day(START, 70)
    assert ExcludedDays(some + more).counted_day(START, 70) >= before


@given(EXCLUSIONS, st.randoms(use_true_random=False))
def test_the_order_of_exclusions_does_not_matter(
    exclusions: list[Exclusion], random: object
) -> None:
    shuffled = sorted(exclusions, key=lambda _: random.random())  # type: ignore[attr-defined]  # a Random
    assert list(ExcludedDays(shuffled).ranges()) == list(ExcludedDays(exclusions).ranges())


def test_adjoining_exclusions_after_the_limit_are_one_run() -> None:
    found = TrialClock(
        clock_start=START,
        exclusions=(
            Exclusion(date(2026, 3, 19), date(2026, 3, 22)),
            Exclusion(date(2026, 3, 23), date(2026, 3, 25)),
        ),
    ).answer()
    assert found.day_limit_date == date(2026, 3, 18)
    assert found.last_compliant_date == date(2026, 3, 25)


@given(EXCLUSIONS, st.integers(1, 120))
def test_the_limit_rolls_forward_or_back_to_open_days(
    exclusions: list[Exclusion], limit: int
) -> None:
    calendar = court_calendar("US-FED")
    found = TrialClock(clock_start=START, limit_days=limit, exclusions=tuple(exclusions)).answer()
    assert found.day_limit_date is not None
    assert found.last_day_rule45 == calendar.on_or_after(found.day_limit_date)
    assert found.conservative_date == calendar.on_or_before(found.day_limit_date)


def test_each_federal_clock_has_its_own_limit_and_custody_never_rolls() -> None:
    start = date(2026, 3, 2)
    assert TrialClock(clock_start=start).answer().day_limit_date == date(2026, 5, 11)
    assert IndictmentClock(clock_start=start).answer().day_limit_date == date(2026, 4, 1)
    detained = DetainedClock(clock_start=start).answer()
    assert detained.day_limit_date == date(2026, 5, 31)
    assert detained.last_day_rule45 is None
    assert detained.conservative_date == date(2026, 5, 29)


def test_without_a_day_to_count_to_there_are_no_counts() -> None:
    found = TrialClock(clock_start=START).answer()
    assert (found.elapsed_total, found.days_counted, found.status) == (None, None, None)


def test_a_total_alone_gives_counts_and_no_limit_date() -> None:
    found = TrialClock(clock_start=START, excluded_total=30, as_of=date(2026, 6, 1)).answer()
    assert (found.elapsed_total, found.days_counted, found.days_remaining) == (145, 115, -45)
    assert found.status is Status.EXCEEDED
    assert found.day_limit_date is None
    assert found.union_of_exclusions is None


def test_beyond_the_calendar_the_limit_stands_unrolled() -> None:
    found = TrialClock(clock_start=date(2041, 3, 1)).answer()
    assert found.day_limit_date == date(2041, 5, 10)
    assert (found.last_day_rule45, found.conservative_date) == (None, None)


def test_the_reason_lets_one_redo_the_sum_by_hand() -> None:
    found = TrialClock(
        clock_start=START,
        exclusions=(
            Exclusion(date(2026, 2, 3), date(2026, 2, 24)),
            Exclusion(date(2026, 1, 20), date(2026, 2, 10), "(h)(1)(D)"),
        ),
        as_of=date(2026, 3, 2),
    ).answer()
    assert found.trace == (
        (
            "The clock starts on Wed 7 Jan 2026, which is not counted; the limit is 70 days"
            " (18 U.S.C. 3161(c)(1))."
        ),
        "Excluded: Tue 3 Feb 2026 to Tue 24 Feb 2026, both included, 22 days (18 U.S.C. 3161(h)).",
        (
            "Excluded as (h)(1)(D): Tue 20 Jan 2026 to Tue 10 Feb 2026, both included, 22 days"
            " (18 U.S.C. 3161(h))."
        ),
        (
            "Each date is excluded once: together Tue 20 Jan 2026 to Tue 24 Feb 2026, 36 days in"
            " all, where the lengths add up to 44."
        ),
        "Day 70 without exclusions is Wed 18 Mar 2026.",
        (
            "36 excluded days after Wed 7 Jan 2026 and up to Thu 23 Apr 2026 carry it on to Thu 23"
            " Apr 2026."
        ),
        "Day 70 of the days counted is Thu 23 Apr 2026 (18 U.S.C. 3161(c)(1)).",
        "As of Mon 2 Mar 2026: 54 elapsed less 36 excluded is 18 counted, 52 of 70 left.",
    )


@pytest.mark.parametrize(
    ("returned", "extended", "new_start"),
    [
        (date(2026, 4, 27), date(2026, 5, 12), None),  # 21 days
        (date(2026, 4, 28), None, date(2026, 4, 28)),  # 22 days
        (date(2026, 4, 6), date(2026, 5, 12), None),  # back the same day
    ],
)
def test_an_absence_of_21_days_extends_and_a_longer_one_starts_anew(
    returned: date, extended: date | None, new_start: date | None
) -> None:
    found = AbsentDefendant(
        absent_on_trial_date=date(2026, 4, 6),
        first_subsequent_appearance=returned,
        limit_date=date(2026, 4, 21),
    ).answer()
    assert (found.extended_limit_date, found.new_clock_start) == (extended, new_start)


def test_after_a_long_absence_only_an_appearance_in_court_starts_the_clock() -> None:
    found = AbsentDefendant(
        absent_on_trial_date=date(2026, 4, 6), apprehended=date(2026, 5, 20), absent_days=40
    ).answer()
    assert (found.absent_days, found.new_clock_start, found.day_limit_date) == (44, None, None)
    assert "It was stated as 40 days; dates prevail." in found.trace


@given(EXCLUSIONS, st.sampled_from(["felony", "A misdemeanor"]), DAYS.filter(lambda d: d > START))
def test_new_yorks_clock_agrees_with_a_set_of_dates(
    exclusions: list[Exclusion], top_count: str, as_of: date
) -> None:
    found = ReadinessClock(
        commencement=START, top_count=top_count, exclusions=tuple(exclusions), as_of=as_of
    ).answer()
    limit = 181 if top_count == "felony" else 90
    excluded = dates_of(exclusions)
    assert found.limit_in_days == limit
    assert found.chargeable_days == sum(
        day not in excluded for day in all_days(as_of) if day > START
    )
    assert found.last_day_if_not_ready == walk(START, limit, excluded)[0]
    assert found.last_day_gcl25a is not None
    assert court_calendar("NY-GCL24").is_open(found.last_day_gcl25a)


@pytest.mark.parametrize(
    ("limit", "limit_date"),
    [
        ("90 days", date(2026, 11, 29)),
        (90, date(2026, 11, 29)),
        ("6 months (181 days here)", date(2027, 2, 28)),
        ("6-month", date(2027, 2, 28)),
        ("1 Month", date(2026, 9, 30)),
    ],
)
def test_new_yorks_limit_is_read_from_its_leading_number(
    limit: int | str, limit_date: date
) -> None:
    found = ReadinessClock(commencement=date(2026, 8, 31), top_count="felony", limit=limit)
    assert found.answer().limit_date == limit_date


def test_the_first_kind_of_end_prevails_over_the_others() -> None:
    clock = ReadinessClock(
        commencement=START,
        top_count="felony",
        coc_and_ready=date(2026, 3, 2),
        readiness_off_calendar=date(2026, 2, 2),
        as_of=date(2026, 1, 20),
    )
    assert clock.answer().chargeable_days == 54


def test_an_invalid_certificate_lets_the_clock_run_to_the_defence_motion() -> None:
    clock = ReadinessClock(
        commencement=START,
        top_count="Class A misdemeanor",
        coc=date(2026, 3, 30),
        coc_valid=False,
        next_court_date=date(2026, 4, 8),
        defence_motion_filed=date(2026, 4, 6),
    )
    found = clock.answer()
    assert (found.chargeable_at_coc, found.chargeable_days) == (82, 89)
    assert found.chargeable_at_next_date_if_invalid == 91
    assert found.status is Status.EXCEEDED
    assert replace(clock, coc_valid=True).answer().chargeable_at_next_date_if_invalid is None


def test_a_count_whose_limit_is_not_known_still_charges_days() -> None:
    found = ReadinessClock(
        commencement=START, top_count="Trespass", as_of=date(2026, 2, 6)
    ).answer()
    assert (found.chargeable_days, found.limit_date, found.status) == (30, None, None)


@pytest.mark.parametrize(
    ("grade", "days"),
    [
        ("felony", 181),
        ("A misdemeanor", 90),
        ("Class A misdemeanour", 90),
        ("misdemeanor over 3 months", 90),
        ("B misdemeanor", 60),
        ("misdemeanor up to 3 months", 60),
        ("violation", 30),
        ("traffic infraction", 30),
    ],
)
def test_new_yorks_limit_follows_the_top_count(grade: str, days: int) -> None:
    found = ReadinessClock(commencement=START, top_count=grade).answer()
    assert found.limit_in_days == days


@pytest.mark.parametrize("limit", [90, "90", "90 days", "(misdemeanor) 90 days", "90 days (A)"])
def test_new_yorks_limit_is_read_past_brackets(limit: int | str) -> None:
    assert ReadinessClock(commencement=START, limit=limit).answer().limit_in_days == 90


def test_a_day_before_the_start_gives_a_negative_count_and_a_warning() -> None:
    before = START - 3 * ONE_DAY
    federal = TrialClock(clock_start=START, as_of=before).answer()
    assert (federal.elapsed_total, federal.days_remaining, federal.status) == (-3, 73, "within")
    state = ReadinessClock(commencement=START, limit=90, as_of=before).answer()
    assert (state.chargeable_days, state.days_remaining) == (-3, 93)
    for found in (federal, state):
        assert found.warnings == (
            "On Sun 4 Jan 2026 the clock had not started; the count is negative.",
        )


def test_more_days_excluded_than_have_passed_are_warned_of() -> None:
    found = TrialClock(clock_start=START, as_of=date(2026, 1, 9), excluded_total=3).answer()
    assert (found.days_counted, found.warnings) == (
        -1,
        ("More days are excluded than have passed.",),
    )


def test_an_office_counts_with_the_days_its_own_court_closes() -> None:
    clock = TrialClock(clock_start=START)  # day 70 is Wed 18 Mar 2026
    closed = court_calendar("US-FED").closing([date(2026, 3, 18)], "Storm")
    found = clock.answer(lambda _: closed)
    assert (found.last_day_rule45, found.conservative_date) == (
        date(2026, 3, 19),
        date(2026, 3, 17),
    )
    assert "Wed 18 Mar 2026 is Storm; the period goes on to Thu 19 Mar 2026" in " ".join(
        found.trace
    )


def test_after_readiness_what_the_people_asked_for_must_be_known() -> None:
    found = ReadinessClock(limit=90, chargeable_before_readiness=84).answer()
    assert (found.chargeable_days, found.status, len(found.warnings)) == (None, None, 1)


def test_after_readiness_a_limit_in_months_needs_its_start() -> None:
    clock = ReadinessClock(
        top_count="felony", chargeable_before_readiness=170, post_readiness_request_days=11
    )
    assert clock.answer().status is None
    found = replace(clock, commencement=date(2026, 2, 10)).answer()
    assert (found.limit_in_days, found.chargeable_days, found.status) == (181, 181, Status.WITHIN)


@pytest.mark.parametrize(
    ("top_count", "last"),
    [
        ("felony", date(2026, 5, 31)),
        ("Class E felony", date(2026, 5, 31)),
        ("misdemeanor over 3 months", date(2026, 4, 1)),
        ("misdemeanor (over 3 months)", date(2026, 4, 1)),
        ("misd > 3 months", date(2026, 4, 1)),
        ("A misdemeanor (up to 364 days)", date(2026, 4, 1)),
        ("misdemeanor up to 3 months", date(2026, 3, 17)),
        ("misdemeanor, not more than three months", date(2026, 3, 17)),
        ("misdemeanor_up_to_3_months", date(2026, 3, 17)),
        ("Class B misdemeanor", date(2026, 3, 17)),
        ("violation", date(2026, 3, 7)),
    ],
)
def test_new_yorks_release_clock_follows_the_grade(top_count: str, last: date) -> None:
    found = ReleaseClock(committed=date(2026, 3, 2), top_count=top_count).answer()
    assert found.release_limit_date == last


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("state jail felony", date(2026, 7, 30)),
        ("class A misdemeanor", date(2026, 5, 31)),
        ("misdemeanor A", date(2026, 5, 31)),
        ("misd A", date(2026, 5, 31)),
        ("A", date(2026, 5, 31)),
        ("class_b", date(2026, 5, 16)),
        ("fine-only misdemeanor", date(2026, 5, 6)),
        ("fine_only", date(2026, 5, 6)),
        ("Class C misdemeanor", date(2026, 5, 6)),
    ],
)
def test_texas_releases_by_grade(kind: str, last: date) -> None:
    found = TexasReleaseClock(detention_start=date(2026, 5, 1), kind=kind).answer()
    assert found.release_eligible_after == last


def test_ohio_counts_a_day_in_jail_three_times_only_when_told() -> None:
    clock = OhioClock(arrest=date(2026, 2, 2), released=date(2026, 3, 2), limit_days=90)
    assert clock.answer().day_limit_date == date(2026, 5, 3)
    triple = replace(clock, triple_count=True).answer()
    assert (triple.counted_at_release, triple.days_remaining) == (84, 6)
    assert triple.day_limit_date == date(2026, 3, 8)
    assert replace(clock, triple_count=True, limit_days=60).answer().days_remaining == -24


def test_ohio_says_by_how_much_the_jail_days_went_over_the_limit() -> None:
    arrest, released = date(2026, 2, 2), date(2026, 3, 2)
    clock = OhioClock(arrest=arrest, released=released, limit_days=30, triple_count=True)
    found = clock.answer()
    assert (found.days_remaining, found.day_limit_date) == (-54, date(2026, 1, 7))
    assert found.trace[1] == (
        "At release, 54 over the limit of 30; the last day is Wed 7 Jan 2026 (Ohio Rev. Code"
        " 2945.71)."
    )


def test_washingtons_buffer_is_a_floor_and_not_a_sum() -> None:
    clock = WashingtonClock(commencement=date(2026, 3, 2), limit_days=60)
    plain = clock.answer()
    assert (plain.last_allowable, plain.buffer_date) == (date(2026, 5, 1), None)
    early = replace(clock, exclusions=(Exclusion(date(2026, 3, 9), date(2026, 3, 13)),)).answer()
    assert early.buffer_date == date(2026, 4, 12)
    assert early.last_allowable == early.day_limit_without_buffer == date(2026, 5, 6)


def test_pennsylvania_and_illinois_leave_open_what_was_not_said() -> None:
    pennsylvania = PennsylvaniaClock(complaint=date(2027, 6, 1), limit_days=365)
    assert pennsylvania.answer().mechanical_run_date == date(2028, 5, 31)  # over a leap day
    assert pennsylvania.answer().adjusted_run_date is None
    illinois = IllinoisClock(custody_from=date(2026, 3, 2), limit_days=120, defence_delay_days=0)
    assert illinois.answer().extended_date == date(2026, 6, 30)


def test_floridas_window_opens_step_by_step() -> None:
    notice_only = RecapturePeriod(notice_of_expiration_filed=date(2026, 11, 24)).answer()
    # 25 Nov is day 1; Thanksgiving, the day after and the weekend do not count.
    assert notice_only.hearing_no_later_than == date(2026, 12, 3)
    assert notice_only.trial_no_later_than is None
    with pytest.raises(Refused) as caught:
        RecapturePeriod().answer()
    assert caught.value.code == "clock.date_missing"


def test_floridas_two_texts_warn_of_each_others_dates() -> None:
    warning = "Warning: Another text of the rule was in force on these dates."
    old, new = date(2025, 5, 1), date(2025, 8, 1)
    assert warning in RecapturePeriod(notice_of_expiration_filed=old).answer().trace
    assert warning not in RecapturePeriod(notice_of_expiration_filed=new).answer().trace
    assert warning in RecapturePeriodBefore2025(notice_of_expiration_filed=new).answer().trace
    assert warning not in RecapturePeriodBefore2025(notice_of_expiration_filed=old).answer().trace


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("exclusion.reversed", lambda: Exclusion(date(2026, 2, 2), date(2026, 2, 1))),
        ("clock.too_few_days", lambda: TrialClock(clock_start=START, limit_days=0)),
        ("clock.too_few_days", lambda: TrialClock(clock_start=START, excluded_total=-1)),
        ("clock.absence_unknown", lambda: AbsentDefendant(limit_date=START).answer()),
        (
            "clock.dates_reversed",
            lambda: AbsentDefendant(absent_on_trial_date=START, apprehended=date(2026, 1, 1)),
        ),
        ("clock.custody_only", lambda: ChargingClock(arrest=START, custody="out")),
        ("clock.grade_unknown",
         lambda: TexasReleaseClock(detention_start=START, kind="x").answer()),
        ("clock.grade_unknown", lambda: ReleaseClock(committed=START, top_count="").answer()),
        ("clock.limit_unknown", lambda: ReadinessClock(commencement=START, limit="soon").answer()),
        ("clock.date_missing", lambda: ReadinessClock(top_count="felony").answer()),
        ("clock.date_missing", lambda: ReadinessClock(post_readiness_request_days=3).answer()),
        (
            "clock.dates_reversed",
            lambda: ReadinessClock(
                commencement=START, top_count="felony", coc_and_ready=date(2026, 1, 1)
            ).answer(),
        ),
        ("date.out_of_range", lambda: TrialClock(clock_start=date(9999, 12, 1)).answer()),
        ("period.too_long", lambda: Section1382(start=START, limit_days=10**9).answer()),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(code: str, make: object) -> None:
    with pytest.raises(Refused) as caught:
        make()  # type: ignore[operator]  # a callable by the table above
    assert caught.value.code == code
