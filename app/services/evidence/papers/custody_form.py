"""The custody form of one item, filled from its record, its chain and its files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.attachments import KeptFile
from app.domain.audit import Fact as LogFact
from app.domain.codes import CodeList
from app.domain.custody import FINAL_ACTIONS, Action, CustodyEvent
from app.domain.evidence import EvidenceItem, ItemId, ItemRelation
from app.domain.users import Permission
from app.i18n import _, ngettext
from app.i18n.file_words import RESULTS
from app.printing.evidence import (
    AttachedLine,
    CustodyForm,
    Fact,
    SealLine,
    typeset_custody_form,
)
from app.services.evidence.papers.paper import EvidencePaper, Mark, PrintedPaper
from app.services.evidence.papers.steps import (
    Signatures,
    action_words,
    step_facts,
    step_line,
)
from app.services.evidence.papers.wording import (
    CaseWording,
    joined,
    quantity,
    seal_words,
)
from app.storage.unit_of_work import Reading

_RELATIONS = {
    ItemRelation.INSIDE: _("in {tag}"),
    ItemRelation.PART: _("part of {tag}"),
    ItemRelation.DERIVATIVE: _("made from {tag}"),
    ItemRelation.EXTRACT: _("taken from the content of {tag}"),
}
_SEALING = frozenset({Action.OPENED, Action.RESEALED})


@dataclass(frozen=True)
class PrintCustodyForm(EvidencePaper):
    """The chain of custody of one item, with rows to go on by hand."""

    item: ItemId
    needs: ClassVar[Permission] = Permission.CASES_PRINT

    def concerns(self, reading: Reading) -> UUID:
        """The case of the item."""
        return reading.evidence.get(self.item).case

    def particulars(self) -> tuple[LogFact, ...]:
        """Which item."""
        return (("item", self.item.hex),)

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the form.

        Raises:
            Missing: there is no such item.
        """
        item = reading.evidence.get(self.item)
        form = _Filling(CaseWording(reading, item.case), item).form(mark)
        paper = typeset_custody_form(form)
        name = _("{number} Custody form {tag}").format(number=form.head.case_number, tag=item.tag)
        return PrintedPaper(name=name, pages=paper.pages, pdf=paper.pdf)


class _Filling:
    """One item while its form is filled."""

    def __init__(self, wording: CaseWording, item: EvidenceItem) -> None:
        self._wording = wording
        self._reading = wording.reading
        self._item = item
        self._chain = self._reading.custody.chain(item)
        self._signed = Signatures(wording, item.id)
        self._say = wording.text

    def form(self, mark: Mark) -> CustodyForm:
        wording, item, chain = self._wording, self._item, self._chain
        marking = _("EVIDENCE, stays with the item")
        head = wording.head(_("Chain of custody"), item.tag, marking, mark, tag=item.tag)
        return CustodyForm(
            head=replace(head, barcode=item.tag),
            tag=item.tag,
            description=self._say(item.description),
            facts=tuple(self._facts()),
            particulars=wording.particulars(item),
            kind=wording.kind(item),
            seals=tuple(self._seals()),
            steps=tuple(step_line(wording, chain, event, self._signed) for event in chain.events),
            files=tuple(self._files()),
            disposal=tuple(self._disposal()),
            chain=self._check(),
            last_link=chain.events[-1].link if chain.events else "",
        )

    def _facts(self) -> Iterator[Fact]:
        yield from self._of_case()
        yield from self._numbers()
        yield from self._collection()
        yield from self._keeping()

    def _of_case(self) -> Iterator[Fact]:
        yield _("Offense"), self._wording.offenses()
        yield _("Defendant"), self._wording.defendants()

    def _numbers(self) -> Iterator[Fact]:
        item, label = self._item, self._wording.label
        count = self._reading.evidence.count_of(item.case)
        if item.number:
            yield _("Item"), _("{n} of {count}").format(n=item.number, count=count)
        yield _("Kind"), self._wording.kind(item)
        yield _("Quantity"), quantity(item)
        yield _("Make, model"), self._say(joined(item.make, item.model))
        yield _("Serial number"), item.serial
        yield _("Agency's tag"), item.agency_tag
        yield _("Laboratory's number"), item.lab_number
        status = label(CodeList.EXHIBIT_STATUS, item.exhibit_status)
        yield _("Exhibit"), joined(item.exhibit, status)
        value = item.value_cents
        yield _("Value"), "" if value is None else f"${value / 100:,.2f}"

    def _collection(self) -> Iterator[Fact]:
        item, say = self._item, self._say
        when = self._wording.moment(item.collected_at) if item.collected_at else ""
        yield _("Collected"), when
        yield _("Collected by"), say(item.collected_by)
        yield _("Witnessed by"), say(item.collection_witness)
        yield _("Collected at"), say(joined(item.collected_place, item.collected_position))
        basis = self._wording.label(CodeList.SEIZURE_BASIS, item.basis) if item.basis else ""
        yield _("Legal basis"), joined(basis, say(item.authority))
        yield _("Taken from"), say(item.seized_from)
        yield _("Owner"), say(item.owner)
        yield _("Claimed by"), say(item.claimant)

    def _keeping(self) -> Iterator[Fact]:
        item, say, label = self._item, self._say, self._wording.label
        band = label(CodeList.STORAGE_BAND, item.storage_band) if item.storage_band else ""
        yield _("Condition"), say(item.condition)
        yield _("Packaging"), say(item.packaging)
        yield _("Seal"), item.seal
        yield _("Hazards"), joined(*self._wording.hazards(item), say(item.hazard))
        yield _("Two persons"), _("at each step") if item.needs_two_people else ""
        yield _("Storage"), joined(band, say(item.storage_need))
        retained = item.retention_class
        yield _("Retention"), label(CodeList.RETENTION_CLASS, retained) if retained else ""
        holds = (joined(self._say(hold.purpose), hold.authority) for hold in self._chain.holds)
        yield _("Holds"), "; ".join(filter(None, (say(item.hold), *holds)))
        yield _("Belongs to"), self._parent()
        yield _("Contains"), self._children()

    def _parent(self) -> str:
        item = self._item
        parent = self._reading.evidence.find(item.parent) if item.parent else None
        if parent is None or parent.case != item.case:
            return ""
        words = _RELATIONS[item.relation] if item.relation else "{tag}"
        return words.format(tag=parent.tag)

    def _children(self) -> str:
        items = self._reading.evidence.of_case(self._item.case)
        return ", ".join(sorted(each.tag for each in items if each.parent == self._item.id))

    def _seals(self) -> Iterator[SealLine]:
        for event in self._chain.events:
            if event.seal or event.seal_intact is not None or event.action in _SEALING:
                words = joined(
                    action_words(self._wording, event),
                    seal_words(event),
                    _("step {seq}").format(seq=event.seq),
                )
                at = self._wording.moment(event.at, event.zone)
                yield SealLine(seal=event.seal, at=at, words=words)

    def _files(self) -> Iterator[AttachedLine]:
        for file in self._reading.kept_files.of_item(self._item.id):
            at = self._wording.moment(file.added_at)
            yield AttachedLine(
                name=self._say(file.name),
                size=_("{n} bytes").format(n=f"{file.size:,}"),
                added=joined(at, file.added_by),
                sha256=file.sha256,
                checked=self._checked(file),
            )

    def _checked(self, file: KeptFile) -> str:
        """Return when the file was read back since it was taken in, and what that showed."""
        checks = self._reading.attachment_checks.of_file(file.id)
        if not checks:
            return _("not read back since it was taken in")
        said = (f"{self._wording.moment(each.at)} {RESULTS[each.result]}" for each in checks)
        return _("read back: {checks}").format(checks="; ".join(said))

    def _disposal(self) -> Iterator[Fact]:
        for event in self._chain.events:
            if event.action in FINAL_ACTIONS:
                yield from self._disposed(event)

    def _disposed(self, event: CustodyEvent) -> Iterator[Fact]:
        yield _("What was done"), action_words(self._wording, event)
        yield _("When"), self._wording.moment(event.at, event.zone)
        yield _("By"), self._say(event.giver)
        yield _("To"), self._say(event.holder)
        yield _("Reason"), self._say(event.purpose)
        yield from step_facts(self._wording, event)

    def _check(self) -> str:
        broken = self._chain.breaks()
        if not self._chain.events:
            return _("This item has no chain of custody yet.")
        if broken:
            words = _("THE CHAIN IS BROKEN at step {steps}: a record is not what was written.")
            return words.format(steps=", ".join(map(str, broken)))
        count = len(self._chain.events)
        held = ngettext(
            "{n} link was checked and holds.", "{n} links were checked and hold.", count
        )
        return held.format(n=count)
