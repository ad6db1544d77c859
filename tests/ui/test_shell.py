"""The main window: sections, history, keys, undo, messages, badges, the smallest screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import Refused
from app.domain.renumbering import Versions
from app.i18n.sentences import sentence
from app.ui.actions import Action, Menu
from app.ui.desk import Desk, LongWork
from app.ui.icons import Icon
from app.ui.page import Frame, Page, PageView, Section
from app.ui.shell import Identity, Shell
from app.ui.shell.history import History, Place
from app.ui.shell.rail import RailEntry
from app.ui.shell.watermark import Watermark
from app.ui.widgets import Button, TextInput, column, holding, row
from tests.ui.checks import labels_that_guess, unnamed_focusable


@dataclass(frozen=True)
class Put:
    """Put a number in the box."""

    number: int


@dataclass(frozen=True)
class Done:
    """What came of it."""

    value: int
    changes: frozenset[str]
    undo: Put | None
    versions: Versions = field(default_factory=Versions)


class Box:
    """A real office with one number in it."""

    def __init__(self) -> None:
        self.number = 0

    def may(self, command: type[Any]) -> bool:
        return command is not int

    def do(self, command: Put) -> Done:
        if command.number < 0:
            raise Refused("text.required")
        before, self.number = self.number, command.number
        return Done(command.number, frozenset({"box"}), Put(before))

    def ask(self, query: Any) -> Any:
        return self.number if query == "number" else query


class BoxPage(PageView):
    """A page with a field."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.refreshed = 0
        self.targets: list[object] = []
        self.field = TextInput()
        self.field.setAccessibleName("Field")
        self.setLayout(column(self.field, None))

    def refresh(self) -> None:
        self.refreshed += 1

    def show_target(self, target: object) -> None:
        self.targets.append(target)


PAGES = (
    Page(Section.CASES, "Cases", Icon.FOLDER_OPEN, BoxPage, finds=("case",)),
    Page(Section.TODAY, "Today", Icon.SUN, BoxPage, badge=lambda: "number"),
    Page(Section.PEOPLE, "People", Icon.USERS, BoxPage, needs=int),
    Page(Section.SETTINGS, "Settings", Icon.SETTINGS, BoxPage),
)
ACTIONS = (
    Action("case.new", "New case", Menu.CASE, lambda f: f.go(Section.CASES, "new"), "Ctrl+N"),
)


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def shell(box: Box, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(box)
    made = Shell(desk, PAGES, ACTIONS, Identity("A. Rivera", "Prosecutor", "Riverside County"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    desk.close()


def _page(shell: Shell, section: Section) -> BoxPage:
    view = shell.view(section)
    assert isinstance(view, BoxPage)
    return view


def test_the_rail_shows_what_exists_and_is_allowed_in_order(shell: Shell) -> None:
    assert shell.rail.sections() == (Section.TODAY, Section.CASES, Section.SETTINGS)
    assert shell.current_section() is Section.TODAY


def test_pages_are_made_when_they_are_opened(shell: Shell) -> None:
    assert set(shell._views) == {Section.TODAY}
    shell.go(Section.CASES)
    assert set(shell._views) == {Section.TODAY, Section.CASES}


def test_a_section_without_a_page_changes_nothing(shell: Shell) -> None:
    shell.go(Section.REPORTS)
    shell.go(Section.PEOPLE)
    assert shell.current_section() is Section.TODAY


def test_numbers_open_sections(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_section() is Section.CASES


def test_the_way_back_leads_through_targets(shell: Shell) -> None:
    shell.go(Section.CASES, "a")
    shell.go(Section.CASES, "b")
    shell.go_back()
    shell.go_back()
    assert shell.current_section() is Section.TODAY
    shell.go_forward()
    assert _page(shell, Section.CASES).targets == ["a", "b", "a", "a"]
    shell.go_back()
    shell.go_back()
    assert shell.current_section() is Section.TODAY


def test_history_forgets_what_lay_ahead_and_does_not_grow_forever() -> None:
    history = History()
    for number in range(300):
        history.visit(Place(Section.CASES, number))
    assert history.back() == Place(Section.CASES, 298)
    history.visit(Place(Section.TODAY))
    assert history.forward() is None
    steps = 0
    while history.back() is not None:
        steps += 1
    assert steps < 100


def test_a_page_asks_again_when_it_is_touched_or_comes_back(shell: Shell, qtbot: QtBot) -> None:
    today = _page(shell, Section.TODAY)
    assert today.refreshed == 1
    shell.desk.do(Put(1), shell)
    qtbot.waitUntil(lambda: today.refreshed == 2)
    shell.go(Section.CASES)
    with qtbot.waitSignal(shell.desk.changed):
        shell.desk.do(Put(2), shell)
    assert today.refreshed == 2
    shell.go(Section.TODAY)
    assert today.refreshed == 3


def test_the_badge_follows_commits_and_is_spoken(shell: Shell, qtbot: QtBot) -> None:
    shell.desk.do(Put(3), shell)
    entry = shell.rail.entry(Section.TODAY)
    qtbot.waitUntil(lambda: entry.accessibleName() == "Today, 3 waiting")
    shell.desk.do(Put(0), shell)
    qtbot.waitUntil(lambda: entry.accessibleName() == "Today")


def test_undo_takes_back_typing_first_and_then_the_command(
    shell: Shell, box: Box, qtbot: QtBot
) -> None:
    field = _page(shell, Section.TODAY).field
    shell.desk.do(Put(5), shell)
    qtbot.waitUntil(shell.desk.can_undo)
    field.setFocus()
    QTest.keyClicks(field, "typed")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert box.number == 5
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: box.number == 0)
    qtbot.waitUntil(lambda: shell.message_bar.text == "Taken back.")


def test_with_nothing_to_take_back_the_window_says_so(shell: Shell) -> None:
    shell.undo()
    assert shell.message_bar.text == "There is nothing to take back."


def test_a_failure_nobody_took_is_said(shell: Shell, qtbot: QtBot) -> None:
    shell.desk.do(Put(-1), shell)
    qtbot.waitUntil(lambda: shell.message_bar.text == sentence(Refused("text.required")))


def test_a_message_lies_inside_the_window_and_off_the_rail(shell: Shell) -> None:
    shell.tell("Handed over.")
    bar = shell.message_bar.geometry()
    assert bar.left() >= shell.rail.width()
    assert bar.right() <= shell.width()


def test_panes_are_reached_by_f6(shell: Shell) -> None:
    places = []
    for _ in range(3):
        QTest.keyClick(shell, Qt.Key.Key_F6)
        places.append(type(QApplication.focusWidget()).__name__)
    assert places == ["_SearchField", "RailEntry", "TextInput"]


def test_arrow_keys_move_in_the_rail_without_opening(shell: Shell) -> None:
    shell.rail.focus_current()
    QTest.keyClick(shell.rail.entry(Section.TODAY), Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert isinstance(focused, RailEntry)
    assert focused.label == "Cases"
    assert shell.current_section() is Section.TODAY


def test_long_work_is_followed_at_the_foot_and_can_be_cancelled(shell: Shell, qtbot: QtBot) -> None:
    ended: list[object] = []

    def job(work: LongWork) -> str:
        while not work.cancelled():
            work.progress(1, 10, "Rows")
        return "stopped"

    shell.desk.work("Import", job, shell, ended.append)
    cancel = next(b for b in shell.status.findChildren(Button) if b.label == "Cancel")
    qtbot.waitUntil(cancel.isVisible)
    cancel.click()
    qtbot.waitUntil(lambda: ended == ["stopped"])
    qtbot.waitUntil(lambda: not cancel.isVisible())


def test_the_foot_tells_lock_and_safety(shell: Shell) -> None:
    shell.status.show_left(581)
    assert "Locks in 9:41" in shell.status.text()
    assert "Encrypted" in shell.status.text()
    assert "Riverside County" in shell.status.text()


def test_everything_has_a_name_and_nothing_guesses_markup(shell: Shell) -> None:
    shell.show_shortcuts()
    shell.tell("Done.", action="Undo", press=shell.undo)
    assert unnamed_focusable(shell) == []
    assert labels_that_guess(shell) == []


def test_nothing_is_cut_on_the_smallest_screen_with_the_longest_names(
    box: Box, qtbot: QtBot
) -> None:
    desk = Desk(box)
    person = Identity(
        "<b>Wolfeschlegelsteinhausenbergerdorff</b> " * 9,
        "Prosecutor",
        "Office " * 90,
        is_demo=True,
    )
    shell = Shell(desk, PAGES, ACTIONS, person)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    assert shell.width() == 1366
    assert shell.height() == 768
    assert all(
        b.width() >= b.sizeHint().width() for b in shell.findChildren(Button) if b.isVisible()
    )
    desk.close()


def test_a_demo_office_is_marked_on_every_page(box: Box, qtbot: QtBot) -> None:
    desk = Desk(box)
    shell = Shell(desk, PAGES, (), Identity("Demo", "", "Demo", is_demo=True))
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.go(Section.CASES)
    mark = shell.findChild(Watermark)
    assert mark is not None
    assert mark.isVisible()
    assert mark.size() == shell.view(Section.CASES).size()
    desk.close()


def test_f6_comes_by_a_notice_above_the_page(box: Box, qtbot: QtBot) -> None:
    desk = Desk(box)
    shell = Shell(desk, (), (), Identity("A", "", ""))
    qtbot.addWidget(shell)
    pressed: list[bool] = []
    told = Button("Open draft", lambda: pressed.append(True))
    shell.add_notice(holding(row(told)))
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell._top.search.setFocus()
    shell.next_pane(-1)
    assert told.hasFocus()
    QTest.keyClick(told, Qt.Key.Key_Return)
    assert pressed == [True]
    shell.next_pane()
    assert shell._top.search.hasFocus()
    desk.close()


def test_an_office_without_pages_still_has_a_window(box: Box, qtbot: QtBot) -> None:
    desk = Desk(box)
    shell = Shell(desk, (), (), Identity("A", "", ""))
    qtbot.addWidget(shell)
    shell.show()
    shell.next_pane()
    shell.go_back()
    assert shell.current_section() is None
    desk.close()
