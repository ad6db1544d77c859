"""A short list of things to see or do: icon, title, explanation, date or chip, one action.

It is an item view, so that arrow keys, type-ahead and screen readers work as in any list.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, Tone, color, fonts, metrics
from app.ui.widgets.cell_words import CellLine, tell, words_if_cut
from app.ui.widgets.painting import (
    ChipSpec,
    chip_size,
    focus_ring,
    hairline,
    paint_chip,
    panel,
    text_line,
    text_width,
)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_EDGE = 14
_LINE = 18
_ACTION_PADDING = 12
_HEADING_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row.

    Attributes:
        key: what the row stands for; comes back in the signals.
        title: the first line.
        detail: the second line, quiet; the row is lower without it.
        icon: at the left, in `tone`.
        chip: at the right.
        right: words at the right, e.g. a date.
        action: the verb of the button at the right end.
        heading: a title between rows, which cannot be chosen.
    """

    key: Hashable
    title: str
    detail: str = ""
    icon: Icon | None = None
    tone: Tone = Tone.NEUTRAL
    chip: ChipSpec | None = None
    right: str = ""
    action: str = ""
    heading: bool = False

    def spoken(self) -> str:
        """The whole row as a screen reader says it."""
        chip = self.chip.text if self.chip is not None else ""
        return ", ".join(part for part in (self.title, self.detail, chip, self.right) if part)


class _Rows(QAbstractListModel):
    """The rows as a model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[ListRow, ...] = ()

    def replace(self, rows: Sequence[ListRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.action
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].heading:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class RowList(QListView):
    """The list. It is as high as its rows, for use in cards.

    Args:
        name: what a screen reader says of it.
        rows: top to bottom.
        scrolls: scroll instead of growing.
        shows_current: mark the current row even while the keyboard is elsewhere.

    Signals:
        opened: key of the row that was double-clicked or got Enter.
        acted: key of the row whose action was pressed (click, or Space).
        picked: key of the row that became current.
    """

    opened = Signal(object)
    acted = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        name: str,
        rows: Sequence[ListRow] = (),
        *,
        scrolls: bool = False,
        shows_current: bool = False,
    ) -> None:
        super().__init__()
        self.shows_current = shows_current
        self._model = _Rows(self)
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("look", "rows")
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(self._open)
        self.set_rows(rows)

    def rows(self) -> tuple[ListRow, ...]:
        """The rows as shown."""
        return self._model.rows

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows; the current one stays current where its key is still there."""
        key = self.current_key()
        self._model.replace(rows)
        keys = [row.key for row in self._model.rows]
        first = next((n for n, row in enumerate(self._model.rows) if not row.heading), -1)
        self.setCurrentIndex(self._model.index(keys.index(key) if key in keys else first))
        self.updateGeometry()

    def current_key(self) -> Hashable | None:
        """The key of the current row."""
        row = self._row_at(self.currentIndex())
        return row.key if row is not None else None

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(280, sum(row_height(row) for row in self._model.rows))

    def minimumSizeHint(self) -> QSize:
        """All rows, in a narrow card."""
        return QSize(160, self.sizeHint().height())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current."""
        super().currentChanged(current, previous)
        row = self._row_at(current)
        if row is not None:
            self.picked.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space does the row's action."""
        row = self._row_at(self.currentIndex())
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row.key)
        elif row is not None and row.action and event.key() == Qt.Key.Key_Space:
            self.acted.emit(row.key)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = self._row_at(index)
        if row is not None:
            self.opened.emit(row.key)

    def _row_at(self, index: Index) -> ListRow | None:
        return self._model.rows[index.row()] if index.isValid() else None


def row_height(row: ListRow) -> int:
    """Return the height of a row in pixels."""
    if row.heading:
        return _HEADING_HEIGHT
    return metrics.TALL_ROW_HEIGHT + 3 if row.detail else metrics.ROW_HEIGHT


class _RowDelegate(QStyledItemDelegate):
    """Paints the rows and presses their buttons."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, row_height(self._view.rows()[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.rows()[index.row()]
        area = QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus() and selected
        if row.heading:
            _paint_heading(painter, area, row)
            painter.restore()
            return
        if focused or (selected and self._view.shows_current):
            painter.fillRect(area, color(Token.ACCENT_SOFT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, color(Token.SUNKEN))
        if index.row() < len(self._view.rows()) - 1:
            hairline(painter, area)
        places = _Places.of(area, row)
        self._paint_right(painter, area, row, places)
        self._paint_words(painter, area, row, places)
        if focused:
            focus_ring(painter, area.adjusted(1, 1, -1, -1), 6)
        painter.restore()

    def _paint_right(self, painter: QPainter, area: QRect, row: ListRow, places: "_Places") -> None:
        if row.action:
            box = action_area(area, row.action)
            panel(painter, box, metrics.CONTROL_RADIUS, fill=Token.SURFACE, border=Token.BORDER)
            text_line(
                painter,
                box,
                row.action,
                face=_action_face(),
                token=Token.TEXT,
                align=Qt.AlignmentFlag.AlignHCenter,
            )
        if row.chip is not None:
            paint_chip(painter, places.chip, row.chip)
        if row.right:
            text_line(painter, places.right, row.right, face=_right_face(), token=Token.TEXT)

    def _paint_words(self, painter: QPainter, area: QRect, row: ListRow, places: "_Places") -> None:
        if row.icon is not None:
            square = QRect(area.left() + _EDGE, area.center().y() - 8, metrics.ICON, metrics.ICON)
            paint_icon(painter, row.icon, square, row.tone.ink)
        for line in _lines(area, row, places):
            line.paint(painter)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell in full what is cut in the row under the pointer."""
        if not index.isValid():
            return False
        row = self._view.rows()[index.row()]
        area = QRect(option.rect)
        lines = [] if row.heading else _lines(area, row, _Places.of(area, row))
        return tell(event, view, words_if_cut(lines))

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = self._view.rows()[index.row()]
        if not row.action or event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        if not isinstance(event, QMouseEvent):
            return False
        area: QRect = option.rect
        if not action_area(area, row.action).contains(event.position().toPoint()):
            return False
        self._view.acted.emit(row.key)
        return True


@dataclass(frozen=True)
class _Places:
    """Where the parts at the right end of a row stand; what they leave is for the words."""

    chip: QRect
    right: QRect
    end_of_words: int

    @classmethod
    def of(cls, area: QRect, row: ListRow) -> "_Places":
        end = area.right() - _EDGE + 2
        chip = right = QRect()
        if row.action:
            end = action_area(area, row.action).left() - 10
        if row.chip is not None:
            size = chip_size(row.chip)
            width = min(size.width(), area.width() // 2)
            top = area.center().y() - size.height() // 2
            chip = QRect(end - width, top, width, size.height())
            end = chip.left() - 10
        if row.right:
            width = min(text_width(row.right, _right_face()) + 1, area.width() // 2)
            right = QRect(end - width, area.top(), width, area.height())
            end = right.left() - 10
        return cls(chip, right, end)


def _lines(area: QRect, row: ListRow, places: _Places) -> list[CellLine]:
    """Return the title and what explains it, where they stand in the row."""
    left = area.left() + _EDGE + (metrics.ICON + 12 if row.icon is not None else 0)
    width = max(0, places.end_of_words - left)
    rows = 2 if row.detail else 1
    first = QRect(left, area.center().y() - rows * _LINE // 2, width, _LINE)
    lines = [CellLine(first, row.title, fonts.font(weight=fonts.SEMIBOLD), Token.TEXT)]
    if row.detail:
        below, small = first.translated(0, _LINE), fonts.font(fonts.SMALL_SIZE)
        lines.append(CellLine(below, row.detail, small, Token.MUTED))
    return lines


def _right_face() -> QFont:
    return fonts.font(weight=fonts.SEMIBOLD)


def action_area(area: QRect, action: str) -> QRect:
    """Return where a row's button is painted."""
    width = text_width(action, _action_face()) + 2 * _ACTION_PADDING
    height = metrics.SMALL_CONTROL_HEIGHT
    return QRect(
        area.right() - _EDGE + 2 - width, area.center().y() - height // 2 + 1, width, height
    )


def _action_face() -> QFont:
    return fonts.font(fonts.SMALL_SIZE, fonts.MEDIUM)


def _paint_heading(painter: QPainter, area: QRect, row: ListRow) -> None:
    words = area.adjusted(_EDGE, 6, -_EDGE, 0)
    face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
    text_line(painter, words, row.title, face=face, token=Token.MUTED)
