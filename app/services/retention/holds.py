"""Holds over a whole case, e.g. for civil litigation: also what is logged later is kept."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.retention.holds import CaseHold
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.office import Command, OfCase, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class HoldCase(OfCase, Command[CaseHold]):
    """Keep everything logged in a case, now and later.

    Attributes:
        order: the paper behind it, e.g. a preservation order.
    """

    case: CaseId
    reason: str
    order: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE

    def run(self, work: UnitOfWork) -> CaseHold:
        """Write the hold.

        Raises:
            Refused: no reason is given.
        """
        work.cases.require(self.case)
        return work.case_holds.add(_hold(work, self.case, self.reason, self.order, None))


@dataclass(frozen=True, kw_only=True)
class ReleaseCaseHold(Command[CaseHold]):
    """End a hold over a case; the hold stays on record."""

    hold: UUID
    reason: str
    order: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_APPROVE

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.case_holds.get(self.hold).case

    def run(self, work: UnitOfWork) -> CaseHold:
        """Write the release.

        Raises:
            Refused: it is released already, or no reason is given.
        """
        hold = work.case_holds.get(self.hold)
        if all(each.id != hold.id for each in work.case_holds.standing(hold.case)):
            raise Refused("hold.released")
        return work.case_holds.add(_hold(work, hold.case, self.reason, self.order, hold.id))


@dataclass(frozen=True)
class CaseHolds(OfCase, Query[tuple[CaseHold, ...]]):
    """The holds over a case that are not released."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[CaseHold, ...]:
        """Return them, oldest first."""
        reading.cases.require(self.case)
        return reading.case_holds.standing(self.case)


def _hold(
    work: UnitOfWork, case: CaseId, reason: str, order: str, releases: UUID | None
) -> CaseHold:
    why = clean(reason, "reason")
    if not why:
        raise Refused("hold.reason_missing", field="reason")
    return CaseHold(
        id=new_id(),
        case=case,
        reason=why,
        order=one_line(order, "order"),
        at=work.now,
        by=work.actor.name,
        releases=releases,
    )
