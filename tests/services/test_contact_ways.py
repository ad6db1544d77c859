"""Ways to reach people: who may see and change them, and what the log keeps of it."""

from dataclasses import replace

import pytest

from app.domain.audit import AuditEntry
from app.domain.cases import Case
from app.domain.contact_ways import RevealReason
from app.domain.errors import Missing, NotPermitted, Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import ContactWay, Party, Person, PersonId, Role, Safety
from app.domain.record import Version
from app.domain.users import Actor, OfficeRole, UserId
from app.services.cases import OpenCase
from app.services.contact_ways import (
    AddContactWay,
    AmendContactWay,
    ConfirmContactWay,
    EndContactWay,
    RevealContactWay,
    RevealWitnessWay,
    WayEntry,
)
from app.services.office import Office
from app.services.people import PeopleCount, PeoplePage, PersonView
from app.services.persons import AddParty
from app.services.search import Search
from app.storage.known import case_walls

NUMBER = "310-555-0142"
SAFE = WayEntry(label="Work phone", safety=Safety.SAFE, hours="weekdays 10 to 14")


def acting(office: Office, role: OfficeRole) -> Office:
    return Office(office._database, Actor(UserId(new_id()), role, role, role), lambda: None)


def last_entry(office: Office) -> AuditEntry:
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    return entry


def wall_off(office: Office, case: Case) -> None:
    """Wall a case off from everybody but somebody who is not at the keyboard."""
    with office._database.writing(office.actor) as work:
        work.connection.execute(case_walls.insert().values(case=case.id, user=new_id()))


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def victim(office: Office, case: Case) -> Party:
    stone = Person(id=PersonId(new_id()), family="Stone", given="Jane")
    return office.do(AddParty(case=case.id, role=Role.VICTIM, person=stone)).value


@pytest.fixture
def witness(office: Office, case: Case) -> Party:
    lee = Person(id=PersonId(new_id()), family="Lee", given="Ana")
    return office.do(AddParty(case=case.id, role=Role.WITNESS_OFFICER, person=lee)).value


@pytest.fixture
def way(office: Office, victim: Party) -> ContactWay:
    return office.do(AddContactWay(person=victim.person, value=NUMBER, entry=SAFE)).value


def test_a_way_said_to_be_safe_is_confirmed_today(office: Office, way: ContactWay) -> None:
    (shown,) = office.ask(PersonView(way.person)).ways
    assert (shown.masked, shown.safety, shown.needs_asking) == ("•••-0142", Safety.SAFE, False)
    assert NUMBER not in repr(shown)


def test_a_reveal_is_logged_with_way_and_reason_and_without_the_number(
    office: Office, case: Case, way: ContactWay
) -> None:
    revealed = office.do(RevealContactWay(way=way.id, reason=RevealReason.CALL))
    assert revealed.value.value == NUMBER
    assert revealed.undo is None
    assert NUMBER not in repr(revealed)
    entry = last_entry(office)
    assert (entry.action, entry.case) == ("RevealContactWay", case.id)
    assert [(each.kind, each.id) for each in entry.subjects] == [("revealed.call", way.id)]
    assert NUMBER not in repr(entry)


def test_without_the_right_nothing_is_revealed_and_the_attempt_is_kept(
    office: Office, way: ContactWay
) -> None:
    paralegal = acting(office, OfficeRole.PARALEGAL)
    with pytest.raises(NotPermitted):
        paralegal.do(RevealContactWay(way=way.id, reason=RevealReason.CALL))
    assert last_entry(office).outcome == "denied"
    with pytest.raises(NotPermitted, match="protected"):
        paralegal.do(RevealWitnessWay(way=way.id, reason=RevealReason.CALL))
    with pytest.raises(NotPermitted):
        paralegal.do(AddContactWay(person=way.person, value="1", entry=SAFE))


def test_a_witness_is_reached_by_those_who_plan_for_witnesses(
    office: Office, witness: Party
) -> None:
    paralegal = acting(office, OfficeRole.PARALEGAL)
    added = AddContactWay(person=witness.person, value="213-555-0199", entry=SAFE)
    way = paralegal.do(added).value
    seen = paralegal.do(RevealWitnessWay(way=way.id, reason=RevealReason.SERVE)).value
    assert seen.value == "213-555-0199"
    reader = acting(office, OfficeRole.READER)
    assert not reader.ask(PersonView(witness.person)).may_reveal
    with pytest.raises(NotPermitted, match="not_yours"):
        reader.do(AddContactWay(person=witness.person, value="1", entry=SAFE))


def test_an_unsafe_way_is_revealed_only_for_the_sake_of_safety(
    office: Office, way: ContactWay
) -> None:
    unsafe = replace(SAFE, safety=Safety.UNSAFE)
    changed = office.do(AmendContactWay(way=way.id, expects=Version(1), entry=unsafe)).value.after
    assert changed.value == NUMBER
    with pytest.raises(Refused, match="unsafe"):
        office.do(RevealContactWay(way=way.id, reason=RevealReason.CALL))
    office.do(RevealContactWay(way=way.id, reason=RevealReason.SAFETY))


def test_changes_are_undone_and_late_ones_are_stale(office: Office, way: ContactWay) -> None:
    ended = office.do(EndContactWay(way=way.id, expects=Version(1)))
    with pytest.raises(Refused, match=r"way\.ended"):
        office.do(ConfirmContactWay(way=way.id, expects=Version(2)))
    assert ended.undo is not None
    office.do(ended.undo)
    with pytest.raises(Stale):
        office.do(ConfirmContactWay(way=way.id, expects=Version(1)))
    office.do(ConfirmContactWay(way=way.id, expects=Version(3)))


def test_adding_a_way_is_undone(office: Office, victim: Party) -> None:
    done = office.do(AddContactWay(person=victim.person, value=NUMBER, entry=SAFE))
    assert done.undo is not None
    office.do(done.undo)
    assert office.ask(PersonView(victim.person)).ways == ()


def test_a_number_is_never_found_by_search(office: Office, way: ContactWay) -> None:
    assert way.value == NUMBER
    assert office.ask(Search(NUMBER)) == ()


def test_people_are_paged_by_name(office: Office, case: Case) -> None:
    for number in range(7):
        person = Person(id=PersonId(new_id()), family="Chen", given=f"N{number % 3}")
        office.do(AddParty(case=case.id, role=Role.WITNESS_CIVILIAN, person=person))
    names, after = [], None
    while True:
        page = office.ask(PeoplePage(words="chen", after=after, size=2))
        names += [row.line.name for row in page.rows]
        after = page.after
        if after is None:
            break
    assert len(names) == 7
    assert names == sorted(names)
    assert office.ask(PeopleCount(words="chen")) == 7
    (row,) = office.ask(PeoplePage(words="chen", size=1)).rows
    assert (row.line.number, row.line.cases, row.role_words) == (case.number, 1, ("Witness",))


def test_victims_are_listed_only_for_those_who_may_see_them(
    office: Office, victim: Party, witness: Party
) -> None:
    assert len(office.ask(PeoplePage()).rows) == 2
    paralegal = acting(office, OfficeRole.PARALEGAL)
    assert [row.id for row in paralegal.ask(PeoplePage()).rows] == [witness.person]
    assert paralegal.ask(PeoplePage(words="stone")).rows == ()
    with pytest.raises(Missing):
        paralegal.ask(PersonView(victim.person))


def test_people_of_a_walled_case_are_unknown(office: Office, case: Case, way: ContactWay) -> None:
    wall_off(office, case)
    assert office.ask(PeoplePage()).rows == ()
    assert office.ask(PeopleCount()) == 0
    with pytest.raises(Missing):
        office.ask(PersonView(way.person))
    with pytest.raises(NotPermitted, match="walled"):
        office.do(RevealContactWay(way=way.id, reason=RevealReason.CALL))
    other = office.do(OpenCase(title="Second")).value
    with pytest.raises(Missing):
        office.do(AddParty(case=other.id, role=Role.VICTIM, person=way.person))
