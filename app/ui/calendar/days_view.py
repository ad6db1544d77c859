"""Weeks to look at and to work on: arrow keys walk through time, entries open, drag and move."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip

from app.domain.calendar import CalendarEntry
from app.ui.calendar.day_cell import CellLayout, DayDelegate
from app.ui.calendar.days_model import DAYS_A_WEEK, DaysModel
from app.ui.dated_look import entry_sentence
from app.ui.theme import Token, color, fonts
from app.ui.widgets import plain_tooltip
from app.ui.widgets.painting import hairline, text_line

_MIME = "application/x-dossier-calendar-entry"
_HEADER_HEIGHT = 32
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS_A_WEEK,
    Qt.Key.Key_Down: DAYS_A_WEEK,
}


class DaysView(QTableView):
    """Some weeks.

    Args:
        name: what a screen reader says.
        model: the weeks.
        tall: two lines an entry.

    Signals:
        day_opened: Enter, a double click or "more" on a day.
        entry_opened: an entry was clicked, and where (in the viewport).
        menu_wanted: the menu of a day was asked for, and where (in the viewport).
        dropped: an entry was dropped on a day.
        walked_out: the arrow keys led to a day that is not shown.
        turned: Page Up (-1) or Page Down (1).
        today_wanted: T.
    """

    day_opened = Signal(date)
    entry_opened = Signal(object, QPoint)
    menu_wanted = Signal(date, QPoint)
    dropped = Signal(object, date)
    walked_out = Signal(date)
    turned = Signal(int)
    today_wanted = Signal()

    def __init__(self, name: str, model: DaysModel, *, tall: bool = False) -> None:
        super().__init__()
        self._days = model
        self._pressed: CalendarEntry | None = None
        self._pressed_at = QPoint()
        self._dragged: CalendarEntry | None = None
        self.setAccessibleName(name)
        self.setModel(model)
        self._delegate = DayDelegate(self, model, CellLayout(tall=tall))
        self.setItemDelegate(self._delegate)
        self._set_manners()

    def day(self) -> date:
        """The current day."""
        index = self.currentIndex()
        return self._days.day_at(index) if index.isValid() else self._days.first

    def pick(self, day: date) -> None:
        """Make a day current, if it is shown."""
        index = self._days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by days and weeks, turn pages, open the day or its menu."""
        key = Qt.Key(event.key())
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key is Qt.Key.Key_Menu or (shift and key is Qt.Key.Key_F10):
            self._ask_menu(self.currentIndex())
        elif plain and key in _STEPS:
            self._walk(_STEPS[key])
        elif plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key is Qt.Key.Key_PageUp else 1)
        elif plain and key is Qt.Key.Key_T:
            self.today_wanted.emit()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(self.day())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed: a click opens it, a pull drags it."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        self._pressed_at = at
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self._entry_at(at) if left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an entry that a person may move."""
        at = event.position().toPoint()
        pulled = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._pressed is None:
            super().mouseMoveEvent(event)
        elif pulled and self._pressed.can_move:
            self._drag(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the entry that was clicked, or the day whose "more" was."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        if pressed is not None and self._entry_at(at) is pressed:
            self.entry_opened.emit(pressed, at)
        elif pressed is None and self._is_more(at):
            self.day_opened.emit(self.day())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day; the first click opened the entry already."""
        at = event.position().toPoint()
        if self.indexAt(at).isValid() and self._entry_at(at) is None:
            self.day_opened.emit(self.day())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the menu of the day under the pointer."""
        index = self.indexAt(self.viewport().mapFrom(self, event.pos()))
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.day(), self.viewport().mapFrom(self, event.pos()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the whole of a shortened entry."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self._entry_at(event.pos())
            words = plain_tooltip(entry_sentence(entry)) if entry else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take only our own entries."""
        if self._dragged is not None and event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the day the entry would fall on."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._dragged is not None:
            self.setCurrentIndex(index)
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Propose the move; nothing is written by a drop alone."""
        index = self.indexAt(event.position().toPoint())
        entry, self._dragged = self._dragged, None
        if index.isValid() and entry is not None:
            event.acceptProposedAction()
            self.dropped.emit(entry, self._days.day_at(index))

    def begin_drag(self, entry: CalendarEntry) -> QMimeData:
        """Note which entry is on its way; the data itself holds nothing of the case."""
        self._dragged = entry
        data = QMimeData()
        data.setData(_MIME, b"")
        return data

    def _drag(self, entry: CalendarEntry) -> None:
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(self.begin_drag(entry))
        drag.setPixmap(self.viewport().grab(self._area_of(entry)))
        drag.exec(Qt.DropAction.MoveAction)
        self._dragged = None

    def _walk(self, step: int) -> None:
        target = self.day() + timedelta(days=step)
        if self._days.index_of(target).isValid():
            self.pick(target)
        else:
            self.walked_out.emit(target)

    def _ask_menu(self, index: QModelIndex) -> None:
        if index.isValid():
            self.menu_wanted.emit(self._days.day_at(index), self.visualRect(index).center())

    def _entry_at(self, at: QPoint) -> CalendarEntry | None:
        index = self.indexAt(at)
        if not index.isValid():
            return None
        spots = self._delegate.spots(index, self.visualRect(index))
        return next((spot.entry for spot in spots if spot.area.contains(at)), None)

    def _is_more(self, at: QPoint) -> bool:
        index = self.indexAt(at)
        spots = self._delegate.spots(index, self.visualRect(index)) if index.isValid() else []
        return any(spot.more and spot.area.contains(at) for spot in spots)

    def _area_of(self, entry: CalendarEntry) -> QRect:
        index = self._days.index_of(entry.on)
        spots = self._delegate.spots(index, self.visualRect(index))
        return next((spot.area for spot in spots if spot.entry is entry), QRect())

    def _set_manners(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("look", "rows")
        self.setAcceptDrops(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(_Weekdays(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(40)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


class _Weekdays(QHeaderView):
    """Mon to Sun above the days."""

    def __init__(self, parent: DaysView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(_HEADER_HEIGHT)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one weekday."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
        painter.save()
        painter.fillRect(rect, color(Token.SURFACE))
        hairline(painter, rect)
        text_line(painter, rect.adjusted(8, 0, -4, 0), words, face=face, token=Token.MUTED)
        painter.restore()
