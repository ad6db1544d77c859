"""Persons and organizations: adding, amending, and finding those already known."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.persons import PROTECTED_ROLES, Person
from app.domain.search import HitKind
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork

OLDEST = 130
"""Years; a stated age beyond it is a slip of the key."""


@dataclass(frozen=True, kw_only=True)
class AddPerson(Command[Person]):
    """Note a human being or an organization the office did not know yet."""

    person: Person
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def run(self, work: UnitOfWork) -> Person:
        """Write the person.

        Raises:
            Refused: no name, or a birth date ahead of today.
            Stale: the person is known already.
        """
        return work.persons.restore(tidy_person(work, self.person))

    def undo(self, done: Person) -> "ForgetPerson":
        """Take the person out again."""
        return ForgetPerson(person=done)


@dataclass(frozen=True, kw_only=True)
class ForgetPerson(Command[Person]):
    """Take out a person who was added by mistake and plays no part anywhere."""

    person: Person
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def run(self, work: UnitOfWork) -> Person:
        """Remove the row.

        Raises:
            Refused: the person plays a part in a case, or a way of contact is known.
            Missing: there is none, or all of the person's cases are walled off.
            Stale: somebody changed the person since.
        """
        require_known(work, self.person.id)
        if work.parties.of_person(self.person.id) or work.contact_ways.of_person(self.person.id):
            raise Refused("person.in_use", name=self.person.name)
        work.persons.remove(self.person)
        return self.person

    def undo(self, done: Person) -> AddPerson:
        """Add the person again."""
        return AddPerson(person=done)


@dataclass(frozen=True, kw_only=True)
class AmendPerson(Command[Amended[Person]]):
    """Change what is known of a person, in every case at once.

    The record carries the version that was shown.
    """

    person: Person
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Person]:
        """Write the new content.

        Raises:
            Stale: somebody changed the person since it was shown.
            Refused: no name, or a birth date ahead of today.
            NotPermitted: a victim's data, without the right to see victims.
        """
        before = require_known(work, self.person.id)
        _require_open(work, before)
        return Amended(before, work.persons.change(tidy_person(work, self.person)))

    def undo(self, done: Amended[Person]) -> "AmendPerson":
        """Put the old content back."""
        return AmendPerson(person=done.taken_back)


@dataclass(frozen=True)
class KnownPerson:
    """Somebody found, with enough to tell two of the same name apart.

    Attributes:
        cases: in how many cases, of those open to the user, the person plays a part.
    """

    person: Person
    cases: int

    @property
    def id(self) -> UUID:
        """The person."""
        return self.person.id


@dataclass(frozen=True)
class FindPersons(Query[tuple[KnownPerson, ...]]):
    """Persons by any word of a name, so that nobody is entered twice.

    Victims and informants are found only by those who may see victims.
    """

    words: str
    limit: int = 8
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[KnownPerson, ...]:
        """Return whom the words find, best first."""
        hits = reading.search.hits(self.words, HitKind.PERSON, ("person",), self.limit)
        people = reading.persons.many(hit.target for hit in hits)
        found = (people[hit.target] for hit in hits)
        return tuple(
            KnownPerson(person, _cases(reading, person))
            for person in found
            if not is_protected(reading, person)
        )


def is_protected(reading: Reading, person: Person) -> bool:
    """Whether the person's data is closed to the user: a victim somewhere, and no such right."""
    if reading.actor.may(Permission.VICTIMS_VIEW):
        return False
    return any(party.role in PROTECTED_ROLES for party in reading.parties.of_person(person.id))


def require_known(work: Reading, person: UUID) -> Person:
    """Return a person the user may know of.

    Raises:
        Missing: there is none, or all of the person's cases are walled off.
    """
    found = work.persons.where(
        work.persons.table.c.id == person, work.visible_person(work.persons.table.c.id)
    )
    if not found:
        raise Missing("record.missing", kind="persons")
    return found[0]


def tidy_person(work: Reading, person: Person) -> Person:
    """Return the person as it will be stored.

    Raises:
        Refused: no name, a birth date ahead of today, or an impossible age.
    """
    if person.born_on is not None and person.born_on > work.today:
        raise Refused("date.ahead_of_today", field="born_on")
    if person.stated_age is not None and not 0 <= person.stated_age <= OLDEST:
        raise Refused("person.age", field="stated_age", most=OLDEST)
    return replace(
        person,
        family=require(one_line(person.family, "family"), "family"),
        given=one_line(person.given, "given"),
        middle=one_line(person.middle, "middle"),
        suffix=one_line(person.suffix, "suffix"),
        aliases=tuple(name for each in person.aliases if (name := one_line(each, "aliases"))),
        sex=one_line(person.sex, "sex"),
        race=one_line(person.race, "race"),
        race_source=one_line(person.race_source, "race_source"),
        language=one_line(person.language, "language"),
        agency=one_line(person.agency, "agency"),
        badge=one_line(person.badge, "badge"),
        identifiers=clean(person.identifiers, "identifiers"),
        note=clean(person.note, "note"),
    )


def _require_open(work: Reading, person: Person) -> None:
    if is_protected(work, person):
        raise NotPermitted("role.not_permitted", permission=Permission.VICTIMS_VIEW)


def _cases(reading: Reading, person: Person) -> int:
    seen = reading.sees(reading.parties.table.c.case)
    return len({party.case for party in reading.parties.of_person(person.id, seen)})
