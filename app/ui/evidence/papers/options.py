"""What is asked before a custody form, a receipt or the evidence log is printed."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from app.domain.cases import CaseId
from app.domain.inventory import InventoryId
from app.domain.profiles import Profile
from app.i18n import _
from app.services.evidence.papers import (
    EvidencePaper,
    PreviewPaper,
    PrintEvidenceLog,
    PrintInventory,
    PrintTransferReceipt,
)
from app.ui.paper import AudienceCards, PaperOptions
from app.ui.theme import Token
from app.ui.widgets import CheckRow, PlainLabel, Type, column, small
from app.ui.widgets.layout import Part


class FixedOptions(PaperOptions):
    """A paper about which nothing can be chosen; `words` say what it is for."""

    def __init__(self, wish: EvidencePaper, words: str) -> None:
        super().__init__()
        self._wish = wish
        self.setLayout(column(small(words, wrap=True), None, spacing=6))

    def preview(self) -> PreviewPaper:
        """The paper to look at."""
        return PreviewPaper(self._wish)

    def command(self) -> EvidencePaper:
        """The paper to hand out."""
        return self._wish


class ReceiptOptions(PaperOptions):
    """The receipt for one item, or for everything handed over in the same act."""

    def __init__(self, wish: PrintTransferReceipt, *, is_batch: bool) -> None:
        super().__init__()
        self._wish = wish
        self.whole_batch = CheckRow(_("All items of the same hand-over"), value=True)
        self.whole_batch.setVisible(is_batch)
        self.whole_batch.edited.connect(self.changed)
        words = _("Who has not signed on the screen finds a line to sign on.")
        self.setLayout(column(small(words, wrap=True), self.whole_batch, None, spacing=6))

    def preview(self) -> PreviewPaper:
        """The receipt to look at."""
        return PreviewPaper(self.command())

    def command(self) -> PrintTransferReceipt:
        """The receipt to hand out."""
        return replace(self._wish, whole_batch=self.whole_batch.value())


class InventoryOptions(PaperOptions):
    """The report of an inventory, for one of the readers who may have it."""

    def __init__(self, session: InventoryId) -> None:
        super().__init__()
        self._session = session
        self.audience = AudienceCards((Profile.INTERNAL, Profile.COURT))
        self.audience.picked.connect(self._tell)
        words = _(
            "It names evidence of many cases, so no defense is given it. The court reads neither"
            " where things are kept nor what was noted."
        )
        self.setLayout(_for_reader(self.audience, small(words, wrap=True)))

    def preview(self) -> PreviewPaper:
        """The report to look at."""
        return PreviewPaper(self.command())

    def command(self) -> PrintInventory:
        """The report to hand out."""
        return PrintInventory(session=self._session, profile=self.audience.value())

    def _tell(self, _profile: object) -> None:
        self.changed.emit()


class CaseOptions(PaperOptions):
    """The evidence log of a case or its exhibits, for one reader."""

    def __init__(self, case: CaseId) -> None:
        super().__init__()
        self._case = case
        self.audience = AudienceCards()
        self.exhibits = CheckRow(_("Only the court's exhibits"))
        self.audience.picked.connect(self._tell)
        self.exhibits.edited.connect(self.changed)
        words = _(
            "The court reads who holds an item, the defense what there is. The place of storage and"
            " holds stay in the office."
        )
        self.setLayout(_for_reader(self.audience, self.exhibits, 8, small(words, wrap=True)))

    def preview(self) -> PreviewPaper:
        """The log to look at."""
        return PreviewPaper(self.command())

    def command(self) -> PrintEvidenceLog:
        """The log to hand out."""
        return PrintEvidenceLog(
            case=self._case,
            profile=self.audience.value(),
            exhibits_only=self.exhibits.value(),
        )

    def _tell(self, _profile: object) -> None:
        self.changed.emit()


def _for_reader(audience: AudienceCards, *more: Part) -> QVBoxLayout:
    """Return who will read it, and what else is asked."""
    label = PlainLabel(_("Who will read it"), level=Type.LABEL, token=Token.MUTED)
    return column(label, audience, 8, *more, None, spacing=6)
