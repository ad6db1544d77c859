"""Entire days, and the later or the earlier of several days: what a rule gives, and why."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.court_calendars import court_calendar
from app.domain.court_days import calendar_in_force
from app.domain.court_rules import CourtRule, CourtRuleId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.rule_checks import faults_between, faults_of_rule, require_sound
from app.domain.rule_counting import (
    TO_CONFIRM,
    CautionKind,
    DayBeside,
    RuleAnswer,
    RuleStart,
    count_chain,
)
from app.domain.rule_wording import period_words, shipped_events
from app.domain.time_computation import Direction, Unit
from tests.domain.test_rule_counting import PACK, REPLY, ZONE

TODAY = date(2026, 11, 22)
LISTS = replace(
    REPLY,
    id=CourtRuleId(new_id()),
    code="3432",
    title="Lists before trial",
    event="TRIAL",
    profile="skip_weekends_holidays",
    n=3,
    direction=Direction.BEFORE,
    entire_days=True,
    service=(),
)
LATER = replace(REPLY, id=CourtRuleId(new_id()), code="LATER", later_of=("REPLY",), service=())
EARLIER = replace(LATER, code="EARLIER", later_of=(), earlier_of=("REPLY", "OTHER"))


def counted(rule: CourtRule, on: date, *days: DayBeside) -> RuleAnswer:
    return count_chain(
        (rule,),
        PACK,
        RuleStart(event=on, zone=ZONE),
        lambda _: calendar_in_force(court_calendar("US-FED"), ()),
        lambda _: days,
    )


def day(on: date, rule: str = "REPLY", safe: date | None = None) -> DayBeside:
    return DayBeside(rule=rule, due_on=on, conservative_on=safe)


def faults(rule: CourtRule) -> set[tuple[str, str | None]]:
    found = faults_of_rule(rule, set(shipped_events()), TODAY)
    return {(fault.code, fault.field) for fault in found}


@pytest.mark.parametrize(
    ("profile", "trial", "due"),
    [
        # Wednesday, Tuesday and Monday lie whole between; the weekend does not count.
        ("skip_weekends_holidays", date(2026, 12, 10), date(2026, 12, 4)),
        # Friday, Thursday and Wednesday: Tuesday is the last day to act.
        ("skip_weekends_holidays", date(2026, 12, 14), date(2026, 12, 8)),
        # Thanksgiving is left out too: Wednesday, Tuesday, Monday, then Friday.
        ("skip_weekends_holidays", date(2026, 11, 27), date(2026, 11, 20)),
        ("calendar_days", date(2026, 12, 14), date(2026, 12, 10)),
        ("fed_rule45", date(2026, 12, 10), date(2026, 12, 4)),  # the 6th is a Sunday
        ("court_days", date(2026, 12, 10), date(2026, 12, 4)),
    ],
)
def test_entire_days_lie_whole_between_the_act_and_the_event(
    profile: str, trial: date, due: date
) -> None:
    answer = counted(replace(LISTS, profile=profile), trial)

    assert answer.due_on == due
    assert answer.period == "3 entire days before trial date"
    assert "Lists before trial: 3 entire days before (Rule 1)." in answer.trace
    assert "The days lie whole between, so the last day to act is no. 4 back." in answer.trace


@pytest.mark.parametrize(
    "change",
    [
        {"direction": Direction.AFTER, "profile": "fed_rule45"},
        {"unit": Unit.WEEKS, "profile": "fed_rule45"},
        {"profile": "court_days_plus_calendar"},
        {"profile": "fl_2514_before"},
        {"profile": "elapsed_hours_before", "unit": Unit.HOURS},
    ],
)
def test_entire_days_are_refused_where_no_method_counts_them(change: dict[str, object]) -> None:
    assert ("rule.entire_days", "entire_days") not in faults(LISTS)
    assert ("rule.entire_days", "entire_days") in faults(replace(LISTS, **change))  # type: ignore[arg-type]  # fields of a rule


def test_the_later_day_takes_the_place_of_the_rules_own() -> None:
    own = counted(LATER, date(2026, 12, 1))
    assert own.due_on == date(2026, 12, 15)
    assert own.trace[-2] == (
        "The later of this day and that of rule REPLY governs, once the case has a date by that"
        " rule."
    )
    later = counted(LATER, date(2026, 12, 1), day(date(2026, 12, 22), safe=date(2026, 12, 21)))
    assert (later.due_on, later.conservative_on) == (date(2026, 12, 22), date(2026, 12, 21))
    assert later.governed_by == "REPLY"
    assert later.trace[-2] == "The later day is that of rule REPLY: Tue 22 Dec 2026."
    sooner = counted(LATER, date(2026, 12, 1), day(date(2026, 12, 4)))
    assert (sooner.due_on, sooner.governed_by) == (own.due_on, "")
    assert "To compare, the later governs: Fri 4 Dec 2026 by rule REPLY." in sooner.trace


def test_the_earlier_day_governs_and_is_planned_by() -> None:
    days = day(date(2026, 12, 14)), day(date(2026, 12, 11), "OTHER", date(2026, 12, 10))
    answer = counted(EARLIER, date(2026, 12, 1), *days)
    assert (answer.due_on, answer.conservative_on) == (date(2026, 12, 11), date(2026, 12, 10))
    assert answer.governed_by == "OTHER"
    late = counted(EARLIER, date(2026, 12, 1), day(date(2026, 12, 30)))
    assert (late.due_on, late.governed_by) == (date(2026, 12, 15), "")


def test_what_is_to_be_confirmed_of_the_other_rule_is_said_of_the_date() -> None:
    doubtful = replace(day(date(2026, 12, 22)), is_to_be_confirmed=True)
    assert TO_CONFIRM in counted(LATER, date(2026, 12, 1), doubtful).trace
    assert TO_CONFIRM not in counted(LATER, date(2026, 12, 21), doubtful).trace


def test_a_caution_about_the_day_that_gave_way_goes_with_it() -> None:
    own = replace(LATER, profile="calendar_days")
    assert {each.kind for each in counted(own, date(2026, 11, 28)).warnings} == {
        CautionKind.EVENT_CLOSED,
        CautionKind.DUE_CLOSED,
    }
    governed = counted(own, date(2026, 11, 28), day(date(2026, 12, 22)))
    assert {each.kind for each in governed.warnings} == {CautionKind.EVENT_CLOSED}


def test_of_several_days_by_one_rule_the_earliest_stands() -> None:
    days = day(date(2026, 12, 30)), day(date(2026, 12, 18))
    assert counted(LATER, date(2026, 12, 1), *days).due_on == date(2026, 12, 18)


def test_what_is_compared_is_said_with_the_period() -> None:
    assert period_words(LATER, "Motion served").endswith(
        "after motion served, or the day of rule REPLY, whichever is later"
    )
    assert period_words(EARLIER).endswith("of rule REPLY or OTHER, whichever is earliest")


def test_a_rule_that_follows_counts_from_the_day_that_governs() -> None:
    after = replace(REPLY, code="NEXT", event="", follows="LATER", n=7, service=())
    answer = count_chain(
        (LATER, after),
        PACK,
        RuleStart(event=date(2026, 12, 1), zone=ZONE),
        lambda _: calendar_in_force(court_calendar("US-FED"), ()),
        lambda rule: (day(date(2026, 12, 22)),) if rule is LATER else (),
    )
    assert answer.due_on == date(2026, 12, 29)


def test_a_comparison_that_cannot_be_made_is_refused_at_its_field() -> None:
    both = replace(LATER, earlier_of=("REPLY",))
    assert ("rule.later_and_earlier", "earlier_of") in faults(both)
    assert ("rule.beside_list", "later_of") in faults(replace(LATER, later_of=("REPLY", "REPLY")))
    hours = replace(LATER, profile="fed_rule45_hours", unit=Unit.HOURS)
    assert ("rule.beside_hours", "later_of") in faults(hours)


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ((), "rule.beside_unknown"),
        ((replace(REPLY, code="LATER"),), "rule.beside_unknown"),
        ((replace(REPLY, later_of=("LATER",)),), "rule.beside_nested"),
        ((replace(REPLY, event="", follows="LATER"),), "rule.beside_nested"),
        ((replace(REPLY, profile="fed_rule45_hours", unit=Unit.HOURS),), "rule.beside_hours"),
    ],
)
def test_the_rules_compared_with_count_days_by_themselves(
    others: tuple[CourtRule, ...], code: str
) -> None:
    found = {(rule.code, fault.code) for rule, fault in faults_between((LATER, *others))}
    assert ("LATER", code) in found


def test_no_rule_comes_to_wait_for_itself_through_another() -> None:
    """Changing the other rule is refused as well, not only the one that compares."""
    circle = replace(REPLY, event="", follows="LATER")
    with pytest.raises(Refused) as refused:
        require_sound(circle, (LATER,), set(shipped_events()), TODAY)
    assert refused.value.code == "rule.beside_nested"
