"""Labels: for the items of a case and the case itself, for places of storage and agencies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.audit import FACT, Fact
from app.domain.cases import CaseId, NumberKind
from app.domain.codes import CodeList
from app.domain.errors import Missing, Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.labels import LabelRun
from app.domain.locations import Agency, Location
from app.domain.users import Permission
from app.i18n import _
from app.printing.labels import Label, LabelPaper, typeset_labels
from app.printing.page import Heading
from app.services.evidence.papers.paper import EvidencePaper, Mark, PrintedPaper
from app.services.evidence.papers.wording import CaseWording, collected, in_order
from app.services.office import OfCase
from app.storage.unit_of_work import Reading

_MOST_NAMED = 5
"""Numbers named in a remark; the others are counted."""


@dataclass(frozen=True, kw_only=True)
class PrintLabels(EvidencePaper):
    """Labels for some items of one case, in the order named."""

    items: tuple[ItemId, ...]
    run_on: LabelRun
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID | None:
        """The case of the items; those of another one are refused."""
        return reading.evidence.get(self.items[0]).case if self.items else None

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the labels.

        Raises:
            Missing: no such item, or one of a case other than the first one's.
            Refused: there is nothing to label, or the stock has no such place.
        """
        case = self.concerns(reading)
        if case is None:
            raise Refused("labels.none")
        wording = CaseWording(reading, case)
        every = {item.id: item for item in reading.evidence.of_case(case)}
        if not every.keys() >= set(self.items):
            raise Missing("labels.several_cases")
        labels = [_of_item(wording, every[item]) for item in self.items]
        return _printed(reading, labels, self.run_on, _named(wording))

    def particulars(self) -> tuple[Fact, ...]:
        """On which stock, and how many copies of each."""
        return _of_run(self.run_on)


@dataclass(frozen=True, kw_only=True)
class PrintCaseLabels(OfCase, EvidencePaper):
    """Labels for every item of a case, or for the case file itself.

    Attributes:
        of_file: the one for the case file.
    """

    case: CaseId
    run_on: LabelRun
    of_file: bool = False
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the labels.

        Raises:
            Missing: no such case.
            Refused: there is nothing to label, or the stock has no such place.
        """
        wording = CaseWording(reading, self.case)
        items = [] if self.of_file else in_order(reading.evidence.of_case(self.case))
        labels = [_of_case(wording)] if self.of_file else [_of_item(wording, i) for i in items]
        return _printed(reading, labels, self.run_on, _named(wording))

    def particulars(self) -> tuple[Fact, ...]:
        """On which stock, and how many copies of each."""
        return _of_run(self.run_on)


def _named(wording: CaseWording) -> str:
    return _("{number} Labels").format(number=wording.case.number)


@dataclass(frozen=True, kw_only=True)
class PrintPlaceLabels(EvidencePaper):
    """Labels for places of storage and for agencies, in the order of their codes as named.

    Attributes:
        codes: what the labels' barcodes say; none named = every place and agency in use.
    """

    run_on: LabelRun
    codes: tuple[str, ...] = ()
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the labels.

        Raises:
            Missing: no place and no agency has the code.
            Refused: there is nothing to label, or the stock has no such place.
        """
        labels = [_with_code(reading, code) for code in self.codes] or list(_in_use(reading))
        return _printed(reading, labels, self.run_on, _("Labels of places"))

    def particulars(self) -> tuple[Fact, ...]:
        """On which stock, and how many copies of each."""
        return _of_run(self.run_on)


def _of_run(run: LabelRun) -> tuple[Fact, ...]:
    """Return the stock, as far as it is a code, and the copies."""
    stock = "".join(char for char in run.stock.code if FACT.fullmatch(char))[:64]
    return (("stock", stock or "own"), ("copies", str(run.copies)))


def _with_code(reading: Reading, code: str) -> Label:
    try:
        return _of_place(reading, reading.locations.by_code(code))
    except Missing:
        return _of_agency(reading, reading.agencies.by_code(code))


def _in_use(reading: Reading) -> Iterator[Label]:
    places = sorted(reading.locations.where(), key=lambda place: place.code)
    yield from (_of_place(reading, place) for place in places if place.is_active)
    agencies = sorted(reading.agencies.where(), key=lambda agency: agency.code)
    yield from (_of_agency(reading, agency) for agency in agencies if agency.is_active)


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
        remarks=tuple(_remarks(paper)),
        labels=len(labels) * run.copies,
    )


def _remarks(paper: LabelPaper) -> Iterator[str]:
    told = (
        (paper.unwarned, _("Not all warnings fit this label; choose a larger one: {tags}.")),
        (paper.bare, _("No barcode fits this label; choose a larger one: {tags}.")),
        (
            paper.qr_only,
            _("Code 128 does not fit this label, so the QR code stands alone: {tags}."),
        ),
    )
    for tags, words in told:
        if tags:
            yield words.format(tags=_some(tags))


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
