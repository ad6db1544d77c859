"""Items as lists show them, and their numbers."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.cases import CaseId
from app.domain.evidence_list import (
    EVERY_ITEM,
    EvidenceFilter,
    EvidenceLine,
    EvidenceSort,
    EvidenceTotals,
)
from app.domain.paging import PAGE, Cursor, Page
from app.domain.users import Permission
from app.services.office import OfCase, Query
from app.storage.unit_of_work import Reading

SUGGESTED = 12
"""How many recent holders a form offers."""


@dataclass(frozen=True)
class CaseEvidence(OfCase, Query[tuple[EvidenceLine, ...]]):
    """The evidence log of one case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[EvidenceLine, ...]:
        """Return every item by tag."""
        return reading.evidence_heads.of_case(self.case)


@dataclass(frozen=True, kw_only=True)
class EvidencePage(Query[Page[EvidenceLine]]):
    """One page of all the evidence the office holds."""

    which: EvidenceFilter = EVERY_ITEM
    sort: EvidenceSort = EvidenceSort.TAG
    descending: bool = False
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> Page[EvidenceLine]:
        """Return the page; items of hidden cases are not in it."""
        return reading.evidence_heads.page(
            self.which, self.sort, descending=self.descending, after=self.after, size=self.size
        )


@dataclass(frozen=True, kw_only=True)
class OverdueEvidence(Query[tuple[EvidenceLine, ...]]):
    """Items that are out and should be back by now."""

    limit: int = PAGE
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[EvidenceLine, ...]:
        """Return them, longest overdue first."""
        late = EvidenceFilter(overdue=True)
        page = reading.evidence_heads.page(
            late, EvidenceSort.DUE_BACK, descending=False, after=None, size=self.limit
        )
        return page.rows


@dataclass(frozen=True)
class EvidenceCounts(Query[EvidenceTotals]):
    """How many items are in the room, out, overdue and gone for good."""

    which: EvidenceFilter = EVERY_ITEM
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> EvidenceTotals:
        """Return the numbers of visible items."""
        return reading.evidence_heads.totals(self.which)


@dataclass(frozen=True)
class OverdueCount(Query[int]):
    """How many items are overdue, for the rail's badge."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number of visible overdue items."""
        return reading.evidence_heads.totals(EvidenceFilter(overdue=True)).overdue


@dataclass(frozen=True)
class RecentHolders(Query[tuple[str, ...]]):
    """Who took items lately, as suggestions for the next hand-over."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[str, ...]:
        """Return names, latest first."""
        return reading.evidence_heads.recent_holders(SUGGESTED)
