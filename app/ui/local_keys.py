"""Keys that act in one part of the window; those that act everywhere are `app.ui.actions`."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

FILTER_KEYS = ("/", "Ctrl+F")
"""Keys that lead to the filter of a page; a field being typed in takes the first as a letter."""


def keys_on(widget: QWidget, act: Callable[[], object], *keys: str) -> None:
    """Let keys act while the widget itself has the focus, e.g. single letters in a list."""
    _bind(widget, act, keys, Qt.ShortcutContext.WidgetShortcut)


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
