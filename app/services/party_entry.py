"""Entering a victim or a witness with the person in one act: all or nothing, one log entry."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Missing, Refused
from app.domain.persons import WITNESS_ROLES, Party, Person, PersonId, Role
from app.domain.users import Permission
from app.domain.victims import Victim
from app.domain.witnesses import Witness
from app.services.office import Command, OfCase
from app.services.persons.parties import join
from app.services.victims.recording import BLANK, VictimEntry, close_sheet, open_sheet
from app.services.witnesses import UNPLANNED, WitnessEntry, list_witness, unlist_witness
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class EnteredVictim:
    """A victim as entered."""

    party: Party
    victim: Victim


@dataclass(frozen=True, kw_only=True)
class EnterVictim(OfCase, Command[EnteredVictim]):
    """Make somebody, known or new, a victim in a case and open the sheet."""

    case: CaseId
    person: PersonId | Person
    entry: VictimEntry = BLANK
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def run(self, work: UnitOfWork) -> EnteredVictim:
        """Write person, party and sheet.

        Raises:
            Missing: no such case or person.
            Refused: a new person has no name, or the person is a victim here already.
        """
        work.cases.get(self.case)
        party = join(work, self.case, Role.VICTIM, self.person)
        return EnteredVictim(party, open_sheet(work, party, self.entry))

    def undo(self, done: EnteredVictim) -> "TakeOutVictim":
        """Take the victim out again."""
        return TakeOutVictim(entered=done)


@dataclass(frozen=True, kw_only=True)
class TakeOutVictim(Command[EnteredVictim]):
    """Take out a victim who was just entered; the person stays known to the office."""

    entered: EnteredVictim
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.parties.get(self.entered.party.id).case

    def run(self, work: UnitOfWork) -> EnteredVictim:
        """Remove sheet and party.

        Raises:
            Refused: something hangs on the sheet or the party.
            Stale: somebody changed it since.
        """
        party = _as_shown(work, self.entered.party)
        named = work.charge_victims.count(work.charge_victims.table.c.victim == party.id)
        if named or work.no_contact_orders.count(
            work.no_contact_orders.table.c.protects == party.id
        ):
            raise Refused("party.in_use")
        _require_of_party(self.entered.victim, party)
        close_sheet(work, self.entered.victim)
        work.parties.remove(party)
        return self.entered


@dataclass(frozen=True)
class EnteredWitness:
    """A witness as entered."""

    party: Party
    witness: Witness


@dataclass(frozen=True, kw_only=True)
class EnterWitness(OfCase, Command[EnteredWitness]):
    """Make somebody, known or new, a witness in a case."""

    case: CaseId
    person: PersonId | Person
    role: Role = Role.WITNESS_CIVILIAN
    entry: WitnessEntry = UNPLANNED
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> EnteredWitness:
        """Write person, party and what is planned.

        Raises:
            Missing: no such case or person.
            Refused: the role is no witness's, a new person has no name, or the person has the role
                here already.
        """
        if self.role not in WITNESS_ROLES:
            raise Refused("witness.not_a_witness", field="role")
        work.cases.get(self.case)
        party = join(work, self.case, self.role, self.person)
        return EnteredWitness(party, list_witness(work, party, self.entry))

    def undo(self, done: EnteredWitness) -> "TakeOutWitness":
        """Take the witness out again."""
        return TakeOutWitness(entered=done)


@dataclass(frozen=True, kw_only=True)
class TakeOutWitness(Command[EnteredWitness]):
    """Take out a witness who was just entered; the person stays known to the office."""

    entered: EnteredWitness
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.parties.get(self.entered.party.id).case

    def run(self, work: UnitOfWork) -> EnteredWitness:
        """Remove both rows.

        Raises:
            Refused: a subpoena, an inquiry or favorable matter names the witness.
            Stale: somebody changed it since.
        """
        party = _as_shown(work, self.entered.party)
        for named in (work.agency_inquiries, work.favorable_matters):
            if named.count(named.table.c.witness == party.id):
                raise Refused("party.in_use")
        _require_of_party(self.entered.witness, party)
        unlist_witness(work, self.entered.witness)
        work.parties.remove(party)
        return self.entered


def _as_shown(work: Reading, shown: Party) -> Party:
    """Return the stored party at the version that was shown."""
    return replace(work.parties.get(shown.id), version=shown.version)


def _require_of_party(record: Victim | Witness, party: Party) -> None:
    """Refuse a sheet or plan that is another party's.

    Raises:
        Missing: ``record.missing``.
    """
    if record.id != party.id:
        raise Missing("record.missing", kind="parties")
