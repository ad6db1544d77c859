"""People, their roles, custody, warrants and orders through the doors."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.cases import Case
from app.domain.errors import NotPermitted, Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import CustodyStatus, Party, Person, PersonId, Role
from app.domain.users import Actor, OfficeRole, UserId
from app.services.cases import OpenCase
from app.services.office import Office
from app.services.persons import (
    AddParty,
    AddPerson,
    AmendPerson,
    CasePeople,
    EndNoContact,
    EndParty,
    FindPersons,
    IssueWarrant,
    OrderNoContact,
    RemoveParty,
    ServeWarrant,
    SetDefendantState,
)

LONG_AGO = date(2000, 1, 1)


def someone(family: str, given: str = "") -> Person:
    return Person(id=PersonId(new_id()), family=family, given=given)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def defendant(office: Office, case: Case) -> Party:
    added = AddParty(case=case.id, role=Role.DEFENDANT, person=someone("Roe", "Martin"))
    return office.do(added).value


@pytest.fixture
def victim(office: Office, case: Case) -> Party:
    added = AddParty(case=case.id, role=Role.VICTIM, person=someone("Stone", "Jane"))
    return office.do(added).value


@pytest.fixture
def paralegal(office: Office) -> Office:
    role = OfficeRole.PARALEGAL
    return Office(office._database, Actor(UserId(new_id()), role, role, role), lambda: None)


def test_a_known_person_is_found_and_used_again(office: Office, defendant: Party) -> None:
    (found,) = office.ask(FindPersons("mart ro"))
    assert (found.person.name, found.cases) == ("Roe, Martin", 1)
    other = office.do(OpenCase(title="Second")).value
    again = office.do(AddParty(case=other.id, role=Role.WITNESS_CIVILIAN, person=found.person.id))
    assert again.value.person == defendant.person
    assert office.ask(FindPersons("roe"))[0].cases == 2


def test_nobody_has_the_same_role_twice(office: Office, case: Case, defendant: Party) -> None:
    with pytest.raises(Refused, match="there_already"):
        office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=defendant.person))


def test_adding_a_party_is_undone_whole(office: Office, case: Case) -> None:
    done = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=someone("Doe")))
    assert done.undo is not None
    back = office.do(done.undo)
    assert office.ask(CasePeople(case.id)).count == 0
    assert back.undo is not None
    office.do(back.undo)
    assert office.ask(CasePeople(case.id)).defendants[0].party.name == "Doe"


def test_a_party_named_in_an_order_is_not_removed(
    office: Office, case: Case, defendant: Party, victim: Party
) -> None:
    office.do(OrderNoContact(case=case.id, defendant=defendant.id, protects=victim.id))
    with pytest.raises(Refused, match="in_use"):
        office.do(RemoveParty(party=victim))
    ended = office.do(EndParty(party=victim)).value.after
    assert ended.until is not None


def test_names_are_tidied_and_needed(office: Office) -> None:
    stored = office.do(AddPerson(person=someone("  van   der\tBerg\x00 ", " Ana "))).value
    assert stored.name == "van der Berg, Ana"
    with pytest.raises(Refused, match="required"):
        office.do(AddPerson(person=someone("   ")))


def test_a_birth_date_ahead_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="ahead"):
        office.do(AddPerson(person=replace(someone("Roe"), born_on=date(2999, 1, 1))))


@pytest.mark.usefixtures("defendant")
def test_amending_a_person_shows_in_every_case(office: Office, case: Case) -> None:
    (found,) = office.ask(FindPersons("Roe"))
    done = office.do(AmendPerson(person=replace(found.person, family="Roe-Smith")))
    assert office.ask(CasePeople(case.id)).defendants[0].party.name == "Roe-Smith, Martin"
    with pytest.raises(Stale):
        office.do(AmendPerson(person=found.person))
    assert done.undo is not None
    office.do(done.undo)
    assert office.ask(CasePeople(case.id)).defendants[0].party.name == "Roe, Martin"


@pytest.mark.usefixtures("victim")
def test_without_the_right_a_victim_is_initials_and_not_found(
    office: Office, paralegal: Office, case: Case
) -> None:
    (shown,) = paralegal.ask(CasePeople(case.id)).others
    assert (shown.name, shown.person) == ("J.S.", None)
    assert paralegal.ask(FindPersons("Stone")) == ()
    (known,) = office.ask(FindPersons("Stone"))
    with pytest.raises(NotPermitted):
        paralegal.do(AmendPerson(person=known.person))


@pytest.mark.usefixtures("defendant")
def test_custody_is_dated_today_unless_said(office: Office, case: Case) -> None:
    state = office.ask(CasePeople(case.id)).defendants[0].state
    done = office.do(SetDefendantState(state=replace(state, custody=CustodyStatus.IN)))
    after = office.ask(CasePeople(case.id)).defendants[0]
    assert after.custody_words == "In custody"
    assert after.state.custody_since is not None
    assert done.undo is not None
    office.do(done.undo)
    assert office.ask(CasePeople(case.id)).defendants[0].state.custody_since is None


@pytest.mark.usefixtures("defendant")
def test_bail_is_never_below_zero(office: Office, case: Case) -> None:
    state = office.ask(CasePeople(case.id)).defendants[0].state
    with pytest.raises(Refused, match="below_zero"):
        office.do(SetDefendantState(state=replace(state, bail_cents=-1)))


def test_a_warrant_is_served_once(office: Office, case: Case, defendant: Party) -> None:
    issued = IssueWarrant(case=case.id, defendant=defendant.id, kind="Bench warrant")
    warrant = office.do(issued).value
    with pytest.raises(Refused, match="ends_before"):
        office.do(ServeWarrant(warrant=warrant.id, on=warrant.issued_on - timedelta(days=1)))
    office.do(ServeWarrant(warrant=warrant.id))
    with pytest.raises(Refused, match="ended"):
        office.do(ServeWarrant(warrant=warrant.id))


def test_a_no_contact_order_binds_until_lifted(
    office: Office, case: Case, defendant: Party, victim: Party
) -> None:
    order = office.do(
        OrderNoContact(case=case.id, defendant=defendant.id, protects=victim.id, issued_on=LONG_AGO)
    ).value
    assert office.ask(CasePeople(case.id)).defendants[0].orders[0].binds
    office.do(EndNoContact(order=order.id))
    assert not office.ask(CasePeople(case.id)).defendants[0].orders[0].binds
    with pytest.raises(Refused, match="over"):
        office.do(EndNoContact(order=order.id))


def test_nobody_is_protected_from_himself(office: Office, case: Case, defendant: Party) -> None:
    with pytest.raises(Refused, match="same_person"):
        office.do(OrderNoContact(case=case.id, defendant=defendant.id, protects=defendant.id))
