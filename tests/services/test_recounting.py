"""Counting again after rules or calendars changed: a case, the office, walls, two people."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.backups import Watch
from app.domain.cases import Case
from app.domain.deadlines import Deadline
from app.domain.errors import Cancelled, Missing, Refused, Stale
from app.domain.free_counts import RuleCount
from app.domain.recounting import Outlook
from app.services.cases import OpenCase
from app.services.court_calendars import AddOfficeCalendar, RemoveOfficeCalendar
from app.services.court_rules import AmendRule, RuleOf
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    DeadlineOf,
    DifferingDates,
    PlanOfficeRecount,
    PlanRecount,
    RecountDeadlines,
    RecountPlan,
)
from app.services.office import Office
from tests.services.test_dates_from_events import (
    DUE,
    REPLY_DUE,
    add_all,
    close_court,
    served,
    stored,
)
from tests.services.test_deadlines import WallOff
from tests.small_rules import SmallRules, write_rules

NEXT_DAY = date(2027, 3, 19)


@pytest.fixture
def rules(office: Office) -> SmallRules:
    return write_rules(office)


@pytest.fixture
def roe(office: Office, rules: SmallRules) -> Case:  # noqa: ARG001  its rules are those in force
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def response(office: Office, roe: Case) -> Deadline:
    add_all(office, roe, served())
    return stored(office, roe)["Response to motion"]


def recount(plan: RecountPlan, case: Case | None = None) -> RecountDeadlines:
    moving = (c.accepted() for c in plan.rows if c.outlook is Outlook.MOVES)
    return RecountDeadlines(accepted=tuple(moving), case=case.id if case else None)


def test_a_new_holiday_moves_what_ended_on_it_and_what_follows(
    office: Office, roe: Case, response: Deadline
) -> None:
    assert office.ask(DifferingDates()) == 0
    close_court(office, DUE)
    assert office.ask(DifferingDates()) == 2
    plan = office.ask(PlanOfficeRecount())
    assert plan.examined == 2
    assert [c.becomes for c in plan.rows] == [NEXT_DAY, date(2027, 3, 26)]
    assert plan.cases[roe.id].title == "State v. Roe"
    done = office.do(recount(plan))
    held = office.ask(DeadlineOf(response.id))
    assert (held.due_on, held.computed_due_on) == (NEXT_DAY, NEXT_DAY)
    assert office.ask(DifferingDates()) == 0
    assert done.undo is not None
    redo = office.do(done.undo).undo
    assert office.ask(DeadlineOf(response.id)).due_on == DUE
    assert redo is not None
    office.do(redo)
    assert office.ask(DeadlineOf(response.id)).due_on == NEXT_DAY


def test_a_free_count_is_counted_again_as_it_was_typed(office: Office, roe: Case) -> None:
    count = RuleCount(trigger_on=date(2027, 3, 1), n=14, service_days=3)
    free = AddComputedDeadline(case=roe.id, title="Reply", trigger="Motion served", count=count)
    deadline = office.do(free).value
    assert deadline.due_on == DUE
    close_court(office, DUE)
    office.do(recount(office.ask(PlanRecount(case=roe.id)), roe))
    assert office.ask(DeadlineOf(deadline.id)).due_on == NEXT_DAY


def test_a_count_from_before_says_that_it_cannot_be_repeated(office: Office, roe: Case) -> None:
    count = RuleCount(trigger_on=date(2027, 3, 1), n=14)
    free = AddComputedDeadline(case=roe.id, title="Reply", trigger="Motion served", count=count)
    deadline = office.do(free).value
    with office._database.writing(office.actor) as work:
        work.deadlines.change(replace(deadline, counted=()))
    (change,) = office.ask(PlanRecount(case=roe.id)).rows
    assert change.outlook is Outlook.LOST
    assert change.refusal is not None
    assert change.refusal.code == "recount.not_kept"
    with pytest.raises(Refused, match="nothing"):
        change.accepted()
    close_court(office, deadline.due_on)
    assert office.ask(DifferingDates()) == 0
    assert office.ask(PlanOfficeRecount()).rows == ()


def test_a_case_shows_all_its_counted_dates_and_none_entered_by_hand(
    office: Office, roe: Case, response: Deadline
) -> None:
    office.do(AddDeadline(case=roe.id, title="Call the lab", due_on=DUE))
    changes = office.ask(PlanRecount(case=roe.id)).rows
    assert [c.outlook for c in changes] == [Outlook.STAYS, Outlook.STAYS]
    assert changes[0].deadline == response


def test_an_amended_rule_moves_its_dates(
    office: Office, roe: Case, rules: SmallRules, response: Deadline
) -> None:
    with office._database.writing(office.actor) as work:
        work.rule_packs.change(replace(rules.pack, edition="2026.2"))
        work.court_rules.change(replace(rules.response, n=21))
    assert office.ask(DifferingDates()) == 2
    office.do(recount(office.ask(PlanRecount(case=roe.id)), roe))
    held = office.ask(DeadlineOf(response.id))
    assert (held.due_on, held.period) == (date(2027, 3, 25), "21 days after")
    assert held.rule_edition == "SMALL 2026.2"


def test_two_who_recount_at_once_do_not_both_write(
    office: Office, roe: Case, response: Deadline
) -> None:
    close_court(office, DUE)
    plan = office.ask(PlanRecount(case=roe.id))
    office.do(recount(plan, roe))
    with pytest.raises(Stale):
        office.do(recount(plan, roe))
    assert office.ask(DeadlineOf(response.id)).version == response.version + 1


def test_a_calendar_changed_after_the_look_writes_nothing(
    office: Office, roe: Case, response: Deadline
) -> None:
    close_court(office, DUE)
    plan = office.ask(PlanRecount(case=roe.id))
    close_court(office, date(2027, 3, 26))
    with pytest.raises(Stale, match=r"recount\.stale"):
        office.do(recount(plan, roe))
    assert office.ask(DeadlineOf(response.id)).due_on == DUE


def test_stopped_half_way_nothing_is_written(office: Office, roe: Case, response: Deadline) -> None:
    close_court(office, DUE)
    steps: list[int] = []

    def tell(done: int, _of: int, _name: str) -> None:
        steps.append(done)

    watch = Watch(tell, lambda: len(steps) > 0, "recount.cancelled")
    command = replace(recount(office.ask(PlanRecount(case=roe.id)), roe), watch=watch)
    with pytest.raises(Cancelled, match=r"recount\.cancelled"):
        office.do(command)
    assert steps == [0], "one was written before the stop"
    assert office.ask(DeadlineOf(response.id)) == response
    with pytest.raises(Cancelled):
        office.ask(PlanOfficeRecount(watch=watch))


def test_what_is_of_another_case_or_behind_a_wall_is_not_written(
    office: Office, roe: Case, response: Deadline
) -> None:
    poe = office.do(OpenCase(title="State v. Poe")).value
    close_court(office, DUE)
    plan = office.ask(PlanOfficeRecount())
    with pytest.raises(Missing):
        office.do(recount(plan, poe))
    done = office.do(recount(plan))
    office.do(WallOff(roe.id))
    assert office.ask(PlanOfficeRecount()).examined == 0
    assert office.ask(DifferingDates()) == 0
    assert done.undo is not None
    with pytest.raises(Missing):
        office.do(done.undo)
    with pytest.raises(Missing):
        office.do(recount(plan))
    with office._database.reading(office.actor) as reading:
        assert reading.deadlines.get(response.id).due_on == NEXT_DAY


def test_nothing_ticked_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="nothing_ticked"):
        office.do(RecountDeadlines(accepted=()))


def test_an_event_with_many_dates_moves_them_all(office: Office, roe: Case) -> None:
    for day in range(1, 201):
        add_all(office, roe, replace(served(), on=date(2027, 3, 1), note=str(day)))
    close_court(office, DUE)
    plan = office.ask(PlanOfficeRecount())
    assert len(plan.rows) == 400
    done = office.do(recount(plan))
    assert {each.after.due_on for each in done.value} == {NEXT_DAY, date(2027, 3, 26)}
    assert REPLY_DUE not in {each.due_on for each in stored(office, roe).values()}


def test_dates_counted_by_a_calendar_that_is_gone_are_counted_by_another(
    office: Office, rules: SmallRules, roe: Case
) -> None:
    own = office.do(AddOfficeCalendar(title="Night court", based_on="US-FED")).value
    office.do(AmendRule(replace(rules.response, calendar=own.code)))
    add_all(office, roe, served())
    rule = office.ask(RuleOf(rules.response.id)).line.rule
    office.do(AmendRule(replace(rule, calendar="")))
    office.do(RemoveOfficeCalendar(calendar=own))
    assert office.ask(DifferingDates()) == 0
    close_court(office, DUE)
    assert office.ask(DifferingDates()) == 2
