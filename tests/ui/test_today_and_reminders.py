"""Today and the reminders inbox by keyboard, on a real office."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases import CaseId
from app.domain.reminders import Inbox
from app.domain.severity import Severity
from app.domain.today import Consequence
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from app.services.office import Office
from app.services.reminders import InboxOverview, RemindersInbox
from app.services.tasks import AddTask, CaseTasks
from app.services.today import Today
from app.ui.case_tab import CasePlace
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame, Page, PageView, Section
from app.ui.reminders import PAGE as REMINDERS
from app.ui.reminders import InboxList, RemindersPage
from app.ui.reminding import AcknowledgeForm, SnoozeForm
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.today import PAGE as TODAY
from app.ui.today import TodayPage
from app.ui.today.matter_list import SHORT
from app.ui.widgets import column
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable


class Places(PageView):
    """Stands for the cases: remembers where it was asked to go."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.asked: list[object] = []
        self.setLayout(column(None))

    def refresh(self) -> None:
        """Nothing is shown."""

    def show_target(self, target: object) -> None:
        self.asked.append(target)


PAGES = (TODAY, Page(Section.CASES, "Cases", Icon.FOLDER_OPEN, Places), REMINDERS)


@pytest.fixture
def today(office: Office) -> date:
    return office.ask(Today()).today


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title=f"State v. {MARKUP[0]}", number="2026-00417")).value.id


@pytest.fixture
def owed(office: Office, case: CaseId, today: date) -> CaseId:
    """Two deadlines ahead that were entered a month ago and ring by now, and a late task."""
    with time_machine.travel(datetime.now(UTC) - timedelta(days=30)):
        for title, days, severity in (
            ("Speedy-trial limit", 2, Severity.STATUTORY),
            (f"Call {MARKUP[2]}", 3, Severity.INTERNAL),
        ):
            office.do(
                AddDeadline(
                    case=case,
                    title=title,
                    due_on=today + timedelta(days=days),
                    severity=severity,
                    lead_days=(days + 7, days + 1),
                )
            )
    office.do(AddTask(case=case, title="Subpoena", due_on=today - timedelta(days=2)))
    office.do(AddTask(case=case, title="File", due_on=today - timedelta(days=1), lead_days=()))
    return case


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, PAGES, (), identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    yield window
    for popup in QApplication.topLevelWidgets():
        if isinstance(popup, QMenu):
            popup.close()
    desk.close()


def today_page(shell: Shell, qtbot: QtBot) -> TodayPage:
    view = shell.view(Section.TODAY)
    assert isinstance(view, TodayPage)
    shell.go(Section.TODAY)
    view.refresh()  # what the fixtures owe came after the window and not through its desk
    qtbot.waitUntil(lambda: view.tiles.tile("overdue").number is not None)
    return view


def inbox(shell: Shell, qtbot: QtBot, rows: int) -> InboxList:
    view = shell.view(Section.REMINDERS)
    assert isinstance(view, RemindersPage)
    shell.go(Section.REMINDERS)
    due = view.list_of(Inbox.DUE)
    qtbot.waitUntil(lambda: due.table.table.rowCount() == rows)
    return due


def opened(shell: Shell, kind: type[FormDialog], qtbot: QtBot) -> FormDialog:
    def find() -> list[FormDialog]:
        return [form for form in shell.findChildren(FormDialog) if isinstance(form, kind)]

    qtbot.waitUntil(lambda: bool(find()))
    return find()[0]


def places(shell: Shell) -> list[object]:
    view = shell.view(Section.CASES)
    assert isinstance(view, Places)
    return view.asked


def press(table: QWidget, key: Qt.Key) -> None:
    table.setFocus()
    QTest.keyClick(table, key)


def test_an_empty_office_says_so_and_leads_to_the_cases(shell: Shell, qtbot: QtBot) -> None:
    page = today_page(shell, qtbot)
    assert "Nothing needs you today." in shown_texts(page)
    assert page.headline == "No hearings today."
    assert page.tiles.tile("no_next_date").number == 0
    assert unnamed_focusable(page) == []


@pytest.mark.usefixtures("owed")
def test_the_list_is_ordered_and_shown_as_typed(shell: Shell, qtbot: QtBot) -> None:
    page = today_page(shell, qtbot)
    table = page.matter_list.table
    qtbot.waitUntil(lambda: table.table.rowCount() == 2)
    shown = [table.table.index(line, 1).data() for line in range(2)]
    assert shown == ["Subpoena", "File"]
    assert table.table.index(0, 3).data() == f"State v. {MARKUP[0]}"
    assert labels_that_guess(page) == []
    assert unnamed_focusable(page) == []


def test_enter_opens_the_matter_in_its_case(
    shell: Shell, qtbot: QtBot, office: Office, owed: CaseId
) -> None:
    page = today_page(shell, qtbot)
    table = page.matter_list.table
    qtbot.waitUntil(lambda: table.table.rowCount() == 2)
    task = office.ask(CaseTasks(owed))[0].task
    press(table, Qt.Key.Key_Return)
    assert places(shell) == [CasePlace(owed, "tasks", task.id)]


def test_space_ticks_a_task_off_and_undo_puts_it_back(
    shell: Shell, qtbot: QtBot, office: Office, owed: CaseId
) -> None:
    table = today_page(shell, qtbot).matter_list.table
    qtbot.waitUntil(lambda: table.table.rowCount() == 2)
    press(table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: table.table.rowCount() == 1)
    done = [each.task for each in office.ask(CaseTasks(owed)) if each.task.is_done]
    assert [(task.title, task.done_by) for task in done] == [("Subpoena", "A. Rivera")]
    shell.undo()
    qtbot.waitUntil(lambda: table.table.rowCount() == 2)


@pytest.mark.usefixtures("owed")
def test_a_tile_narrows_the_list_and_show_all_widens_it(shell: Shell, qtbot: QtBot) -> None:
    page = today_page(shell, qtbot)
    table = page.matter_list.table
    qtbot.waitUntil(lambda: table.table.rowCount() == 2)
    page.tiles.tile("overdue").click()
    assert [row.consequence for row in table.table._rows] == [Consequence.OVERDUE] * 2
    page.tiles.tile("evidence_late").click()
    assert table.table.rowCount() == 0
    page.matter_list.show_everything()
    assert table.table.rowCount() == 2


def test_a_long_list_is_cut_until_asked_for(
    shell: Shell, qtbot: QtBot, office: Office, case: CaseId, today: date
) -> None:
    for number in range(SHORT + 4):
        office.do(AddTask(case=case, title=f"Task {number}", due_on=today))
    page = today_page(shell, qtbot)
    page.refresh()
    table = page.matter_list.table
    qtbot.waitUntil(lambda: table.table.rowCount() == SHORT)
    assert "Show 4 more" in shown_texts(page)
    page.matter_list.show_long()
    assert table.table.rowCount() == SHORT + 4


def test_opening_the_window_counts_what_came_due_before(
    shell: Shell, qtbot: QtBot, office: Office
) -> None:
    today_page(shell, qtbot)
    with office._database.reading(office.actor) as reading:
        (last,) = reading.audit.newest(1)
    assert last.action == "EnterOffice"
    assert office.ask(InboxOverview()).came_due_while_away == 0


@pytest.mark.usefixtures("owed")
def test_a_date_set_by_law_is_acknowledged_in_a_form_with_a_note(
    shell: Shell, qtbot: QtBot, office: Office
) -> None:
    due = inbox(shell, qtbot, 3)
    press(due.table, Qt.Key.Key_A)
    form = opened(shell, AcknowledgeForm, qtbot)
    assert "Speedy-trial limit" in shown_texts(form)
    assert unnamed_focusable(form) == []
    form._note.content.set_value("Trial is set")  # type: ignore[attr-defined]
    form.commit()
    qtbot.waitUntil(lambda: due.table.table.rowCount() == 2)
    (kept,) = office.ask(RemindersInbox(part=Inbox.ACKNOWLEDGED)).rows
    assert (kept.acknowledged_by, kept.note) == ("A. Rivera", "Trial is set")


@pytest.mark.usefixtures("owed")
def test_a_plain_reminder_is_acknowledged_with_one_key(shell: Shell, qtbot: QtBot) -> None:
    due = inbox(shell, qtbot, 3)
    due.table.selectRow(1)
    press(due.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: due.table.table.rowCount() == 2)
    assert shell.message_bar.text == "Acknowledged by A. Rivera: Subpoena"


@pytest.mark.usefixtures("owed")
def test_snoozes_offered_do_not_miss_the_day_and_can_be_undone(shell: Shell, qtbot: QtBot) -> None:
    due = inbox(shell, qtbot, 3)
    press(due.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(due.findChildren(QMenu)))
    menu = due.findChildren(QMenu)[0]
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert "In three days" not in words
    assert words[-1].startswith("Pick a time, at the latest")
    tomorrow = next(a for a in menu.actions() if a.text().startswith("Tomorrow morning"))
    tomorrow.trigger()
    qtbot.waitUntil(lambda: due.table.table.rowCount() == 2)
    shell.undo()
    qtbot.waitUntil(lambda: due.table.table.rowCount() == 3)


@pytest.mark.usefixtures("owed")
def test_a_snooze_past_the_day_is_refused_beside_the_field(
    shell: Shell, qtbot: QtBot, today: date
) -> None:
    due = inbox(shell, qtbot, 3)
    press(due.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(due.findChildren(QMenu)))
    menu = due.findChildren(QMenu)[0]
    menu.actions()[-1].trigger()
    menu.close()
    form = opened(shell, SnoozeForm, qtbot)
    form._day.content.set_day(today + timedelta(days=9))  # type: ignore[attr-defined]
    form.commit()
    qtbot.waitUntil(lambda: form._day.has_error)  # type: ignore[attr-defined]
    assert form.isVisible()
    form.close()


@pytest.mark.usefixtures("owed")
def test_what_is_overdue_cannot_be_put_off_but_answered_at_once(
    shell: Shell, qtbot: QtBot, office: Office
) -> None:
    due = inbox(shell, qtbot, 3)
    due.table.selectRow(1)
    press(due.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: shell.message_bar.text.startswith("Subpoena was due"))
    assert not due.findChildren(QMenu)
    shell.message_bar._button.click()
    qtbot.waitUntil(lambda: due.table.table.rowCount() == 2)
    (kept,) = office.ask(RemindersInbox(part=Inbox.ACKNOWLEDGED)).rows
    assert kept.title == "Subpoena"


@pytest.mark.usefixtures("owed")
def test_the_inbox_is_named_plain_and_counted(shell: Shell, qtbot: QtBot) -> None:
    due = inbox(shell, qtbot, 3)
    page = shell.view(Section.REMINDERS)
    qtbot.waitUntil(lambda: "3 are due, 0 are put off." in shown_texts(page))
    assert unnamed_focusable(page) == []
    assert labels_that_guess(page) == []
    titles = {due.table.table.index(line, 1).data() for line in range(3)}
    assert f"Call {MARKUP[2]}" in titles
    page.show_target(Inbox.SNOOZED)
    assert "Nothing is put off." in shown_texts(page)


def test_enter_in_the_inbox_opens_the_dated_record(
    shell: Shell, qtbot: QtBot, office: Office, owed: CaseId
) -> None:
    due = inbox(shell, qtbot, 3)
    first = office.ask(RemindersInbox()).rows[0]
    press(due.table, Qt.Key.Key_Return)
    assert places(shell) == [CasePlace(owed, "deadlines", first.subject)]
