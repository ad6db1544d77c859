"""What is planned for the witnesses of a case: the order of calling and what they will say."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.errors import Refused
from app.domain.persons import WITNESS_ROLES, Party, PartyId
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.domain.witnesses import Witness, WitnessId
from app.services.amending import Amended
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork

MOST_POSITION = 999
"""Places in the order of calling."""

_PLANNED = ("position", "on_call", "unavailable", "statements", "expected_testimony")


@dataclass(frozen=True, kw_only=True)
class WitnessEntry:
    """What is filled in about a witness.

    Attributes:
        position: order of calling, from 1; 0 = not decided.
        unavailable: days or spans the witness cannot come, in words.
    """

    position: int = 0
    on_call: bool = False
    unavailable: str = ""
    statements: str = ""
    expected_testimony: str = ""


UNPLANNED = WitnessEntry()
"""A witness nothing was decided about yet."""


@dataclass(frozen=True, kw_only=True)
class AddWitness(Command[Witness]):
    """Note what is planned for a witness of a case."""

    party: PartyId
    entry: WitnessEntry = UNPLANNED
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.parties.get(self.party).case

    def run(self, work: UnitOfWork) -> Witness:
        """Write the record.

        Raises:
            Missing: no such party.
            Refused: the party is no witness, or is planned already.
        """
        return list_witness(work, work.parties.get(self.party), self.entry)

    def undo(self, done: Witness) -> "RemoveWitness":
        """Take it out again."""
        return RemoveWitness(witness=done)


@dataclass(frozen=True, kw_only=True)
class RemoveWitness(Command[Witness]):
    """Take out what was planned for a witness; the person stays in the case."""

    witness: Witness
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.witnesses.get(self.witness.id).case

    def run(self, work: UnitOfWork) -> Witness:
        """Remove the record.

        Raises:
            Refused: a subpoena names the witness.
            Stale: somebody changed it since.
        """
        return unlist_witness(work, self.witness)

    def undo(self, done: Witness) -> AddWitness:
        """Plan for the witness again."""
        entry = WitnessEntry(**{name: getattr(done, name) for name in _PLANNED})
        return AddWitness(party=done.party, entry=entry)


@dataclass(frozen=True, kw_only=True)
class AmendWitness(Command[Amended[Witness]]):
    """Change what is planned for a witness; the record carries the version that was shown."""

    witness: Witness
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.witnesses.get(self.witness.id).case

    def run(self, work: UnitOfWork) -> Amended[Witness]:
        """Write the new content; case and party stay.

        Raises:
            Stale: somebody changed it since it was shown.
        """
        before = work.witnesses.get(self.witness.id)
        after = replace(_tidy(self.witness), case=before.case, party=before.party)
        return Amended(before, work.witnesses.change(after))

    def undo(self, done: Amended[Witness]) -> "AmendWitness":
        """Put the old content back."""
        return AmendWitness(witness=done.taken_back)


def list_witness(work: UnitOfWork, party: Party, entry: WitnessEntry) -> Witness:
    """Write the record of a party who is a witness.

    Raises:
        Refused: the party is no witness, or is planned already.
    """
    if party.role not in WITNESS_ROLES:
        raise Refused("witness.not_a_witness", field="party")
    id_ = WitnessId(party.id)
    if work.witnesses.find(id_) is not None:
        raise Refused("witness.there_already", field="party")
    witness = Witness(id=id_, case=party.case, party=party.id, **entry.__dict__)
    return work.witnesses.add(_tidy(witness))


def unlist_witness(work: UnitOfWork, shown: Witness) -> Witness:
    """Remove the record of a witness nobody subpoenaed and return it as it was stored.

    Raises:
        Refused: ``witness.in_use``.
        Stale: somebody changed it since.
    """
    witness = work.witnesses.get(shown.id)
    if work.subpoenas.of_witness(witness.id):
        raise Refused("witness.in_use")
    work.witnesses.remove(replace(witness, version=shown.version))
    return witness


def _tidy(witness: Witness) -> Witness:
    if not 0 <= witness.position <= MOST_POSITION:
        raise Refused("witness.position", field="position", most=MOST_POSITION)
    return replace(
        witness,
        unavailable=one_line(witness.unavailable, "unavailable"),
        statements=clean(witness.statements, "statements"),
        expected_testimony=clean(witness.expected_testimony, "expected_testimony"),
    )
