"""How the cells of a table are painted: text, second line, chip, icon, action, hairline."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui.icons import paint_icon
from app.ui.table.column import Column, Row
from app.ui.table.model import RowTable
from app.ui.theme import Token, color, fonts, metrics
from app.ui.widgets.cell_words import CellLine, tell, words_if_cut
from app.ui.widgets.painting import (
    chip_size,
    hairline,
    paint_chip,
    panel,
    text_line,
    text_width,
)

Index = QModelIndex | QPersistentModelIndex
EDGE = 12
_LINE = 18


class CellDelegate(QStyledItemDelegate):
    """Paints cells by their column.

    Signals:
        acted: key of the row whose action button was clicked.
    """

    acted = Signal(object)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, RowTable):
            return
        row, column = model.row_at(index), model.columns[index.column()]
        area = QRect(option.rect)
        state = option.state
        painter.save()
        # Filled before smoothing is on: at 150 % smooth edges would leave seams between the cells.
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, color(Token.ACCENT_SOFT))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._closes(index):
            hairline(painter, area)
        self._paint_content(painter, _content_area(option), row, column)
        current = self._view.currentIndex().row() == index.row()
        if current and index.column() == 0 and self._view.hasFocus():
            bar = QRect(area.left(), area.top(), 3, area.height() - 1)
            painter.fillRect(bar, color(Token.ACCENT))
        painter.restore()

    def _closes(self, index: Index) -> bool:
        """Whether the card's own border follows below: then a hairline would double it."""
        last = index.row() == index.model().rowCount() - 1
        return (
            last
            and self._view.rowViewportPosition(index.row()) + self._view.rowHeight(index.row())
            >= self._view.viewport().height() - 2
        )

    def _paint_content(self, painter: QPainter, area: QRect, row: Row, column: Column) -> None:
        action = column.action(row) if column.action is not None else ""
        if action:
            _paint_action(painter, action_area(area, action), action)
            return
        chip = column.chip(row) if column.chip is not None else None
        if chip is not None:
            size = chip_size(chip)
            width = min(size.width(), area.width())
            top = area.center().y() - size.height() // 2 + 1
            paint_chip(painter, QRect(area.left(), top, width, size.height()), chip)
            return
        drawing = column.icon(row) if column.icon is not None else None
        if drawing is not None:
            top = area.center().y() - metrics.ICON // 2
            paint_icon(
                painter,
                drawing,
                QRect(area.left(), top, metrics.ICON, metrics.ICON),
                Token.MUTED,
            )
        for line in _lines(_words_area(area, row, column), row, column):
            line.paint(painter)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell in full what is cut in the cell under the pointer."""
        model = index.model()
        if not isinstance(model, RowTable):
            return False
        row, column = model.row_at(index), model.columns[index.column()]
        return tell(event, view, _cut_words(_content_area(option), row, column))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Press an action button."""
        if not isinstance(event, QMouseEvent) or not isinstance(model, RowTable):
            return False
        if event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        column = model.columns[index.column()]
        action = column.action(model.row_at(index)) if column.action is not None else ""
        area = _content_area(option)
        if not action or not action_area(area, action).contains(event.position().toPoint()):
            return False
        self.acted.emit(model.key_at(index.row()))
        return True


def _content_area(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect).adjusted(EDGE, 0, -4, -1)


def _cut_words(area: QRect, row: Row, column: Column) -> str:
    """Return in full what does not fit the cell, be it words or a chip."""
    chip = column.chip(row) if column.chip is not None else None
    if chip is not None:
        return chip.text if chip_size(chip).width() > area.width() else ""
    return words_if_cut(_lines(_words_area(area, row, column), row, column))


def _words_area(area: QRect, row: Row, column: Column) -> QRect:
    """Return what an icon leaves of the cell."""
    has_icon = column.icon is not None and column.icon(row) is not None
    return area.adjusted(metrics.ICON + 8, 0, 0, 0) if has_icon else area


def action_area(area: QRect, action: str) -> QRect:
    """Return where the button of a cell is painted: at its right end."""
    face = fonts.font(fonts.SMALL_SIZE, fonts.MEDIUM)
    width = text_width(action, face) + 24
    height = metrics.SMALL_CONTROL_HEIGHT
    top = area.center().y() - height // 2 + 1
    return QRect(area.right() - 8 - width, top, width, height)


def _paint_action(painter: QPainter, area: QRect, action: str) -> None:
    panel(painter, area, metrics.CONTROL_RADIUS, fill=Token.SURFACE, border=Token.BORDER)
    text_line(
        painter,
        area,
        action,
        face=fonts.font(fonts.SMALL_SIZE, fonts.MEDIUM),
        token=Token.TEXT,
        align=Qt.AlignmentFlag.AlignHCenter,
    )


def _lines(area: QRect, row: Row, column: Column) -> list[CellLine]:
    """Return the lines of words of a cell: what it says, and what it explains below."""
    second = column.second(row) if column.second is not None else ""
    face = fonts.font(weight=fonts.SEMIBOLD) if column.strong else fonts.font()
    token = Token.MUTED if column.quiet else Token.TEXT
    align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    first_area = QRect(area)
    if column.right:
        first_area.setRight(area.right() - EDGE + 4)
    if not second:
        return [CellLine(first_area, column.text(row), face, token, align)]
    first_area = QRect(area.left(), area.center().y() - _LINE, first_area.width(), _LINE)
    second_area, small = first_area.translated(0, _LINE), fonts.font(fonts.SMALL_SIZE)
    return [
        CellLine(first_area, column.text(row), face, token, align),
        CellLine(second_area, second, small, Token.MUTED, align),
    ]
