"""The office's register of officers whose credibility must be told of, and its tripwire."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import OPEN_STATUSES
from app.domain.disclosure.entered import Entered
from app.domain.disclosure.favorable import (
    ListedOfficer,
    OfficerFile,
    OfficerId,
    OfficerStep,
    OfficerStepKind,
)
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.persons import WITNESS_ROLES, Person, PersonId
from app.domain.text import require
from app.domain.users import Permission
from app.services.office import Command, Query
from app.services.protection import open_person
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class ListOfficer(Command[OfficerFile]):
    """Enter an officer into the register.

    Attributes:
        person: who it is, where the office knows the person; name, badge and agency are then read
            from there as far as they are not given.
        on: since when; None = today.
        why: the decision to list, in words.
    """

    name: str = ""
    badge: str = ""
    agency: str = ""
    matter: str
    person: PersonId | None = None
    on: date | None = None
    why: str
    needs: ClassVar[Permission] = Permission.DISCLOSURE_APPROVE

    def run(self, work: UnitOfWork) -> OfficerFile:
        """Write the entry and its first step.

        Raises:
            Missing: no such person.
            Refused: no name or no reason, the day lies ahead, or the officer is listed already.
        """
        known = _person(work, self.person)
        officer = ListedOfficer(
            id=OfficerId(new_id()),
            name=self.name or (known.plain_name if known else ""),
            badge=self.badge or (known.badge if known else ""),
            agency=self.agency or (known.agency if known else ""),
            matter=self.matter,
            person=known.id if known else None,
        ).tidied()
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        for each in officer_files(work):
            if each.is_listed and each.names(
                officer.person, officer.name, officer.badge, officer.agency
            ):
                raise Refused("officer.listed_already", field="name", name=each.officer.name[:80])
        step = OfficerStep(
            id=new_id(),
            officer=officer.id,
            seq=1,
            kind=OfficerStepKind.LISTED,
            on=on,
            at=work.now,
            by=work.actor.name,
            text=require(self.why, "why"),
        )
        work.listed_officers.add(officer)
        work.officer_steps.add(step)
        return OfficerFile(officer, (step,))


@dataclass(frozen=True, kw_only=True)
class RecordOfficerStep(Command[OfficerStep]):
    """Write down what became of an entry: reviewed, notice given, removed, listed again."""

    officer: OfficerId
    kind: OfficerStepKind
    text: str
    on: date | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_APPROVE

    def run(self, work: UnitOfWork) -> OfficerStep:
        """Add the step.

        Raises:
            Missing: no such entry.
            Refused: no words, an impossible day, or a step that does not follow.
        """
        entry = officer_file(work, self.officer)
        step = entry.followed_by(self.kind, self.on or work.today, self.text, entered(work))
        return work.officer_steps.add(step)


@dataclass(frozen=True)
class OfficerLine:
    """An entry of the register with the cases it matters in.

    Attributes:
        cases: numbers of open cases, of those the user may see, in which the officer testifies.
    """

    entry: OfficerFile
    cases: tuple[str, ...]

    @property
    def id(self) -> UUID:
        """The entry."""
        return self.entry.id


@dataclass(frozen=True)
class OfficerRegister(Query[tuple[OfficerLine, ...]]):
    """The whole register, those who stand in it first, by name."""

    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def run(self, reading: Reading) -> tuple[OfficerLine, ...]:
        """Return the entries the user may know of."""
        cases = _cases_of_officers(reading)
        lines = (
            OfficerLine(entry, tuple(sorted(n for p, n in cases if _is(entry, p))))
            for entry in officer_files(reading)
        )
        return tuple(
            sorted(
                lines, key=lambda each: (not each.entry.is_listed, each.entry.officer.name, each.id)
            )
        )


@dataclass(frozen=True)
class OfficerWarning(Query[tuple[OfficerFile, ...]]):
    """Who of the register this could be; asked while somebody is named in a form.

    Attributes:
        person: somebody known; else the name as typed.
    """

    person: PersonId | None = None
    name: str = ""
    badge: str = ""
    agency: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def run(self, reading: Reading) -> tuple[OfficerFile, ...]:
        """Return the entries that stand and are about this person."""
        known = _visible(reading, self.person) if self.person is not None else None
        name = known.plain_name if known else self.name
        badge, agency = (known.badge, known.agency) if known else (self.badge, self.agency)
        return tuple(
            each
            for each in officer_files(reading)
            if each.is_listed and each.names(self.person, name, badge, agency)
        )


def entered(work: UnitOfWork) -> Entered:
    """Return by whom and when the next step is written down."""
    return Entered(new_id(), work.now, work.today, work.user, work.actor.name)


def officer_file(reading: Reading, officer: OfficerId) -> OfficerFile:
    """Return one entry.

    Raises:
        Missing: there is none, or none the user may know of.
    """
    found = reading.listed_officers.get(officer)
    if not _may_be_known(reading, [found]):
        raise Missing("record.missing", kind="listed_officers")
    return reading.officer_steps.file(found)


def officer_files(reading: Reading) -> tuple[OfficerFile, ...]:
    """Return every entry the user may know of.

    One about somebody known through walled cases only, or protected from the user, is none.
    """
    officers = _may_be_known(reading, reading.listed_officers.where())
    steps = defaultdict(list)
    for step in reading.officer_steps.where(order=(reading.officer_steps.table.c.seq,)):
        steps[step.officer].append(step)
    return tuple(OfficerFile(each, tuple(steps[each.id])) for each in officers)


def _may_be_known(reading: Reading, officers: Sequence[ListedOfficer]) -> tuple[ListedOfficer, ...]:
    linked = {each.person for each in officers if each.person is not None}
    hidden = reading.hidden_of(linked) if linked else frozenset()
    return tuple(each for each in officers if each.person not in hidden)


def _person(work: UnitOfWork, person: PersonId | None) -> Person | None:
    return None if person is None else open_person(work, person, Permission.VICTIMS_VIEW)


def _visible(reading: Reading, person: PersonId) -> Person | None:
    column = reading.persons.table.c.id
    found = reading.persons.where(column == person, reading.visible_person(column))
    return found[0] if found else None


def _cases_of_officers(reading: Reading) -> list[tuple[Person, str]]:
    """Return everybody who testifies in an open case the user may see, with its number."""
    table = reading.parties.table.c
    parties = [
        each
        for each in reading.parties.where(
            table.role.in_(list(WITNESS_ROLES)), reading.sees(table.case)
        )
        if each.until is None or each.until >= reading.today
    ]
    people = reading.persons.many(each.person for each in parties)
    cases = reading.cases.table.c
    wanted = {each.case for each in parties}
    numbers = {
        each.id: each.number
        for each in reading.cases.where(cases.id.in_(wanted))
        if each.status in OPEN_STATUSES
    }
    return [(people[each.person], numbers[each.case]) for each in parties if each.case in numbers]


def _is(entry: OfficerFile, person: Person) -> bool:
    return entry.names(person.id, person.plain_name, person.badge, person.agency)
