"""Keys that act in one part of the window; those that act everywhere are `app.ui.actions`."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

FILTER_KEYS = ("/", "Ctrl+F")
"""Keys that lead to the filter of a page; a field being typed in takes the first as a letter."""


SCAN_GAP_MS = 60
"""A letter followed by another this soon was sent by a scanner, and is no command."""


def keys_on(widget: QWidget, act: Callable[[], object], *keys: str) -> None:
    """Let keys act while the widget itself has the focus, e.g. single letters in a list.

    A letter waits a moment: where more follow at once, a barcode is being read.
    """
    for key in keys:
        waits = len(key) == 1
        pressed = _Letter(widget, key, act).press if waits else act
        _bind(widget, pressed, (key,), Qt.ShortcutContext.WidgetShortcut)


def letters_held_back() -> str:
    """Return the letters that wait to act, and let them not act: they belong to a barcode."""
    letters = "".join(each.letter for each in _HELD)
    _HELD.clear()
    return letters


class _Letter(QObject):
    """A letter that acts if no other key comes just before or after it."""

    def __init__(self, widget: QWidget, letter: str, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self.letter = letter
        self._act = act
        self.is_alone = True

    def press(self) -> None:
        """Wait whether another key follows."""
        _HELD.append(self)
        for each in _HELD:
            each.is_alone = len(_HELD) == 1
        QTimer.singleShot(SCAN_GAP_MS, self, self._end)

    def _end(self) -> None:
        if self not in _HELD:
            return
        _HELD.remove(self)
        if self.is_alone and self not in _HELD:
            self._act()


_HELD: list[_Letter] = []
"""Letters pressed within the last moment, in their order."""


def keys_within(widget: QWidget, act: Callable[[], object], *keys: str) -> None:
    """Let keys act while the focus is anywhere in the widget."""
    _bind(widget, act, keys, Qt.ShortcutContext.WidgetWithChildrenShortcut)


def keys_beside(widget: QWidget, act: Callable[[], object], *keys: str) -> None:
    """Let keys act while the widget is to be seen, wherever in its window the focus is."""
    _bind(widget, act, keys, Qt.ShortcutContext.WindowShortcut)


def _bind(
    widget: QWidget,
    act: Callable[[], object],
    keys: tuple[str, ...],
    context: Qt.ShortcutContext,
) -> None:
    for sequence in keys:
        shortcut = QShortcut(QKeySequence(sequence), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(act)
