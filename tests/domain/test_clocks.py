"""Clocks in the domain: the laws' data, which days a clock takes, how it stands, its bar."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpan, ExcludedSpanId, SpanState, SpeedyClock, SpeedyClockId
from app.domain.clocks.bar import Stretch, segments
from app.domain.clocks.facts import tidy_facts
from app.domain.clocks.heads import NEVER, head_of
from app.domain.clocks.reading import standings
from app.domain.clocks.regimes import (
    Fact,
    FactType,
    exclusion_kind,
    in_force,
    offered,
    regime,
    regimes,
)
from app.domain.clocks.standing import ClockStanding, Surroundings
from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.domain.clocks.trial import Verdict, held_against
from app.domain.codes import CodeList
from app.domain.court_calendars import court_calendar
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.particulars import Particulars
from app.domain.persons import PartyId
from app.domain.speedy_trial import REGIMES, Status
from app.domain.time_computation.wording import spell
from app.storage.shipped_codes import shipped_codes

CASE = CaseId(UUID(int=1))
ROE, MOSS = PartyId(UUID(int=2)), PartyId(UUID(int=3))
AROUND = Surroundings({ROE: "Roe", MOSS: "Moss"}, str, court_calendar)
START = date(2026, 1, 7)
AS_OF = date(2026, 3, 2)


def clock(law: str = "US-STA-70", **facts: str) -> SpeedyClock:
    stated = facts or {"clock_start": START.isoformat()}
    return SpeedyClock(
        id=SpeedyClockId(new_id()),
        case=CASE,
        defendant=ROE,
        regime=law,
        facts=tidy_facts(regime(law), tuple(stated.items())),
    )


def span(
    kind: str,
    first: date,
    last: date | None,
    defendant: PartyId | None = ROE,
    state: SpanState = SpanState.CONFIRMED,
) -> ExcludedSpan:
    return ExcludedSpan(
        id=ExcludedSpanId(new_id()),
        case=CASE,
        kind=kind,
        first=first,
        last=last,
        defendant=defendant,
        state=state,
    )


def stand(one: SpeedyClock, *spans: ExcludedSpan, as_of: date = AS_OF) -> ClockStanding:
    (found,) = standings((one,), spans, as_of, AROUND)
    return found


def limit(one: SpeedyClock, *spans: ExcludedSpan, as_of: date = AS_OF) -> date | None:
    return stand(one, *spans, as_of=as_of).limit_date


# --- the laws as data


def test_every_law_of_the_arithmetic_has_its_data_and_no_other() -> None:
    assert {law.id for law in regimes()} == set(REGIMES)


@pytest.mark.parametrize("law", regimes(), ids=lambda law: law.id)
def test_a_law_asks_for_what_its_arithmetic_takes(law: object) -> None:
    found = regime(law.id)  # type: ignore[attr-defined]
    takes = {field.name for field in fields(REGIMES[found.id])}  # type: ignore[arg-type]
    labels = {"kind", "custody", "severed_on", "ten_days_waived", "sixty_days_waived"}
    asked = {fact.name for fact in found.facts}
    assert asked - takes <= labels
    assert takes - asked <= {"exclusions", "as_of"}
    assert found.start in asked
    assert found.remedy
    assert found.confidence in {"settled", "prevailing", "counsel-should-confirm"}


def test_every_kind_of_excluded_time_is_known_to_the_code_list() -> None:
    codes = {code.code for code in shipped_codes() if code.list is CodeList.EXCLUDED_TIME}
    assert {kind for law in regimes() for kind in law.excludes} <= codes
    assert all(exclusion_kind(code).code == code for code in codes)


def test_the_day_picks_the_text_of_florida_s_rule() -> None:
    newest = regime("FL-3.191-recapture")
    assert in_force(newest, date(2025, 6, 30)).id == "FL-3.191-recapture-pre-2025-07"
    assert in_force(newest, date(2025, 7, 1)) is newest
    assert "FL-3.191-recapture-pre-2025-07" not in {law.id for law in offered()}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ((), "clock.fact_missing"),
        ((("clock_start", "soon"),), "clock.fact_not_a_date"),
        ((("clock_start", "2026-02-30"),), "clock.fact_not_a_date"),
        ((("clock_start", "0026-02-03"),), "date.implausible"),
        ((("clock_start", "2026-01-07"), ("limit_days", "-3")), "clock.fact_not_a_number"),
        ((("clock_start", "2026-01-07"), ("limit_days", "9" * 40)), "clock.fact_not_a_number"),
        ((("clock_start", "2026-01-07"), ("mood", "bad")), "clock.fact_unknown"),
        ((("clock_start", "2026-01-07"),) * 2, "particulars.twice"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_name(facts: Particulars, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        tidy_facts(regime("US-STA-70"), facts)
    assert refusal.value.code == code


# --- which days count


def test_only_what_is_confirmed_counts_and_the_rest_is_said_beside_it() -> None:
    proposed = span("H7", date(2026, 2, 1), date(2026, 2, 28), state=SpanState.PROPOSED)
    withdrawn = span("H7", date(2026, 2, 1), date(2026, 2, 28), state=SpanState.WITHDRAWN)
    standing = stand(clock(), proposed, withdrawn)
    assert standing.limit_date == date(2026, 3, 18)
    assert standing.if_confirmed is not None
    assert standing.if_confirmed.limit_date == date(2026, 4, 15)


def test_a_pending_motion_runs_to_the_day_asked_about_and_the_limit_is_provisional() -> None:
    pending = span("H1D", date(2026, 2, 2), None)
    standing = stand(clock(), pending)
    assert standing.is_provisional
    assert standing.figures is not None
    assert (standing.figures.counted, standing.remaining) == (25, 45)
    assert standing.limit_date == AS_OF + timedelta(days=45)
    assert any("Provisional" in said for said in standing.warnings)
    later = stand(clock(), pending, as_of=AS_OF + timedelta(days=30))
    assert later.remaining == 45


@pytest.mark.parametrize("law", [each.id for each in regimes() if each.excludes])
def test_each_exclusion_is_told_once_and_with_its_order(law: str) -> None:
    asked = regime(law)
    needed = {fact.name: _some(fact) for fact in asked.facts if fact.required}
    needed[asked.start] = START.isoformat()
    told = tuple(
        replace(span(kind, first, first + timedelta(days=5)), authority=f"Order {place}")
        for place, kind in enumerate(sorted(asked.excludes)[:2])
        for first in (START + timedelta(days=10 + 20 * place),)
    )
    trace = stand(clock(law, **needed), *told).trace
    assert trace
    for place, each in enumerate(told):
        assert sum(f"Order {place}" in step for step in trace) == 1
        days = f"{spell(each.first)} to {spell(each.last or each.first)}"
        assert sum(days in step and "together" not in step for step in trace) == 1


def _some(fact: Fact) -> str:
    """Return something lawful for a fact that is asked for."""
    if fact.choices:
        return fact.choices[0][0]
    plain = {FactType.DATE: START.isoformat(), FactType.INT: "60", FactType.TRUTH: "no"}
    return fact.default or plain.get(fact.type, "6 months")


def test_a_range_that_opens_after_the_limit_makes_nothing_provisional() -> None:
    late = span("H1D", date(2026, 5, 1), None)
    assert not stand(clock(), late, as_of=date(2026, 6, 1)).is_provisional


def test_under_advisement_is_cut_to_thirty_days() -> None:
    whole = span("H1H", date(2026, 1, 20), date(2026, 3, 31))
    thirty = span("H1H", date(2026, 1, 20), date(2026, 2, 18))
    assert limit(clock(), whole) == limit(clock(), thirty)
    assert any("Cut to 30 days" in step for step in stand(clock(), whole).trace)
    still = stand(clock(), span("H1H", date(2026, 1, 20), None))
    assert not still.is_provisional
    assert still.limit_date == limit(clock(), thirty)


def test_foreign_evidence_is_cut_to_a_year() -> None:
    long = stand(clock(), span("H8", date(2026, 1, 10), date(2028, 1, 1)), as_of=date(2028, 1, 2))
    assert long.taken[0].last == date(2027, 1, 9)


def test_long_transport_counts_but_is_questioned() -> None:
    trip = span("H1F", date(2026, 1, 20), date(2026, 2, 8))
    standing = stand(clock(), trip)
    assert standing.limit_date == date(2026, 4, 7)
    assert any("presumed unreasonable" in said and "28 Mar" in said for said in standing.warnings)


def test_joined_defendants_share_their_spans_unless_severed() -> None:
    his = span("H1D", date(2026, 1, 20), date(2026, 1, 29), MOSS)
    assert limit(clock(), his) == date(2026, 3, 28)
    assert stand(clock(), his).taken[0].is_imported
    assert limit(clock(), replace(his, is_shared=False)) == date(2026, 3, 18)
    assert limit(clock("US-STA-30"), his) == date(2026, 2, 6)
    severed = clock(clock_start=START.isoformat(), severed_on="2026-01-25")
    assert limit(severed, his) == date(2026, 3, 23)


def test_the_latest_of_joined_clocks_governs_them_all() -> None:
    his = replace(clock(clock_start="2026-02-09"), defendant=MOSS)
    mine, other = standings((clock(), his), (), date(2026, 4, 1), AROUND)
    assert mine.joint is not None
    assert (mine.joint.name, mine.joint.limit_date) == ("Moss", date(2026, 4, 20))
    assert other.joint is None
    assert mine.figures is not None
    assert mine.figures.status is Status.EXCEEDED
    assert not mine.is_exceeded
    severed = clock(clock_start=START.isoformat(), severed_on="2026-03-01")
    alone, _other = standings((severed, his), (), date(2026, 4, 1), AROUND)
    assert alone.joint is None
    assert alone.is_exceeded


def test_a_kind_the_law_does_not_know_is_said_and_not_counted() -> None:
    standing = stand(clock(), span("WAIVER", date(2026, 1, 20), date(2026, 2, 20)))
    assert standing.limit_date == date(2026, 3, 18)
    assert any("knows" in said for said in standing.warnings)


def test_an_order_that_is_missing_is_asked_for() -> None:
    said = stand(clock(), span("H7", date(2026, 1, 20), date(2026, 2, 20))).warnings
    assert any("no order or finding" in each for each in said)


# --- the states


CALIFORNIA = {"start": "2026-01-05", "limit_days": "60"}


def test_california_s_waiver_suspends_until_it_is_withdrawn() -> None:
    one = clock("CA-1382", **CALIFORNIA)
    assert limit(one) == date(2026, 3, 6)
    standing = span("WAIVER", date(2026, 1, 20), None)
    assert stand(one, standing).is_provisional
    assert limit(one, standing) == AS_OF + timedelta(days=60)
    withdrawn = span("WAIVER", date(2026, 1, 20), date(2026, 6, 15))
    assert limit(one, withdrawn) == date(2026, 8, 14)
    misdemeanor = clock("CA-1382", start="2026-01-05", limit_days="30")
    assert limit(misdemeanor, withdrawn) == date(2026, 7, 15)


def test_california_s_consent_gives_ten_days_more() -> None:
    one = clock("CA-1382", **CALIFORNIA)
    consent = span("CONSENT", date(2026, 2, 20), date(2026, 5, 4))
    standing = stand(one, consent)
    assert standing.limit_date == date(2026, 5, 14)
    assert any("consented" in step for step in standing.trace)


def test_the_two_limits_of_a_preliminary_hearing_are_waived_separately() -> None:
    day = {"arraignment_or_plea": "2026-09-16"}
    assert limit(clock("CA-859b", **day)) == date(2026, 10, 1)
    assert limit(clock("CA-859b", **day, ten_days_waived="yes")) == date(2026, 11, 15)
    both = clock("CA-859b", **day, ten_days_waived="yes", sixty_days_waived="yes")
    assert limit(both) is None


def test_new_york_counts_anew_when_a_certificate_is_held_invalid() -> None:
    facts = {"commencement": "2025-02-19", "top_count": "A misdemeanor"}
    ready = clock("NY-30.30", **facts, coc_and_ready="2025-05-14")
    as_of = date(2025, 6, 30)
    before = stand(ready, as_of=as_of).figures
    assert before is not None
    assert (before.counted, before.status) == (84, Status.WITHIN)
    invalid = clock(
        "NY-30.30", **facts, coc="2025-05-14", coc_valid="no", next_court_date="2025-05-29"
    )
    after = stand(invalid, as_of=as_of)
    assert after.figures is not None
    assert after.figures.status is Status.EXCEEDED
    assert dict(after.further)["Charged at the next court date"] == 99


@pytest.mark.parametrize(
    ("law", "facts", "kind", "without", "with_ten"),
    [
        ("PA-600", {"complaint": "2026-01-15", "limit_days": "365"}, "DEF-DELAY",
         date(2027, 1, 15), date(2027, 1, 25)),
        ("IL-103-5", {"custody_from": "2026-03-02", "limit_days": "120"}, "DEF-DELAY",
         date(2026, 6, 30), date(2026, 7, 10)),
        ("OH-2945.71",
         {"arrest": "2026-02-02", "released": "2026-03-02", "limit_days": "270",
          "triple_count": "yes"}, "MOTION", date(2026, 9, 4), date(2026, 9, 14)),
        ("IAD-III", {"request_received_by_court_and_prosecutor": "2026-04-01"}, "GOOD-CAUSE",
         date(2026, 9, 28), date(2026, 10, 8)),
    ],
)  # fmt: skip
def test_other_states_limits_move_out_by_what_is_excluded(
    law: str, facts: dict[str, str], kind: str, without: date, with_ten: date
) -> None:
    one = clock(law, **facts)
    ten = span(kind, date(2026, 5, 1), date(2026, 5, 10))
    assert limit(one) == without
    assert limit(one, ten) == with_ten


def test_a_stopped_clock_stays_where_it_stopped() -> None:
    stopped = replace(clock(), stopped_on=date(2026, 2, 1))
    standing = stand(stopped, as_of=date(2026, 8, 1))
    assert standing.figures is not None
    assert (standing.as_of, standing.figures.counted) == (date(2026, 2, 1), 25)


def test_before_its_start_nothing_has_elapsed() -> None:
    standing = stand(clock(), as_of=date(2025, 12, 1))
    assert standing.trouble is None
    assert standing.figures is not None
    assert standing.figures.counted is None
    assert standing.limit_date == date(2026, 3, 18)


def test_facts_that_contradict_each_other_are_said_and_not_raised() -> None:
    one = clock("NY-30.30", top_count="felony")
    standing = stand(one)
    assert standing.figures is None
    assert standing.trouble is not None
    assert standing.trouble.code == "clock.date_missing"
    assert segments(standing) == ()


# --- trial, bar, order


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2026, 4, 17), Verdict.IN_TIME),
        (date(2026, 4, 18), Verdict.LAST_DAYS),
        (date(2026, 4, 20), Verdict.LAST_DAYS),
        (date(2026, 4, 21), Verdict.LATE),
    ],
)
def test_a_trial_is_held_against_every_reading_of_the_limit(on: date, verdict: Verdict) -> None:
    standing = stand(clock(), span("H7", date(2026, 3, 10), date(2026, 4, 9)))
    assert held_against(standing, on).verdict is verdict


def test_a_trial_can_come_too_early() -> None:
    one = stand(clock("US-STA-30-min", first_appearance_through_counsel="2026-01-07"))
    assert held_against(one, date(2026, 2, 5)).verdict is Verdict.TOO_EARLY
    assert held_against(one, date(2026, 2, 6)).verdict is Verdict.IN_TIME


DAYS = st.dates(date(2025, 11, 1), date(2026, 9, 1))
KINDS = st.sampled_from(["H1A", "H1D", "H1F", "H3", "H7"])


@st.composite
def span_of(draw: st.DrawFn) -> ExcludedSpan:
    first = draw(DAYS)
    length = draw(st.integers(0, 60))
    return span(
        draw(KINDS),
        first,
        first + timedelta(days=length),
        draw(st.sampled_from([ROE, MOSS, None])),
        draw(st.sampled_from(list(SpanState))),
    )


SPANS = st.lists(span_of(), max_size=12)


@given(SPANS, st.dates(START, date(2026, 12, 31)))
def test_the_bar_tells_every_day_once_and_agrees_with_the_figures(
    spans: list[ExcludedSpan], as_of: date
) -> None:
    standing = stand(clock(), *spans, as_of=as_of)
    bar = segments(standing)
    figures = standing.figures
    assert figures is not None
    assert figures.limit_date is not None
    assert bar[0].first == START + timedelta(days=1)
    for one, following in pairwise(bar):
        assert following.first > one.last
    told = {
        one.first + timedelta(days=place): one.stretch for one in bar for place in range(one.days)
    }
    assert len(told) == sum(one.days for one in bar)
    taken = {Stretch.EXCLUDED, Stretch.IMPORTED}
    passed = [stretch for day, stretch in told.items() if day <= as_of]
    assert sum(stretch in taken for stretch in passed) == figures.excluded
    assert sum(stretch not in taken for stretch in passed) == figures.counted
    free = [day for day, stretch in told.items() if stretch not in taken]
    assert sorted(free)[69] == figures.limit_date


@given(SPANS, st.dates(START, date(2026, 12, 31)))
def test_a_clock_agrees_with_counting_day_by_day(spans: list[ExcludedSpan], as_of: date) -> None:
    out = {
        each.first + timedelta(days=place)
        for each in spans
        if each.counts
        for place in range(((each.last or each.first) - each.first).days + 1)
    }
    counted, day = 0, START
    counted_as_of = 0
    reached = None
    while reached is None or day < as_of:
        day += timedelta(days=1)
        counted += day not in out
        if counted == 70 and reached is None:
            reached = day
        if day == as_of:
            counted_as_of = counted
    figures = stand(clock(), *spans, as_of=as_of).figures
    assert figures is not None
    assert (figures.limit_date, figures.counted) == (reached, counted_as_of)


@given(SPANS, st.dates(START, date(2026, 12, 31)))
def test_excluding_more_never_brings_a_limit_nearer(spans: list[ExcludedSpan], as_of: date) -> None:
    one = clock()
    before = limit(one, *spans, as_of=as_of)
    more = Supposed(
        added=(SupposedSpan(kind="H7", first=date(2026, 2, 1), last=date(2026, 2, 20)),),
        confirmed=frozenset(each.id for each in spans),
    )
    after = limit(one, *more.applied(spans, CASE), as_of=as_of)
    assert before is not None
    assert after is not None
    assert after >= before
    none = Supposed(withdrawn=frozenset(each.id for each in spans))
    assert limit(one, *none.applied(spans, CASE), as_of=as_of) == date(2026, 3, 18)


def test_a_motion_pending_at_the_start_stands_still_in_lists_as_well() -> None:
    one, pending = clock(), span("H1D", date(2026, 1, 2), None)
    standing = stand(one, pending, as_of=date(2026, 6, 1))
    assert head_of(one, [pending], court_calendar).left == standing.remaining
    advised = span("H1H", date(2026, 1, 2), None)
    standing = stand(one, advised, as_of=date(2026, 6, 1))
    assert head_of(one, [advised], court_calendar).limit_on == standing.limit_date


@given(SPANS, st.booleans(), st.dates(date(2026, 3, 1), date(2026, 12, 31)))
def test_the_order_of_lists_is_that_of_the_figures(
    spans: list[ExcludedSpan], is_pending: bool, today: date
) -> None:
    one = clock()
    if is_pending:
        spans = [*spans, span("H1D", date(2026, 2, 20), None)]
    head = head_of(one, spans, court_calendar)
    standing = stand(one, *spans, as_of=today)
    assert standing.remaining is not None
    assert head_of(one, spans, court_calendar, standing) == head
    if head.left is None:
        assert head.limit_on == standing.limit_date
    else:
        assert head.left == standing.remaining
        assert today + timedelta(days=head.left) <= (standing.limit_date or NEVER)


def test_five_hundred_overlapping_spans_are_one_union() -> None:
    many = [
        span("H1D", date(2026, 1, 10) + timedelta(days=n % 97), date(2026, 5, 1), ROE)
        for n in range(500)
    ]
    standing = stand(clock(), *many, as_of=date(2026, 5, 2))
    assert standing.figures is not None
    assert standing.figures.excluded == 112
    bar = segments(standing)
    assert sum(each.days for each in bar) == (bar[-1].last - START).days
