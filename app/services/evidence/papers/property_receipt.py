"""The receipt for the person whose things were taken (Fed. R. Crim. P. 41(f)(1)(C)).

It says what was taken, when, where, by whom and on what ground. It says nothing the office thinks
of it: no kind, no holder, no place of storage, no hazard, no note.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.audit import Fact as LogFact
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.errors import Missing, Refused
from app.domain.evidence import EvidenceItem, ItemId, ItemRelation
from app.domain.particulars import Particulars
from app.domain.users import Permission
from app.i18n import _
from app.printing.evidence import (
    Fact,
    PropertyLine,
    PropertyReceipt,
    typeset_property_receipts,
)
from app.services.evidence.papers.paper import EvidencePaper, Mark, PrintedPaper
from app.services.evidence.papers.wording import CaseWording, in_order, joined, quantity
from app.services.office import OfCase
from app.storage.unit_of_work import Reading

_MADE_BY_OFFICE = frozenset({ItemRelation.PART, ItemRelation.DERIVATIVE, ItemRelation.EXTRACT})
"""Samples, images and extracts were never anybody's property."""
_OF_OWNER = ("currency", "denominations", "vin", "plate", "imei", "iccid")
"""Particulars by which people know their things; AR 195-5 asks for cash by denomination."""
_MOST_TAGS = 5
"""Tags in the QR code of a receipt for many items."""
_NOT_NAMED = "____________________________"
"""Where the log does not say from whom; the name is written in by hand."""


@dataclass(frozen=True, kw_only=True)
class PrintPropertyReceipt(OfCase, EvidencePaper):
    """What was taken from each person, on pages of their own.

    Attributes:
        items: only these; none named = everything taken in the case.
    """

    case: CaseId
    items: tuple[ItemId, ...] = ()
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def particulars(self) -> tuple[LogFact, ...]:
        """How many items were named."""
        return (("named", str(len(self.items))),)

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the receipts.

        Raises:
            Missing: no such case, or an item is not of it.
            Refused: nothing was taken from anybody.
        """
        wording = CaseWording(reading, self.case)
        groups = self._by_person(reading)
        receipts = tuple(_receipt(wording, person, items, mark) for person, items in groups.items())
        paper = typeset_property_receipts(receipts)
        name = _("{number} Property receipt").format(number=wording.case.number)
        return PrintedPaper(name=name, pages=paper.pages, pdf=paper.pdf)

    def _by_person(self, reading: Reading) -> dict[str, list[EvidenceItem]]:
        every = {item.id: item for item in reading.evidence.of_case(self.case)}
        if not every.keys() >= set(self.items):
            raise Missing("record.missing", kind="evidence_items")
        wanted = [every[item] for item in self.items] if self.items else list(every.values())
        groups: dict[str, list[EvidenceItem]] = defaultdict(list)
        for item in in_order(wanted):
            if item.relation not in _MADE_BY_OFFICE and (item.seized_from or self.items):
                groups[item.seized_from].append(item)
        if not groups:
            raise Refused("paper.nothing_taken")
        return groups


def _receipt(
    wording: CaseWording, person: str, items: list[EvidenceItem], mark: Mark
) -> PropertyReceipt:
    told = [tuple(_told(wording, item)) for item in items]
    shared = tuple(fact for fact in told[0] if all(fact in each for each in told))
    lines = (_line(wording, item, number, shared) for number, item in enumerate(items, start=1))
    # The reader knows the own name; only other people's are struck out.
    return PropertyReceipt(
        head=wording.head(
            _("Property receipt"),
            "",
            _("RECEIPT"),
            mark,
            tag=" ".join(item.tag for item in items[:_MOST_TAGS]),
            has_title=False,
        ),
        facts=((_("Taken from"), person or _NOT_NAMED), *shared),
        items=tuple(lines),
    )


def _told(wording: CaseWording, item: EvidenceItem) -> Iterator[Fact]:
    when = wording.moment(item.collected_at) if item.collected_at else ""
    basis = wording.label(CodeList.SEIZURE_BASIS, item.basis) if item.basis else ""
    yield _("Taken on"), when
    yield _("Taken at"), wording.text(item.collected_place)
    yield _("Taken by"), wording.text(item.collected_by)
    yield _("Legal basis"), joined(basis, wording.text(item.authority))


def _of_owner(item: EvidenceItem) -> Particulars:
    return tuple((name, text) for name, text in item.particulars if name in _OF_OWNER)


def _line(
    wording: CaseWording, item: EvidenceItem, number: int, shared: tuple[Fact, ...]
) -> PropertyLine:
    own = (
        (_("Make, model"), wording.text(joined(item.make, item.model))),
        (_("Serial number"), item.serial),
        (_("Condition"), wording.text(item.condition)),
        *wording.particulars(replace(item, particulars=_of_owner(item))),
    )
    return PropertyLine(
        number=str(number),
        tag=item.tag,
        description=wording.text(item.description),
        quantity=quantity(item),
        facts=(*own, *(fact for fact in _told(wording, item) if fact not in shared)),
    )
