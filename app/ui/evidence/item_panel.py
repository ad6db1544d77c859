"""Everything about one item beside a list: facts, chain of custody, files, and what can be done."""

from uuid import UUID

from PySide6.QtWidgets import QStackedLayout, QWidget

from app.domain.custody import HANDLING_ACTIONS, CustodyEvent, Whereabouts
from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.item_particulars import MASK
from app.domain.signatures import Signature
from app.i18n import _
from app.i18n.item_words import fact_label
from app.i18n.sentences import sentence
from app.services.evidence import (
    AmendEvidenceItem,
    CorrectCustody,
    EvidenceItemView,
    ItemFile,
    RevealedParticular,
    RevealParticular,
    SignStep,
    TransferCustody,
)
from app.ui.evidence.check_dialog import check_case
from app.ui.evidence.custody_forms import CorrectForm, TransferForm
from app.ui.evidence.files_card import FilesCard
from app.ui.evidence.findings_card import FindingsCard
from app.ui.evidence.item_facts import (
    HEADINGS,
    FactGroups,
    chips_of,
    doubts_about,
    facts_of,
    first_facts,
    wanting_of,
)
from app.ui.evidence.item_form import AmendForm
from app.ui.evidence.papers import item_papers, open_transfer_receipt
from app.ui.evidence.proof_card import AmendmentsCard, ProofCard, RelativesCard
from app.ui.evidence.retention_card import RetentionCard
from app.ui.evidence.sign_form import SignForm
from app.ui.evidence.timeline import ChainTimeline
from app.ui.evidence.wording import shortened, state_chip
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.menus import open_menu
from app.ui.page import Frame
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Card,
    Chip,
    Chips,
    ChipSpec,
    EmptyState,
    Facts,
    PlainLabel,
    ScrollPage,
    SectionHeader,
    hide_unless,
    icon_button,
    link,
    primary,
    quiet,
    row,
    secondary,
    section,
)

_NARROWEST = 260
"""Width of a card in pixels, in which buttons and facts still stand whole."""


class ItemPanel(QWidget):
    """One item, or a word about none.

    Args:
        frame: the window.
        names_case: whether the case is worth naming; not where the panel is part of it.
    """

    def __init__(self, frame: Frame, *, names_case: bool = True) -> None:
        super().__init__()
        self._names_case = names_case
        self._frame = frame
        self._desk = frame.desk
        self._item: ItemId | None = None
        self._shown: ItemFile | None = None
        self._build()
        keys_beside(self, self.transfer, "F7")

    @property
    def shown(self) -> ItemFile | None:
        """The item in the panel, once it is read."""
        return self._shown

    def show_item(self, item: UUID | None) -> None:
        """Show an item, or that none is chosen; asked again for the same item it is read anew."""
        self._item = None if item is None else ItemId(item)
        if self._item is None:
            self._show_nothing()
            return
        self._desk.ask(EvidenceItemView(self._item), self, self._show, self._fail)

    def transfer(self) -> None:
        """Open the form to hand the item over, where the user may and the item is not gone."""
        if self._shown is not None and self._may_transfer():
            form = TransferForm(self._frame, self._shown)
            form.committed.connect(self._say_handed)
            form.open()

    def correct(self) -> None:
        """Open the form to correct the chain."""
        if self._shown is not None and self._shown.chain.events:
            form = CorrectForm(self._frame, self._shown)
            form.committed.connect(self._say_corrected)
            form.open()

    def sign(self, seq: int) -> None:
        """Open the form to sign for a step."""
        if self._shown is not None:
            self._sign(self._shown, seq)

    def amend(self) -> None:
        """Open the form to change what is said about the item."""
        if self._shown is not None:
            form = AmendForm(self._frame, self._shown)
            form.committed.connect(self._say_amended)
            form.open()

    def print(self) -> None:
        """Offer what can be printed of the item."""
        if self._shown is not None:
            open_menu(self._print, item_papers(self._frame, self._shown))

    def reveal(self) -> None:
        """Show the sealed particulars for a moment; the log keeps who saw them."""
        if self._shown is not None:
            item = self._shown.item
            for key, text in item.particulars:
                if text == MASK:
                    command = RevealParticular(item=item.id, key=key)
                    self._desk.do(command, self, self._say_revealed, self._fail)

    def _may_transfer(self) -> bool:
        return self._transfer.isEnabled() and self._desk.may(TransferCustody)

    def _build(self) -> None:
        self._tag = section()
        self._state = Chip("")
        self._what = PlainLabel(wrap=True, selectable=True)
        self._case = link("", self._open_case)
        self._chips = Chips()
        self._facts = Facts(label_width=104)
        self._groups = FactGroups(HEADINGS)
        self._doubts = Banner("", "", Tone.WARN)
        self._wanting = secondary(wrap=True)
        self._relatives = RelativesCard(self._frame)
        self._proof = ProofCard(self._frame)
        self._amendments = AmendmentsCard()
        self._whole = Chip("")
        self._check = FindingsCard(self._check_case)
        self._chain = ChainTimeline(may_sign=self._desk.may(SignStep))
        self._chain.sign_asked.connect(self.sign)
        self._files = FilesCard(self._frame)
        self._transfer = primary(_("Transfer custody"), self.transfer, Icon.ARROW_RIGHT_LEFT, "F7")
        hide_unless(self._transfer, self._desk.may(TransferCustody))
        self._stack = QStackedLayout(self)
        self._nothing = EmptyState(Icon.PACKAGE_SEARCH, _("Choose an item to see its chain."))
        self._stack.addWidget(self._nothing)
        own = (self._facts_card(), self._check, self._chain_card(), self._details_card())
        self._retention = RetentionCard(self._frame)
        of_case = (self._relatives, self._proof, self._files, self._retention)
        cards = (*own, *of_case, self._amendments)
        for card in cards:
            # A word no line can hold is cut; it must not push the panel out of the window.
            card.setMinimumWidth(_NARROWEST)
        page = ScrollPage(*cards)
        page.body().setContentsMargins(0, 0, metrics.GAP, metrics.CARD_GAP)
        self._stack.addWidget(page)

    def _facts_card(self) -> Card:
        change = quiet(_("Change"), self.amend, Icon.PENCIL)
        hide_unless(change, self._desk.may(AmendEvidenceItem))
        self._print = icon_button(Icon.PRINTER, _("Print a label, form or receipt"), self.print)
        self._reveal = quiet(_("Show what is sealed"), self.reveal, Icon.EYE)
        hide_unless(self._reveal, self._desk.may(RevealParticular))
        hide_unless(self._case, self._names_case)
        head = row(self._tag, self._state, None, self._case, self._print)
        acts = row(self._transfer, change, None)
        return Card(head, self._what, self._chips, self._doubts, self._facts, acts)

    def _details_card(self) -> Card:
        head = SectionHeader(_("Details"))
        return Card(head, self._wanting, self._groups, row(self._reveal, None))

    def _chain_card(self) -> Card:
        correct = link(_("Correct"), self.correct)
        hide_unless(correct, self._desk.may(CorrectCustody))
        # Below the chain: in a narrow panel the heading has no room for it.
        head = SectionHeader(_("Chain of custody"), "", self._whole)
        return Card(head, self._chain, row(correct, None))

    def _show_nothing(self) -> None:
        self._shown = None
        self._stack.setCurrentIndex(0)

    def _show(self, shown: ItemFile) -> None:
        if shown.item.id != self._item:
            return
        self._shown = shown
        self._tag.setText(shown.line.tag)
        self._state.show_spec(state_chip(shown.line))
        self._what.setText(shortened(shown.item.description))
        self._case.set_label(shown.line.case_number)
        self._transfer.setEnabled(shown.chain.whereabouts is not Whereabouts.CLOSED)
        self._chips.show_specs(chips_of(shown))
        self._facts.set_facts(first_facts(shown))
        self._groups.show_facts(facts_of(shown))
        doubts, wanting = doubts_about(shown), wanting_of(shown)
        self._doubts.show_message(_("Look at this again"), doubts)
        self._doubts.setVisible(bool(doubts))
        self._wanting.setText(wanting)
        self._wanting.setVisible(bool(wanting))
        is_sealed = any(text == MASK for _key, text in shown.item.particulars)
        self._reveal.setVisible(is_sealed and self._desk.may(RevealParticular))
        for card in (self._relatives, self._proof, self._amendments):
            card.show_item(shown)
        self._show_chain(shown)
        self._files.show_item(shown)
        self._retention.show_item(shown.item.id, shown.line.case_number)
        self._stack.setCurrentIndex(1)

    def _show_chain(self, shown: ItemFile) -> None:
        if shown.breaks:
            first = _("Broken at step {seq}").format(seq=shown.breaks[0])
            self._whole.show_spec(ChipSpec(first, Tone.DANGER, Icon.OCTAGON_ALERT))
        else:
            self._whole.show_spec(ChipSpec(_("Chain whole"), Tone.OK, Icon.SHIELD_CHECK))
        self._chain.show_chain(shown)
        self._check.show_findings(shown.findings)

    def _fail(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.DANGER)

    def _check_case(self) -> None:
        if self._shown is not None:
            check_case(self._frame, self._shown.line.case)

    def _open_case(self) -> None:
        if self._shown is not None:
            self._frame.open_case(self._shown.line.case)

    def _say_handed(self, event: CustodyEvent) -> None:
        tag = self._shown.line.tag if self._shown is not None else ""
        words = _("Exhibit {tag} handed to {holder}.").format(tag=tag, holder=event.holder)
        self._step = event.item, event.seq
        if event.action in HANDLING_ACTIONS:
            self._frame.tell(words)
        elif self._desk.may(SignStep):
            self._frame.tell(words, action=_("Sign"), press=self._sign_last)
        else:
            self._frame.tell(words, action=_("Print receipt"), press=self._print_receipt)

    def _print_receipt(self) -> None:
        """Print the receipt for the hand-over just written or signed for."""
        open_transfer_receipt(self._frame, *self._step)

    def _sign_last(self) -> None:
        """Sign for the hand-over just written, also where another item is shown by now."""
        item, _seq = self._step
        self._desk.ask(EvidenceItemView(item), self, self._open_sign, self._fail)

    def _open_sign(self, shown: ItemFile) -> None:
        _item, seq = self._step
        self._sign(shown, seq)

    def _sign(self, shown: ItemFile, seq: int) -> None:
        self._step = shown.item.id, seq
        form = SignForm(self._frame, shown, seq)
        form.committed.connect(self._say_signed)
        form.open()

    def _say_signed(self, signatures: tuple[Signature, ...]) -> None:
        names = ", ".join(each.name for each in signatures)
        words = _("Signed: {names}.").format(names=names)
        self._frame.tell(words, action=_("Print receipt"), press=self._print_receipt)

    def _say_corrected(self, event: CustodyEvent) -> None:
        words = _("Correction of step {seq} added to the chain.").format(seq=event.corrects)
        self._frame.tell(words)

    def _say_revealed(self, revealed: RevealedParticular) -> None:
        if self._shown is not None:
            label = fact_label(self._shown.item.kind, revealed.key)
            self._frame.tell(f"{self._shown.line.tag}, {label}: {revealed.text}")

    def _say_amended(self, _done: object) -> None:
        self._frame.tell(_("Item changed."), action=_("Undo"), press=self._frame.undo)
