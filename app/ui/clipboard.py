"""What the program puts into the clipboard: kept out of histories, and taken away again."""

from functools import lru_cache

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 60_000
"""A copied number is gone after so long, if nobody copied something else meanwhile."""

_WINDOWS = 'application/x-qt-windows-mime;value="{name}"'
_NO = b"\0\0\0\0"
_KEPT_OUT = {
    # Windows: neither clipboard history, cloud nor monitors.
    _WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format(name="CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format(name="CanUploadToCloudClipboard"): _NO,
    # macOS and KDE: the marks password managers set.
    "application/x-nspasteboard-concealed-type": b"1",
    "x-kde-passwordManagerHint": b"secret",
}


class Copying(QObject):
    """The clipboard as this program uses it: it remembers what is its own."""

    def __init__(self) -> None:
        super().__init__()
        self._own = False
        self._setting = False
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._note)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(self.take_back)

    def copy(self, text: str) -> None:
        """Put a text there for a minute, marked as nothing to keep."""
        data = QMimeData()
        data.setText(text)
        for name, content in _KEPT_OUT.items():
            data.setData(name, content)
        self._setting = True
        self._clipboard.setMimeData(data)
        self._setting = False
        self._own = True
        self._timer.start()

    def take_back(self) -> None:
        """Empty the clipboard if what is in it came from here, and the X11 selection with it."""
        self._timer.stop()
        selection = QClipboard.Mode.Selection
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(selection)
        if self._own:
            self._own = False
            self._clipboard.clear()

    def _note(self) -> None:
        """Whoever copies by Ctrl+C in a field of ours copies out of the program too."""
        if self._setting:
            return
        self._own = self._clipboard.ownsClipboard()
        if self._own:
            self._timer.start()


@lru_cache(maxsize=1)
def copying() -> Copying:
    """Return the clipboard of this program."""
    return Copying()
