"""The custody check: what is wrong with the chains of an item, a case or the whole office."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from app.domain.cases import CaseId
from app.domain.custody.findings import Finding, Gravity
from app.domain.custody.linter import Standard, lint
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.users import Permission
from app.services.office import OfCase, Query
from app.storage.unit_of_work import Reading

AT_ONCE = 1_000
"""Items of one page of the office's check: a second's work, so that it can be stopped."""


@dataclass(frozen=True)
class CheckedItem:
    """An item whose chain is not as it should be.

    Attributes:
        findings: gravest first; never empty.
    """

    item: ItemId
    case: CaseId
    tag: str
    description: str
    findings: tuple[Finding, ...]

    @property
    def gravity(self) -> Gravity:
        """The gravest of them."""
        return self.findings[0].gravity


@dataclass(frozen=True)
class CheckedPage:
    """Some items of the office looked over.

    Attributes:
        items: those with findings; ``looked_at``: how many were looked over; ``every``: how many
            there are.
        after: the last one looked at, to go on from; None = that was the last page.
    """

    items: tuple[CheckedItem, ...]
    looked_at: int
    every: int
    after: ItemId | None


@dataclass(frozen=True)
class CaseCustodyCheck(OfCase, Query[tuple[CheckedItem, ...]]):
    """What is wrong with the chains of one case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[CheckedItem, ...]:
        """Return the items with findings, by tag."""
        items = sorted(reading.evidence.of_case(self.case), key=lambda item: (item.tag, item.id))
        return checked(reading, items)


@dataclass(frozen=True, kw_only=True)
class CustodyCheck(Query[CheckedPage]):
    """What is wrong with the chains of the office, page by page; hidden cases are not looked at.

    Attributes:
        after: the last item of the page before; None = begin.
    """

    after: ItemId | None = None
    size: int = AT_ONCE
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> CheckedPage:
        """Return one page, oldest items first."""
        items = reading.evidence.some_visible(self.after, self.size)
        return CheckedPage(
            items=checked(reading, items),
            looked_at=len(items),
            every=reading.evidence.count_visible(),
            after=items[-1].id if len(items) == self.size else None,
        )


def standard_of(reading: Reading) -> Standard:
    """Return by what this office measures its chains."""
    tolerance = reading.settings.current().weight_tolerance_percent
    return Standard(reading.today, ZoneInfo(reading.zone), tolerance)


def checked(reading: Reading, items: Sequence[EvidenceItem]) -> tuple[CheckedItem, ...]:
    """Return those of the items that have findings, in the same order."""
    standard = standard_of(reading)
    signatures = reading.signatures.of_items(tuple(item.id for item in items))
    found = []
    for chain in reading.custody.chains(items):
        findings = lint(chain, signatures.get(chain.item.id, ()), standard)
        if findings:
            item = chain.item
            found.append(CheckedItem(item.id, item.case, item.tag, item.description, findings))
    return tuple(found)
