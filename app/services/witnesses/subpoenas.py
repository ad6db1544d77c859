"""Subpoenas: issued, served or not, and how each ended."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.errors import Refused
from app.domain.hearings import HearingId
from app.domain.ids import new_id
from app.domain.persons import PartyId
from app.domain.record import Version
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.domain.witnesses import Subpoena, SubpoenaStatus
from app.services.amending import Amended
from app.services.office import Command
from app.services.witnesses.planning import UNPLANNED, list_witness
from app.storage.unit_of_work import Reading, UnitOfWork

_AT_COURT = frozenset({SubpoenaStatus.APPEARED, SubpoenaStatus.FAILED})
_ENDINGS = _AT_COURT | {SubpoenaStatus.EXCUSED, SubpoenaStatus.QUASHED}


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


def _past(work: Reading, on: date | None, field: str) -> date:
    if on is not None and on > work.today:
        raise Refused("date.ahead_of_today", field=field)
    return on or work.today
