"""A barcode scanner for tests: key events with times of their own, however busy the machine is."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

KEY_MS = 2
"""Between two keys of a fast scanner."""
_REST_MS = 1_000
_now = [1_000_000]


def scan(
    window: QWidget,
    code: str,
    *,
    end: Qt.Key = Qt.Key.Key_Return,
    key_ms: int = KEY_MS,
    rest_ms: int = _REST_MS,
) -> None:
    """Send a code through the window in front, as a wedge does; ``rest_ms`` pass before it."""
    _now[0] += rest_ms
    for letter in code:
        _press(window, Qt.Key(ord(letter.upper())), letter, key_ms)
    text = "\t" if end is Qt.Key.Key_Tab else "\r"
    _press(window, end, text, key_ms)


def type_slowly(window: QWidget, text: str, *, key_ms: int = 90) -> None:
    """Send a text as a quick person types it, without Enter."""
    _now[0] += _REST_MS
    for letter in text:
        _press(window, Qt.Key(ord(letter.upper())), letter, key_ms)


def press(window: QWidget, key: Qt.Key, text: str = "") -> None:
    """Send one key, a while after the last."""
    _press(window, key, text, _REST_MS)


def _press(window: QWidget, key: Qt.Key, text: str, after_ms: int) -> None:
    _now[0] += after_ms
    front = QApplication.activeModalWidget() or window
    handle = front.windowHandle()
    assert handle is not None
    no_keys = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, no_keys, text)
        event.setTimestamp(_now[0])
        QCoreApplication.sendEvent(handle, event)
