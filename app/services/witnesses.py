"""Witnesses of a case and the subpoenas that bring them to court."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.persons import WITNESS_ROLES, Party, PartyId, Person, PersonId
from app.domain.record import Version
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.domain.witnesses import Subpoena, SubpoenaStatus, Witness, WitnessId
from app.services.amending import Amended
from app.services.office import Command, OfCase, Query
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading, UnitOfWork

MOST_POSITION = 999
"""Places in the order of calling."""


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


@dataclass(frozen=True, kw_only=True)
class IssueSubpoena(Command[Subpoena]):
    """Order a witness to a hearing."""

    witness: PartyId
    hearing: HearingId
    issued_on: date | None = None
    method: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.parties.get(self.witness).case

    def run(self, work: UnitOfWork) -> Subpoena:
        """Write the order; a witness nothing was planned for is listed first.

        Raises:
            Missing: no such witness or hearing.
            Refused: the hearing belongs to another case or no longer stands, the witness is
                ordered to it already, or the day lies ahead.
        """
        party = work.parties.get(self.witness)
        hearing = work.hearings.get(self.hearing)
        if hearing.case != party.case:
            raise Refused("subpoena.other_case", field="hearing")
        hearing.require_set()
        witness = work.witnesses.find(party.id) or list_witness(work, party, UNPLANNED)
        if any(
            each.is_open and each.hearing == hearing.id
            for each in work.subpoenas.of_witness(witness.id)
        ):
            raise Refused("subpoena.there_already", field="hearing", on=hearing.on)
        return work.subpoenas.add(
            Subpoena(
                id=new_id(),
                case=party.case,
                witness=witness.id,
                hearing=hearing.id,
                status=SubpoenaStatus.ISSUED,
                issued_on=_past(work, self.issued_on, "issued_on"),
                method=one_line(self.method, "method"),
                note=clean(self.note, "note"),
            )
        )

    def undo(self, done: Subpoena) -> "RemoveSubpoena":
        """Take it out again."""
        return RemoveSubpoena(subpoena=done)


@dataclass(frozen=True, kw_only=True)
class RemoveSubpoena(Command[Subpoena]):
    """Take out a subpoena that was entered by mistake; a real one is canceled."""

    subpoena: Subpoena
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.subpoenas.get(self.subpoena.id).case

    def run(self, work: UnitOfWork) -> Subpoena:
        """Remove the row.

        Raises:
            Refused: it has been served or closed since.
            Stale: somebody changed it since.
        """
        subpoena = work.subpoenas.get(self.subpoena.id)
        if subpoena.status is not SubpoenaStatus.ISSUED:
            raise Refused("subpoena.has_history")
        work.subpoenas.remove(replace(subpoena, version=self.subpoena.version))
        return subpoena

    def undo(self, done: Subpoena) -> IssueSubpoena:
        """Issue it again."""
        return IssueSubpoena(
            witness=PartyId(done.witness),
            hearing=HearingId(done.hearing),
            issued_on=done.issued_on,
            method=done.method,
            note=done.note,
        )


@dataclass(frozen=True, kw_only=True)
class _OnSubpoena:
    """Mixed into acts on a stored subpoena.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    subpoena: UUID
    expects: Version | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.subpoenas.get(self.subpoena).case

    def undo(self, done: Amended[Subpoena]) -> "RestoreSubpoena":
        """Put the subpoena back where it stood."""
        return RestoreSubpoena(subpoena=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RecordService(_OnSubpoena, Command[Amended[Subpoena]]):
    """Write down that a subpoena was served, or that the witness was not found."""

    served: bool = True
    on: date | None = None
    method: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Subpoena]:
        """Write the day and the way of service.

        Raises:
            Refused: it was served or closed already, or the day lies ahead or before its issue.
            Stale: somebody changed it since it was shown.
        """
        before = work.subpoenas.get(self.subpoena)
        on = _past(work, self.on, "on")
        if on < before.issued_on:
            raise Refused("subpoena.before_issued", field="on", issued=before.issued_on)
        to = SubpoenaStatus.SERVED if self.served else SubpoenaStatus.NOT_FOUND
        after = replace(
            before.advanced(to),
            served_on=on if self.served else None,
            returned_on=None if self.served else on,
            method=one_line(self.method, "method") or before.method,
            note=clean(self.note, "note") or before.note,
        )
        return Amended(before, work.subpoenas.change(after, self.expects))


@dataclass(frozen=True, kw_only=True)
class CancelSubpoena(_OnSubpoena, Command[Amended[Subpoena]]):
    """Take an order back: the witness need not come."""

    reason: str
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Subpoena]:
        """Close it.

        Raises:
            Refused: it is closed already, or no reason is given.
            Stale: somebody changed it since it was shown.
        """
        before = work.subpoenas.get(self.subpoena)
        after = replace(
            before.advanced(SubpoenaStatus.CANCELLED), note=require(self.reason, "reason")
        )
        return Amended(before, work.subpoenas.change(after, self.expects))


@dataclass(frozen=True, kw_only=True)
class CloseSubpoena(_OnSubpoena, Command[Amended[Subpoena]]):
    """Write down how an order ended: the witness came, did not, was excused, or it was quashed."""

    status: SubpoenaStatus
    note: str = ""
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Subpoena]:
        """Write the end.

        Raises:
            Refused: no such end follows from where it stands, or the hearing lies ahead.
            Stale: somebody changed it since it was shown.
        """
        before = work.subpoenas.get(self.subpoena)
        if self.status not in _ENDINGS:
            raise Refused("subpoena.not_from", field="status", status=before.status, to=self.status)
        after = before.advanced(self.status)
        on = work.hearings.get(before.hearing).on
        if self.status in _AT_COURT and on > work.today:
            raise Refused("subpoena.not_yet", field="status", on=on)
        note = clean(self.note, "note") or before.note
        return Amended(before, work.subpoenas.change(replace(after, note=note), self.expects))


@dataclass(frozen=True, kw_only=True)
class RestoreSubpoena(Command[Amended[Subpoena]]):
    """Put a subpoena back where it stood before the last change."""

    subpoena: Subpoena
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.subpoenas.get(self.subpoena.id).case

    def run(self, work: UnitOfWork) -> Amended[Subpoena]:
        """Write the old content.

        Raises:
            Stale: somebody changed it since.
        """
        before = work.subpoenas.get(self.subpoena.id)
        after = replace(
            self.subpoena, case=before.case, witness=before.witness, hearing=before.hearing
        )
        return Amended(before, work.subpoenas.change(after))

    def undo(self, done: Amended[Subpoena]) -> "RestoreSubpoena":
        """Put the newer content back."""
        return RestoreSubpoena(subpoena=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class SubpoenaView:
    """A subpoena with the hearing it leads to, in words.

    Attributes:
        is_moot: the hearing was moved or vacated while the order is open.
    """

    subpoena: Subpoena
    hearing: Hearing
    hearing_words: str
    status_words: str
    is_moot: bool


@dataclass(frozen=True, kw_only=True)
class WitnessView:
    """A witness of a case.

    Attributes:
        witness: None while nothing is planned.
        person: None where the name is closed to the user.
        subpoenas: newest first.
    """

    party: Party
    person: Person | None
    name: str
    role_words: str
    witness: Witness | None
    subpoenas: tuple[SubpoenaView, ...]

    @property
    def id(self) -> PartyId:
        """The party."""
        return self.party.id

    @property
    def person_id(self) -> PersonId:
        """The person behind the party."""
        return self.party.person

    @property
    def latest(self) -> SubpoenaView | None:
        """The subpoena that counts: the newest open one, else the newest."""
        still = (view for view in self.subpoenas if view.subpoena.is_open)
        return next(still, self.subpoenas[0] if self.subpoenas else None)


@dataclass(frozen=True, kw_only=True)
class WitnessesOfCase:
    """The witnesses in the order of calling, and the hearings one can be ordered to."""

    witnesses: tuple[WitnessView, ...]
    hearings: tuple[tuple[HearingId, str, date], ...]
    today: date


@dataclass(frozen=True)
class CaseWitnesses(OfCase, Query[WitnessesOfCase]):
    """The witnesses of one case with their subpoenas."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> WitnessesOfCase:
        """Return the witnesses, those with a place in the order first."""
        names = PartyNames(reading, self.case)
        planned = {witness.id: witness for witness in reading.witnesses.of_case(self.case)}
        orders = _orders(reading, self.case)
        views = [
            WitnessView(
                party=party,
                person=None if names.is_protected(party.id) else names.person(party.id),
                name=names.name(party.id),
                role_words=reading.codes.label(CodeList.PARTY_ROLE, party.role),
                witness=planned.get(WitnessId(party.id)),
                subpoenas=tuple(orders.get(WitnessId(party.id), ())),
            )
            for party in names.parties.values()
            if party.role in WITNESS_ROLES or party.id in planned
        ]
        coming = sorted(
            (
                hearing
                for hearing in reading.hearings.of_case(self.case)
                if hearing.status is HearingStatus.SET
            ),
            key=lambda hearing: hearing.starts_at,
        )
        return WitnessesOfCase(
            witnesses=tuple(sorted(views, key=_by_call)),
            hearings=tuple(
                (each.id, reading.codes.label(CodeList.HEARING, each.kind), each.on)
                for each in coming
            ),
            today=reading.today,
        )


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


_PLANNED = ("position", "on_call", "unavailable", "statements", "expected_testimony")
_AT_COURT = frozenset({SubpoenaStatus.APPEARED, SubpoenaStatus.FAILED})
_ENDINGS = _AT_COURT | {SubpoenaStatus.EXCUSED, SubpoenaStatus.QUASHED}


def _tidy(witness: Witness) -> Witness:
    if not 0 <= witness.position <= MOST_POSITION:
        raise Refused("witness.position", field="position", most=MOST_POSITION)
    return replace(
        witness,
        unavailable=one_line(witness.unavailable, "unavailable"),
        statements=clean(witness.statements, "statements"),
        expected_testimony=clean(witness.expected_testimony, "expected_testimony"),
    )


def _past(work: Reading, on: date | None, field: str) -> date:
    if on is not None and on > work.today:
        raise Refused("date.ahead_of_today", field=field)
    return on or work.today


def _orders(reading: Reading, case: CaseId) -> dict[WitnessId, list[SubpoenaView]]:
    hearings = {hearing.id: hearing for hearing in reading.hearings.of_case(case)}
    orders: dict[WitnessId, list[SubpoenaView]] = {}
    for subpoena in reversed(reading.subpoenas.of_case(case)):
        hearing = hearings[HearingId(subpoena.hearing)]
        fell_away = hearing.status in {HearingStatus.CONTINUED, HearingStatus.VACATED}
        view = SubpoenaView(
            subpoena=subpoena,
            hearing=hearing,
            hearing_words=reading.codes.label(CodeList.HEARING, hearing.kind),
            status_words=reading.codes.label(CodeList.SUBPOENA, subpoena.status),
            is_moot=subpoena.is_open and fell_away,
        )
        orders.setdefault(subpoena.witness, []).append(view)
    return orders


def _by_call(view: WitnessView) -> tuple[int, str, UUID]:
    position = view.witness.position if view.witness is not None else 0
    return position or MOST_POSITION + 1, view.name.casefold(), view.id
