"""Hears a barcode scanner among the keys: it types a tag faster than a person, then Enter."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

_FASTEST_TYPIST_MS = 60
"""Keys further apart than this are typed by a person."""
_SHORTEST_TAG = 6
"""Characters; shorter bursts are what a quick person may manage."""


class Scanner(QObject):
    """Watches the keys of one window and tells of a scan, wherever the keyboard is.

    What the scanner typed into a field on its way is taken out again.

    Signals:
        scanned: the text of the code.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QObject | None = None
        self._burst = ""
        self._last_ms = 0
        self._field: QLineEdit | None = None
        self._before = ""

    def watch(self, window: QObject | None) -> None:
        """Listen to this window from now on, or to none."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the Enter that ends a scan; let everything else through."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._hear(event)
        return super().eventFilter(watched, event)

    def _hear(self, event: QKeyEvent) -> bool:
        is_quick = event.timestamp() - self._last_ms <= _FASTEST_TYPIST_MS
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._end(is_scan=is_quick and len(self._burst) >= _SHORTEST_TAG)
        if not event.text().isprintable() or not event.text():
            return False  # Shift and the like, which a scanner presses for capitals
        if not is_quick or not self._burst:
            self._begin()
        self._burst += event.text()
        self._last_ms = event.timestamp()
        return False

    def _begin(self) -> None:
        self._burst = ""
        focused = QApplication.focusWidget()
        self._field = focused if isinstance(focused, QLineEdit) else None
        self._before = self._field.text() if self._field is not None else ""

    def _end(self, *, is_scan: bool) -> bool:
        code, self._burst = self._burst, ""
        if not is_scan:
            return False
        if self._field is not None and self._field is QApplication.focusWidget():
            self._field.setText(self._before)
        self.scanned.emit(code)
        return True
