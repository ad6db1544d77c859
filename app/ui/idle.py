"""Counting down to the lock while nobody touches keyboard or mouse, also through a sleep.

Time is taken from two clocks, and the one that says more counts: the wall clock, and one that goes
on while the computer sleeps and that nobody can set. So a wall clock set back prevents no lock. A
moment without ticks (the computer slept, or the program was stopped) locks at once, before anything
is painted again.
"""

import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TICK_MS = 1000
_WARN_AT = 60
_LONGEST_GAP = 30.0
"""Seconds between ticks after which the computer counts as having slept."""

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_ENTERS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})
"""What may have changed a form."""
_SHOWS_OR_TELLS = _SIGNS_OF_LIFE | {
    QEvent.Type.Paint,
    QEvent.Type.UpdateRequest,
    QEvent.Type.Expose,
    QEvent.Type.ShortcutOverride,
}
"""Events before which the clocks are looked at: none of them may come first after a sleep."""


def seconds_awake_and_asleep() -> float:
    """Return seconds of a clock that runs while the computer sleeps and cannot be set.

    Python's monotonic clock stops in sleep on Linux and macOS; on Windows it runs on.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        # Apple's CLOCK_MONOTONIC goes on in sleep, unlike the one Python takes.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class Clocks(NamedTuple):
    """The two clocks, in seconds; tests hand in their own."""

    wall: Callable[[], float] = time.time
    running: Callable[[], float] = seconds_awake_and_asleep


class _Mark(NamedTuple):
    """A moment on both clocks."""

    wall: float
    running: float


class IdleClock(QObject):
    """Counts seconds without a sign of life; any key or movement starts it anew.

    Args:
        app: whose events are watched.
        seconds: until the lock.
        clocks: to count by.

    Signals:
        ticked: seconds left, once a second.
        warned: seconds left, when the last minute begins.
        extended: somebody came back during the last minute.
        ran_out: time to lock.
        entered: a key or a button of the mouse was pressed.
    """

    ticked = Signal(int)
    warned = Signal(int)
    extended = Signal()
    ran_out = Signal()
    entered = Signal()

    def __init__(self, app: QApplication, seconds: int = 600, clocks: Clocks | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._whole = seconds
        self._clocks = clocks or Clocks()
        self._touched = self._ticked = self._now()
        self._is_warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def left(self) -> int:
        """Seconds until the lock."""
        return max(0, round(self._whole - self._since(self._touched)))

    def set_seconds(self, seconds: int) -> None:
        """Lock after another time from now on; what has passed counts."""
        self._whole = seconds
        self._is_warned = self._is_warned and self.left <= _WARN_AT

    def start(self) -> None:
        """Begin to count."""
        self._touched = self._ticked = self._now()
        self._is_warned = False
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._app.removeEventFilter(self)
        self._timer.stop()

    def tick(self) -> None:
        """Look at the clocks; called once a second."""
        if self._is_over():
            self._run_out()
            return
        self._ticked = self._now()
        self.ticked.emit(self.left)
        if self.left <= min(_WARN_AT, self._whole - 1) and not self._is_warned:
            self._is_warned = True
            self.warned.emit(self.left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is there; after a sleep nothing is painted or taken any more."""
        kind = event.type()
        if kind not in _SHOWS_OR_TELLS or not self._timer.isActive():
            return super().eventFilter(watched, event)
        if self._is_over():
            self._run_out()
            return True
        if kind in _SIGNS_OF_LIFE:
            self._start_anew()
            if kind in _ENTERS:
                self.entered.emit()
        return super().eventFilter(watched, event)

    def _start_anew(self) -> None:
        self._touched = self._now()
        if self._is_warned:
            self._is_warned = False
            self.extended.emit()

    def _run_out(self) -> None:
        self.stop()
        self.ran_out.emit()

    def _is_over(self) -> bool:
        idle, gap = self._since(self._touched), self._since(self._ticked)
        return idle >= self._whole or gap > _LONGEST_GAP

    def _since(self, mark: _Mark) -> float:
        now = self._now()
        return max(now.wall - mark.wall, now.running - mark.running)

    def _now(self) -> _Mark:
        return _Mark(self._clocks.wall(), self._clocks.running())
