"""Everything about one item beside a list: facts, chain of custody, files, and what can be done."""

from uuid import UUID

from PySide6.QtWidgets import QStackedLayout, QWidget

from app.domain.custody import CustodyEvent, Whereabouts
from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.evidence_list import EvidenceLine
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.evidence import (
    AmendEvidenceItem,
    CorrectCustody,
    EvidenceItemView,
    ItemFile,
    TransferCustody,
)
from app.ui import wording
from app.ui.evidence.custody_forms import CorrectForm, TransferForm
from app.ui.evidence.files_card import FilesCard
from app.ui.evidence.item_form import AmendForm
from app.ui.evidence.timeline import ChainTimeline
from app.ui.evidence.wording import LONGEST_NAME, shortened, state_chip
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.page import Frame
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    Chip,
    ChipSpec,
    EmptyState,
    Facts,
    PlainLabel,
    ScrollPage,
    SectionHeader,
    hide_unless,
    link,
    primary,
    quiet,
    row,
    section,
)

_NARROWEST = 260
"""Width of a card in pixels, in which buttons and facts still stand whole."""


class ItemPanel(QWidget):
    """One item, or a word about none."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
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
        if self._shown is not None:
            form = CorrectForm(self._frame, self._shown)
            form.committed.connect(self._say_corrected)
            form.open()

    def amend(self) -> None:
        """Open the form to change what is said about the item."""
        if self._shown is not None:
            form = AmendForm(self._frame, self._shown)
            form.committed.connect(self._say_amended)
            form.open()

    def _may_transfer(self) -> bool:
        return self._transfer.isEnabled() and self._desk.may(TransferCustody)

    def _build(self) -> None:
        self._tag = section()
        self._state = Chip("")
        self._what = PlainLabel(wrap=True, selectable=True)
        self._case = link("", self._open_case)
        self._facts = Facts(label_width=104)
        self._whole = Chip("")
        self._chain = ChainTimeline()
        self._files = FilesCard(self._frame)
        self._transfer = primary(_("Transfer custody"), self.transfer, Icon.ARROW_RIGHT_LEFT, "F7")
        hide_unless(self._transfer, self._desk.may(TransferCustody))
        self._stack = QStackedLayout(self)
        self._nothing = EmptyState(Icon.PACKAGE_SEARCH, _("Choose an item to see its chain."))
        self._stack.addWidget(self._nothing)
        cards = (self._facts_card(), self._chain_card(), self._files)
        for card in cards:
            # A word no line can hold is cut; it must not push the panel out of the window.
            card.setMinimumWidth(_NARROWEST)
        page = ScrollPage(*cards)
        page.body().setContentsMargins(0, 0, metrics.GAP, metrics.CARD_GAP)
        self._stack.addWidget(page)

    def _facts_card(self) -> Card:
        change = quiet(_("Change"), self.amend, Icon.PENCIL)
        hide_unless(change, self._desk.may(AmendEvidenceItem))
        head = row(self._tag, self._state, None, self._case)
        return Card(head, self._what, self._facts, row(self._transfer, change, None))

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
        self._facts.set_facts(_facts(shown))
        self._show_chain(shown)
        self._files.show_item(shown)
        self._stack.setCurrentIndex(1)

    def _show_chain(self, shown: ItemFile) -> None:
        if shown.breaks:
            first = _("Broken at step {seq}").format(seq=shown.breaks[0])
            self._whole.show_spec(ChipSpec(first, Tone.DANGER, Icon.OCTAGON_ALERT))
        else:
            self._whole.show_spec(ChipSpec(_("Chain whole"), Tone.OK, Icon.SHIELD_CHECK))
        self._chain.show_chain(shown)

    def _fail(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.DANGER)

    def _open_case(self) -> None:
        if self._shown is not None:
            self._frame.open_case(self._shown.line.case)

    def _say_handed(self, event: CustodyEvent) -> None:
        tag = self._shown.line.tag if self._shown is not None else ""
        words = _("Exhibit {tag} handed to {holder}.").format(tag=tag, holder=event.holder)
        self._frame.tell(words)

    def _say_corrected(self, event: CustodyEvent) -> None:
        words = _("Correction of step {seq} added to the chain.").format(seq=event.corrects)
        self._frame.tell(words)

    def _say_amended(self, _done: object) -> None:
        self._frame.tell(_("Item changed."), action=_("Undo"), press=self._frame.undo)


def _facts(shown: ItemFile) -> list[tuple[str, str]]:
    line, item = shown.line, shown.item
    when = wording.moment(item.collected_at) if item.collected_at else ""
    facts = (
        (_("Case"), line.case_title),
        (_("Type"), _listed(line.kind_label, _("quantity {n}").format(n=item.quantity))),
        (_("Holder"), _listed(line.holder, line.place)),
        (_("Due back"), _due_back(line)),
        (_("Collected"), _listed(item.collected_by, when, item.collected_place)),
        (_("Authority"), item.authority),
        (_("Serial number"), item.serial),
        (_("Seal number"), item.seal),
        (_("Exhibit"), item.exhibit),
        (_("Agency's tag"), item.agency_tag),
        (_("Packaging"), item.packaging),
        (_("Condition"), item.condition),
        (_("Hazard"), item.hazard),
        (_("Seized from"), item.seized_from),
        (_("Owner"), item.owner),
        (_("Hold"), item.hold),
        (_("Note"), item.note),
    )
    return [(label, shortened(value)) for label, value in facts if value]


def _listed(*parts: str) -> str:
    return ", ".join(shortened(part, LONGEST_NAME) for part in parts if part)


def _due_back(line: EvidenceLine) -> str:
    if line.due_back_on is None:
        return ""
    return _listed(wording.day(line.due_back_on), wording.distance(line.due_back_on))
