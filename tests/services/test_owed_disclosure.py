"""Days by which disclosure is owed: on every list of days, with reminders that follow them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from app.domain.calendar import CalendarEntry, EntryFilter, EntryKind
from app.domain.cases import CaseId
from app.domain.disclosure.owed_days import OwedKind
from app.domain.disclosure.requests import AgencyInquiry, DefenseRequest, LossNotice
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.ids import new_id
from app.domain.reminders import Inbox, SubjectKind
from app.domain.severity import Severity
from app.domain.today import Consequence, Matter
from app.domain.users import Actor, OfficeRole, UserId
from app.services.calendar import CalendarRange, DayLoad
from app.services.calendar_exchange import ExportCalendar
from app.services.cases import OpenCase
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    AmendDisclosureItem,
    ReceiveDisclosureItem,
    RemoveDisclosureItem,
    RowEntry,
)
from app.services.disclosure.requests import (
    AddDefenseRequest,
    AmendDefenseRequest,
    AmendInquiry,
    AskAgency,
    RecordLoss,
    RemoveDefenseRequest,
    RemoveLoss,
)
from app.services.office import Office
from app.services.owed_disclosure import (
    AnnounceDisclosure,
    DisclosureUnannounced,
    OwedDisclosure,
)
from app.services.reminders import AcknowledgeReminder, AddReminders, RemindersInbox
from app.services.today import Today

NOON = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DUE = date(2026, 12, 11)


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id


def demand(case: CaseId, due_on: date | None = DUE, **facts: Any) -> DefenseRequest:
    return DefenseRequest(
        id=new_id(), case=case, made_on=TODAY, text="Lab bench\nnotes", due_on=due_on, **facts
    )


def inquiry(case: CaseId, **facts: Any) -> AgencyInquiry:
    return AgencyInquiry(
        id=new_id(),
        case=case,
        agency="Metro Lab",
        asked_on=TODAY,
        what="Bench notes",
        due_on=DUE,
        **facts,
    )


def ringing(office: Office, part: Inbox = Inbox.COMING) -> list[tuple[int, date]]:
    lines = office.ask(RemindersInbox(part=part)).rows
    assert all(each.subject_kind is SubjectKind.DISCLOSURE for each in lines)
    return sorted((each.lead_days, each.limit_on) for each in lines)


def on_calendar(office: Office, **which: Any) -> list[CalendarEntry]:
    asked = CalendarRange(first=TODAY, last=DUE + timedelta(days=30), which=EntryFilter(**which))
    return list(office.ask(asked).entries)


def owed_today(office: Office) -> list[Matter]:
    matters = office.ask(Today()).matters
    return [each for each in matters if each.subject is SubjectKind.DISCLOSURE]


def test_a_demand_rings_on_the_ladder_of_its_severity(office: Office, case: CaseId) -> None:
    office.do(AddDefenseRequest(record=demand(case)))
    assert ringing(office) == [(lead, DUE) for lead in (0, 1, 3, 7)]
    office.do(AddDefenseRequest(record=demand(case, citation="CPL 245.10")))
    (first, *_rest) = office.ask(RemindersInbox(part=Inbox.COMING)).rows
    assert (first.lead_days, first.severity) == (14, Severity.STATUTORY)
    assert first.title == "Answer the defense: Lab bench notes"


def test_a_demand_without_a_day_rings_nowhere(office: Office, case: CaseId) -> None:
    asked = office.do(AddDefenseRequest(record=demand(case, due_on=None))).value
    assert (ringing(office), on_calendar(office)) == ([], [])
    with pytest.raises(Missing):
        office.ask(OwedDisclosure(asked.id))


def test_reminders_follow_the_day_and_come_back_with_undo(office: Office, case: CaseId) -> None:
    asked = office.do(AddDefenseRequest(record=demand(case))).value
    later = DUE + timedelta(days=7)
    moved = office.do(AmendDefenseRequest(record=replace(asked, due_on=later)))
    assert {day for _lead, day in ringing(office)} == {later}
    assert moved.undo is not None
    office.do(moved.undo)
    assert ringing(office) == [(lead, DUE) for lead in (0, 1, 3, 7)]


def test_new_words_rename_what_rings_and_keep_what_was_answered(
    office: Office, case: CaseId
) -> None:
    soon = TODAY + timedelta(days=1)
    with time_machine.travel(NOON - timedelta(days=2), tick=False):
        early = replace(demand(case, soon), made_on=TODAY - timedelta(days=2))
        asked = office.do(AddDefenseRequest(record=early)).value
    (due,) = office.ask(RemindersInbox()).rows
    office.do(AcknowledgeReminder(reminder=due.id))
    office.do(AmendDefenseRequest(record=replace(asked, text="All bench notes")))
    (left,) = office.ask(RemindersInbox(part=Inbox.COMING)).rows
    assert (left.lead_days, left.title) == (0, "Answer the defense: All bench notes")


def test_an_answer_ends_it_and_taking_the_answer_back_rings_again(
    office: Office, case: CaseId
) -> None:
    asked = office.do(AddDefenseRequest(record=demand(case))).value
    answered = office.do(AmendDefenseRequest(record=replace(asked, answered_on=TODAY)))
    assert ringing(office) == []
    assert [entry.is_done for entry in on_calendar(office)] == [True]
    assert answered.undo is not None
    office.do(answered.undo)
    assert len(ringing(office)) == 4
    assert [entry.is_done for entry in on_calendar(office)] == [False]


def test_what_is_taken_out_is_owed_no_more(office: Office, case: CaseId) -> None:
    asked = office.do(AddDefenseRequest(record=demand(case))).value
    out = office.do(RemoveDefenseRequest(record=asked))
    assert (ringing(office), on_calendar(office)) == ([], [])
    assert out.undo is not None
    office.do(out.undo)
    assert len(ringing(office)) == 4


def test_a_row_that_comes_or_is_lost_or_never_was_stops_ringing(
    office: Office, case: CaseId
) -> None:
    row = office.do(
        AddDisclosureItem(case=case, entry=RowEntry(title="Log", duty="16E", due_on=DUE))
    ).value
    assert ringing(office) == [(0, DUE), (1, DUE)]
    loss = LossNotice(id=new_id(), case=case, row=row.id, what="Log", by="Lab", why="Fire")
    lost = office.do(RecordLoss(record=loss)).value
    assert (ringing(office), on_calendar(office)) == ([], [])
    office.do(RemoveLoss(record=lost))
    assert len(ringing(office)) == 2
    question = office.do(AskAgency(record=replace(inquiry(case, row=row.id), due_on=None))).value
    denied = replace(question, attests_none=True, attested_by="Clerk", replied_on=TODAY)
    told = office.do(AmendInquiry(record=denied))
    assert (ringing(office), on_calendar(office)) == ([], [])
    assert told.undo is not None
    office.do(told.undo)
    assert len(ringing(office)) == 2
    moved = office.do(AmendDisclosureItem(item=replace(row, due_on=DUE + timedelta(days=1))))
    assert {day for _lead, day in ringing(office)} == {DUE + timedelta(days=1)}
    office.do(ReceiveDisclosureItem(row=moved.value.after.id))
    assert (ringing(office), [e.is_done for e in on_calendar(office)]) == ([], [True])


def test_a_row_taken_out_again_rings_no_more(office: Office, case: CaseId) -> None:
    row = office.do(
        AddDisclosureItem(case=case, entry=RowEntry(title="Log", duty="16E", due_on=DUE))
    ).value
    office.do(RemoveDisclosureItem(item=row))
    assert ringing(office) == []


def test_each_lies_on_the_calendar_and_cannot_be_moved(office: Office, case: CaseId) -> None:
    office.do(AddDefenseRequest(record=demand(case)))
    office.do(AskAgency(record=inquiry(case)))
    office.do(AddDisclosureItem(case=case, entry=RowEntry(title="Log", duty="16E", due_on=DUE)))
    entries = on_calendar(office, kinds=frozenset({EntryKind.DISCLOSURE}))
    assert [(each.what, each.on, each.can_move) for each in entries] == [
        ("Answer the defense: Lab bench notes", DUE, False),
        ("Due to come in: Log", DUE, False),
        ("Reply of Metro Lab: Bench notes", DUE, False),
    ]
    assert office.ask(DayLoad(first=DUE))[0].count == 3
    first_two = CalendarRange(first=DUE, last=DUE, most_a_day=2)
    assert list(office.ask(first_two).entries) == entries[:2]
    assert office.ask(first_two).counts == {DUE: 3}


def test_what_is_due_and_overdue_is_on_the_days_list(office: Office, case: CaseId) -> None:
    with time_machine.travel(NOON - timedelta(days=30), tick=False):
        early = demand(case, TODAY - timedelta(days=2), citation="CPL 245.10")
        early = replace(early, made_on=TODAY - timedelta(days=30))
        office.do(AddDefenseRequest(record=early))
    office.do(AskAgency(record=replace(inquiry(case), due_on=TODAY)))
    office.do(AddDefenseRequest(record=demand(case, TODAY + timedelta(days=3))))
    late, now = owed_today(office)
    assert (late.consequence, late.is_statutory, late.about) == (
        Consequence.OVERDUE,
        True,
        "CPL 245.10",
    )
    assert (now.consequence, now.what) == (
        Consequence.DUE_TODAY,
        "Reply of Metro Lab: Bench notes",
    )
    assert late.reminder is not None
    counts = office.ask(Today()).counts
    assert (counts.overdue, counts.due_today, counts.next_7_days) == (1, 1, 1)


def test_whoever_may_not_see_disclosure_sees_none_of_its_days(office: Office, case: CaseId) -> None:
    asked = office.do(AddDefenseRequest(record=demand(case, TODAY))).value
    actor = Actor(UserId(new_id()), "advocate", "A. Advocate", OfficeRole.ADVOCATE)
    advocate = Office(office._database, actor, lambda: None)
    assert owed_today(office)
    assert owed_today(advocate) == []
    assert advocate.ask(Today()).counts.due_today == 0
    assert (on_calendar(advocate), advocate.ask(DayLoad(first=TODAY))[0].count) == ([], 0)
    assert advocate.ask(CalendarRange(first=TODAY, last=TODAY)).hidden == 0
    assert ringing(advocate, Inbox.DUE) == []
    with pytest.raises(NotPermitted):
        advocate.ask(OwedDisclosure(asked.id))
    with pytest.raises(NotPermitted):
        advocate.do(
            AddReminders(subject_kind=SubjectKind.DISCLOSURE, subject=asked.id, lead_days=(2,))
        )


def test_further_reminders_can_be_set_until_it_is_settled(office: Office, case: CaseId) -> None:
    asked = office.do(AddDefenseRequest(record=demand(case))).value
    more = AddReminders(subject_kind=SubjectKind.DISCLOSURE, subject=asked.id, lead_days=(10,))
    assert [each.lead_days for each in office.do(more).value] == [10]
    office.do(AmendDefenseRequest(record=replace(asked, answered_on=TODAY)))
    with pytest.raises(Refused, match="not_owed"):
        office.do(replace(more, lead_days=(5,)))


def test_the_card_says_what_the_day_hangs_on(office: Office, case: CaseId) -> None:
    asked = office.do(AddDefenseRequest(record=demand(case, citation="CPL 245.10"))).value
    owed = office.ask(OwedDisclosure(asked.id))
    assert (owed.kind, owed.since, owed.due_on, owed.citation) == (
        OwedKind.ANSWER,
        TODAY,
        DUE,
        "CPL 245.10",
    )


def test_a_calendar_file_names_the_day_and_not_what_is_asked_for(
    office: Office, case: CaseId
) -> None:
    office.do(AddDefenseRequest(record=demand(case)))
    office.do(AskAgency(record=inquiry(case)))
    written = office.ask(ExportCalendar()).content.decode()
    assert "Answer to the defense due" in written
    assert "Reply of an agency due" in written
    assert "X-DOSSIER-KIND:disclosure" in written
    assert "notes" not in written


def test_a_calendar_file_calls_off_what_will_not_come_and_asks_once_for_all_rows(
    office: Office, case: CaseId
) -> None:
    lost, denied, awaited = (
        office.do(
            AddDisclosureItem(case=case, entry=RowEntry(title=title, duty="16E", due_on=DUE))
        ).value
        for title in ("Video", "Log", "Audio")
    )
    loss = LossNotice(id=new_id(), case=case, row=lost.id, what="Video", by="Lab", why="Fire")
    office.do(RecordLoss(record=loss))
    none = inquiry(case, row=denied.id, replied_on=TODAY, attests_none=True, attested_by="Clerk")
    office.do(AskAgency(record=none))
    asked: list[str] = []
    readers = office._database._readers
    sa.event.listen(readers, "before_cursor_execute", lambda *said: asked.append(said[2]))
    written = office.ask(ExportCalendar()).content.decode()
    told = {each.partition("@")[0]: each for each in written.split("UID:")[1:]}
    states = {each.id: "STATUS:CANCELLED" in told[str(each.id)] for each in (lost, denied, awaited)}
    assert states == {lost.id: True, denied.id: True, awaited.id: False}
    assert sum("loss_notices" in each for each in asked) == 1


def test_days_an_older_edition_left_silent_are_announced_at_the_opening(
    office: Office, case: CaseId
) -> None:
    with office._database.writing(office.actor) as work:
        for each in (demand(case, citation="245.10"), demand(case, TODAY - timedelta(days=1))):
            work.defense_requests.add(each)
        work.agency_inquiries.add(inquiry(case))
    assert office.ask(DisclosureUnannounced())
    assert office.do(AnnounceDisclosure()).value == 2
    rung = ringing(office)
    assert not office.ask(DisclosureUnannounced())
    assert rung == sorted([*((lead, DUE) for lead in (0, 1, 3, 7, 14)), (0, DUE), (1, DUE)])
