"""A killed program loses seconds of typing and no form, on a real vault, run after run."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.domain.cases import Case
from app.services.cases import OpenCase
from app.services.drafts import MyDrafts, TypingLeft
from app.services.notes import CaseNotes
from app.services.office import Office
from app.storage.engine import raw_connection
from app.ui.case_tab import CasePlace
from app.ui.cases.new_case import NewCaseForm
from app.ui.drafts import TypingKeeper
from app.ui.drafts.bar import DraftBar
from app.ui.evidence.log_view import LogView
from app.ui.evidence.page import LogFor
from app.ui.keys import PassphraseForm
from app.ui.notes import NotesTab
from app.ui.page import Section
from app.ui.shell import Shell
from app.ui.widgets import Button
from tests.conftest import LOGIN, PASSPHRASE
from tests.ui.checks import shown_texts
from tests.ui.runs import Runs, unlock
from tests.ui.test_drafts import one, press, settle, write


@pytest.fixture
def case(vault_folder: Path) -> Case:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    opened = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    office.close()
    return opened


@pytest.fixture
def shell(
    runs: Runs,
    case: Case,  # noqa: ARG001  the vault holds it
    qtbot: QtBot,
) -> Shell:
    return begun(runs, qtbot)


def begun(runs: Runs, qtbot: QtBot) -> Shell:
    """Open the next window, which waits a shorter while for quiet."""
    shell = unlock(runs.begin(), qtbot)
    (keeper,) = shell.findChildren(TypingKeeper)
    keeper._timer.setInterval(20)
    return shell


def office_of(runs: Runs) -> Office:
    assert runs.program is not None
    assert runs.program._open is not None
    return runs.program._open.office


def killed(runs: Runs, qtbot: QtBot) -> Shell:
    """End the program as a power cut does, with nothing said or written; open the next one."""
    assert runs.program is not None
    opened, runs.program._open = runs.program._open, None
    assert opened is not None
    opened.idle.stop()
    opened.watch.stop()
    opened.shell.desk.close()
    opened.shell.hide()
    opened.shell.deleteLater()
    opened.office.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shell = begun(runs, qtbot)
    settle(shell, qtbot)
    return shell


def wait_until_kept(runs: Runs, qtbot: QtBot, number: int = 1) -> None:
    qtbot.waitUntil(lambda: office_of(runs).ask(TypingLeft()) == number)


def head(runs: Runs) -> int:
    office = office_of(runs)
    with office._database.reading(office.actor) as reading:
        return reading.audit.head()[0]


def raw(runs: Runs, statement: str) -> None:
    """Change the database past the program."""
    database = office_of(runs)._database
    connection = raw_connection(database._path, database._key)
    connection.execute(statement)
    connection.close()


def open_notes(shell: Shell, case: Case, qtbot: QtBot) -> NotesTab:
    shell.go(Section.CASES, CasePlace(case.id, "notes"))
    settle(shell, qtbot)
    return one(shell, NotesTab)


def note_typed(runs: Runs, shell: Shell, case: Case, qtbot: QtBot, text: str) -> NotesTab:
    tab = open_notes(shell, case, qtbot)
    tab._text.content.setFocus()
    QTest.keyClicks(tab._text.content, text)
    wait_until_kept(runs, qtbot)
    return tab


def offered(shell: Shell) -> str:
    bar = shell.findChildren(DraftBar)[0]
    return " ".join(shown_texts(bar)) if bar.isVisible() else ""


def test_a_note_half_typed_when_the_program_is_killed_comes_back(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    seq = head(runs)
    note_typed(runs, shell, case, qtbot, "She saw two men")
    assert head(runs) == seq
    shell = killed(runs, qtbot)
    qtbot.waitUntil(lambda: "Draft of “New note” kept at" in offered(shell))
    press(shell, "Open draft")
    settle(shell, qtbot)
    tab = one(shell, NotesTab)
    assert tab._text.value() == "She saw two men"
    tab._commit()
    qtbot.waitUntil(lambda: not tab._text.value())
    settle(shell, qtbot)
    office = office_of(runs)
    assert [each.text for each in office.ask(CaseNotes(case=case.id)).rows] == ["She saw two men"]
    assert (office.ask(TypingLeft()), _forms(office)) == (0, [])


def test_a_form_that_is_committed_or_given_up_is_not_kept_any_more(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    tab = note_typed(runs, shell, case, qtbot, "Whole")
    tab._commit()
    qtbot.waitUntil(lambda: office_of(runs).ask(TypingLeft()) == 0)
    shell._actions.run("case.new")
    settle(shell, qtbot)
    form = one(shell, NewCaseForm)
    QTest.keyClicks(form._title.content, "State v. Doe")
    wait_until_kept(runs, qtbot)
    next(each for each in form.findChildren(Button) if each.label == "Cancel").click()
    qtbot.waitUntil(lambda: office_of(runs).ask(TypingLeft()) == 0)
    assert offered(killed(runs, qtbot)) == ""


def test_nothing_is_written_where_nothing_changed(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    tab = note_typed(runs, shell, case, qtbot, "Half")
    (keeper,) = shell.findChildren(TypingKeeper)
    before = _saved_at(runs)
    QTest.keyClick(tab._text.content, Qt.Key.Key_Shift)
    keeper.keep()
    settle(shell, qtbot)
    assert _saved_at(runs) == before
    QTest.keyClicks(tab._text.content, " of it")
    qtbot.waitUntil(lambda: _saved_at(runs) != before)


def test_what_the_disk_refused_is_kept_as_soon_as_there_is_room(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    tab = open_notes(shell, case, qtbot)
    (keeper,) = shell.findChildren(TypingKeeper)
    raw(
        runs,
        "CREATE TRIGGER full BEFORE INSERT ON half_typed"
        " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    tab._text.content.setFocus()
    QTest.keyClicks(tab._text.content, "Half")
    keeper._timer.stop()
    keeper.keep()
    settle(shell, qtbot)
    assert office_of(runs).ask(TypingLeft()) == 0
    raw(runs, "DROP TRIGGER full")
    keeper.keep()
    wait_until_kept(runs, qtbot)


def test_a_passphrase_is_never_kept_while_it_is_typed(
    runs: Runs, shell: Shell, qtbot: QtBot
) -> None:
    form = PassphraseForm(shell)
    form.open()
    write(form._old.content, PASSPHRASE)
    (keeper,) = shell.findChildren(TypingKeeper)
    keeper.keep()
    settle(shell, qtbot)
    assert office_of(runs).ask(TypingLeft()) == 0


def test_a_lock_makes_one_draft_of_it(runs: Runs, shell: Shell, case: Case, qtbot: QtBot) -> None:
    note_typed(runs, shell, case, qtbot, "Half a note")
    assert runs.program is not None
    runs.program.lock()
    shell = begun(runs, qtbot)
    settle(shell, qtbot)
    assert "Draft of “New note”" in offered(shell)
    assert "more draft" not in offered(shell)
    assert office_of(runs).ask(TypingLeft()) == 0


def test_a_draft_opened_again_and_killed_again_is_one_draft(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    note_typed(runs, shell, case, qtbot, "Half")
    shell = killed(runs, qtbot)
    qtbot.waitUntil(lambda: bool(offered(shell)))
    press(shell, "Open draft")
    settle(shell, qtbot)
    tab = one(shell, NotesTab)
    QTest.keyClicks(tab._text.content, " and more")
    wait_until_kept(runs, qtbot)
    shell = killed(runs, qtbot)
    qtbot.waitUntil(lambda: bool(offered(shell)))
    assert "more draft" not in offered(shell)
    press(shell, "Open draft")
    settle(shell, qtbot)
    assert one(shell, NotesTab)._text.value() == "Half and more"


def test_a_batch_of_evidence_comes_back_after_a_kill(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    shell.go(Section.EVIDENCE, LogFor(case.id))
    settle(shell, qtbot)
    log = one(shell, LogView)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Pry bar")
    log._form.add()
    settle(shell, qtbot)
    description = log._form._typed["description"]
    description.setFocus()
    QTest.keyClicks(description, "Half a sent")
    wait_until_kept(runs, qtbot)
    shell = killed(runs, qtbot)
    qtbot.waitUntil(lambda: "Log evidence in 2026-00417" in offered(shell))
    press(shell, "Open draft")
    settle(shell, qtbot)
    log = one(shell, LogView)
    qtbot.waitUntil(lambda: len(log.batch.lines) == 1)
    assert log._form._typed["description"].text() == "Half a sent"


def _forms(office: Office) -> list[str]:
    return [each.form for each in office.ask(MyDrafts()) if each.form != "place"]


def _saved_at(runs: Runs) -> list[object]:
    office = office_of(runs)
    with office._database.reading(office.actor) as reading:
        return [each.draft.saved_at for each in reading.half_typed.every()]
