"""Actions, declared once as data: they feed the menus, the palette, the list of keys and tooltips.

A feature declares its own beside its page and names them in `app/ui/pages.py`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from app.i18n import _
from app.ui.icons import Icon, icon
from app.ui.page import Frame
from app.ui.theme import Token


class Menu(Enum):
    """The menus, left to right, with their letters; one without actions is not shown."""

    DOSSIER = "&Dossier"
    FILE = "&File"
    EDIT = "&Edit"
    CASE = "&Case"
    EVIDENCE = "Ev&idence"
    VIEW = "&View"
    TOOLS = "&Tools"
    HELP = "&Help"

    @property
    def title(self) -> str:
        """The word in the menu bar."""
        return self.lettered.replace("&", "")

    @property
    def lettered(self) -> str:
        """The same with the mark Qt reads before the letter that opens it with Alt."""
        return _(self.value)


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do from anywhere.

    Attributes:
        name: unique word for the program, e.g. ``"evidence.log"``.
        text: a verb phrase, e.g. "Log evidence".
        menu: where it stands.
        run: what it does, given the window's frame.
        keys: its shortcut as Qt writes it, e.g. ``"Ctrl+Shift+E"``; several separated by "; ".
        icon: its drawing.
        needs: the command or query the user must be allowed; the action is not offered otherwise.
        group: actions of one menu are parted by a line where this number changes.
    """

    name: str
    text: str
    menu: Menu
    run: Callable[[Frame], object]
    keys: str = ""
    icon: Icon | None = None
    needs: type[Any] | None = None
    group: int = 0

    def sequences(self) -> list[QKeySequence]:
        """The shortcuts."""
        return [QKeySequence(keys) for keys in self.keys.split("; ") if keys]

    def shown_keys(self) -> str:
        """The first shortcut as shown to the user, e.g. "Ctrl Shift E"."""
        first = self.sequences()[:1]
        return (
            first[0].toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
            if first
            else ""
        )


CORE_ACTIONS: tuple[Action, ...] = (
    Action("window.lock", _("Lock"), Menu.DOSSIER, lambda f: f.lock(), "Ctrl+L", Icon.LOCK),
    Action(
        "window.quit", _("Quit"), Menu.DOSSIER, lambda f: f.quit(), "Ctrl+Q", Icon.LOG_OUT, group=1
    ),
    Action("edit.undo", _("Undo"), Menu.EDIT, lambda f: f.undo(), "Ctrl+Z", Icon.UNDO_2),
    Action(
        "edit.redo", _("Redo"), Menu.EDIT, lambda f: f.redo(), "Ctrl+Y; Ctrl+Shift+Z", Icon.REDO_2
    ),
    Action(
        "edit.find",
        _("Find cases, evidence, people"),
        Menu.EDIT,
        lambda f: f.open_palette(),
        "Ctrl+K",
        Icon.SEARCH,
        group=1,
    ),
    Action(
        "tools.commands",
        _("Run a command"),
        Menu.TOOLS,
        lambda f: f.open_palette(">"),
        "Ctrl+Shift+P",
        Icon.ZAP,
    ),
    Action(
        "view.back",
        _("Back"),
        Menu.VIEW,
        lambda f: f.go_back(),
        "Alt+Left",
        Icon.ARROW_LEFT,
        group=1,
    ),
    Action(
        "view.forward",
        _("Forward"),
        Menu.VIEW,
        lambda f: f.go_forward(),
        "Alt+Right",
        Icon.ARROW_RIGHT,
        group=1,
    ),
    Action("view.next_pane", _("Next pane"), Menu.VIEW, lambda f: f.next_pane(), "F6", group=1),
    Action(
        "view.previous_pane",
        _("Previous pane"),
        Menu.VIEW,
        lambda f: f.next_pane(-1),
        "Shift+F6",
        group=1,
    ),
    Action(
        "view.theme",
        _("Switch between light and dark"),
        Menu.VIEW,
        lambda f: f.switch_theme(),
        "Ctrl+Shift+T",
        Icon.SUN_MOON,
        group=2,
    ),
    Action(
        "help.keys",
        _("Keyboard shortcuts"),
        Menu.HELP,
        lambda f: f.show_shortcuts(),
        "Ctrl+/; F1",
        Icon.KEYBOARD,
    ),
)


class Actions:
    """The actions of one window.

    Args:
        declared: all of them; those the user is not allowed are left out.
        frame: what they act on.
        owner: the window, which hears the shortcuts.
    """

    def __init__(self, declared: Iterable[Action], frame: Frame, owner: QWidget) -> None:
        self._frame = frame
        self._declared: dict[str, Action] = {}
        self._made: dict[str, QAction] = {}
        for action in declared:
            if action.needs is None or frame.desk.may(action.needs):
                self._declared[action.name] = action
                self._made[action.name] = self._make(action, owner)

    def __contains__(self, name: str) -> bool:
        return name in self._declared

    def declared(self) -> Sequence[Action]:
        """The offered actions, in the order of their declaration."""
        return tuple(self._declared.values())

    def qaction(self, name: str) -> QAction:
        """Return the action as Qt knows it, e.g. to enable it."""
        return self._made[name]

    def run(self, name: str) -> None:
        """Do it, if it is offered and enabled."""
        self._made[name].trigger()

    def fill(self, bar: QMenuBar) -> None:
        """Fill a menu bar."""
        for menu in Menu:
            entries = [a for a in self._declared.values() if a.menu is menu]
            if not entries:
                continue
            shown = bar.addMenu(menu.lettered)
            group = entries[0].group
            for action in sorted(entries, key=lambda a: a.group):
                if action.group != group:
                    shown.addSeparator()
                    group = action.group
                shown.addAction(self._made[action.name])

    def _make(self, action: Action, owner: QWidget) -> QAction:
        made = QAction(action.text.replace("&", "&&"), owner)
        if action.icon is not None:
            made.setIcon(icon(action.icon, Token.MUTED))
        made.setShortcuts(action.sequences())
        made.triggered.connect(partial(self._run, action))
        owner.addAction(made)
        return made

    def _run(self, action: Action, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        action.run(self._frame)


def clashes(declared: Iterable[Action]) -> list[str]:
    """Return a sentence for every key or name that two actions claim."""
    found: list[str] = []
    names: set[str] = set()
    holders: dict[str, str] = {}
    for action in declared:
        if action.name in names:
            found.append(f"two actions are called {action.name}")
        names.add(action.name)
        for keys in (sequence.toString() for sequence in action.sequences()):
            if keys in holders:
                found.append(f"{keys} runs both {holders[keys]} and {action.name}")
            holders[keys] = action.name
    return found
