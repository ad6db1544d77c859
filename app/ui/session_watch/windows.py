"""Windows: messages about the session and about power, which every top-level window is sent.

Not tried on Windows yet: written after the documentation of WM_WTSSESSION_CHANGE and
WM_POWERBROADCAST.
"""

import ctypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.ui.session_watch import SessionWatch

_POWER, _SESSION = 0x0218, 0x02B1  # WM_POWERBROADCAST, WM_WTSSESSION_CHANGE
_SUSPEND = 0x0004  # PBT_APMSUSPEND
_LEAVING = frozenset({0x2, 0x4, 0x6, 0x7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""


class _Message(ctypes.Structure):
    """The beginning of Windows' MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("what", ctypes.c_size_t),
    )


def tells_of_leaving(message: int, what: int) -> bool:
    """Whether a window message says that the person left or the computer goes to sleep."""
    return (message == _POWER and what == _SUSPEND) or (message == _SESSION and what in _LEAVING)


class MessageWatch(SessionWatch):
    """Reads the messages of a window of its own, which is never shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ear = QWidget()
        self._filter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        _register(int(self._ear.winId()))

    def stop(self) -> None:
        """Listen no more."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)
        self._ear.deleteLater()
        super().stop()


class _Filter(QAbstractNativeEventFilter):
    """Passes everything on and tells the watch what concerns it."""

    def __init__(self, watch: MessageWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self,
        _kind: QByteArray | bytes | bytearray | memoryview,
        message: int,
    ) -> Any:  # noqa: ANN401  Qt's own signature
        """Look at a message; none is kept from Qt."""
        read = _Message.from_address(int(message))
        if tells_of_leaving(read.message, read.what):
            self._watch.left.emit()
        return False, 0


def _register(window: int) -> None:
    """Ask for messages about this session only."""
    library: Any = vars(ctypes)["windll"]
    library.wtsapi32.WTSRegisterSessionNotification(window, 0)
