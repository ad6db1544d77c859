"""The Cases page on a real office: list, filters, workspace, tabs, new case."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.cases import Case, CaseStatus, Stage
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId
from app.domain.users import Actor, OfficeRole, UserId
from app.services.case_heading import FlagCase
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.cases import AmendCase, CaseHeaderOf, CasesCount, CasesPage, OpenCase
from app.services.notes import AddNote
from app.services.office import Office
from app.ui import charges, history, notes, persons
from app.ui.case_tab import CasePlace
from app.ui.cases import ACTIONS, cases_page
from app.ui.cases.new_case import NewCaseForm, open_new_case
from app.ui.cases.page import CasesPage as View
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.page import Section
from app.ui.shell import Identity, Shell
from app.ui.widgets import Field, TextInput
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable

TABS = (charges.CASE_TAB, persons.CASE_TAB, notes.CASE_TAB, history.CASE_TAB)


def burglary(family: str, title: str = "", stage: Stage = Stage.ARRAIGNMENT) -> OpenCaseFile:
    return OpenCaseFile(
        opening=OpenCase(title=title, stage=stage),
        defendant=Person(id=PersonId(new_id()), family=family),
        count=FirstCount(statute="PC 459", description="Burglary"),
    )


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside County")
    window = Shell(desk, (cases_page(TABS),), ACTIONS, identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    desk.close()


def page(shell: Shell) -> View:
    view = shell.view(Section.CASES)
    assert isinstance(view, View)
    return view


def open_case(shell: Shell, qtbot: QtBot, case: Case, tab: str = "") -> View:
    view = page(shell)
    shell.go(Section.CASES, CasePlace(case.id, tab))
    qtbot.waitUntil(lambda: case.title in shown_texts(view))
    return view


def form(qtbot: QtBot) -> FormDialog:
    def found() -> list[FormDialog]:
        tops = QApplication.topLevelWidgets()
        return [each for each in tops if isinstance(each, FormDialog) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def fill(form: FormDialog, **values: str) -> None:
    for field in form.findChildren(Field):
        if field.name in values:
            content: Any = field.content
            content.set_value(values[field.name])


def test_an_empty_office_offers_the_first_case(shell: Shell, qtbot: QtBot) -> None:
    view = page(shell)
    words = "The office has no case yet. Open the first one."
    qtbot.waitUntil(lambda: words in shown_texts(view))
    assert "0 of 0" in shown_texts(view)


def test_the_first_case_of_the_list_is_shown(office: Office, shell: Shell, qtbot: QtBot) -> None:
    case = office.do(burglary("Roe")).value
    view = page(shell)
    view.refresh()
    qtbot.waitUntil(lambda: view.case_at_hand() == case.id)
    qtbot.waitUntil(lambda: "Burglary, 1 count" in shown_texts(view))
    assert "1 of 1" in shown_texts(view)
    assert unnamed_focusable(view) == []


def test_a_filter_keeps_what_it_finds(office: Office, shell: Shell, qtbot: QtBot) -> None:
    office.do(burglary("Roe"))
    office.do(burglary("Doe"))
    view = page(shell)
    view.refresh()
    qtbot.waitUntil(lambda: "2 of 2" in shown_texts(view))
    view.list.table.setFocus()
    QTest.keyClicks(view.list.table, "/")
    focused = QApplication.focusWidget()
    assert isinstance(focused, TextInput)
    QTest.keyClicks(focused, "doe")
    qtbot.waitUntil(lambda: "1 of 2" in shown_texts(view))
    qtbot.waitUntil(lambda: view.list.table.table.rowCount() == 1)


def test_what_a_filter_finds_is_shown_and_entered_by_keyboard(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    office.do(burglary("Doe", "State v. Doe"))
    office.do(burglary("Roe", "State v. Roe"))
    view = page(shell)
    view.refresh()
    qtbot.waitUntil(lambda: "State v. Roe" in shown_texts(view))
    view.list.focus_filter()
    QTest.keyClicks(view.list._search, "Doe")
    qtbot.waitUntil(lambda: "State v. Doe" in shown_texts(view))
    QTest.keyClick(view.list._search, Qt.Key.Key_Return)
    assert view.list.table.hasFocus()


def test_enter_goes_into_the_case_and_ctrl_enter_makes_it_wide(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    office.do(burglary("Roe"))
    view = page(shell)
    view.refresh()
    qtbot.waitUntil(lambda: view.case_at_hand() is not None)
    view.list.table.setFocus()
    QTest.keyClick(view.list.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.list.isHidden()
    workspace = view.workspace()
    assert workspace is not None
    QTest.keyClick(workspace, Qt.Key.Key_Escape)
    assert not view.list.isHidden()


def test_the_page_begins_in_its_list_even_where_a_case_was_opened_first(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    case = office.do(burglary("Roe")).value
    view = open_case(shell, qtbot, case)
    shell.go(Section.TODAY)
    shell.go(Section.CASES)
    assert view.list.table.hasFocus()


def test_the_tab_in_front_stays_from_case_to_case(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    first, second = (office.do(burglary(name)).value for name in ("Roe", "Doe"))
    view = open_case(shell, qtbot, first, "people")
    open_case(shell, qtbot, second)
    workspace = view.workspace()
    assert workspace is not None
    assert workspace.tabs.current() == "people"
    workspace.focus_tabs()
    QTest.keyClick(workspace, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert workspace.tabs.current() == "notes"


@pytest.mark.parametrize("text", MARKUP)
def test_what_users_wrote_is_shown_as_it_is(
    office: Office, shell: Shell, qtbot: QtBot, text: str
) -> None:
    case = office.do(burglary(text, title=text)).value
    office.do(FlagCase(case=case.id, name=text))
    office.do(AddNote(case=case.id, text=text))
    view = open_case(shell, qtbot, case)
    assert labels_that_guess(view) == []


def test_a_hundred_thousand_characters_do_not_widen_the_window(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    long = "W" * 100_000
    case = office.do(burglary(long, title=long)).value
    office.do(FlagCase(case=case.id, name=long))
    office.do(AddNote(case=case.id, text=long))
    view = open_case(shell, qtbot, case)
    for tab in ("overview", "charges", "people", "notes", "history"):
        shell.go(Section.CASES, CasePlace(case.id, tab))
        qtbot.wait(60)
    assert shell.width() == 1366
    assert view.minimumSizeHint().width() <= 1170


def test_a_walled_case_says_why_it_is_not_shown(shell: Shell, qtbot: QtBot) -> None:
    view = page(shell)
    shell.go(Section.CASES, new_id())
    qtbot.waitUntil(lambda: "This case cannot be shown" in shown_texts(view))


def test_the_menu_moves_the_stage_and_undo_brings_it_back(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    case = office.do(burglary("Roe")).value
    view = open_case(shell, qtbot, case)
    qtbot.waitUntil(lambda: "Arraignment" in shown_texts(view))
    workspace = view.workspace()
    assert workspace is not None
    workspace._offer_more()
    menu = next(m for m in workspace.findChildren(QMenu) if m.isVisible())
    next(a for a in menu.actions() if a.text() == "Trial").trigger()
    menu.close()
    qtbot.waitUntil(lambda: office.ask(CaseHeaderOf(case.id)).case.stage is Stage.TRIAL)
    qtbot.waitUntil(lambda: "moved to Trial" in shell.message_bar.text)
    shell.undo()
    qtbot.waitUntil(lambda: office.ask(CaseHeaderOf(case.id)).case.stage is Stage.ARRAIGNMENT)


def test_a_new_case_is_one_commit_and_opens(office: Office, shell: Shell, qtbot: QtBot) -> None:
    open_new_case(shell)
    new = form(qtbot)
    assert isinstance(new, NewCaseForm)
    assert unnamed_focusable(new) == []
    new._defendant.family.setText("Roe")
    fill(new, statute="PC 459", description="Burglary")
    QTest.keyClick(new, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: office.ask(CasesCount()) == 1)
    (line,) = office.ask(CasesPage()).rows
    assert (line.title, line.charge, line.defendant) == ("State v. Roe", "Burglary", "Roe")
    qtbot.waitUntil(lambda: page(shell).case_at_hand() == line.case)


def test_a_known_defendant_is_used_again(office: Office, shell: Shell, qtbot: QtBot) -> None:
    office.do(burglary("Roe"))
    open_new_case(shell)
    new = form(qtbot)
    assert isinstance(new, NewCaseForm)
    picker = new._defendant
    picker.family.setText("Ro")
    qtbot.waitUntil(lambda: len(picker._offers.rows()) == 1)
    picker._offers.acted.emit(picker._offers.rows()[0].key)
    new.commit()
    qtbot.waitUntil(lambda: office.ask(CasesCount()) == 2)
    assert {line.defendant for line in office.ask(CasesPage()).rows} == {"Roe"}


def test_a_refused_form_stays_open_with_the_sentence(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    office.do(OpenCase(title="Taken", number="A-1"))
    open_new_case(shell)
    new = form(qtbot)
    assert isinstance(new, NewCaseForm)
    fill(new, title="Second", number="A-1")
    new.commit()
    qtbot.waitUntil(lambda: any("belongs to another case" in t for t in shown_texts(new)))
    assert new.isVisible()


def test_a_closed_case_is_left_out_until_asked_for(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    office.do(burglary("Roe"))
    closed = office.do(OpenCase(title="Old")).value
    office.do(AmendCase(case=replace(closed, status=CaseStatus.CLOSED, stage=Stage.CLOSED)))
    view = page(shell)
    view.refresh()
    qtbot.waitUntil(lambda: "1 of 2" in shown_texts(view))
    view.list._set_stage(Stage.CLOSED)
    qtbot.waitUntil(lambda: view.list.table.table.rowCount() == 1)
    qtbot.waitUntil(lambda: view.list.table.current_key() == closed.id)


def test_ctrl_p_prints_the_case_in_front(office: Office, qtbot: QtBot) -> None:
    case = office.do(burglary("Roe")).value
    printed: list[UUID] = []
    desk = Desk(office)
    pages = (cases_page(TABS, lambda _frame, which: printed.append(which)),)
    window = Shell(desk, pages, ACTIONS, Identity(person="A", role="B", office="C"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = open_case(window, qtbot, case)
    view.list.table.setFocus()
    QTest.keyClick(view.list.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed == [case.id]
    desk.close()


def test_a_reader_is_offered_neither_adding_nor_printing(office: Office, qtbot: QtBot) -> None:
    case = office.do(burglary("Roe")).value
    role = OfficeRole.READER
    reader = Office(office._database, Actor(UserId(new_id()), role, role, role), lambda: None)
    desk = Desk(reader)
    pages = (cases_page(TABS, lambda _frame, _case: None),)
    window = Shell(desk, pages, ACTIONS, Identity(person="A", role="B", office="C"))
    qtbot.addWidget(window)
    window.show()
    view = open_case(window, qtbot, case)
    workspace = view.workspace()
    assert workspace is not None
    assert workspace._add.isHidden()
    assert workspace._print.isHidden()
    assert "Everyone's" in shown_texts(view)
    desk.close()
