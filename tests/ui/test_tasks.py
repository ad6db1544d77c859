"""The tasks of a case in the window: adding, ticking, changing, on a real office."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cases import CaseId
from app.domain.reminders import Inbox
from app.services.cases import OpenCase
from app.services.office import Office
from app.services.reminders import RemindersInbox
from app.services.tasks import AddTask, CaseTasks
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.tasks import CASE_TAB
from app.ui.tasks.forms import RemindForm, TaskForm, add_task
from app.ui.tasks.tab import TasksTab
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (), (), identity)
    qtbot.addWidget(window)
    window.show()
    yield window
    desk.close()


def tab_of(shell: Shell, case: CaseId, qtbot: QtBot, rows: int) -> TasksTab:
    tab = CASE_TAB.build(shell, case)
    assert isinstance(tab, TasksTab)
    qtbot.addWidget(tab)
    tab.resize(720, 500)
    tab.show()
    qtbot.waitUntil(lambda: tab.table.table.rowCount() == rows)
    return tab


def opened(shell: Shell, kind: type[FormDialog], qtbot: QtBot) -> FormDialog:
    def find() -> list[FormDialog]:
        return [form for form in shell.findChildren(FormDialog) if isinstance(form, kind)]

    qtbot.waitUntil(lambda: bool(find()))
    return find()[0]


def test_a_task_is_added_through_the_form(
    shell: Shell, qtbot: QtBot, office: Office, case: CaseId
) -> None:
    tab = tab_of(shell, case, qtbot, 0)
    add_task(shell, case)
    form = opened(shell, TaskForm, qtbot)
    assert unnamed_focusable(form) == []
    form.commit()
    assert office.ask(CaseTasks(case)) == ()
    form._title.content.set_value(MARKUP[0])  # type: ignore[attr-defined]
    form._due.content.set_day(date(2099, 3, 2))  # type: ignore[attr-defined]
    form._person.content.set_value(office.actor.user)  # type: ignore[attr-defined]
    form._steps.content.set_value("Facts\n\nLaw")  # type: ignore[attr-defined]
    form.commit()
    qtbot.waitUntil(lambda: tab.table.table.rowCount() == 1)
    (shown,) = office.ask(CaseTasks(case))
    assert (shown.task.title, shown.assignee) == (MARKUP[0], "A. Rivera")
    assert [step.words for step in shown.task.steps] == ["Facts", "Law"]
    assert len(office.ask(RemindersInbox(part=Inbox.COMING)).rows) == 2


def test_space_ticks_off_and_again_reopens(
    shell: Shell, qtbot: QtBot, office: Office, case: CaseId
) -> None:
    office.do(AddTask(case=case, title="Subpoena"))
    tab = tab_of(shell, case, qtbot, 1)
    with qtbot.waitSignal(tab.counted) as counted:
        QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert counted.args == [0]
    with qtbot.waitSignal(tab.counted) as counted:
        QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert counted.args == [1]


def test_the_checklist_is_ticked_by_keyboard(
    shell: Shell, qtbot: QtBot, office: Office, case: CaseId
) -> None:
    office.do(AddTask(case=case, title="Brief", checklist=("Facts", MARKUP[1])))
    tab = tab_of(shell, case, qtbot, 1)
    qtbot.waitUntil(lambda: len(tab.detail.steps.rows()) == 2)
    tab.detail.steps.setFocus()
    QTest.keyClick(tab.detail.steps, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.detail.steps.rows()[0].right == "ticked")
    (shown,) = office.ask(CaseTasks(case))
    assert [step.is_done for step in shown.task.steps] == [True, False]


def test_changing_the_checklist_keeps_what_is_ticked(
    shell: Shell, qtbot: QtBot, office: Office, case: CaseId
) -> None:
    office.do(AddTask(case=case, title="Brief", checklist=("Facts", "Law")))
    tab = tab_of(shell, case, qtbot, 1)
    qtbot.waitUntil(lambda: len(tab.detail.steps.rows()) == 2)
    tab.detail._tick(1)
    qtbot.waitUntil(lambda: tab.detail.steps.rows()[1].right == "ticked")
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    form = opened(shell, TaskForm, qtbot)
    form._steps.content.set_value("Law\nFacts\nExhibits")  # type: ignore[attr-defined]
    form.commit()
    qtbot.waitUntil(lambda: len(tab.detail.steps.rows()) == 3)
    (shown,) = office.ask(CaseTasks(case))
    assert [step.is_done for step in shown.task.steps] == [True, False, False]


def test_more_reminders_are_set_for_a_dated_task(
    shell: Shell, qtbot: QtBot, office: Office, case: CaseId
) -> None:
    office.do(AddTask(case=case, title="Brief", due_on=date(2099, 3, 2)))
    tab = tab_of(shell, case, qtbot, 1)
    qtbot.waitUntil(tab.detail.isVisible)
    tab.detail._set_reminders()
    form = opened(shell, RemindForm, qtbot)
    form._lead.set_value("30, 14")  # type: ignore[attr-defined]
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(RemindersInbox(part=Inbox.COMING)).rows) == 4)


def test_an_empty_case_and_the_longest_text_are_shown(
    shell: Shell, qtbot: QtBot, office: Office, case: CaseId
) -> None:
    tab = tab_of(shell, case, qtbot, 0)
    assert "Nothing is to do in this case." in shown_texts(tab)
    office.do(
        AddTask(case=case, title="w" * 100_000, note="n " * 50_000, checklist=("s" * 100_000,))
    )
    shell.desk.changed.emit(office.do(AddTask(case=case, title=MARKUP[5])).changes)
    qtbot.waitUntil(lambda: tab.table.table.rowCount() == 2)
    tab.table.selectRow(1)
    assert tab.minimumSizeHint().width() < 720
    assert labels_that_guess(tab) == []
    assert unnamed_focusable(tab) == []
