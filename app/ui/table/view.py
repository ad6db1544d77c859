"""The view of a table: selection that survives a reload, columns that give way, no dead ends."""

from collections.abc import Hashable
from uuid import UUID

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QWidget,
)

from app.ui.icons import Icon, paint_icon
from app.ui.table.column import Row
from app.ui.table.delegate import EDGE, CellDelegate
from app.ui.table.model import PagedTable, RowTable
from app.ui.theme import Token, fonts, metrics
from app.ui.widgets.painting import hairline, text_line, text_width

_HEADER_HEIGHT = 34


class DataTable(QTableView):
    """A table of whole rows.

    Args:
        name: what a screen reader says, e.g. "Cases".
        model: a `RowTable` or `PagedTable`.
        empty: shown instead of the rows where there are none (most often an `EmptyState`).
        row_height: in pixels; `metrics.TALL_ROW_HEIGHT` for cells of two lines.
        fits_rows: be as high as the rows, for short tables in cards.
        header: show the titles.
        many: several rows may be chosen (Shift and Ctrl with click or arrows).

    Signals:
        opened: key of the row that was double-clicked or got Enter.
        picked: key of the row that became current, or None.
        acted: key of the row whose action button was pressed (click, or Space).
    """

    opened = Signal(object)
    picked = Signal(object)
    acted = Signal(object)

    def __init__(
        self,
        name: str,
        model: RowTable,
        *,
        empty: QWidget | None = None,
        row_height: int = metrics.ROW_HEIGHT,
        fits_rows: bool = False,
        header: bool = True,
        many: bool = False,
    ) -> None:
        super().__init__()
        self._table = model
        self._row_height = row_height
        self._fits_rows = fits_rows
        self._kept: Hashable | None = None
        self._awaited: Hashable | None = None
        self._empty = empty
        self.setAccessibleName(name)
        self._set_manners()
        if many:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._set_headers(header=header)
        self.setModel(model)
        self._delegate = CellDelegate(self)
        self._delegate.acted.connect(self.acted)
        self.setItemDelegate(self._delegate)
        self._set_empty(empty)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.rowsInserted.connect(self._restore)
        self.doubleClicked.connect(self._open)
        if isinstance(model, PagedTable):
            self._titles.set_sorting(*self._sorted_section(model))
        self._restore()

    @property
    def table(self) -> RowTable:
        """The model."""
        return self._table

    def current_key(self) -> Hashable | None:
        """What the current row stands for, or None."""
        index = self.currentIndex()
        return self._table.key_at(index.row()) if index.isValid() else None

    def chosen_keys(self) -> tuple[Hashable, ...]:
        """What the chosen rows stand for, from the top; several only in a table of many."""
        lines = sorted({index.row() for index in self.selectedIndexes()})
        keys = (self._table.key_at(line) for line in lines)
        return tuple(key for key in keys if key is not None)

    def current_row(self) -> Row | None:
        """The current row, or None."""
        return self._table.row_at(self.currentIndex())

    def pick(self, key: Hashable) -> None:
        """Make the row that stands for `key` current, now or when it arrives."""
        self._awaited = key
        self._restore()

    def go_on(self) -> None:
        """Make the next row current: what was done to this one may take it to another place."""
        below = self.currentIndex().row() + 1
        if 0 < below < self._table.rowCount():
            self.setCurrentIndex(self._table.index(below, 0))

    def sizeHint(self) -> QSize:
        """All rows and the header, where the table fits its rows."""
        if not self._fits_rows:
            return super().sizeHint()
        header = 0 if self._titles.isHidden() else _HEADER_HEIGHT
        lines = self._table.rowCount() * self._row_height
        if not lines and self._empty is not None:
            lines = max(96, self._empty.sizeHint().height())
        return QSize(320, header + lines + 1)

    def minimumSizeHint(self) -> QSize:
        """Room for a few columns."""
        height = self.sizeHint().height() if self._fits_rows else 120
        return QSize(160, height)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # the stubs also allow persistent indexes, which Qt never sends
        """Tell which row is current."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.picked.emit(self.current_key())
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space presses the row's action, Home and End lead to the ends."""
        key = self.current_key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key is not None and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(key)
        elif key is not None and plain and event.key() == Qt.Key.Key_Space:
            self.acted.emit(key)
        elif key is not None and plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # Qt walks to the first and last column, which in a table of whole rows is nowhere.
            last = self._table.rowCount() - 1
            line = 0 if event.key() == Qt.Key.Key_Home else last
            self.setCurrentIndex(self._table.index(line, 0))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _set_manners(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setProperty("look", "rows")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self._fits_rows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _set_headers(self, *, header: bool) -> None:
        self._titles = _Titles(self._table, self)
        self._titles.setVisible(header)
        self.setHorizontalHeader(self._titles)
        self._titles.sectionClicked.connect(self._sort_by)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(self._row_height)
        lines.setDefaultSectionSize(self._row_height)

    def _set_empty(self, empty: QWidget | None) -> None:
        if empty is None:
            return
        layout = QStackedLayout(self.viewport())
        layout.addWidget(empty)
        empty.hide()

    def _remember(self) -> None:
        self._kept = self.current_key()

    def _restore(self) -> None:
        line = self._line_to_show()
        if line is not None:
            index = self._table.index(line, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        count = self._table.rowCount()
        if not count:
            self.picked.emit(None)
        if self._empty is not None:
            self._empty.setVisible(count == 0 and self._table.has_answer)
        if self._fits_rows:
            self.updateGeometry()

    def _line_to_show(self) -> int | None:
        """The line to make current: the awaited row, else the one from before, else the first."""
        if self._awaited is not None:
            line = self._table.line_of(self._awaited)
            if line is not None:
                self._awaited = None
                return line
        kept, self._kept = self._kept, None
        line = self._table.line_of(kept) if kept is not None else None
        if line is not None:
            return line
        # A table with rows always has a current one: the keyboard and screen readers need it.
        unplaced = not self.currentIndex().isValid() and self._table.rowCount() > 0
        return 0 if unplaced else None

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._table.key_at(index.row()))

    def _sort_by(self, section: int) -> None:
        if not isinstance(self._table, PagedTable) or not self._table.columns[section].sort:
            return
        word, descending = self._table.sorting
        again = word == self._table.columns[section].sort
        descending = not descending if again else False
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._titles.set_sorting(section, descending)
        self._table.sort(section, order)

    def _sorted_section(self, model: PagedTable) -> tuple[int, bool]:
        word, descending = model.sorting
        words = [column.sort for column in model.columns]
        return (words.index(word) if word and word in words else -1), descending

    def _share_width(self) -> None:
        room = self.viewport().width()
        for section, width in enumerate(shared_widths(self._table, room)):
            self.setColumnHidden(section, width == 0)
            if width:
                self.setColumnWidth(section, width)


def shared_widths(table: RowTable, room: int) -> list[int]:
    """Return the width of each column in pixels; 0 for those that gave way."""
    kept = set(range(len(table.columns)))
    order = sorted(
        (n for n in kept if table.columns[n].gives_way), key=lambda n: -table.columns[n].gives_way
    )
    while order and sum(table.columns[n].width for n in kept) > room:
        kept.remove(order.pop(0))
    free = max(0, room - sum(table.columns[n].width for n in kept))
    shares = sum(table.columns[n].stretch for n in kept)
    widths = [0] * len(table.columns)
    for n in kept:
        column = table.columns[n]
        widths[n] = column.width + (free * column.stretch // shares if shares else 0)
    if kept:
        # What rounding left over, so that no hairline ends before the edge.
        widths[max(kept)] += max(0, room - sum(widths))
    return widths


class _Titles(QHeaderView):
    """The header: quiet titles, an arrow at the sorted one."""

    def __init__(self, table: RowTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = table
        self._sorted = -1
        self._descending = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(_HEADER_HEIGHT)
        self.setMinimumSectionSize(24)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def set_sorting(self, section: int, descending: bool) -> None:  # noqa: FBT001 - set in one place
        """Show which title is sorted by."""
        self._sorted = section
        self._descending = descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one title."""
        column = self._table.columns[section]
        face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # No ground: the card beneath is round at its corners.
        hairline(painter, rect)
        words = rect.adjusted(EDGE, 0, -4, 0)
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        if column.right:
            words.setRight(words.right() - EDGE + 4)
        text_line(painter, words, column.title, face=face, token=Token.MUTED, align=align)
        if section == self._sorted:
            drawing = Icon.ARROW_DOWN if self._descending else Icon.ARROW_UP
            x = min(words.left() + text_width(column.title, face) + 5, words.right() - 12)
            paint_icon(painter, drawing, QRect(x, words.center().y() - 5, 12, 12), Token.MUTED)
        painter.restore()


def chosen_record(page: QWidget) -> UUID | None:
    """Return the identity of the row chosen in the first list of a page that has one."""
    keys = (table.current_key() for table in page.findChildren(DataTable))
    return next((key for key in keys if isinstance(key, UUID)), None)
