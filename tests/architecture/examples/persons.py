"""Examples of people, their parts in cases, custody, warrants and orders."""

from dataclasses import replace

from app.domain.ids import new_id
from app.domain.persons import CustodyStatus, DefendantState, Person, PersonId, Role
from app.services.people import PeopleCount, PeoplePage, PersonView
from app.services.persons import (
    AddParty,
    AddPerson,
    AmendNoContact,
    AmendParty,
    AmendPerson,
    AmendWarrant,
    CasePeople,
    EndNoContact,
    EndParty,
    FindPersons,
    IssueWarrant,
    OrderNoContact,
    RecallWarrant,
    RemoveNoContact,
    RemoveParty,
    RemoveWarrant,
    RestoreParty,
    ServeWarrant,
    SetDefendantState,
)
from app.services.persons.people import ForgetPerson
from tests.architecture.examples.world import MARK, Example, World


def _renamed(world: World) -> AmendPerson:
    """Somebody known through the second case only."""
    view = world.office.ask(PersonView(world.people.defendant.person))
    return AmendPerson(person=replace(view.person, given="Bo"))


EXAMPLES: dict[type, Example] = {
    AddPerson: lambda _: AddPerson(person=Person(id=PersonId(new_id()), family="Roe")),
    AmendPerson: _renamed,
    ForgetPerson: lambda world: ForgetPerson(person=world.stranger),
    AddParty: lambda world: AddParty(
        case=world.case.id, role=Role.DEFENDANT, person=world.stranger.id
    ),
    AmendParty: lambda world: AmendParty(party=replace(world.people.bare_witness, note="By video")),
    EndParty: lambda world: EndParty(party=world.people.bare_witness),
    RemoveParty: lambda world: RemoveParty(party=world.people.spare_defendant),
    RestoreParty: lambda world: world.taken_back(RemoveParty(party=world.people.spare_defendant)),
    SetDefendantState: lambda world: SetDefendantState(
        state=DefendantState(
            id=world.people.defendant.id, case=world.case.id, custody=CustodyStatus.IN
        )
    ),
    IssueWarrant: lambda world: IssueWarrant(
        case=world.case.id, defendant=world.people.defendant.id, kind="Bench"
    ),
    AmendWarrant: lambda world: AmendWarrant(warrant=replace(world.people.warrant, kind="Arrest")),
    ServeWarrant: lambda world: ServeWarrant(warrant=world.people.warrant.id),
    RecallWarrant: lambda world: RecallWarrant(warrant=world.people.warrant.id),
    RemoveWarrant: lambda world: RemoveWarrant(record=world.people.warrant),
    OrderNoContact: lambda world: OrderNoContact(
        case=world.case.id,
        defendant=world.people.defendant.id,
        protects=world.people.bare_witness.id,
    ),
    AmendNoContact: lambda world: AmendNoContact(order=replace(world.people.order, terms="100 yd")),
    EndNoContact: lambda world: EndNoContact(order=world.people.order.id),
    RemoveNoContact: lambda world: RemoveNoContact(record=world.people.order),
    CasePeople: lambda world: CasePeople(world.case.id),
    FindPersons: lambda _: FindPersons(MARK),
    PeoplePage: lambda _: PeoplePage(),
    PeopleCount: lambda _: PeopleCount(),
    PersonView: lambda world: PersonView(world.officer.id),
}

FURTHER: tuple[Example, ...] = (
    lambda _: PeoplePage(words=MARK),
    lambda _: PeopleCount(words=MARK),
    lambda _: FindPersons("Reyes"),
)
