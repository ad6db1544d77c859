"""Small menus that hang on a button: filters, what can be added, what else can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.icons import Icon, icon
from app.ui.theme import Token


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of a menu; without a text it is a line between groups.

    Attributes:
        press: what choosing it does.
        keys: a shortcut declared elsewhere, shown beside the text.
        checked: whether it is ticked; None for an entry that is no choice.
    """

    text: str = ""
    press: Callable[[], object] | None = None
    icon: Icon | None = None
    keys: str = ""
    checked: bool | None = None


def open_menu(anchor: QWidget, entries: Sequence[MenuEntry], at: QPoint | None = None) -> QMenu:
    """Open a menu below a button, or at a point of a list; it is gone once it closes."""
    menu = QMenu(anchor)
    menu.setAccessibleName(anchor.accessibleName())
    for entry in entries:
        _add(menu, entry)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(anchor.mapToGlobal(at or QPoint(0, anchor.height() + 4)))
    return menu


def _add(menu: QMenu, entry: MenuEntry) -> None:
    if not entry.text:
        menu.addSeparator()
        return
    words = entry.text.replace("&", "&&")
    action = menu.addAction(f"{words}\t{entry.keys}" if entry.keys else words)
    if entry.icon is not None:
        action.setIcon(icon(entry.icon, Token.MUTED))
    if entry.checked is not None:
        action.setCheckable(True)
        action.setChecked(entry.checked)
    if entry.press is not None:
        action.triggered.connect(partial(_run, entry.press))


def _run(press: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
    press()
