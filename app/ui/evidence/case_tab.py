"""The items of a case, and the chosen one beside them."""

from uuid import UUID

from PySide6.QtCore import QTimer

from app.domain.cases import CaseId
from app.domain.evidence_list import EvidenceLine
from app.i18n import _, ngettext
from app.services.evidence import CaseEvidence, LogEvidence
from app.ui.case_tab import CaseTabPage
from app.ui.evidence.columns import CASE_COLUMNS, key_of, sentence_of
from app.ui.evidence.item_panel import ItemPanel
from app.ui.evidence.page import log_evidence
from app.ui.evidence.papers import case_papers
from app.ui.icons import Icon
from app.ui.menus import open_menu
from app.ui.page import Frame
from app.ui.table import DataTable, RowTable
from app.ui.theme import metrics
from app.ui.widgets import Card, EmptyState, SectionHeader, holding, icon_button, quiet, row

_PAUSE_MS = 150


class EvidenceTab(CaseTabPage):
    """List and panel of one case."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._show_current)
        self._rows = RowTable(CASE_COLUMNS, key=key_of, sentence=sentence_of)
        empty = EmptyState(
            Icon.PACKAGE_SEARCH,
            _("No evidence is logged in this case yet."),
            _("Log evidence"),
            self._log,
            "Ctrl Shift E",
        )
        self._table = DataTable(
            _("Evidence of this case"),
            self._rows,
            empty=empty,
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self._panel = ItemPanel(frame, names_case=False)
        log = quiet(_("Log evidence"), self._log, Icon.BARCODE)
        log.setVisible(self.desk.may(LogEvidence))
        self._print = icon_button(Icon.PRINTER, _("Print the log or labels"), self.print)
        self._print.setVisible(bool(case_papers(frame, case)))
        acts = holding(row(self._print, log, spacing=6))
        self._head = SectionHeader(_("Evidence"), "", acts, margins=(14, 10, 12, 10))
        both = row(spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        both.addWidget(Card(self._head, self._table, padding=0, spacing=0), 1)
        both.addWidget(self._panel, 1)
        self.setLayout(both)
        self._table.picked.connect(self._picked)
        self._table.opened.connect(self._panel.show_item)

    def refresh(self) -> None:
        """Ask for the items of the case."""
        self.desk.ask(CaseEvidence(CaseId(self.case)), self, self._show)

    def print(self) -> None:
        """Offer what can be printed of the case's evidence."""
        open_menu(self._print, case_papers(self.frame, self.case))

    def show_record(self, record: UUID) -> None:
        """Choose one item."""
        self._table.pick(record)

    def _show(self, lines: tuple[EvidenceLine, ...]) -> None:
        self._rows.set_rows(lines)
        count = len(lines)
        self._head.set_remark(ngettext("{n} item", "{n} items", count).format(n=count))
        self.counted.emit(count)
        self._show_current()

    def _picked(self, _key: object) -> None:
        self._timer.start()

    def _show_current(self) -> None:
        key = self._table.current_key()
        self._panel.show_item(key if isinstance(key, UUID) else None)

    def _log(self) -> None:
        log_evidence(self.frame, self.case)
