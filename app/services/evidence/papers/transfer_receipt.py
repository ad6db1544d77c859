"""The receipt for a hand-over: of one item, or of everything handed over in the same act."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact as LogFact
from app.domain.custody import Chain, CustodyEvent
from app.domain.custody.signing import unsigned_parts
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.signatures import Signatory, Signature
from app.domain.users import Permission
from app.i18n import _
from app.printing.evidence import (
    Fact,
    SignedLine,
    TransferLine,
    TransferReceipt,
    typeset_transfer_receipt,
)
from app.services.evidence.papers.paper import EvidencePaper, Mark, PrintedPaper
from app.services.evidence.papers.steps import (
    PARTS,
    Signatures,
    action_words,
    corrections,
    step_facts,
)
from app.services.evidence.papers.wording import (
    CaseWording,
    contents_words,
    in_order,
    joined,
    quantity,
    seal_words,
)
from app.storage.unit_of_work import Reading

_MOST_TAGS = 5
"""Tags in the QR code of a receipt for many items."""


@dataclass(frozen=True, kw_only=True)
class PrintTransferReceipt(EvidencePaper):
    """Who gave what to whom, to be signed, or with the signatures captured.

    Attributes:
        seq: the step of the item's chain; None = the last one that moved it.
        whole_batch: every item of the case handed over in the same act stands on it.
    """

    item: ItemId
    seq: int | None = None
    whole_batch: bool = True
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, reading: Reading) -> UUID:
        """The case of the item."""
        return reading.evidence.get(self.item).case

    def particulars(self) -> tuple[LogFact, ...]:
        """Which item and step; the step is 0 where the last one was asked for."""
        return (("item", self.item.hex), ("step", str(self.seq or 0)))

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the receipt.

        Raises:
            Missing: there is no such item or step, or the item has no chain.
        """
        item = reading.evidence.get(self.item)
        wording = CaseWording(reading, item.case)
        event = self._event(reading, item)
        moved = _moved_with(reading, item, event) if self.whole_batch else [(item, event)]
        receipt = _Filling(wording, event, moved).receipt(mark)
        paper = typeset_transfer_receipt(receipt)
        name = _("{number} Transfer receipt {subject}").format(
            number=wording.case.number, subject=receipt.head.subject
        )
        return PrintedPaper(name=name, pages=paper.pages, pdf=paper.pdf)

    def _event(self, reading: Reading, item: EvidenceItem) -> CustodyEvent:
        chain = reading.custody.chain(item)
        if not chain.events:
            raise Missing("paper.no_chain", tag=item.tag)
        wanted = self.seq if self.seq is not None else (chain.last_move or chain.events[0]).seq
        for event in chain.events:
            if event.seq == wanted:
                return event
        raise Missing(
            "paper.no_such_step", field="step", tag=item.tag, seq=wanted, last=len(chain.events)
        )


_Moved = tuple[EvidenceItem, CustodyEvent]


def _moved_with(reading: Reading, item: EvidenceItem, event: CustodyEvent) -> list[_Moved]:
    """Return the items of the same case handed over in the same act, in their order."""
    if event.batch is None:
        return [(item, event)]
    events = {
        each.item: each
        for each in reading.custody.of_case(item.case)
        if each.batch == event.batch and each.action is event.action
    }
    items = in_order(each for each in reading.evidence.of_case(item.case) if each.id in events)
    return [(each, events[each.id]) for each in items]


class _Filling:
    """One act while its receipt is filled."""

    def __init__(self, wording: CaseWording, event: CustodyEvent, moved: list[_Moved]) -> None:
        self._wording = wording
        self._event = event
        self._moved = moved
        self._say = wording.text
        self._under: dict[UUID, tuple[Signature, ...]] = {}
        self._signed: dict[tuple[object, ...], SignedLine] = {}
        for item, each in moved:
            signatures = Signatures(wording, item.id)
            self._under[each.id] = signatures.under(each)
            for one in self._under[each.id]:
                self._signed.setdefault(_look(one), signatures.line(one, each))

    def receipt(self, mark: Mark) -> TransferReceipt:
        tags = [item.tag for item, _event in self._moved]
        more = len(tags) - 1
        subject = _("{tag} and {n} more").format(tag=tags[0], n=more) if more else tags[0]
        return TransferReceipt(
            head=self._wording.head(
                _("Transfer receipt"),
                subject,
                _("RECEIPT"),
                mark,
                tag=" ".join(tags[:_MOST_TAGS]),
            ),
            facts=tuple(self._facts()),
            items=tuple(self._line(item, event) for item, event in self._moved),
            signatures=tuple(self._signed.values()),
            unsigned=tuple(self._unsigned()),
            corrections=tuple(self._corrections()),
        )

    def _facts(self) -> Iterator[Fact]:
        event = self._event
        yield _("What was done"), action_words(self._wording, event)
        yield _("Date and time"), self._wording.moment(event.at, event.zone)
        yield PARTS[Signatory.GIVER], self._people("giver")
        yield PARTS[Signatory.RECEIVER], self._people("holder")
        yield _("Purpose"), self._say(event.purpose)
        of_items = {_("Seal"), _("Contents"), _("Condition")}
        if len(self._moved) > 1:
            of_items.add(_("Note"))
        for label, said in step_facts(self._wording, event):
            if label not in of_items:
                yield label, said

    def _people(self, part: str) -> str:
        names = dict.fromkeys(getattr(event, part) for _item, event in self._moved)
        return "; ".join(map(self._say, names))

    def _line(self, item: EvidenceItem, event: CustodyEvent) -> TransferLine:
        return TransferLine(
            tag=item.tag,
            step=str(event.seq),
            description=self._say(joined(self._wording.kind(item), item.description, item.serial)),
            quantity=quantity(item),
            seal=joined(seal_words(event), contents_words(event)),
            remark=self._say(event.condition),
        )

    def _unsigned(self) -> Iterator[Fact]:
        """Yield the parts that somebody has still to sign for, under one of the items at least."""
        waiting: dict[Signatory, dict[str, None]] = {}
        for _item, event in self._moved:
            for part, name in unsigned_parts(event, self._under[event.id]).items():
                waiting.setdefault(part, {})[self._say(name)] = None
        for part, names in waiting.items():
            yield PARTS[part], "; ".join(names)

    def _corrections(self) -> Iterator[str]:
        for item, event in self._moved:
            chain: Chain = self._wording.reading.custody.chain(item)
            for words in corrections(self._wording, chain, event):
                yield f"{item.tag}: {words}"


def _look(one: Signature) -> tuple[object, ...]:
    """Return what makes two signatures the same on paper: one hand signs for a whole batch."""
    return (one.part, one.name, one.kind, one.statement, one.strokes, one.attachment)
