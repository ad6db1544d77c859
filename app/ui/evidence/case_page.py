"""The evidence tab of a case: its items, or all its files in their place."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from app.domain.attachments import AttachmentId
from app.domain.errors import DossierError
from app.i18n import _
from app.services.attachments import CheckHistory
from app.services.evidence import CaseEvidence, LogEvidence
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.evidence.case_tab import EvidenceTab
from app.ui.evidence.files_tab import FilesTab
from app.ui.evidence.page import log_evidence
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.theme import metrics
from app.ui.widgets import SegmentedControl, column, row

_ITEMS, _FILES = "items", "files"


class EvidenceOfCase(CaseTabPage):
    """Two views of one case; each asks for what it shows by itself."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._wanted: UUID | None = None
        self.items = EvidenceTab(frame, case)
        self.files = FilesTab(frame, case)
        self.choice = SegmentedControl(((_ITEMS, _("Items")), (_FILES, _("Files"))), name=_("Show"))
        self._stack = QStackedWidget()
        for view in (self.items, self.files):
            self._stack.addWidget(view)
        edge = metrics.PAGE_MARGIN
        head = row(self.choice, None, margins=(edge, metrics.CARD_GAP, edge, 0))
        self.setLayout(column(head, self._stack, spacing=0))
        self.choice.picked.connect(self._show_choice)
        self.items.counted.connect(self.counted)

    def refresh(self) -> None:
        """Both views ask by themselves, as soon as they are looked at."""

    def show_record(self, record: UUID) -> None:
        """Choose one item, or one file among the files."""
        self._wanted = record
        self.choice.set_value(_ITEMS)
        self._show_choice(_ITEMS)
        self.items.show_record(record)
        shown = partial(self._show_file, record)
        self.desk.ask(CheckHistory(AttachmentId(record)), self, shown, self._is_no_file)

    def shown_record(self) -> UUID | None:
        """The item chosen in the list; of files none, for they are no place to go to."""
        return self.items.shown_record()

    def show_files(self) -> None:
        """Show the files in the place of the items."""
        self.choice.set_value(_FILES)
        self._show_choice(_FILES)

    def _show_file(self, record: UUID, _checks: object) -> None:
        if record != self._wanted:
            return  # somebody has gone on to something else
        self.show_files()
        self.files.show_record(record)

    def _is_no_file(self, _error: DossierError) -> None:
        """It is an item, and in front already."""

    def _show_choice(self, choice: object) -> None:
        self._stack.setCurrentWidget(self.files if choice == _FILES else self.items)


CASE_TAB = CaseTab(
    "evidence",
    _("Evidence"),
    Icon.PACKAGE_SEARCH,
    CaseEvidence,
    EvidenceOfCase,
    counts=("evidence_items",),
    adds=(CaseAct(_("Evidence"), Icon.BARCODE, log_evidence, LogEvidence, "Ctrl Shift E"),),
)
