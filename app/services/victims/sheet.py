"""The victim sheet: banner, ways to reach, what is owed, contact log, losses; all masked."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.cases import AssignmentRole, CaseId
from app.domain.codes import CodeList
from app.domain.contact_ways import MaskedWay, masked_way
from app.domain.persons import Party, PartyId, Person, Role
from app.domain.users import Permission
from app.domain.victim_duties import DutyLine, VictimMatters, ledger, sentencing_day
from app.domain.victims import (
    Contact,
    Restitution,
    RestitutionTotals,
    Victim,
    VictimId,
    worksheet_due,
)
from app.services.office import OfCase, Query
from app.storage.unit_of_work import Reading

LATEST = 20
"""Contacts shown on the sheet; the log has all of them."""


@dataclass(frozen=True, kw_only=True)
class VictimInCase:
    """A victim of a case as one line.

    Attributes:
        victim: None while no sheet is open.
        name: full, or what the victim is called where the user may not see victims.
        safety: the rule; empty where the user may not read it, see ``has_rule``.
    """

    party: PartyId
    victim: VictimId | None
    name: str
    called: str
    safety: str
    has_rule: bool
    rule_is_stale: bool
    counts: tuple[int, ...]
    owed: int

    @property
    def id(self) -> PartyId:
        """The party."""
        return self.party


@dataclass(frozen=True)
class CaseVictims(OfCase, Query[tuple[VictimInCase, ...]]):
    """The victims of a case; who may not see victims reads what they are called, no more."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[VictimInCase, ...]:
        """Return the victims in their order."""
        parties = reading.parties.in_role(self.case, Role.VICTIM)
        people = reading.persons.many(party.person for party in parties)
        matters = _CaseMatters(reading, self.case)
        return tuple(_in_case(matters, party, people[party.person]) for party in parties)


@dataclass(frozen=True, kw_only=True)
class LoggedContact:
    """An entry of the contact log with its result in words."""

    contact: Contact
    result: str

    @property
    def id(self) -> UUID:
        """The entry."""
        return self.contact.id

    @property
    def at(self) -> datetime:
        """When it was."""
        return self.contact.at


@dataclass(frozen=True, kw_only=True)
class VictimFile:
    """Everything the sheet shows.

    Attributes:
        counts: numbers of the counts that name the victim.
        hearing_words: label of each hearing code the duties speak of.
        contacts: the latest; ``contact_count``: how many there are.
        may_edit, may_reveal: what the user may do with it.
        orders: how many no-contact orders protect the victim today.
    """

    victim: Victim
    person: Person
    case_number: str
    case_title: str
    counts: tuple[int, ...]
    advocates: tuple[str, ...]
    safety_is_stale: bool
    orders: int
    ways: tuple[MaskedWay, ...]
    duties: tuple[DutyLine, ...]
    hearing_words: dict[str, str]
    restitution: tuple[Restitution, ...]
    totals: RestitutionTotals
    worksheet_due: date | None
    contacts: tuple[LoggedContact, ...]
    contact_count: int
    today: date
    may_edit: bool
    may_reveal: bool


@dataclass(frozen=True)
class VictimSheet(Query[VictimFile]):
    """The sheet of one victim; ways of contact stay masked.

    Attributes:
        latest: how many contacts to show, newest first.
    """

    victim: VictimId
    latest: int = LATEST
    needs: ClassVar[Permission] = Permission.VICTIMS_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case."""
        return reading.victims.get(self.victim).case

    def run(self, reading: Reading) -> VictimFile:
        """Return the sheet.

        Raises:
            Missing: there is none.
        """
        victim = reading.victims.get(self.victim)
        person = reading.persons.get(reading.parties.get(victim.party).person)
        case = reading.cases.get(victim.case)
        matters = _CaseMatters(reading, victim.case)
        contacts = reading.contacts.of_victim(victim.id)
        duties = ledger(matters.of(victim), reading.today)
        lines = reading.restitution.of_victim(victim.id)
        return VictimFile(
            victim=victim,
            person=person,
            case_number=case.number,
            case_title=case.title,
            counts=matters.counts(victim.party),
            advocates=_advocates(reading, victim.case),
            safety_is_stale=victim.safety_is_stale(reading.today),
            orders=_orders(reading, victim),
            ways=_ways(reading, person),
            duties=duties,
            hearing_words={
                hearing.kind: reading.codes.label(CodeList.HEARING, hearing.kind)
                for hearing in matters.hearings
            },
            restitution=lines,
            totals=RestitutionTotals.of(lines),
            worksheet_due=worksheet_due(sentencing_day(matters.hearings)),
            contacts=tuple(map(_logged(reading), contacts[: self.latest])),
            contact_count=len(contacts),
            today=reading.today,
            may_edit=reading.actor.may(Permission.VICTIMS_EDIT),
            may_reveal=reading.actor.may(Permission.VICTIMS_REVEAL),
        )


class _CaseMatters:
    """What is known of a whole case, read once for all its victims."""

    def __init__(self, reading: Reading, case: CaseId) -> None:
        self.reading = reading
        self.hearings = reading.hearings.of_case(case)
        self._offers = reading.plea_offers.of_case(case)
        self._tasks = reading.tasks.of_case(case)
        self._contacts: defaultdict[VictimId, list[Contact]] = defaultdict(list)
        for contact in reading.contacts.of_case(case):
            self._contacts[contact.victim].append(contact)
        self.victims = {victim.party: victim for victim in reading.victims.of_case(case)}
        self._numbers = {charge.id: charge.number for charge in reading.charges.of_case(case)}
        self._named = reading.charge_victims.of_case(case)

    def of(self, victim: Victim) -> VictimMatters:
        """Return what one victim's ledger is read from."""
        return VictimMatters(
            victim=victim,
            hearings=self.hearings,
            offers=self._offers,
            tasks=self._tasks,
            contacts=self._contacts[victim.id],
            zone=self.reading.zone,
        )

    def counts(self, party: PartyId) -> tuple[int, ...]:
        """Return the numbers of the counts that name a victim."""
        named = {each.charge for each in self._named if each.victim == party}
        return tuple(sorted({self._numbers[charge] for charge in named}))


def _in_case(matters: _CaseMatters, party: Party, person: Person) -> VictimInCase:
    reading = matters.reading
    victim = matters.victims.get(party.id)
    sees = reading.actor.may(Permission.VICTIMS_VIEW)
    called = victim.called if victim is not None else person.initials
    rule = victim.safety if victim is not None else ""
    return VictimInCase(
        party=party.id,
        victim=victim.id if victim is not None else None,
        name=person.name if sees else called,
        called=called,
        safety=rule if sees else "",
        has_rule=bool(rule),
        rule_is_stale=victim is not None and victim.safety_is_stale(reading.today),
        counts=matters.counts(party.id),
        owed=_owed(matters, victim) if sees and victim is not None else 0,
    )


def _owed(matters: _CaseMatters, victim: Victim) -> int:
    lines = ledger(matters.of(victim), matters.reading.today)
    return sum(line.is_open for line in lines)


def _advocates(reading: Reading, case: CaseId) -> tuple[str, ...]:
    held = reading.assignments.of_case(case)
    return tuple(
        reading.users.get(each.user).name
        for each in held
        if each.role is AssignmentRole.ADVOCATE and each.until is None
    )


def _orders(reading: Reading, victim: Victim) -> int:
    orders = reading.no_contact_orders.of_case(victim.case)
    return sum(each.protects == victim.party and each.binds(reading.today) for each in orders)


def _ways(reading: Reading, person: Person) -> tuple[MaskedWay, ...]:
    ways = (masked_way(way, reading.today) for way in reading.contact_ways.seen(person.id))
    return tuple(sorted(ways, key=lambda way: (way.has_ended, not way.is_usable)))


def _logged(reading: Reading) -> Callable[[Contact], LoggedContact]:
    def logged(contact: Contact) -> LoggedContact:
        result = reading.codes.label(CodeList.CONTACT_RESULT, contact.result)
        return LoggedContact(contact=contact, result=result)

    return logged
