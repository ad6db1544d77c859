"""What a search shows depends on who asks."""

import pytest

from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.search import HitKind
from app.domain.users import Actor, OfficeRole, UserId
from app.services.cases import OpenCase
from app.services.office import Office
from app.services.persons import AddParty
from app.services.search import Search


@pytest.fixture
def with_people(office: Office) -> Office:
    case = office.do(OpenCase(title="State v. Roe")).value
    for role, family in ((Role.VICTIM, "Stone"), (Role.DEFENSE_ATTORNEY, "Stoneham")):
        person = Person(id=PersonId(new_id()), family=family, given="Jane")
        office.do(AddParty(case=case.id, role=role, person=person))
    return office


def found_by(office: Office, role: OfficeRole) -> list[str]:
    actor = Actor(UserId(new_id()), role, role, role)
    reader = Office(office._database, actor, lambda: None)
    return [hit.title for hit in reader.ask(Search("stone", among=(HitKind.PERSON,)))]


def test_those_who_work_with_victims_find_them_by_name(with_people: Office) -> None:
    assert found_by(with_people, OfficeRole.ADVOCATE) == ["Jane Stoneham", "Jane Stone"]


def test_nobody_else_does(with_people: Office) -> None:
    assert found_by(with_people, OfficeRole.PARALEGAL) == ["Jane Stoneham"]
