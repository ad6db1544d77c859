"""The office's evidence: filters and the list on the left, the chosen item on the right."""

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.custody import Whereabouts
from app.domain.errors import DossierError
from app.domain.evidence_list import EvidenceFilter, EvidenceSort, EvidenceTotals
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.evidence import (
    EvidenceByTag,
    EvidenceCounts,
    EvidenceItemView,
    EvidencePage,
    ItemFile,
    LogEvidence,
)
from app.ui import wording
from app.ui.evidence.columns import OFFICE_COLUMNS, key_of, sentence_of
from app.ui.evidence.files_note import FilesNote
from app.ui.evidence.item_panel import ItemPanel
from app.ui.icons import Icon
from app.ui.local_keys import FILTER_KEYS, keys_within
from app.ui.page import Frame
from app.ui.table import DataTable, PagedTable, PageRequest
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    Chip,
    EmptyState,
    SearchInput,
    SegmentedControl,
    column,
    row,
    secondary,
)

ALL = "all"
OVERDUE = "overdue"

_CHOICES = {
    ALL: (_("All"), EvidenceFilter()),
    Whereabouts.ROOM.value: (_("In room"), EvidenceFilter(whereabouts=Whereabouts.ROOM)),
    Whereabouts.OUT.value: (_("Out"), EvidenceFilter(whereabouts=Whereabouts.OUT)),
    OVERDUE: (_("Overdue"), EvidenceFilter(overdue=True)),
    Whereabouts.CLOSED.value: (_("Released"), EvidenceFilter(whereabouts=Whereabouts.CLOSED)),
}
"""Choices of the filter: words and what each leaves."""

_PAUSE_MS = 150
"""Rest after a key before the office is asked: nobody reads what an arrow key runs past."""


class ListView(QWidget):
    """List and panel.

    Signals:
        log_asked: the user wants to log evidence.
    """

    log_asked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._desk = frame.desk
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._show_current)
        self._search_timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._search_timer.timeout.connect(self._ask_rows)
        self._awaited: ItemFile | None = None
        self._build()
        self._model.loaded.connect(self._bring_awaited)
        self._table.picked.connect(self._picked)
        self._table.opened.connect(self._panel.show_item)
        self._search.edited.connect(self._search_timer.start)
        self._choice.picked.connect(self._choose)
        keys_within(self, self._search.setFocus, *FILTER_KEYS)

    def reload(self) -> None:
        """Ask for list, numbers and item again."""
        self._model.reload()
        self._desk.ask(EvidenceCounts(), self, self._show_totals)
        self._note.reload()
        self._show_current()

    def show_only(self, choice: str) -> None:
        """Choose a filter by its word, e.g. `OVERDUE`."""
        if choice in _CHOICES:
            self._choice.set_value(choice)
            self._search.clear()
            self._ask_rows()

    def show_item(self, item: UUID) -> None:
        """Bring one item to the front."""
        self._desk.ask(EvidenceItemView(item), self, self._bring, self._say)  # type: ignore[arg-type]  # an item's identity

    def find_tag(self, tag: str) -> None:
        """Bring the item with a scanned tag to the front."""
        self._desk.ask(EvidenceByTag(tag), self, self._bring, self._say)

    def _build(self) -> None:
        self._remark = secondary()
        self._choice = SegmentedControl(
            [(word, words) for word, (words, _which) in _CHOICES.items()], name=_("Show")
        )
        self._search = SearchInput(_("Tag, serial number, description"), _("Filter evidence"))
        self._model = PagedTable(
            self._desk,
            OFFICE_COLUMNS,
            self._query,
            key=key_of,
            sentence=sentence_of,
            sort=EvidenceSort.TAG.value,
        )
        self._table = DataTable(
            _("Evidence"), self._model, empty=self._empty(), row_height=metrics.TALL_ROW_HEIGHT
        )
        self._panel = ItemPanel(self._frame)
        self._note = FilesNote(self._frame)
        left = column(
            row(self._choice, self._search, spacing=10),
            spacing=metrics.CARD_GAP,
        )
        left.addWidget(Card(self._table, padding=0), 1)
        both = row(spacing=metrics.CARD_GAP)
        both.addLayout(left, 29)
        both.addWidget(self._panel, 20)
        ready = Chip(_("Scanner ready"), Tone.OK, Icon.SCAN_BARCODE)
        head = row(self._remark, None, ready)
        layout = column(head, self._note, spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        layout.addLayout(both, 1)
        self.setLayout(layout)

    def _empty(self) -> EmptyState:
        words = _("No item here. Log evidence, or choose another filter.")
        log = _("Log evidence") if self._desk.may(LogEvidence) else ""
        keys = "Ctrl Shift E" if log else ""
        return EmptyState(Icon.PACKAGE_SEARCH, words, log, self._ask_log, keys)

    def _query(self, request: PageRequest) -> EvidencePage:
        _words, which = _CHOICES[str(self._choice.value())]
        which = EvidenceFilter(
            whereabouts=which.whereabouts, overdue=which.overdue, words=self._search.value()
        )
        return EvidencePage(
            which=which,
            sort=EvidenceSort(request.sort),
            descending=request.descending,
            after=request.after,
            size=request.size,
        )

    def _ask_rows(self) -> None:
        self._model.ask_with(self._query)

    def _choose(self, _choice: object) -> None:
        self._ask_rows()

    def _picked(self, _key: object) -> None:
        self._timer.start()

    def _show_current(self) -> None:
        key = self._table.current_key()
        self._panel.show_item(key if isinstance(key, UUID) else None)

    def _bring(self, shown: ItemFile) -> None:
        """Choose the item in the list; where the list does not show it, look for its tag."""
        if not self._model.has_answer:
            self._awaited = shown
            return
        if self._model.line_of(shown.item.id) is None:
            self._choice.set_value(ALL)
            self._search.set_value(shown.line.tag)
            self._search_timer.stop()
            self._ask_rows()
        self._table.pick(shown.item.id)
        self._table.setFocus()

    def _bring_awaited(self) -> None:
        """The list is there: go to what was asked for before."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            self._bring(awaited)

    def _show_totals(self, totals: EvidenceTotals) -> None:
        parts = [
            ngettext("{n} item", "{n} items", totals.every).format(n=wording.count(totals.every)),
            _("{n} in room").format(n=wording.count(totals.room)),
            _("{n} out").format(n=wording.count(totals.out)),
        ]
        if totals.overdue:
            parts.append(_("{n} overdue").format(n=wording.count(totals.overdue)))
        words = ", ".join(parts) if totals.every else _("No evidence is logged yet")
        self._remark.setText(_("{words}. Scan a tag anywhere to open it.").format(words=words))

    def _ask_log(self) -> None:
        self.log_asked.emit()

    def _say(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.WARN)
