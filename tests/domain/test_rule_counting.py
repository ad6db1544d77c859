"""Counting by a rule: the engine's day with what a person must know about it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.confidence import Confidence
from app.domain.court_calendars import court_calendar
from app.domain.court_days import (
    CalendarInForce,
    CourtDay,
    CourtDayId,
    CourtDayKind,
    calendar_in_force,
)
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack, RulePackId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.rule_chains import chain_of
from app.domain.rule_counting import (
    TO_CONFIRM,
    CautionKind,
    RuleAnswer,
    RuleStart,
    count_chain,
    read_session,
)
from app.domain.time_computation import Direction, Unit

ZONE = "America/New_York"
PACK = RulePack(
    id=RulePackId(new_id()),
    code="TEST",
    title="Rules for tests",
    jurisdiction="Nowhere",
    edition="7",
    calendar="US-FED",
)
REPLY = CourtRule(
    id=CourtRuleId(new_id()),
    pack=PACK.id,
    code="REPLY",
    title="Response to a motion",
    event="MOTION-SERVED",
    n=14,
    service=(("mail", "3"),),
    citation="Rule 1",
    confidence=Confidence.SETTLED,
    verify_locally=False,
)


def fed(*days: CourtDay) -> CalendarInForce:
    return calendar_in_force(court_calendar("US-FED"), days)


def a_day(on: date, kind: CourtDayKind) -> CourtDay:
    return CourtDay(id=CourtDayId(new_id()), calendar="US-FED", on=on, name="Snow", kind=kind)


def counted(
    rule: CourtRule,
    on: date | datetime,
    service: str = "",
    in_force: CalendarInForce | None = None,
) -> RuleAnswer:
    start = RuleStart(event=on, zone=ZONE, service=service)
    return count_chain((rule,), PACK, start, lambda _: in_force or fed())


def kinds(answer: RuleAnswer) -> set[CautionKind]:
    return {caution.kind for caution in answer.warnings}


def test_a_rule_says_where_its_day_comes_from() -> None:
    answer = counted(REPLY, date(2026, 10, 28))

    assert answer.due_on == date(2026, 11, 12)  # day 14 is Veterans Day
    assert answer.raw_on == date(2026, 11, 11)
    assert answer.conservative_on == date(2026, 11, 10)
    assert answer.period == "14 days after motion served"
    assert answer.trace[0] == "Motion served: Wed 28 Oct 2026."
    assert answer.trace[1] == "Response to a motion: 14 days after (Rule 1)."
    unsourced = counted(replace(REPLY, citation=""), date(2026, 10, 28))
    assert unsourced.trace[1] == "Response to a motion: 14 days after."
    assert answer.trace[-1].startswith("Counted by TEST 7, US-FED ")
    assert (answer.rule_edition, kinds(answer)) == ("TEST 7", set())


def test_service_adds_the_days_the_rule_names_and_no_others() -> None:
    by_mail = counted(REPLY, date(2026, 11, 2), "mail")
    by_hand = counted(REPLY, date(2026, 11, 2), "hand")

    assert by_mail.due_on == date(2026, 11, 19)  # 16 November and three days
    assert by_hand.due_on == date(2026, 11, 16)
    assert kinds(by_hand) == {CautionKind.SERVICE_NOT_NAMED}


def test_hours_need_the_moment_and_answer_in_utc() -> None:
    rule = replace(REPLY, profile="fed_rule45_hours", n=48, unit=Unit.HOURS, service=())

    answer = counted(rule, datetime.fromisoformat("2026-10-29T10:00"))

    # Saturday 31 October 10:00 goes on to Monday, when New York is five hours behind.
    assert answer.due_at == datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
    assert answer.due_on == date(2026, 11, 2)
    assert answer.conservative_on == date(2026, 10, 30)
    with pytest.raises(Refused) as refused:
        counted(rule, date(2026, 10, 29))
    assert (refused.value.code, refused.value.field) == ("rule.moment_needed", "at")


def test_what_a_person_should_look_at_is_said() -> None:
    rule = replace(
        REPLY,
        confidence=Confidence.CONFIRM,
        verify_locally=True,
        effective_from=date(2026, 12, 1),
        is_active=False,
    )

    answer = counted(rule, date(2026, 11, 1))  # a Sunday

    assert kinds(answer) == {
        CautionKind.NOT_IN_FORCE,
        CautionKind.RETIRED,
        CautionKind.NOT_SETTLED,
        CautionKind.VERIFY_LOCALLY,
        CautionKind.EVENT_CLOSED,
    }
    assert any("from Tue 1 Dec 2026" in caution.words for caution in answer.warnings)


@pytest.mark.parametrize("confidence", list(Confidence))
def test_the_reason_itself_says_what_counsel_should_confirm(confidence: Confidence) -> None:
    answer = counted(replace(REPLY, confidence=confidence), date(2026, 11, 2))

    assert (TO_CONFIRM in answer.trace[:3]) == (confidence is Confidence.CONFIRM)


def test_a_doubtful_closure_gives_both_days() -> None:
    doubtful = fed(a_day(date(2026, 11, 16), CourtDayKind.CLOSURE))

    answer = counted(REPLY, date(2026, 11, 2), in_force=doubtful)

    assert (answer.due_on, answer.alternative_on) == (date(2026, 11, 16), date(2026, 11, 17))
    assert kinds(answer) == {CautionKind.UNCERTAIN_CLOSURE}


def test_an_end_that_does_not_roll_warns_on_a_closed_day() -> None:
    rule = replace(REPLY, profile="elapsed_hours_no_roll", n=48, unit=Unit.HOURS, service=())

    answer = counted(rule, datetime.fromisoformat("2026-11-05T09:30"))

    assert answer.due_on == date(2026, 11, 7)
    assert kinds(answer) == {CautionKind.DUE_CLOSED}


@pytest.mark.parametrize(
    ("n", "direction", "due", "safe"),
    [
        (40, Direction.AFTER, "2026-12-12", "2026-12-11"),  # a Saturday
        (15, Direction.BEFORE, "2026-10-18", "2026-10-16"),  # a Sunday
        (14, Direction.BEFORE, "2026-10-19", "2026-10-19"),
    ],
)
def test_calendar_days_stay_and_the_day_before_is_the_safe_one(
    n: int, direction: Direction, due: str, safe: str
) -> None:
    rule = replace(REPLY, profile="calendar_days", n=n, direction=direction, service=())

    answer = counted(rule, date(2026, 11, 2))

    assert (str(answer.due_on), str(answer.conservative_on)) == (due, safe)
    assert (CautionKind.DUE_CLOSED in kinds(answer)) == (due != safe)


def test_hours_before_an_event_have_a_safe_day_too() -> None:
    rule = replace(
        REPLY,
        profile="elapsed_hours_before",
        n=48,
        unit=Unit.HOURS,
        direction=Direction.BEFORE,
        service=(),
    )

    answer = counted(rule, datetime.fromisoformat("2026-11-10T09:30"))

    assert (answer.due_on, answer.conservative_on) == (date(2026, 11, 8), date(2026, 11, 6))
    assert answer.due_at == datetime.fromisoformat("2026-11-08T14:30Z")
    assert kinds(answer) == {CautionKind.DUE_CLOSED}


def test_rules_in_a_chain_are_counted_one_after_the_other() -> None:
    reply = replace(REPLY, id=CourtRuleId(new_id()), code="SUR", event="", follows="REPLY", n=7)
    chain = chain_of(reply, (REPLY, reply))

    start = RuleStart(event=date(2026, 11, 2), zone=ZONE, service="mail")
    answer = count_chain(chain, PACK, start, lambda _: fed())

    # Thursday 19 November; a week later is Thanksgiving. Mail adds its days once.
    assert answer.due_on == date(2026, 11, 27)
    assert answer.rule is reply
    assert answer.trace[0] == "Motion served: Mon 2 Nov 2026."
    assert "The day of rule REPLY: Thu 19 Nov 2026." in answer.trace


def test_a_circle_is_refused_with_its_rules_named() -> None:
    one = replace(REPLY, code="A", event="", follows="B")
    two = replace(REPLY, code="B", event="", follows="C")
    three = replace(REPLY, code="C", event="", follows="A")

    with pytest.raises(Refused) as refused:
        chain_of(one, (one, two, three))

    assert refused.value.code == "rule.circular"
    assert refused.value.values["chain"] == "A follows B follows C follows A"
    with pytest.raises(Refused) as refused:
        chain_of(replace(one, follows="GONE"), (one,))
    assert refused.value.code == "rule.follows_unknown"


def test_another_courts_holidays_are_refused() -> None:
    california = calendar_in_force(court_calendar("CA-courts"), ())

    with pytest.raises(Refused) as refused:
        counted(REPLY, date(2026, 11, 2), in_force=california)

    assert refused.value.code == "rule.calendar"


def test_no_days_for_service_are_added_in_front_of_an_event() -> None:
    backward = replace(REPLY, direction=Direction.BEFORE)

    assert counted(backward, date(2026, 11, 20)).due_on == date(2026, 11, 6)
    with pytest.raises(Refused) as refused:
        counted(backward, date(2026, 11, 20), "mail")
    assert refused.value.code == "service.backward"


def test_the_last_moment_ends_with_the_day_at_the_court() -> None:
    rule = replace(REPLY, profile="last_moment")

    answer = counted(rule, date(2026, 11, 2))

    assert answer.due_at == datetime(2026, 11, 17, 4, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "stated", ["8:30-16:30", "08:30", "2026-01-01", "08:30-24:00", "08:30-16:30Z", "08:30 - 16:30"]
)
def test_the_hours_a_court_sits_are_written_in_one_way(stated: str) -> None:
    with pytest.raises(Refused) as refused:
        read_session(stated)
    assert (refused.value.code, refused.value.field) == ("rule.session", "session")


def test_a_court_closes_after_it_opens() -> None:
    assert read_session("") is None
    with pytest.raises(Refused) as refused:
        read_session("16:30-08:30")
    assert refused.value.code == "session.reversed"
