"""The victim sheet through the doors: safety, contacts, what is owed, losses."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.cases import Case
from app.domain.errors import Missing, NotPermitted, Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role, Safety
from app.domain.record import Version
from app.domain.tasks import TaskKind
from app.domain.users import Actor, OfficeRole, UserId
from app.domain.victim_duties import Duty, DutyState
from app.domain.victims import ContactResult, LossKind, Victim
from app.services.cases import OpenCase
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.hearings import SetHearing
from app.services.office import Office
from app.services.party_entry import EnteredVictim, EnterVictim
from app.services.persons import AddParty, CasePeople
from app.services.reminders import RemindersInbox
from app.services.tasks import AddTask, CaseTasks
from app.services.victims import (
    AddRestitution,
    AddVictim,
    AmendRestitution,
    AmendVictim,
    CaseVictims,
    ConfirmSafety,
    LogContact,
    LossEntry,
    RemoveRestitution,
    RemoveVictim,
    SetSafetyRule,
    VictimEntry,
    VictimSheet,
)
from app.storage.known import case_walls

RULE = "The defendant shares her household. Never leave voicemail."


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def entered(office: Office, case: Case) -> EnteredVictim:
    stone = Person(id=PersonId(new_id()), family="Stone", given="Jane", language="Spanish")
    entry = VictimEntry(called="J.S.", safety=RULE)
    return office.do(EnterVictim(case=case.id, person=stone, entry=entry)).value


@pytest.fixture
def victim(entered: EnteredVictim) -> Victim:
    return entered.victim


def acting(office: Office, role: OfficeRole) -> Office:
    return Office(office._database, Actor(UserId(new_id()), role, role, role), lambda: None)


def today(office: Office) -> date:
    with office._database.reading(office.actor) as reading:
        return reading.today


def test_a_sheet_carries_its_rule_with_who_and_when(office: Office, victim: Victim) -> None:
    sheet = office.ask(VictimSheet(victim.id))
    now = today(office)
    assert sheet.victim.safety == RULE
    assert (sheet.victim.safety_by, sheet.victim.safety_set_on) == ("A. Rivera", now)
    assert not sheet.safety_is_stale
    assert sheet.person.language == "Spanish"


def test_entering_a_victim_is_undone_whole(office: Office, case: Case) -> None:
    person = Person(id=PersonId(new_id()), family="Doe")
    done = office.do(EnterVictim(case=case.id, person=person))
    assert done.undo is not None
    office.do(done.undo)
    assert office.ask(CaseVictims(case.id)) == ()


def test_only_a_victim_gets_a_sheet_and_only_one(
    office: Office, case: Case, entered: EnteredVictim
) -> None:
    with pytest.raises(Refused, match="there_already"):
        office.do(AddVictim(party=entered.party.id))
    roe = Person(id=PersonId(new_id()), family="Roe")
    defendant = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=roe)).value
    with pytest.raises(Refused, match="not_a_victim"):
        office.do(AddVictim(party=defendant.id))


def test_a_victim_without_a_sheet_is_listed(office: Office, case: Case) -> None:
    doe = Person(id=PersonId(new_id()), family="Doe", given="Sam")
    party: Party = office.do(AddParty(case=case.id, role=Role.VICTIM, person=doe)).value
    (line,) = office.ask(CaseVictims(case.id))
    assert (line.name, line.victim) == ("Doe, Sam", None)
    office.do(AddVictim(party=party.id))
    (line,) = office.ask(CaseVictims(case.id))
    assert line.called == "S.D."


def test_the_rule_is_changed_confirmed_and_undone(office: Office, victim: Victim) -> None:
    done = office.do(SetSafetyRule(victim=victim.id, expects=Version(1), rule="Call at work only."))
    with pytest.raises(Stale):
        office.do(ConfirmSafety(victim=victim.id, expects=Version(1)))
    assert done.undo is not None
    office.do(done.undo)
    assert office.ask(VictimSheet(victim.id)).victim.safety == RULE
    office.do(ConfirmSafety(victim=victim.id, expects=Version(3)))
    lifted = office.do(SetSafetyRule(victim=victim.id, expects=Version(4), rule=" ")).value.after
    assert (lifted.safety, lifted.safety_by, lifted.safety_confirmed_on) == ("", "", None)
    with pytest.raises(Refused, match="no_rule"):
        office.do(ConfirmSafety(victim=victim.id, expects=Version(5)))


def test_amending_the_sheet_leaves_the_rule_alone(office: Office, victim: Victim) -> None:
    other = replace(victim, called="Jane", safety="forged", script="Say hello.")
    done = office.do(AmendVictim(victim=other))
    assert done.value.after.safety == RULE
    assert done.value.after.called == "Jane"
    ahead = replace(done.value.after, rights_given_on=date(2999, 1, 1))
    with pytest.raises(Refused, match="ahead"):
        office.do(AmendVictim(victim=ahead))


def test_without_the_right_a_victim_is_a_name_and_a_warning(
    office: Office, case: Case, victim: Victim
) -> None:
    paralegal = acting(office, OfficeRole.PARALEGAL)
    (line,) = paralegal.ask(CaseVictims(case.id))
    assert (line.name, line.safety, line.has_rule, line.owed) == ("J.S.", "", True, 0)
    for query in (VictimSheet(victim.id),):
        with pytest.raises(NotPermitted):
            paralegal.ask(query)
    assert RULE not in repr(paralegal.ask(CasePeople(case.id)))


def test_a_contact_by_an_unsafe_way_is_refused(office: Office, entered: EnteredVictim) -> None:
    unsafe = WayEntry(label="Home phone", safety=Safety.UNSAFE)
    person = entered.party.person
    way = office.do(AddContactWay(person=person, value="310-555-0100", entry=unsafe)).value
    log = LogContact(victim=entered.victim.id, way=way.id, result=ContactResult.REACHED)
    with pytest.raises(Refused, match=r"way\.unsafe"):
        office.do(log)
    came_in = office.do(replace(log, outgoing=False)).value
    assert came_in.way_label == "Home phone"
    with pytest.raises(Refused, match="required"):
        office.do(replace(log, way=None))
    with pytest.raises(Missing):
        office.do(replace(log, way=new_id()))


def test_a_contact_lies_not_ahead_of_now(office: Office, victim: Victim) -> None:
    log = LogContact(victim=victim.id, channel="in court", result=ContactResult.REACHED)
    logged = office.do(log)
    assert logged.undo is None
    with pytest.raises(Refused, match="ahead_of_now"):
        office.do(replace(log, at=logged.value.at + timedelta(days=1)))


def test_a_call_that_reached_her_fulfills_the_notice_and_its_task(
    office: Office, case: Case, victim: Victim
) -> None:
    on = today(office) + timedelta(days=1)
    office.do(SetHearing(case=case.id, kind="BAIL", on=on, clock=time(9, 30)))
    task = AddTask(
        case=case.id, title="Call J.S.", kind=TaskKind.VICTIM_CONTACT, victim=victim.id, due_on=on
    )
    office.do(task)
    duties = {line.duty: line for line in office.ask(VictimSheet(victim.id)).duties}
    assert duties[Duty.NOTICE].state is DutyState.OWED
    office.do(
        LogContact(
            victim=victim.id,
            channel="in person",
            result=ContactResult.REACHED,
            covers=(duties[Duty.NOTICE].key, duties[Duty.TASK].key),
        )
    )
    sheet = office.ask(VictimSheet(victim.id))
    after = {line.duty: line for line in sheet.duties}
    assert after[Duty.NOTICE].state is DutyState.DONE
    assert Duty.TASK not in after
    assert office.ask(CaseTasks(case.id))[0].task.done_by == "A. Rivera"
    subjects = {line.title for line in office.ask(RemindersInbox()).rows}
    assert "Call J.S." not in subjects
    assert sheet.contacts[0].result == "Reached"
    assert sheet.hearing_words["BAIL"] == "Bail hearing"


def test_the_log_shows_the_latest_first_and_more_when_asked(office: Office, victim: Victim) -> None:
    for number in range(5):
        office.do(
            LogContact(victim=victim.id, channel=f"call {number}", result=ContactResult.NO_ANSWER)
        )
    sheet = office.ask(VictimSheet(victim.id, 3))
    shown = [row.contact.way_label for row in sheet.contacts]
    assert (shown, sheet.contact_count) == (["call 4", "call 3", "call 2"], 5)
    assert len(office.ask(VictimSheet(victim.id, 6)).contacts) == 5


def test_a_walled_case_shows_no_victim(office: Office, case: Case, victim: Victim) -> None:
    with office._database.writing(office.actor) as work:
        work.connection.execute(case_walls.insert().values(case=case.id, user=new_id()))
    for query in (CaseVictims(case.id), VictimSheet(victim.id)):
        with pytest.raises(NotPermitted, match="walled"):
            office.ask(query)
    with pytest.raises(NotPermitted, match="walled"):
        office.do(SetSafetyRule(victim=victim.id, expects=Version(1), rule=""))


def test_losses_add_up_and_those_ordered_stay(office: Office, victim: Victim) -> None:
    window = LossEntry(kind=LossKind.PROPERTY, what="Window", claimed_cents=48_000)
    clinic = LossEntry(
        kind=LossKind.MEDICAL, what="Clinic", claimed_cents=200_000, documented_cents=196_000
    )
    first = office.do(AddRestitution(victim=victim.id, entry=window))
    office.do(AddRestitution(victim=victim.id, entry=clinic))
    totals = office.ask(VictimSheet(victim.id)).totals
    assert (totals.lines, totals.claimed, totals.documented) == (2, 248_000, 196_000)
    ordered = office.do(AmendRestitution(line=replace(first.value, ordered_cents=100))).value
    with pytest.raises(Refused, match="ordered"):
        office.do(RemoveRestitution(line=ordered.after))
    with pytest.raises(Refused, match="below_zero"):
        office.do(AddRestitution(victim=victim.id, entry=replace(window, claimed_cents=-1)))


def test_a_sheet_something_hangs_on_is_not_taken_out(office: Office, victim: Victim) -> None:
    office.do(LogContact(victim=victim.id, channel="in court", result=ContactResult.REACHED))
    with pytest.raises(Refused, match="in_use"):
        office.do(RemoveVictim(victim=victim))


def test_the_longest_text_and_markup_come_back_as_typed(office: Office, victim: Victim) -> None:
    rule = "<b>שלום</b> & \U0001f6a8 " + "x" * 100_000
    office.do(SetSafetyRule(victim=victim.id, expects=Version(1), rule=rule))
    assert office.ask(VictimSheet(victim.id)).victim.safety == rule
