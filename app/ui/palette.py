"""Ctrl+K: one box that finds cases, evidence and people, and runs commands. Keyboard only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from app.i18n import _
from app.ui.actions import Action
from app.ui.desk import Desk
from app.ui.icons import Icon
from app.ui.widgets.inputs import SearchInput
from app.ui.widgets.layout import column
from app.ui.widgets.painting import ChipSpec
from app.ui.widgets.row_list import ListRow, RowList, row_height
from app.ui.widgets.text import PlainLabel, Type, small

_WIDTH = 620
_TALLEST_LIST = 420
_DEBOUNCE_MS = 120
# Hits of each group.
_HITS = 8
_COMMANDS = 8
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
# A character in front narrows the search to one kind.
_PREFIXES = {"#": "case", "@": "person", "!": "deadline"}


class Hit(Protocol):
    """What a search answers: rows of any feature."""

    @property
    def kind(self) -> str:
        """Such as "case", "evidence" or "person": the page it opens in."""

    @property
    def title(self) -> str:
        """The name of what was found."""

    @property
    def source(self) -> str:
        """What matched, e.g. "charge" or "deadline" inside a case."""

    @property
    def detail(self) -> str:
        """The words that matched."""

    @property
    def case_number(self) -> str:
        """The case it belongs to."""

    @property
    def target(self) -> Any:  # noqa: ANN401 - only the page of its kind can read it
        """What its page opens."""


@dataclass(frozen=True, slots=True)
class _Kind:
    heading: str
    icon: Icon


_KINDS = {
    "case": _Kind(_("Cases"), Icon.FOLDER_OPEN),
    "evidence": _Kind(_("Evidence"), Icon.PACKAGE_SEARCH),
    "person": _Kind(_("People"), Icon.USERS),
}
_OTHER = _Kind(_("More"), Icon.FILE_TEXT)

SearchQuery = Callable[[str, int], object]
HiddenQuery = Callable[[str], object]
OPEN_HIDDEN = "wall.open"
"""Name of the action that a line about hidden hits leads to, where the user is offered it."""


class Palette(QFrame):
    """The box over the window.

    Args:
        desk: where searches are sent.
        actions: the commands that can be run.
        search: makes the query for a text and a limit; None offers commands alone.
        hidden: makes the query that counts, group by group, what the user may not see.
        parent: the window it floats over.

    Signals:
        hit_chosen: the `Hit` to open.
        action_chosen: name of the action to run.
    """

    hit_chosen = Signal(object)
    action_chosen = Signal(str)

    def __init__(
        self,
        desk: Desk,
        actions: Sequence[Action],
        search: SearchQuery | None,
        parent: QWidget,
        hidden: HiddenQuery | None = None,
    ) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("palette")
        self.setAccessibleName(_("Search and commands"))
        self._desk = desk
        self._actions = tuple(actions)
        self._search = search
        self._hidden = hidden
        self._asked = 0
        self._came_from: QWidget | None = None
        self._hits: tuple[Hit, ...] = ()
        self._kept_back: dict[str, int] = {}
        self._box = SearchInput(_("Search cases, evidence, people, commands"))
        self._list = RowList(_("Found"), scrolls=True, shows_current=True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = PlainLabel(level=Type.BODY)
        self._nothing.setContentsMargins(14, 8, 14, 8)
        hint = small(_("> commands   # cases   @ people   ! deadlines"))
        hint.setContentsMargins(6, 4, 6, 2)
        self.setLayout(column(self._box, self._list, self._nothing, hint, spacing=8, margins=10))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self._box.textChanged.connect(self._typed)
        self._box.installEventFilter(self)
        self._list.clicked.connect(self._choose)
        self.hide()

    def open(self, start: str = "") -> None:
        """Show the box with a text in it, ready to type."""
        self._forget()
        self._came_from = QApplication.focusWidget()
        self._box.setText(start)
        self._show_rows()
        self.place()
        self.show()
        self.raise_()
        self._box.setFocus()

    def place(self) -> None:
        """Stand in the upper middle of the window."""
        width = min(_WIDTH, self._over.width() - 48)
        self.setFixedWidth(width)
        self._fit()
        self.move((self._over.width() - width) // 2, 64)

    def rows(self) -> tuple[ListRow, ...]:
        """What is offered at the moment."""
        return self._list.rows()

    def box(self) -> QLineEdit:
        """The line one types in."""
        return self._box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that act on the list while one types; leaving the box closes it."""
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if key is Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.hide()
        if self._came_from is not None and shiboken6.isValid(self._came_from):
            self._came_from.setFocus()

    def _typed(self) -> None:
        if not self._words()[1]:
            self._forget()
        self._show_rows()
        self._timer.start()

    def _words(self) -> tuple[str, str]:
        """The prefix character, if any, and the text to look for."""
        text = self._box.text().strip()
        if text[:1] in (">", *_PREFIXES):
            return text[0], text[1:].strip()
        return "", text

    def _ask(self) -> None:
        prefix, words = self._words()
        if self._search is None or not words or prefix == ">":
            return
        self._asked += 1
        asked = self._asked

        def arrived(hits: Sequence[Hit]) -> None:
            # A slower answer to fewer letters must not replace a newer one.
            if asked == self._asked and self.isVisible():
                self._hits = tuple(hits)
                self._show_rows()

        def counted(hidden: Sequence[tuple[str, int]]) -> None:
            if asked == self._asked and self.isVisible():
                self._kept_back = dict(hidden)
                self._show_rows()

        self._desk.ask(self._search(words, _HITS), self, arrived)
        if self._hidden is not None:
            self._desk.ask(self._hidden(words), self, counted)

    def _forget(self) -> None:
        self._hits = ()
        self._kept_back = {}

    def _show_rows(self) -> None:
        prefix, words = self._words()
        rows = [] if prefix == ">" else self._hit_rows(_PREFIXES.get(prefix))
        if prefix in ("", ">"):
            rows += self._action_rows(words)
        self._list.set_rows(rows)
        height = min(_TALLEST_LIST, sum(row_height(row) for row in rows))
        self._list.setFixedHeight(height)
        self._list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(
            _("Nothing found. Try fewer letters.") if words else _("Type a name or a number.")
        )
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown now; Qt would find out one paint later."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.sizeHint().height())

    def _hit_rows(self, only: str | None) -> list[ListRow]:
        rows: list[ListRow] = []
        groups = dict.fromkeys([*_KINDS, *(hit.kind for hit in self._hits)])
        for group in groups:
            kind = _KINDS.get(group, _OTHER)
            found = [
                ListRow(
                    ("hit", n),
                    hit.title,
                    hit.detail,
                    kind.icon,
                    chip=ChipSpec(hit.case_number) if hit.case_number else None,
                )
                for n, hit in enumerate(self._hits)
                if hit.kind == group and only in (None, hit.kind, hit.source)
            ]
            if only in (None, group):
                found += self._hidden_rows(group)
            if found:
                rows += [ListRow(("heading", kind.heading), kind.heading, heading=True), *found]
        return rows

    def _hidden_rows(self, group: str) -> list[ListRow]:
        """Say how much the user may not see, and the way to it where there is one."""
        count = self._kept_back.get(group, 0)
        if not count:
            return []
        words = _("{n} hidden (no access)").format(n=count)
        if any(action.name == OPEN_HIDDEN for action in self._actions):
            way = _("Open the case by its number, with a reason")
            return [ListRow(("action", OPEN_HIDDEN), words, way, Icon.LOCK)]
        return [ListRow(("hidden", group), words, icon=Icon.LOCK)]

    def _action_rows(self, words: str) -> list[ListRow]:
        wanted = words.casefold().split()
        found = [
            action
            for action in self._actions
            if all(word in action.text.casefold() for word in wanted)
        ]
        if not self._box.text().startswith(">"):
            found = found[:_COMMANDS]
        rows = [
            ListRow(
                ("action", action.name),
                action.text,
                icon=action.icon or Icon.ZAP,
                chip=ChipSpec(action.shown_keys()) if action.keys else None,
            )
            for action in found
        ]
        heading = ListRow(("heading", "commands"), _("Commands"), heading=True)
        return [heading, *rows] if rows else []

    def _move(self, step: int) -> None:
        rows = self._list.rows()
        usable = [n for n, row in enumerate(rows) if not row.heading]
        if not usable:
            return
        here = self._list.currentIndex().row()
        at = usable.index(here) if here in usable else 0
        line = usable[min(max(0, at + step), len(usable) - 1)]
        index = self._list.model().index(line, 0)
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)

    def _choose(self) -> None:
        key = self._list.current_key()
        if not isinstance(key, tuple):
            return
        what, which = key
        self._leave()
        if what == "hit":
            self.hit_chosen.emit(self._hits[which])
        elif what == "action":
            self.action_chosen.emit(which)
