"""The People page: everybody the office knows, and one person with every part played."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.contact_ways import MaskedWay, masked_way
from app.domain.errors import Missing, NotPermitted
from app.domain.paging import PAGE, Cursor, Page
from app.domain.people import PersonLine
from app.domain.persons import PROTECTED_ROLES, Party, PartyId, Person, PersonId, Role
from app.domain.users import Permission
from app.domain.victims import VictimId
from app.services.office import Query
from app.services.protection import may_edit_ways, may_reveal_ways, open_person
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person as one line of the page, the roles in words."""

    line: PersonLine
    role_words: tuple[str, ...]
    is_victim: bool

    @property
    def id(self) -> PersonId:
        """The person."""
        return self.line.id


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Query[Page[PersonRow]]):
    """One page of people by name; victims and informants only for those who may see victims."""

    words: str = ""
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Page[PersonRow]:
        """Return the page; people of hidden cases are not in it."""
        page = reading.person_lines.page(
            words=self.words,
            with_protected=reading.actor.may(Permission.VICTIMS_VIEW),
            after=self.after,
            size=self.size,
        )
        return Page(tuple(_row(reading, line) for line in page.rows), page.after)


@dataclass(frozen=True, kw_only=True)
class PeopleCount(Query[int]):
    """How many people all pages hold."""

    words: str = ""
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number of people the user may know of."""
        sees = reading.actor.may(Permission.VICTIMS_VIEW)
        return reading.person_lines.count(words=self.words, with_protected=sees)


@dataclass(frozen=True, kw_only=True)
class PersonPart:
    """A part somebody plays in a case.

    Attributes:
        victim: the victim's sheet, where one is open.
    """

    id: PartyId
    case: CaseId
    number: str
    title: str
    role: Role
    role_words: str
    since: date | None
    until: date | None
    victim: VictimId | None


@dataclass(frozen=True, kw_only=True)
class PersonFile:
    """One person: who it is, parts played newest case first, ways to reach, masked."""

    person: Person
    parts: tuple[PersonPart, ...]
    ways: tuple[MaskedWay, ...]
    is_protected: bool
    today: date
    may_edit_ways: bool
    may_reveal: bool

    @property
    def sheet(self) -> VictimId | None:
        """The newest sheet of the person as a victim, if there is one."""
        return next((part.victim for part in self.parts if part.victim is not None), None)


@dataclass(frozen=True)
class PersonView(Query[PersonFile]):
    """One person."""

    person: PersonId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PersonFile:
        """Return the person.

        Raises:
            Missing: there is none, all cases are walled off, or the person is protected and the
                user may not see victims.
        """
        try:
            person = open_person(reading, self.person, Permission.VICTIMS_VIEW)
        except NotPermitted:
            raise Missing("record.missing", kind="persons") from None
        seen = reading.sees(reading.parties.table.c.case)
        parts = [_part(reading, each) for each in reading.parties.of_person(person.id, seen)]
        ways = reading.contact_ways.seen(person.id)
        return PersonFile(
            person=person,
            parts=tuple(sorted(parts, key=lambda part: part.case, reverse=True)),
            ways=tuple(masked_way(way, reading.today) for way in ways),
            is_protected=any(part.role in PROTECTED_ROLES for part in parts),
            today=reading.today,
            may_edit_ways=may_edit_ways(reading, person.id),
            may_reveal=may_reveal_ways(reading, person.id),
        )


def _row(reading: Reading, line: PersonLine) -> PersonRow:
    words = tuple(reading.codes.label(CodeList.PARTY_ROLE, role) for role in line.roles)
    return PersonRow(line=line, role_words=words, is_victim=Role.VICTIM in line.roles)


def _part(reading: Reading, party: Party) -> PersonPart:
    case = reading.cases.get(party.case)
    victim = reading.victims.find(party.id) if party.role is Role.VICTIM else None
    return PersonPart(
        id=party.id,
        case=party.case,
        number=case.number,
        title=case.title,
        role=party.role,
        role_words=reading.codes.label(CodeList.PARTY_ROLE, party.role),
        since=party.since,
        until=party.until,
        victim=victim.id if victim is not None else None,
    )
