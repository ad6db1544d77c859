"""Events of a case, the dates rules give for them, and what becomes of those when events move."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.cases import Case
from app.domain.court_days import CourtDay, CourtDayId
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Missing, Refused, Stale
from app.domain.hearings import Hearing
from app.domain.ids import new_id
from app.domain.recounting import DateChange, Outlook
from app.domain.reminders import ReminderState
from app.services.cases import OpenCase
from app.services.deadlines import (
    AddDeadlinesFromEvent,
    CaseDates,
    CompleteDeadline,
    EventDates,
    OverrideDeadline,
    PickedRule,
    PlanRecount,
    PreviewEvent,
    RestoreComputed,
    RuleOutcome,
)
from app.services.event_entry import EventEntry
from app.services.hearings import SetHearing
from app.services.office import Office
from app.services.triggering_events import (
    AmendEvent,
    CaseEvents,
    Hanging,
    PlannedDates,
    RecordEvent,
    RemoveEvent,
)
from tests.services.test_deadlines import RemindersOf
from tests.small_rules import PACK, SmallRules, write_rules

SERVED = date(2027, 3, 1)
"""A Monday: 14 days on is Monday 15 March, mail makes it Thursday 18 March, 7 more the 25th."""
DUE, REPLY_DUE = date(2027, 3, 18), date(2027, 3, 25)


@pytest.fixture
def rules(office: Office) -> SmallRules:
    return write_rules(office)


@pytest.fixture
def roe(office: Office, rules: SmallRules) -> Case:  # noqa: ARG001  its rules are those in force
    return office.do(OpenCase(title="State v. Roe")).value


def served(on: date = SERVED) -> EventEntry:
    return EventEntry(event="MOTION-SERVED", on=on, service="mail")


def outcomes(office: Office, case: Case, entry: EventEntry) -> dict[str, RuleOutcome]:
    answer = office.ask(PreviewEvent(case=case.id, entry=entry))
    return {each.rule.code: each for each in answer.rules if each.pack == PACK}


def add_all(office: Office, case: Case, entry: EventEntry) -> EventDates:
    found = outcomes(office, case, entry).values()
    picked = tuple(PickedRule(r.rule.id, r.answer.due_on) for r in found if r.answer)
    return office.do(AddDeadlinesFromEvent(case=case.id, entry=entry, picked=picked)).value


def planned(office: Office, dates: EventDates, on: date) -> dict[str, DateChange]:
    changes = office.ask(PlannedDates(event=replace(dates.event, on=on)))
    return {change.deadline.title: change for change in changes}


def stored(office: Office, case: Case) -> dict[str, Deadline]:
    return {each.title: each for each in office.ask(CaseDates(case.id)).deadlines}


def close_court(office: Office, on: date) -> None:
    with office._database.writing(office.actor) as work:
        work.court_days.add(
            CourtDay(id=CourtDayId(new_id()), calendar="US-FED", on=on, name="Mourning")
        )


@pytest.mark.usefixtures("november_2026")
def test_the_preview_counts_every_rule_that_starts_from_the_event(
    office: Office, roe: Case
) -> None:
    found = outcomes(office, roe, served())
    assert {code: r.answer and r.answer.due_on for code, r in found.items()} == {
        "RESPONSE": DUE,
        "REPLY": REPLY_DUE,
    }
    assert all(r.is_usual and not r.is_present and r.load == 0 for r in found.values())
    trial = outcomes(office, roe, EventEntry(event="TRIAL", on=date(2027, 6, 14)))
    assert list(trial) == ["WITNESSES"]
    assert not trial["WITNESSES"].is_usual, "somebody decides whether the court ordered one"


def test_what_is_past_or_there_already_is_not_ticked(office: Office, roe: Case) -> None:
    add_all(office, roe, served())
    again = outcomes(office, roe, served())
    assert all(r.is_present and not r.is_usual for r in again.values())
    past = outcomes(office, roe, served(date(2024, 3, 1)))
    assert all(r.is_past and not r.is_usual for r in past.values())


def test_what_is_ticked_is_added_at_once_with_reminders(
    office: Office, roe: Case, rules: SmallRules
) -> None:
    done = add_all(office, roe, served())
    response = stored(office, roe)["Response to motion"]
    assert (response.due_on, response.computed_due_on) == (DUE, DUE)
    assert (response.rule, response.event) == (rules.response.id, done.event.id)
    assert (response.trigger, response.period) == ("Motion served", "14 days after")
    assert (response.rule_edition, response.service) == ("SMALL 2026.1", "mail")
    assert response.calendar_edition.startswith("US-FED ")
    assert response.computed_at is not None
    assert "Motion served: Mon 1 Mar 2027." in response.trace
    leads = {each.lead_days for each in office.ask(RemindersOf(response.id))}
    assert leads == {7, 1}
    assert office.ask(CaseEvents(roe.id)).lines[0].open == len(done.deadlines)


def test_adding_is_undone_and_done_again_whole(
    office: Office, roe: Case, rules: SmallRules
) -> None:
    picked = (PickedRule(rules.response.id, DUE),)
    done = office.do(AddDeadlinesFromEvent(case=roe.id, entry=served(), picked=picked))
    assert done.undo is not None
    back = office.do(done.undo)
    assert stored(office, roe) == {}
    assert office.ask(CaseEvents(roe.id)).lines == ()
    assert back.undo is not None
    office.do(back.undo)
    assert list(stored(office, roe)) == ["Response to motion"]


def test_a_calendar_edited_during_the_preview_adds_nothing(
    office: Office, roe: Case, rules: SmallRules
) -> None:
    picked = (PickedRule(rules.response.id, DUE), PickedRule(rules.reply.id, REPLY_DUE))
    close_court(office, DUE)
    with pytest.raises(Stale, match=r"recount\.stale"):
        office.do(AddDeadlinesFromEvent(case=roe.id, entry=served(), picked=picked))
    assert stored(office, roe) == {}
    assert office.ask(CaseEvents(roe.id)).lines == ()


def test_an_event_that_moves_shows_old_and_new_dates_and_takes_along_what_is_ticked(
    office: Office, roe: Case
) -> None:
    dates = add_all(office, roe, served())
    later = SERVED + timedelta(days=7)
    plan = planned(office, dates, later)
    assert {c.outlook for c in plan.values()} == {Outlook.MOVES}
    ticked = (plan["Response to motion"].accepted(),)
    moved = office.do(AmendEvent(event=replace(dates.event, on=later), accepted=ticked))
    held = stored(office, roe)
    assert held["Response to motion"].due_on == DUE + timedelta(days=7)
    assert held["Response to motion"].trigger_on == later
    assert held["Reply to response"].due_on == REPLY_DUE, "it was not ticked"
    (formerly,) = (s for s in held["Response to motion"].steps if s.startswith("Formerly"))
    assert formerly.startswith("Formerly: Thu 18 Mar 2027, until it was counted again")
    rings = office.ask(RemindersOf(held["Response to motion"].id))
    waiting = {r.limit_on for r in rings if r.state is ReminderState.WAITING}
    assert waiting == {DUE + timedelta(days=7)}
    assert moved.undo is not None
    office.do(moved.undo)
    assert stored(office, roe)["Response to motion"].due_on == DUE
    assert office.ask(CaseEvents(roe.id)).lines[0].event.on == SERVED


def test_an_override_is_kept_with_its_reason_and_the_new_count_beside_it(
    office: Office, roe: Case
) -> None:
    dates = add_all(office, roe, served())
    response = stored(office, roe)["Response to motion"]
    stipulated = date(2027, 3, 22)
    office.do(
        OverrideDeadline(deadline=response.id, due_on=stipulated, reason="Stipulated in court")
    )
    later = SERVED + timedelta(days=7)
    plan = planned(office, dates, later)
    kept = plan["Response to motion"]
    assert kept.outlook is Outlook.OVERRIDDEN
    assert plan["Reply to response"].becomes == stipulated + timedelta(days=7), (
        "what follows counts from the day that stands"
    )
    office.do(AmendEvent(event=replace(dates.event, on=later), accepted=(kept.accepted(),)))
    held = stored(office, roe)["Response to motion"]
    assert (held.due_on, held.computed_due_on) == (stipulated, DUE + timedelta(days=7))
    assert held.override_reason == "Stipulated in court"
    office.do(RestoreComputed(deadline=held.id))
    free = stored(office, roe)["Response to motion"]
    assert (free.due_on, free.override_reason) == (DUE + timedelta(days=7), "")
    with pytest.raises(Refused, match="not_overridden"):
        office.do(RestoreComputed(deadline=held.id))


def test_giving_an_override_up_counts_what_follows_without_it(office: Office, roe: Case) -> None:
    dates = add_all(office, roe, served())
    response = stored(office, roe)["Response to motion"]
    office.do(OverrideDeadline(deadline=response.id, due_on=date(2027, 3, 22), reason="Stipulated"))
    event = replace(dates.event, on=SERVED + timedelta(days=7))
    plan = office.ask(PlannedDates(event=event, given_up=frozenset({response.id})))
    accepted = tuple(c.accepted(gives_up_override=c.deadline.is_overridden) for c in plan)
    office.do(AmendEvent(event=event, accepted=accepted))
    held = stored(office, roe)
    assert held["Response to motion"].due_on == DUE + timedelta(days=7)
    assert held["Reply to response"].due_on == REPLY_DUE + timedelta(days=7)
    assert not held["Response to motion"].is_overridden


def test_what_is_done_is_shown_and_not_touched(office: Office, roe: Case) -> None:
    dates = add_all(office, roe, served())
    response = stored(office, roe)["Response to motion"]
    office.do(CompleteDeadline(deadline=response.id))
    plan = planned(office, dates, SERVED + timedelta(days=7))
    closed = plan["Response to motion"]
    assert closed.outlook is Outlook.CLOSED
    with pytest.raises(Refused, match="not_open"):
        office.do(AmendEvent(event=dates.event, accepted=(closed.accepted(),)))


def test_what_counts_no_more_says_why(office: Office, roe: Case) -> None:
    dates = add_all(office, roe, served())
    plan = planned(office, dates, date(2040, 12, 28))
    assert {change.outlook for change in plan.values()} == {Outlook.LOST}
    assert {c.refusal and c.refusal.code for c in plan.values()} == {"calendar.not_loaded"}


def test_new_dates_in_the_past_are_marked(office: Office, roe: Case) -> None:
    dates = add_all(office, roe, served())
    assert all(c.is_past for c in planned(office, dates, date(2024, 3, 1)).values())


def test_a_retired_rule_still_counts_and_says_so(
    office: Office, roe: Case, rules: SmallRules
) -> None:
    dates = add_all(office, roe, served())
    with office._database.writing(office.actor) as work:
        work.court_rules.change(replace(rules.response, is_active=False))
    assert "RESPONSE" not in outcomes(office, roe, served())
    plan = planned(office, dates, SERVED + timedelta(days=7))
    assert plan["Response to motion"].outlook is Outlook.MOVES


def test_a_circle_of_rules_is_refused_where_it_hits(
    office: Office, roe: Case, rules: SmallRules
) -> None:
    add_all(office, roe, served())
    with office._database.writing(office.actor) as work:
        work.court_rules.change(replace(rules.response, event="", follows="REPLY"))
    changes = office.ask(PlanRecount(case=roe.id)).rows
    assert {change.outlook for change in changes} == {Outlook.LOST}
    assert {c.refusal and c.refusal.code for c in changes} == {"rule.circular"}
    assert outcomes(office, roe, served()) == {}


def test_an_event_with_deadlines_is_removed_only_with_a_word_about_them(
    office: Office, roe: Case
) -> None:
    dates = add_all(office, roe, served())
    with pytest.raises(Refused, match=r"event\.has_deadlines"):
        office.do(RemoveEvent(event=dates.event))
    with pytest.raises(Refused, match=r"text\.required"):
        office.do(RemoveEvent(event=dates.event, hanging=Hanging.CANCEL))
    kept = office.do(RemoveEvent(event=dates.event, hanging=Hanging.KEEP))
    held = stored(office, roe)["Response to motion"]
    assert (held.event, held.due_on, held.status) == (None, DUE, DeadlineStatus.OPEN)
    again = {c.deadline.title: c for c in office.ask(PlanRecount(case=roe.id)).rows}
    assert again["Response to motion"].outlook is Outlook.STAYS, "it still knows its day"
    assert kept.undo is not None
    office.do(kept.undo)
    assert stored(office, roe)["Response to motion"].event == dates.event.id


def test_deadlines_of_a_removed_event_can_be_cancelled_with_it(office: Office, roe: Case) -> None:
    dates = add_all(office, roe, served())
    office.do(
        RemoveEvent(event=dates.event, hanging=Hanging.CANCEL, reason="Entered in another case")
    )
    held = stored(office, roe)["Response to motion"]
    assert held.status is DeadlineStatus.CANCELLED
    assert (held.cancel_reason, held.cancelled_by) == ("Entered in another case", "A. Rivera")


def test_two_people_who_move_one_event_do_not_overwrite_each_other(
    office: Office, roe: Case
) -> None:
    dates = add_all(office, roe, served())
    office.do(AmendEvent(event=replace(dates.event, on=SERVED + timedelta(days=7))))
    with pytest.raises(Stale):
        office.do(AmendEvent(event=replace(dates.event, on=SERVED + timedelta(days=9))))


def test_an_event_can_be_a_hearing_of_the_case_on_its_day(office: Office, roe: Case) -> None:
    hearing = _trial(office, roe)
    entry = EventEntry(event="TRIAL", hearing=hearing.id)
    event = office.do(RecordEvent(case=roe.id, entry=entry)).value
    assert (event.on, event.at) == (hearing.on, hearing.starts_at)
    with pytest.raises(Refused, match=r"event\.other_day"):
        office.do(RecordEvent(case=roe.id, entry=replace(entry, on=hearing.on + timedelta(1))))
    poe = office.do(OpenCase(title="State v. Poe")).value
    with pytest.raises(Missing):
        office.do(RecordEvent(case=poe.id, entry=entry))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (EventEntry(event="", on=SERVED), "text.required"),
        (EventEntry(event="NO-SUCH", on=SERVED), "code.unknown"),
        (EventEntry(event="ARREST"), "text.required"),
        (EventEntry(event="ARREST", on=date(1026, 3, 1)), "date.implausible"),
        (EventEntry(event="ARREST", on=date(2027, 3, 14), clock=time(2, 30)), "time.missing_hour"),
    ],
)
def test_bad_input_is_refused_with_its_reason(
    office: Office, roe: Case, entry: EventEntry, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        office.do(RecordEvent(case=roe.id, entry=entry))


def test_nothing_ticked_adds_nothing(office: Office, roe: Case) -> None:
    with pytest.raises(Refused, match="nothing_picked"):
        office.do(AddDeadlinesFromEvent(case=roe.id, entry=served(), picked=()))


def _trial(office: Office, case: Case) -> Hearing:
    trial = SetHearing(case=case.id, kind="JT", on=date(2027, 6, 14), clock=time(9, 30))
    return office.do(trial).value
