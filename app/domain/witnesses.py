"""Witnesses and the subpoenas that bring them to court."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.record import Record

WitnessId = NewType("WitnessId", UUID)


@dataclass(frozen=True, kw_only=True)
class Witness(Record):
    """A witness in one case; shares its id with the party.

    Attributes:
        position: order of calling, from 1; 0 = not decided.
        unavailable: days or spans the witness cannot come, in words.
    """

    id: WitnessId
    case: CaseId
    party: PartyId
    position: int = 0
    on_call: bool = False
    unavailable: str = ""
    statements: str = ""
    expected_testimony: str = ""


class SubpoenaStatus(StrEnum):
    """Where a subpoena stands (code list ``subpoena``)."""

    ISSUED = "ISSUED"
    SERVED = "SERVED"
    NOT_FOUND = "NOT-FOUND"
    QUASHED = "QUASHED"
    EXCUSED = "EXCUSED"
    APPEARED = "APPEARED"
    FAILED = "FTA"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class Subpoena(Record):
    """A witness ordered to one hearing."""

    case: CaseId
    witness: WitnessId
    hearing: UUID
    status: SubpoenaStatus
    issued_on: date
    method: str = ""
    served_on: date | None = None
    returned_on: date | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still orders the witness to come."""
        return self.status in _NEXT

    def advanced(self, to: SubpoenaStatus) -> "Subpoena":
        """Return the subpoena at its next stand.

        Raises:
            Refused: ``subpoena.not_from``, where no such step leads on from where it stands.
        """
        if to not in _NEXT.get(self.status, frozenset()):
            raise Refused("subpoena.not_from", field="status", status=self.status, to=to)
        return replace(self, status=to)

    def next_steps(self) -> frozenset[SubpoenaStatus]:
        """Return where it can go from here."""
        return _NEXT.get(self.status, frozenset())


_ENDS = frozenset({SubpoenaStatus.QUASHED, SubpoenaStatus.EXCUSED, SubpoenaStatus.CANCELLED})
_ATTENDED = frozenset({SubpoenaStatus.APPEARED, SubpoenaStatus.FAILED})
_NEXT: dict[SubpoenaStatus, frozenset[SubpoenaStatus]] = {
    SubpoenaStatus.ISSUED: _ENDS
    | {SubpoenaStatus.SERVED, SubpoenaStatus.NOT_FOUND, SubpoenaStatus.APPEARED},
    SubpoenaStatus.NOT_FOUND: _ENDS | {SubpoenaStatus.SERVED, SubpoenaStatus.APPEARED},
    SubpoenaStatus.SERVED: _ENDS | _ATTENDED,
}
"""What can follow; a witness who was never served cannot fail to appear, but may come anyway."""
