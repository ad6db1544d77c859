"""The people of the demo office: colleagues with records but no keys, and figures of many cases."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.ids import new_id
from app.domain.persons import Person, PersonId
from app.domain.users import Actor, OfficeRole, Permission, User, UserId
from app.services.demo.script import Colleague, Figure, OfficeScript
from app.services.demo.storage_rooms import StorageRooms
from app.services.office import Command, Office
from app.services.persons.people import AddPerson
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class AddColleague(Command[User]):
    """Write somebody into the office who has work but no key: nobody can log in as that person."""

    colleague: Colleague
    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> User:
        """Write the record."""
        return work.users.add(
            User(
                id=UserId(new_id()),
                login=self.colleague.login,
                name=self.colleague.name,
                role=OfficeRole(self.colleague.role),
                title=self.colleague.title,
                since=work.now,
            )
        )


class Company:
    """Everybody who appears in more than one case, and the rooms they keep evidence in."""

    def __init__(self, office: Office, script: OfficeScript) -> None:
        self._office = office
        self._people = script.people
        self.rooms = StorageRooms(office, script)
        self._met: dict[str, PersonId] = {}
        self._colleagues = {
            each.login: office.do(AddColleague(each)).value for each in script.colleagues
        }

    def colleague(self, login: str) -> UserId:
        """Return a colleague by login."""
        return self._colleagues[login].id

    def colleague_or_nobody(self, login: str) -> UserId | None:
        """Return a colleague, the demo user for ``me``, or None where nobody is named."""
        if login == "me":
            return self._office.actor.user
        return self.colleague(login) if login else None

    def office_of(self, login: str) -> Office:
        """Return the office with a colleague at its keyboard, for what must not be one person's.

        Only the demo does this: nobody there has a key but the demo user, whose hand the log shows
        by the vault it was written with.
        """
        if not login:
            return self._office
        user = self._colleagues[login]
        actor = Actor(user.id, user.login, user.name, user.role)
        return Office(self._office._database, actor, _stay_open)  # noqa: SLF001  see above

    def person(self, who: str | Figure) -> PersonId | Person:
        """Return somebody known by a short name, or a new person."""
        return person_of(who) if isinstance(who, Figure) else self.known(who)

    def known(self, who: str) -> PersonId:
        """Return somebody known by a short name."""
        if who not in self._met:
            self._met[who] = self._office.do(
                AddPerson(person=person_of(self._people[who]))
            ).value.id
        return self._met[who]


def _stay_open() -> None:
    """The demo user closes the office."""


def person_of(figure: Figure) -> Person:
    """Return a new person with everything the script tells."""
    return Person(id=PersonId(new_id()), **figure.__dict__)
