"""Witnesses and the subpoenas that bring them to court."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
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
