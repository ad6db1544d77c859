"""The key that locks, where a dialog or a menu keeps the window's own shortcuts from working."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_KEY = Qt.Key.Key_L
_WITH = Qt.KeyboardModifier.ControlModifier


class LockKey(QObject):
    """Hears Ctrl+L while something lies over the window; without that the menu's action does.

    Args:
        app: whose events are watched.

    Signals:
        pressed: lock at once.
    """

    pressed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key from whatever lies over the window."""
        if event.type() is QEvent.Type.KeyPress and _lies_over() and _is_the_key(event):
            self.pressed.emit()
            return True
        return super().eventFilter(watched, event)


def _lies_over() -> bool:
    return bool(QApplication.activeModalWidget() or QApplication.activePopupWidget())


def _is_the_key(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == _KEY and event.modifiers() == _WITH
