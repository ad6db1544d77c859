"""What the grids of the calendar share: entries that open, drag and move, and the same keys."""

from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QToolTip

from app.domain.calendar import CalendarEntry
from app.ui.dated_look import entry_sentence
from app.ui.local_keys import keys_on
from app.ui.widgets import plain_tooltip

_MIME = "application/x-dossier-calendar-entry"


@dataclass
class OnItsWay:
    """The entry that is being dragged; shared by grids between which it can be dragged."""

    entry: CalendarEntry | None = None


class EntryGrid(QTableView):
    """A table of days or hours with entries painted in its cells.

    Args:
        name: what a screen reader says.
        dragged: the drag this grid takes part in.

    Signals:
        day_opened: Enter or a double click on a day.
        more_wanted: "more" was clicked on a day, and which entries that are, as far as is known.
        entry_opened: an entry was clicked, and where (in the viewport).
        menu_wanted: the menu of a cell was asked for, and where (in the viewport).
        move_wanted: M: what lies in the cell is to be moved, and where the cell is.
        dropped: an entry was dropped on a day, and on a time of day or None.
        walked_out: the arrow keys led to a day that is not shown.
        turned: Page Up (-1) or Page Down (1).
        today_wanted: T.
    """

    day_opened = Signal(date)
    more_wanted = Signal(date, object)
    entry_opened = Signal(object, QPoint)
    menu_wanted = Signal(date, QPoint)
    move_wanted = Signal(date, QPoint)
    dropped = Signal(object, date, object)
    walked_out = Signal(date)
    turned = Signal(int)
    today_wanted = Signal()

    def __init__(self, name: str, dragged: OnItsWay) -> None:
        super().__init__()
        self._dragged = dragged
        self._pressed: CalendarEntry | None = None
        self._pressed_at = QPoint()
        self.setAccessibleName(name)
        self._set_manners()

    def day(self) -> date:
        """The current day."""
        raise NotImplementedError

    def current_entries(self) -> list[CalendarEntry]:
        """What lies in the current cell."""
        raise NotImplementedError

    def entry_at(self, at: QPoint) -> CalendarEntry | None:
        """The entry painted at a point of the viewport."""
        raise NotImplementedError

    def more_at(self, at: QPoint) -> tuple[CalendarEntry, ...] | None:
        """The entries for which a point of the viewport says "more", as far as is known.

        None where it says no such thing.
        """
        raise NotImplementedError

    def area_of(self, entry: CalendarEntry) -> QRect:
        """Where an entry is painted in the viewport; empty where it is not."""
        raise NotImplementedError

    def target_at(self, at: QPoint, entry: CalendarEntry) -> tuple[date, time | None] | None:
        """The day, and the time of day if one, an entry dropped there would get."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, open what the cell holds or its menu; arrows walk."""
        key = Qt.Key(event.key())
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key is Qt.Key.Key_Menu or (shift and key is Qt.Key.Key_F10):
            self._ask_menu()
        elif plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key is Qt.Key.Key_PageUp else 1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif not (plain and self.walk(key)):
            super().keyPressEvent(event)

    def walk(self, key: Qt.Key) -> bool:
        """Move on an arrow key; False where it is no key of this grid."""
        raise NotImplementedError

    def open_current(self) -> None:
        """Open the current cell."""
        self.day_opened.emit(self.day())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed: a click opens it, a pull drags it."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        self._pressed_at = at
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self.entry_at(at) if left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an entry that a person may move; a computed day opens its card instead."""
        at = event.position().toPoint()
        pulled = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._pressed is None:
            super().mouseMoveEvent(event)
        elif pulled and self._pressed.can_move:
            self._drag(self._pressed)
        elif pulled:
            entry, self._pressed = self._pressed, None
            self.entry_opened.emit(entry, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the entry that was clicked, or the day whose "more" was."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        if pressed is not None and self.entry_at(at) is pressed:
            self.entry_opened.emit(pressed, at)
            return
        more = self.more_at(at) if pressed is None else None
        if more is not None:
            self.more_wanted.emit(self.day(), more)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day; the first click opened the entry already."""
        at = event.position().toPoint()
        if self.indexAt(at).isValid() and self.entry_at(at) is None:
            self.day_opened.emit(self.day())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the menu of the cell under the pointer."""
        at = self.viewport().mapFrom(self, event.pos())
        index = self.indexAt(at)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.day(), at)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the whole of a shortened entry."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self.entry_at(event.pos())
            words = plain_tooltip(entry_sentence(entry)) if entry else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take only our own entries."""
        if self._dragged.entry is not None and event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the cell the entry would fall on."""
        at = event.position().toPoint()
        entry = self._dragged.entry
        if entry is not None and self.target_at(at, entry) is not None:
            self.setCurrentIndex(self.indexAt(at))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Propose the move; nothing is written by a drop alone."""
        entry, self._dragged.entry = self._dragged.entry, None
        target = self.target_at(event.position().toPoint(), entry) if entry else None
        if entry is None or target is None:
            return
        event.acceptProposedAction()
        day, clock = target
        if (day, clock or entry.clock) != (entry.on, entry.clock):
            self.dropped.emit(entry, day, clock)

    def begin_drag(self, entry: CalendarEntry) -> QMimeData:
        """Note which entry is on its way; the data itself holds nothing of the case."""
        self._dragged.entry = entry
        data = QMimeData()
        data.setData(_MIME, b"")
        return data

    def _drag(self, entry: CalendarEntry) -> None:
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(self.begin_drag(entry))
        drag.setPixmap(self.viewport().grab(self.area_of(entry)))
        drag.exec(Qt.DropAction.MoveAction)
        self._dragged.entry = None

    def _ask_menu(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.menu_wanted.emit(self.day(), self.visualRect(index).center())

    def _ask_move(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.move_wanted.emit(self.day(), self.visualRect(index).center())

    def _ask_today(self) -> None:
        self.today_wanted.emit()

    def _set_manners(self) -> None:
        keys_on(self, self._ask_move, "M")
        keys_on(self, self._ask_today, "T")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("look", "rows")
        self.setAcceptDrops(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
