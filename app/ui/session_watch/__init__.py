"""Hearing from the operating system that the session is locked or the computer goes to sleep."""

import sys

from PySide6.QtCore import QObject, Signal


class SessionWatch(QObject):
    """Base of the watches of the systems; by itself it hears nothing.

    macOS offers this through its own frameworks only; there the gap between ticks locks after a
    sleep, and the idle time after a screen lock.

    Signals:
        left: the person left: screen locked, session switched, or the computer about to sleep.
    """

    left = Signal()

    def stop(self) -> None:
        """Listen no more."""
        self.blockSignals(True)
        self.deleteLater()


def watch_session(parent: QObject) -> SessionWatch:
    """Return the watch for this system, listening."""
    if sys.platform == "linux":
        from app.ui.session_watch.linux import BusWatch  # noqa: PLC0415  just this system's

        return BusWatch(parent)
    if sys.platform == "win32":
        from app.ui.session_watch.windows import MessageWatch  # noqa: PLC0415  as above

        return MessageWatch(parent)
    return SessionWatch(parent)


__all__ = ["SessionWatch", "watch_session"]
