"""Labels: for the items of a case and the case itself, for places of storage and agencies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.cases import CaseId, NumberKind
from app.domain.codes import CodeList
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.labels import LabelRun
from app.domain.locations import Agency, AgencyId, Location, LocationId
from app.domain.users import Permission
from app.i18n import _
from app.printing.labels import Label, typeset_labels
from app.printing.page import Heading
from app.services.evidence.papers.paper import EvidencePaper, Mark, PrintedPaper
from app.services.evidence.papers.wording import CaseWording, collected, in_order
from app.services.office import OfCase
from app.storage.unit_of_work import Reading

_MOST_NAMED = 5
"""Numbers named in a remark; the others are counted."""


@dataclass(frozen=True, kw_only=True)
class PrintLabels(OfCase, EvidencePaper):
    """Labels for items of a case, in the order named; none named = all of them.

    Attributes:
        with_case: a label for the case file comes first.
    """

    case: CaseId
    run_on: LabelRun
    items: tuple[ItemId, ...] = ()
    with_case: bool = False
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the labels.

        Raises:
            Missing: no such case, or an item is not of it.
            Refused: there is nothing to label, or the stock has no such place.
        """
        wording = CaseWording(reading, self.case)
        labels = [_of_case(wording)] if self.with_case else []
        labels += [_of_item(wording, item) for item in self._chosen(reading)]
        name = _("{number} Labels").format(number=wording.case.number)
        return _printed(reading, labels, self.run_on, name)

    def particulars(self) -> tuple[Fact, ...]:
        """On which stock, and how many copies of each."""
        return (("stock", self.run_on.stock.code[:64]), ("copies", str(self.run_on.copies)))

    def _chosen(self, reading: Reading) -> list[EvidenceItem]:
        items = {item.id: item for item in reading.evidence.of_case(self.case)}
        if not self.items:
            return [] if self.with_case else in_order(items.values())
        if not items.keys() >= set(self.items):
            raise Missing("record.missing", kind="evidence_items")
        return [items[item] for item in self.items]


@dataclass(frozen=True, kw_only=True)
class PrintPlaceLabels(EvidencePaper):
    """Labels for places of storage and for agencies, in the order named."""

    run_on: LabelRun
    locations: tuple[LocationId, ...] = ()
    agencies: tuple[AgencyId, ...] = ()
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the labels.

        Raises:
            Missing: no such place or agency.
            Refused: there is nothing to label, or the stock has no such place.
        """
        labels = [_of_place(reading, reading.locations.get(id_)) for id_ in self.locations]
        labels += [_of_agency(reading, reading.agencies.get(id_)) for id_ in self.agencies]
        return _printed(reading, labels, self.run_on, _("Labels of places"))


def _printed(reading: Reading, labels: list[Label], run: LabelRun, name: str) -> PrintedPaper:
    office = reading.offices.only()
    if office.is_demo:
        labels = [Label(each.code, each.lines, (_("DEMO"), *each.marks)) for each in labels]
    heading = Heading(name, office.name, _("INTERNAL"))
    paper = typeset_labels(labels, run, heading, reading.local(reading.now))
    return PrintedPaper(
        name=name,
        pages=paper.pages,
        pdf=paper.pdf,
        remarks=tuple(_remarks(paper.qr_only, paper.bare)),
    )


def _remarks(qr_only: tuple[str, ...], bare: tuple[str, ...]) -> Iterator[str]:
    if qr_only:
        words = _("Code 128 does not fit this label, so the QR code stands alone: {tags}.")
        yield words.format(tags=_some(qr_only))
    if bare:
        words = _("No barcode fits this label; choose a larger one: {tags}.")
        yield words.format(tags=_some(bare))


def _some(numbers: tuple[str, ...]) -> str:
    named = ", ".join(numbers[:_MOST_NAMED])
    more = len(numbers) - _MOST_NAMED
    return _("{named} and {n} more").format(named=named, n=more) if more > 0 else named


def _of_item(wording: CaseWording, item: EvidenceItem) -> Label:
    seal = _("Seal {number}").format(number=wording.text(item.seal)) if item.seal else ""
    when = collected(wording, item)
    lines = (
        _("Case {number}").format(number=wording.case.number),
        wording.kind(item),
        seal,
        _("Collected {when}").format(when=when) if when else "",
        wording.office.name,
    )
    return Label(item.tag, _said(lines), tuple(_warnings(wording, item)))


def _warnings(wording: CaseWording, item: EvidenceItem) -> Iterator[str]:
    if item.needs_two_people:
        yield _("TWO PERSONS")
    hazards = wording.hazards(item)
    yield from (words.upper() for words in hazards)
    if item.hazard and not hazards:
        yield _("HAZARD")


def _of_case(wording: CaseWording) -> Label:
    numbers = wording.reading.case_numbers.of_case(wording.case.id)
    courts = (each.number for each in numbers if each.kind is NumberKind.COURT)
    lines = (wording.text(wording.case.title), ", ".join(courts), wording.office.name)
    return Label(wording.case.number, _said(lines))


def _of_place(reading: Reading, place: Location) -> Label:
    parent = reading.locations.find(place.parent) if place.parent else None
    kinds = (reading.codes.label(CodeList.EVIDENCE_KIND, kind) for kind in place.holds)
    lines = (place.name, parent.name if parent else "", ", ".join(kinds))
    return Label(place.code, _said((*lines, reading.offices.only().name)))


def _of_agency(reading: Reading, agency: Agency) -> Label:
    kind = reading.codes.label(CodeList.AGENCY_KIND, agency.kind) if agency.kind else ""
    return Label(agency.code, _said((agency.name, kind, reading.offices.only().name)))


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
