"""A date that is the later or the earlier of several: in preview, when starts move, office-wide."""

import json
from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import Case
from app.domain.deadlines import Deadline
from app.domain.errors import Missing, Refused
from app.domain.recounting import Outlook
from app.services.cases import OpenCase
from app.services.court_rules import InstallRulePack, RetireRule
from app.services.deadlines import (
    AddDeadlinesFromEvent,
    CancelDeadline,
    DifferingDates,
    EventDates,
    OverrideDeadline,
    PickedRule,
    PlanOfficeRecount,
    PlanRecount,
    PreviewEvent,
    RecountDeadlines,
    TakeBackEventDates,
)
from app.services.event_entry import EventEntry
from app.services.office import Office
from app.services.triggering_events import AmendEvent, PlannedDates
from tests.services.test_court_rules import a_pack, a_rule
from tests.services.test_dates_from_events import stored

LIST, BEFORE_TRIAL, APPEAL, CROSS = "Witness list", "List before trial", "Appeal", "Cross-appeal"
TRIAL = date(2027, 5, 3)
"""A Monday: 14 days before is Monday 19 April."""
NOTICE = date(2027, 3, 1)
"""A Monday: 14 days on is Monday 15 March."""


@pytest.fixture
def roe(office: Office) -> Case:
    rules = [
        a_rule("LIST", title=LIST, event="NOTICE-SERVED", n=14, earlier_of=["LIST-TRIAL"]),
        a_rule("LIST-TRIAL", title=BEFORE_TRIAL, event="TRIAL", n=14, direction="before"),
        a_rule("APPEAL", title=APPEAL, event="JUDGMENT", n=14, later_of=["CROSS"]),
        a_rule("CROSS", title=CROSS, event="APPEAL-NOTICE", n=14),
        a_rule("MORE", title="Longest extension", event="", follows="APPEAL", n=30),
    ]
    office.do(InstallRulePack(text=json.dumps(a_pack(rules=rules))))
    return office.do(OpenCase(title="State v. Roe")).value


def add(office: Office, case: Case, event: str, on: date) -> EventDates:
    """Add every date of the pack that an event starts."""
    entry = EventEntry(event=event, on=on)
    found = office.ask(PreviewEvent(case=case.id, entry=entry)).rules
    picked = tuple(
        PickedRule(each.rule.id, each.answer.due_on)
        for each in found
        if each.answer and each.pack == "Local rules"
    )
    return office.do(AddDeadlinesFromEvent(case=case.id, entry=entry, picked=picked)).value


def recount(office: Office, case: Case) -> None:
    plan = office.ask(PlanRecount(case=case.id))
    moving = tuple(c.accepted() for c in plan.rows if c.outlook is Outlook.MOVES)
    office.do(RecountDeadlines(accepted=moving, case=case.id))


def due(office: Office, case: Case) -> dict[str, date]:
    return {title: each.due_on for title, each in stored(office, case).items()}


def test_the_preview_compares_with_the_dates_of_the_case(office: Office, roe: Case) -> None:
    add(office, roe, "TRIAL", date(2027, 3, 22))  # 14 days before: Monday 8 March
    entry = EventEntry(event="NOTICE-SERVED", on=NOTICE)
    (found,) = (
        each
        for each in office.ask(PreviewEvent(case=roe.id, entry=entry)).rules
        if each.rule.code == "LIST"
    )
    assert found.answer is not None
    assert found.answer.due_on == date(2027, 3, 8)
    add(office, roe, "NOTICE-SERVED", NOTICE)
    list_ = stored(office, roe)[LIST]
    assert list_.due_on == date(2027, 3, 8)
    assert list_.period == "by rule LIST-TRIAL, earlier than 14 days after"
    assert "The earlier day is that of rule LIST-TRIAL: Mon 8 Mar 2027." in list_.steps


def test_a_second_start_that_comes_later_is_found_and_counted(office: Office, roe: Case) -> None:
    add(office, roe, "JUDGMENT", NOTICE)
    assert due(office, roe)[APPEAL] == date(2027, 3, 15)
    assert office.ask(DifferingDates()) == 0
    add(office, roe, "APPEAL-NOTICE", date(2027, 3, 8))
    assert office.ask(DifferingDates()) == 2, "the appeal and what follows it"
    changes = {c.deadline.title: c.becomes for c in office.ask(PlanOfficeRecount()).rows}
    assert changes == {APPEAL: date(2027, 3, 22), "Longest extension": date(2027, 4, 21)}
    recount(office, roe)
    assert due(office, roe)[APPEAL] == date(2027, 3, 22)
    assert office.ask(DifferingDates()) == 0


def test_when_the_other_start_moves_the_date_goes_along_at_once(office: Office, roe: Case) -> None:
    add(office, roe, "NOTICE-SERVED", NOTICE)
    trial = add(office, roe, "TRIAL", TRIAL).event
    assert due(office, roe) == {LIST: date(2027, 3, 15), BEFORE_TRIAL: date(2027, 4, 19)}
    sooner = replace(trial, on=date(2027, 3, 22))
    planned = office.ask(PlannedDates(event=sooner))
    assert {c.deadline.title: c.becomes for c in planned} == {
        LIST: date(2027, 3, 8),
        BEFORE_TRIAL: date(2027, 3, 8),
    }
    accepted = tuple(c.accepted() for c in planned)
    done = office.do(AmendEvent(event=sooner, accepted=accepted))
    assert set(due(office, roe).values()) == {date(2027, 3, 8)}
    assert office.ask(DifferingDates()) == 0
    assert done.undo is not None
    office.do(done.undo)
    assert due(office, roe) == {LIST: date(2027, 3, 15), BEFORE_TRIAL: date(2027, 4, 19)}


def test_a_move_that_changes_nothing_shows_only_its_own_dates(office: Office, roe: Case) -> None:
    add(office, roe, "NOTICE-SERVED", NOTICE)
    trial = add(office, roe, "TRIAL", TRIAL).event
    planned = office.ask(PlannedDates(event=replace(trial, on=date(2027, 5, 10))))
    assert [c.deadline.title for c in planned] == [BEFORE_TRIAL]


def test_a_day_a_person_set_is_compared_too(office: Office, roe: Case) -> None:
    add(office, roe, "NOTICE-SERVED", NOTICE)
    add(office, roe, "TRIAL", TRIAL)
    before = stored(office, roe)[BEFORE_TRIAL]
    by_order = OverrideDeadline(
        deadline=before.id, due_on=date(2027, 3, 10), reason="By order", expects=before.version
    )
    office.do(by_order)
    assert office.ask(DifferingDates()) == 1
    recount(office, roe)
    assert due(office, roe)[LIST] == date(2027, 3, 10)


def test_a_cancelled_date_is_compared_no_more(office: Office, roe: Case) -> None:
    add(office, roe, "TRIAL", date(2027, 3, 22))
    add(office, roe, "NOTICE-SERVED", NOTICE)
    before = stored(office, roe)[BEFORE_TRIAL]
    no_trial = CancelDeadline(deadline=before.id, reason="The trial is off", expects=before.version)
    office.do(no_trial)
    assert office.ask(DifferingDates()) == 1
    recount(office, roe)
    assert due(office, roe)[LIST] == date(2027, 3, 15)


def test_a_governing_date_that_is_taken_back_governs_no_more(office: Office, roe: Case) -> None:
    add(office, roe, "NOTICE-SERVED", NOTICE)
    trial = add(office, roe, "TRIAL", date(2027, 3, 22))
    recount(office, roe)
    assert due(office, roe)[LIST] == date(2027, 3, 8)
    office.do(TakeBackEventDates(dates=trial))
    assert office.ask(DifferingDates()) == 1
    recount(office, roe)
    assert due(office, roe) == {LIST: date(2027, 3, 15)}


def test_dates_of_another_case_are_never_compared(office: Office, roe: Case) -> None:
    other = office.do(OpenCase(title="State v. Poe")).value
    add(office, other, "TRIAL", date(2027, 3, 22))
    add(office, roe, "NOTICE-SERVED", NOTICE)
    assert due(office, roe)[LIST] == date(2027, 3, 15)
    assert office.ask(DifferingDates()) == 0
    held: Deadline = stored(office, other)[BEFORE_TRIAL]
    moved = replace(add(office, roe, "TRIAL", TRIAL).event, on=date(2027, 5, 10))
    (change,) = office.ask(PlannedDates(event=moved))
    foreign = replace(change.accepted(), deadline=held.id, version=held.version)
    with pytest.raises(Missing):
        office.do(AmendEvent(event=moved, accepted=(foreign,)))


def test_a_rule_that_others_are_compared_with_is_not_retired(office: Office, roe: Case) -> None:
    add(office, roe, "TRIAL", TRIAL)
    rule = stored(office, roe)[BEFORE_TRIAL].rule
    assert rule is not None
    with pytest.raises(Refused) as refused:
        office.do(RetireRule(rule=rule))
    assert (refused.value.code, refused.value.values["other"]) == ("rule.compared", "LIST")
