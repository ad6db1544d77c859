"""Hears a barcode scanner among the keys: it types a code faster than a person, then Enter or Tab.

Keyboards and scanners look the same to the program but for their speed. What a scanner typed into a
field on its way can be taken out again.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.ui.local_keys import SCAN_GAP_MS, letters_held_back
from app.ui.scan.preferences import ScannerPreferences, scanner_preferences

MEAN_GAP_MS = 40
"""A person who types 300 words a minute; nobody keeps that up over a whole code."""
SHORTEST_CODE = 6
"""Characters; shorter bursts are what a quick person may manage."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TypedInto:
    """Where the keyboard was when a burst of keys began, and what stood there."""

    def __init__(self, widget: QWidget | None) -> None:
        self._widget = widget
        self._before: object = _content(widget)
        self._with_code: object = None

    @property
    def widget(self) -> QWidget | None:
        """The widget that had the keyboard, if it is still there."""
        return self._widget if self._is_there() else None

    @property
    def is_secret(self) -> bool:
        """Whether it is a passphrase's field: nothing is heard there."""
        hidden = QLineEdit.EchoMode.Normal
        return isinstance(self._widget, QLineEdit) and self._widget.echoMode() is not hidden

    @property
    def takes_text(self) -> bool:
        """Whether it is a field somebody writes in."""
        return isinstance(self._widget, QLineEdit | QPlainTextEdit)

    def clean(self, code: str) -> None:
        """Take the code out again, so that all is as before."""
        if not self._is_there():
            return
        self._with_code = _content(self._widget)
        if isinstance(self._widget, QPlainTextEdit):
            _cut(self._widget, self._before, code)
        else:
            _restore(self._widget, self._before)

    def put_back(self, code: str) -> None:
        """Put the code where it was typed after all; not where more was typed in the meantime."""
        if not self._is_there():
            return
        if isinstance(self._widget, QPlainTextEdit):
            self._widget.insertPlainText(code)
        elif isinstance(self._widget, QLineEdit) and self._widget.text() == self._before:
            _restore(self._widget, self._with_code)

    def _is_there(self) -> bool:
        return self._widget is not None and shiboken6.isValid(self._widget)


class Scanner(QObject):
    """Listens to whichever window of the program has the keyboard.

    Args:
        take: gets the code and where it was typed; returns whether the code is dealt with. Then the
            key that ended it goes no further.
        parent: whose life it shares.
    """

    def __init__(self, take: Callable[[str, TypedInto], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._take = take
        self._burst = ""
        self._began_ms = self._last_ms = 0
        self._typed = TypedInto(None)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.watch)
            self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listen to this window as well; the keyboard may be in a list that drops down from it."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the key that ends a scan; let everything else through."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._hear(event)
        return super().eventFilter(watched, event)

    def _hear(self, event: QKeyEvent) -> bool:
        is_quick = self._is_quick(event.timestamp())
        if event.key() in _ENDS:
            return self._end(event.timestamp()) if is_quick else self._forget()
        text = event.text()
        if not text or not text.isprintable():
            return False  # Shift and the like, which a scanner presses for capitals
        if event.isAutoRepeat() or event.modifiers() & ~_PLAIN:
            return self._forget()
        if not is_quick or not self._burst:
            self._begin("", event.timestamp())
        self._burst += text
        self._last_ms = event.timestamp()
        # In a list a blank would press the button of the row.
        return text == " " and len(self._burst) > 1 and not self._typed.takes_text

    def _is_quick(self, now_ms: int) -> bool:
        """Whether the key follows others at once; letters that waited to act are among those."""
        held = letters_held_back()
        if held and not self._burst:
            self._begin(held, now_ms - SCAN_GAP_MS)
        elif held:
            self._burst += held
        return bool(held) or now_ms - self._last_ms <= SCAN_GAP_MS

    def _begin(self, burst: str, now_ms: int) -> None:
        self._burst = burst
        self._began_ms = now_ms
        self._typed = TypedInto(QApplication.focusWidget())

    def _end(self, now_ms: int) -> bool:
        typed, self._burst = self._burst, ""
        is_machine = len(typed) * MEAN_GAP_MS >= now_ms - self._began_ms
        code = code_in(typed, scanner_preferences())
        if not code or not is_machine or self._typed.is_secret:
            return False
        return self._take(code, self._typed)

    def _forget(self) -> bool:
        self._burst = ""
        return False


def code_in(typed: str, known: ScannerPreferences) -> str:
    """Return the code in what was typed quickly, empty if it is none.

    A scanner set up to send a prefix is known by it; without one the length must tell.
    """
    if known.prefix:
        if not typed.startswith(known.prefix):
            return ""
    elif len(typed) < SHORTEST_CODE:
        return ""
    return typed.removeprefix(known.prefix).removesuffix(known.suffix).strip()


def _content(widget: QWidget | None) -> object:
    """Return what typing could change in a widget."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().selectedText().replace("\u2029", "\n")
    if isinstance(widget, QComboBox):
        return widget.currentIndex()
    return None


def _restore(widget: QWidget | None, content: object) -> None:
    if isinstance(widget, QLineEdit) and isinstance(content, str):
        widget.setText(content)
        _close_suggestions(widget)
    elif isinstance(widget, QComboBox) and isinstance(content, int):
        widget.setCurrentIndex(content)


def _close_suggestions(line: QLineEdit) -> None:
    completer: QCompleter | None = line.completer()
    if completer is not None and (popup := completer.popup()) is not None:
        popup.hide()


def _cut(text: QPlainTextEdit, replaced: object, code: str) -> None:
    """Take the last letters typed out of a long text, and put back what they replaced."""
    cursor = text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(code))
    if cursor.selectedText() == code:
        cursor.insertText(str(replaced))
        text.setTextCursor(cursor)
