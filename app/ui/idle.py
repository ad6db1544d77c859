"""Counting down to the lock while nobody touches keyboard or mouse."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TICK_MS = 1000
_WARN_AT = 60
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleClock(QObject):
    """Counts seconds without a sign of life; any key or movement starts it anew.

    Args:
        app: whose events are watched.
        seconds: until the lock.

    Signals:
        ticked: seconds left, once a second.
        warned: seconds left, when the last minute begins.
        extended: somebody came back during the last minute.
        ran_out: time to lock.
    """

    ticked = Signal(int)
    warned = Signal(int)
    extended = Signal()
    ran_out = Signal()

    def __init__(self, app: QApplication, seconds: int = 600) -> None:
        super().__init__(app)
        self._app = app
        self._whole = seconds
        self._left = seconds
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def left(self) -> int:
        """Seconds until the lock."""
        return self._left

    def start(self) -> None:
        """Begin to count."""
        self._left = self._whole
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._app.removeEventFilter(self)
        self._timer.stop()

    def tick(self) -> None:
        """One second has passed."""
        self._left -= 1
        self.ticked.emit(max(0, self._left))
        if self._left == min(_WARN_AT, self._whole - 1):
            self.warned.emit(self._left)
        if self._left <= 0:
            self.stop()
            self.ran_out.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is there; every event goes on unchanged."""
        if event.type() in _SIGNS_OF_LIFE and self._left != self._whole:
            warned = self._left <= _WARN_AT
            self._left = self._whole
            if warned:
                self.extended.emit()
        return super().eventFilter(watched, event)
