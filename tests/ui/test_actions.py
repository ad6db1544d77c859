"""Actions: declared once, without clashes, and only where they are allowed."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from app.ui import pages
from app.ui.actions import CORE_ACTIONS, Action, Actions, Menu, clashes
from app.ui.desk import Desk
from app.ui.shell import Identity, Shell
from app.ui.shell.window import section_actions


class Clerk:
    """An office whose user may do nothing special."""

    def may(self, _command: type[Any]) -> bool:
        return False

    def do(self, command: Any) -> Any:
        return command

    def ask(self, query: Any) -> Any:
        return query


class Forbidden:
    """A command the clerk may not give."""


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:  # noqa: ARG001 - a Qt object needs it
    made = Desk(Clerk())
    yield made
    made.close()


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Shell:
    made = Shell(desk, (), (), Identity("A. Rivera", "Clerk", "Riverside"))
    qtbot.addWidget(made)
    return made


def test_no_two_actions_share_a_key_or_a_name() -> None:
    declared = (*CORE_ACTIONS, *section_actions(pages.PAGES), *pages.ACTIONS)
    assert clashes(declared) == []


def test_a_clash_is_found() -> None:
    twice = Action("a", "A", Menu.FILE, print, "Ctrl+J")
    again = Action("b", "B", Menu.FILE, print, "Ctrl+J")
    assert clashes((twice, again)) == ["Ctrl+J runs both a and b"]
    assert clashes((twice, twice))[0] == "two actions are called a"


@pytest.mark.parametrize("action", CORE_ACTIONS, ids=lambda action: action.name)
def test_every_declared_key_is_a_key(action: Action) -> None:
    assert all(sequence.toString() for sequence in action.sequences())


def test_forbidden_actions_are_not_offered(desk: Desk, shell: Shell) -> None:
    window = QMainWindow()
    declared = (
        Action("yes", "Yes", Menu.FILE, print),
        Action("no", "No", Menu.TOOLS, print, needs=Forbidden),
    )
    actions = Actions(declared, shell, window)
    actions.fill(window.menuBar())
    assert "no" not in actions
    assert [menu.title() for menu in window.menuBar().findChildren(QMenu)] == ["&File"]
    assert desk.may(Forbidden) is False


def test_running_an_action_hands_it_the_window(shell: Shell) -> None:
    seen: list[object] = []
    actions = Actions((Action("look", "Look", Menu.FILE, seen.append, "Ctrl+J"),), shell, shell)
    actions.run("look")
    assert seen == [shell]
    assert actions.qaction("look").shortcut() == QKeySequence("Ctrl+J")


def test_every_menu_opens_with_a_letter_of_its_own() -> None:
    letters = [menu.lettered.partition("&")[2][0].lower() for menu in Menu]
    assert len(set(letters)) == len(Menu)
    taken = {keys for action in CORE_ACTIONS for keys in action.keys.split("; ")}
    assert taken.isdisjoint(f"Alt+{letter.upper()}" for letter in letters)
    assert not any("&" in menu.title for menu in Menu)


def test_shown_keys_are_readable() -> None:
    assert Action("x", "X", Menu.FILE, print, "Ctrl+Shift+E; F5").shown_keys() == "Ctrl Shift E"
    assert Action("x", "X", Menu.FILE, print).shown_keys() == ""
