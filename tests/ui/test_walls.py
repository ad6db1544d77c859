"""Walls in the window on a real office: restricting, changing, lifting, opening, protecting."""

from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.persons import Party, Role
from app.domain.users import OfficeRole
from app.domain.walls import WallKind
from app.services.cases import OpenCase
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.office import Office
from app.services.party_entry import EnterVictim
from app.services.persons import AddParty
from app.services.walls import CaseWalls, ProtectionOf, SetWall, WallTerms
from app.ui.case_tab import CasePlace
from app.ui.cases.page import CasesPage as CasesView
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.page import Section
from app.ui.pages import ACTIONS, HIDDEN, PAGES, SEARCH, identity_of
from app.ui.people.page import PeopleView
from app.ui.shell import Shell
from app.ui.walls.around_case import CaseLine
from app.ui.walls.around_person import LiftProtectionForm, PersonLine, ProtectForm
from app.ui.walls.case_forms import LiftForm, WallForm
from app.ui.walls.opening import OpenWallForm
from app.ui.widgets import ProseInput, TextInput
from tests.services.test_walls import at_keyboard, somebody
from tests.ui.checks import labels_that_guess, unnamed_focusable

F = TypeVar("F", bound=FormDialog)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def ann(office: Office) -> Office:
    hired = AddColleague(Colleague(login="ann", name="Ann", role="prosecutor", title=""))
    return at_keyboard(office, office.do(hired).value)


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    """The window as it is shipped."""
    desk = Desk(office)
    window = Shell(desk, PAGES, ACTIONS, identity_of(office), search=SEARCH, hidden=HIDDEN)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    desk.close()


def open_case(shell: Shell, case: UUID, qtbot: QtBot) -> CaseLine:
    shell.go(Section.CASES, CasePlace(case))
    view = shell.view(Section.CASES)
    assert isinstance(view, CasesView)
    qtbot.waitUntil(lambda: view.workspace() is not None)
    workspace = view.workspace()
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace._top is not None)
    (line,) = workspace.findChildren(CaseLine)
    return line


def form(kind: type[F], qtbot: QtBot) -> F:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    assert unnamed_focusable(found) == []
    assert labels_that_guess(found) == []
    return found


def press(shell: Shell, words: str) -> None:
    """Choose an entry of the case's menu by its words."""
    view = shell.view(Section.CASES)
    assert isinstance(view, CasesView)
    workspace = view.workspace()
    assert workspace is not None
    assert workspace._access is not None
    entries = workspace._access.entries(shell, workspace.case)
    entry = next(each for each in entries if words in each.text)
    assert entry.press is not None
    entry.press()


def choose(line: CaseLine, words: str) -> None:
    entry = next(each for each in line.entries() if words in each.text)
    assert entry.press is not None
    entry.press()


def commit(dialog: FormDialog, reason: str) -> None:
    """By keyboard: type the reason, then Ctrl+Enter."""
    (field,) = dialog.findChildren(ProseInput)
    field.setFocus()
    QTest.keyClicks(field, reason)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_case_is_restricted_changed_and_opened_again(
    shell: Shell, office: Office, case: Case, ann: Office, qtbot: QtBot
) -> None:
    line = open_case(shell, case.id, qtbot)
    assert line.isHidden()
    press(shell, "Restrict access")
    dialog = form(WallForm, qtbot)
    dialog._kind_choice.set_value(WallKind.SEALED)
    dialog._openable.set_value(True)
    commit(dialog, "Order of the court")
    qtbot.waitUntil(lambda: not line.isHidden())
    assert line.words() == "Open to A. Rivera only"
    (view,) = office.ask(CaseWalls(case.id)).walls
    assert (view.wall.kind, view.wall.may_be_opened) == (WallKind.SEALED, True)

    choose(line, "Change the sealed wall")
    changing = form(WallForm, qtbot)
    changing._list.box(ann.actor.user).click()
    commit(changing, ", amended")
    qtbot.waitUntil(lambda: "Ann" in line.words())

    choose(line, "Lift the sealed wall")
    commit(form(LiftForm, qtbot), "Unsealed")
    qtbot.waitUntil(line.isHidden)
    shell.undo()
    qtbot.waitUntil(lambda: not line.isHidden())


def test_a_refusal_stands_beside_the_list_and_keeps_what_was_typed(
    shell: Shell, case: Case, ann: Office, qtbot: QtBot
) -> None:
    open_case(shell, case.id, qtbot)
    press(shell, "Restrict access")
    dialog = form(WallForm, qtbot)
    dialog._list.tick((ann.actor.user,))
    commit(dialog, "Order")
    qtbot.waitUntil(lambda: dialog._people.has_error)
    assert dialog._reason.value() == "Order"
    dialog._outside.set_value(True)
    dialog.commit()
    view = shell.view(Section.CASES)
    assert isinstance(view, CasesView)
    workspace = view.workspace()
    assert workspace is not None
    qtbot.waitUntil(lambda: not workspace._trouble.isHidden())


def test_screening_out_starts_with_nobody_and_hides_what_does_not_apply(
    shell: Shell, case: Case, ann: Office, office: Office, qtbot: QtBot
) -> None:
    open_case(shell, case.id, qtbot)
    press(shell, "Restrict access")
    dialog = form(WallForm, qtbot)
    assert dialog._openable.isHidden()  # a conflict is never opened
    dialog._side_choice.setCurrentIndex(1)
    assert dialog._list.answer() == ()
    dialog._list.box(ann.actor.user).click()
    commit(dialog, "Brother of the defendant")
    qtbot.waitUntil(lambda: bool(office.ask(CaseWalls(case.id)).walls))
    (view,) = office.ask(CaseWalls(case.id)).walls
    assert view.outside == ("Ann",)


def test_a_restricted_case_is_opened_by_its_number(
    shell: Shell, office: Office, case: Case, ann: Office, qtbot: QtBot
) -> None:
    terms = WallTerms(
        reason="Sealed", admitted=(ann.actor.user,), may_be_opened=True, steps_outside=True
    )
    office.do(SetWall(case=case.id, kind=WallKind.SEALED, terms=terms))
    shell._actions.run("wall.open")
    dialog = form(OpenWallForm, qtbot)
    (number,) = dialog.findChildren(TextInput)
    number.set_value("2026-99999")
    commit(dialog, "Duty counsel")
    qtbot.waitUntil(lambda: dialog._number.has_error)
    number.set_value(case.number)
    dialog.commit()
    view = shell.view(Section.CASES)
    assert isinstance(view, CasesView)
    qtbot.waitUntil(lambda: view.case_at_hand() == case.id)
    line = open_case(shell, case.id, qtbot)
    qtbot.waitUntil(lambda: not line.isHidden())
    assert line.access.isHidden()  # who only looks changes nothing


def test_the_palette_says_what_is_hidden_and_leads_to_it(
    shell: Shell, office: Office, case: Case, ann: Office, qtbot: QtBot
) -> None:
    terms = WallTerms(
        reason="Sealed", admitted=(ann.actor.user,), may_be_opened=True, steps_outside=True
    )
    office.do(SetWall(case=case.id, kind=WallKind.SEALED, terms=terms))
    shell.open_palette("Roe")
    palette = shell._palette

    def hidden() -> list[str]:
        return [row.title for row in palette.rows() if "hidden" in row.title]

    qtbot.waitUntil(lambda: hidden() == ["1 hidden (no access)"])
    QTest.keyClick(palette.box(), Qt.Key.Key_Return)
    form(OpenWallForm, qtbot).close()


def test_the_palette_says_nothing_of_a_conflict(
    shell: Shell, office: Office, case: Case, ann: Office, qtbot: QtBot
) -> None:
    terms = WallTerms(reason="Brother", admitted=(ann.actor.user,), steps_outside=True)
    office.do(SetWall(case=case.id, kind=WallKind.CONFLICT, terms=terms))
    shell.open_palette("Roe")
    palette = shell._palette
    qtbot.waitUntil(lambda: not palette._timer.isActive() and not shell.desk._waiting)
    assert all("hidden" not in row.title for row in palette.rows())


@pytest.fixture
def victim(office: Office, case: Case) -> Party:
    return office.do(EnterVictim(case=case.id, person=somebody("Stone"))).value.party


def test_a_person_is_protected_and_known_again(
    shell: Shell, office: Office, victim: Party, qtbot: QtBot
) -> None:
    shell.go(Section.PEOPLE, victim.person)
    view = shell.view(Section.PEOPLE)
    assert isinstance(view, PeopleView)
    view._what.set_value("person")
    view._turn(None)
    (line,) = view.findChildren(PersonLine)
    qtbot.waitUntil(line.protect.isVisible)
    line.protect.click()
    commit(form(ProtectForm, qtbot), "Threats")
    qtbot.waitUntil(lambda: line.words() == "Open to A. Rivera only")
    assert office.ask(ProtectionOf(victim.person)) is not None
    qtbot.waitUntil(line.lift.isVisible)
    line.lift.click()
    commit(form(LiftProtectionForm, qtbot), "Trial is over")
    qtbot.waitUntil(lambda: office.ask(ProtectionOf(victim.person)) is None)


def test_roles_without_the_right_are_offered_nothing(case: Case, ann: Office, qtbot: QtBot) -> None:
    desk = Desk(ann)
    window = Shell(desk, PAGES, ACTIONS, identity_of(ann), search=SEARCH, hidden=HIDDEN)
    qtbot.addWidget(window)
    window.show()
    line = open_case(window, case.id, qtbot)
    assert "wall.open" not in window._actions
    with pytest.raises(StopIteration):
        press(window, "Restrict access")
    assert [entry.press for entry in line.entries()] == [None]
    assert ann.actor.role is OfficeRole.PROSECUTOR
    desk.close()


def test_a_defendant_is_not_protected_but_told_what_to_do(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    roe = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=somebody("Roe"))).value
    shell.go(Section.PEOPLE, roe.person)
    view = shell.view(Section.PEOPLE)
    assert isinstance(view, PeopleView)
    (line,) = view.findChildren(PersonLine)
    qtbot.waitUntil(line.protect.isVisible)
    line.protect.click()
    dialog = form(ProtectForm, qtbot)
    commit(dialog, "Threats")
    qtbot.waitUntil(lambda: not dialog._trouble.isHidden())
    assert office.ask(ProtectionOf(roe.person)) is None
