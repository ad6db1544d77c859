"""Persons in roles in a case."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from app.domain.cases import CaseId, check_span
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import DefendantState, Party, PartyId, Person, PersonId, Role
from app.domain.text import clean
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, OfCase
from app.services.persons.people import require_known, tidy_person
from app.storage.repository import Repository
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddParty(OfCase, Command[Party]):
    """Give somebody a role in a case.

    Attributes:
        person: the identity of somebody known, or a new person to note in the same breath.
    """

    case: CaseId
    role: Role
    person: PersonId | Person
    since: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def run(self, work: UnitOfWork) -> Party:
        """Write the party, and for a defendant the record of custody and bail.

        Raises:
            Missing: no such case or person.
            Refused: the person already has the role here, or a new one has no name.
        """
        work.cases.get(self.case)
        note = clean(self.note, "note")
        return join(work, self.case, self.role, self.person, since=self.since, note=note)

    def undo(self, done: Party) -> "RemoveParty":
        """Take the person off the case again."""
        return RemoveParty(party=done)


def join(
    work: UnitOfWork,
    case: CaseId,
    role: Role,
    person: PersonId | Person,
    *,
    since: date | None = None,
    note: str = "",
) -> Party:
    """Write a party into a case and return it; a new person is written first.

    Raises:
        Missing: no such person.
        Refused: the person already has the role here, or a new one has no name.
    """
    if isinstance(person, Person):
        known = work.persons.add(tidy_person(work, person))
    else:
        known = require_known(work, person)
    others = work.parties.in_role(case, role)
    if role is Role.DEFENDANT and work.walls.is_protected(known.id):
        raise Refused("person.protected_defendant", field="person", name=known.name)
    if any(each.person == known.id and each.until is None for each in others):
        raise Refused("party.there_already", field="person", name=known.name)
    party = Party(
        id=PartyId(new_id()),
        case=case,
        person=known.id,
        role=role,
        number=1 + max((each.number for each in others), default=0),
        since=since or work.today,
        note=note,
    )
    work.parties.add(party)
    if role is Role.DEFENDANT:
        work.defendants.add(DefendantState(id=party.id, case=case))
    return party


@dataclass(frozen=True, kw_only=True)
class AmendParty(Command[Amended[Party]]):
    """Change since when, until when or why somebody is part of a case."""

    party: Party
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.parties.get(self.party.id).case

    def run(self, work: UnitOfWork) -> Amended[Party]:
        """Write the new content; case, person and role stay.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it would end before it begins.
        """
        before = work.parties.get(self.party.id)
        check_span(self.party.since, self.party.until, "until")
        party = replace(
            before,
            version=self.party.version,
            number=self.party.number,
            since=self.party.since,
            until=self.party.until,
            note=clean(self.party.note, "note"),
        )
        return Amended(before, work.parties.change(party))

    def undo(self, done: Amended[Party]) -> "AmendParty":
        """Put the old content back."""
        return AmendParty(party=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class EndParty(Command[Amended[Party]]):
    """Take somebody off a case from today on; what was, stays on record."""

    party: Party
    on: date | None = None
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.parties.get(self.party.id).case

    def run(self, work: UnitOfWork) -> Amended[Party]:
        """Write the last day.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it would end before it began.
        """
        before = work.parties.get(self.party.id)
        until = self.on or work.today
        check_span(before.since, until, "on")
        ended = replace(before, until=until)
        return Amended(before, work.parties.change(ended, self.party.version))

    def undo(self, done: Amended[Party]) -> AmendParty:
        """Bring the person back."""
        return AmendParty(party=done.taken_back)


@dataclass(frozen=True)
class RemovedParty:
    """A party as taken out, with what is needed to put it back."""

    party: Party
    state: DefendantState | None = None


@dataclass(frozen=True, kw_only=True)
class RemoveParty(Command[RemovedParty]):
    """Take out somebody who was added to a case by mistake."""

    party: Party
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.party.case

    def run(self, work: UnitOfWork) -> RemovedParty:
        """Remove the rows; the person stays known to the office.

        Raises:
            Refused: charges, orders or other records name the party; end the part instead.
            Stale: somebody changed it since it was shown.
        """
        _require_unused(work, self.party)
        state = work.defendants.find(self.party.id)
        if state is not None:
            work.defendants.remove(state)
        work.parties.remove(self.party)
        return RemovedParty(self.party, state)

    def undo(self, done: RemovedParty) -> "RestoreParty":
        """Put the party back."""
        return RestoreParty(removed=done)


@dataclass(frozen=True, kw_only=True)
class RestoreParty(Command[Party]):
    """Put a party back that was just taken out."""

    removed: RemovedParty
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.removed.party.case

    def run(self, work: UnitOfWork) -> Party:
        """Write the rows as they were.

        Raises:
            Stale: somebody has put the party back.
            Refused: a defendant who was protected in the meantime.
        """
        party = self.removed.party
        if party.role is Role.DEFENDANT and work.walls.is_protected(party.person):
            raise Refused("person.protected_defendant", field="person")
        work.parties.restore(party)
        if self.removed.state is not None:
            work.defendants.restore(self.removed.state)
        return self.removed.party

    def undo(self, done: Party) -> RemoveParty:
        """Take it out again."""
        return RemoveParty(party=done)


def _require_unused(work: UnitOfWork, party: Party) -> None:
    named: tuple[tuple[Repository[Any], str], ...] = (
        (work.charges, "defendant"),
        (work.charge_victims, "victim"),
        (work.plea_offers, "defendant"),
        (work.warrants, "defendant"),
        (work.no_contact_orders, "defendant"),
        (work.no_contact_orders, "protects"),
        (work.victims, "party"),
        (work.witnesses, "party"),
        (work.disclosure_steps, "defendant"),
        (work.speedy_clocks, "defendant"),
        (work.excluded_spans, "defendant"),
        (work.defense_requests, "defendant"),
        (work.agency_inquiries, "witness"),
        (work.favorable_matters, "witness"),
        (work.production_drafts, "defendant"),
        (work.productions, "defendant"),
        (work.certificates, "defendant"),
    )
    if any(each.count(each.table.c[column] == party.id) for each, column in named):
        raise Refused("party.in_use")
