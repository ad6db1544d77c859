"""Backups in the window: the tab, the schedule's keeper, and a restore from the first screen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.domain.backups import BackupKind, Watch
from app.process import Handover
from app.services.backups import BackupsInFolder, HowBackupsStand, MakeBackup, back_up
from app.services.cases import CasesCount, OpenCase
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings
from app.ui.backups.keeper import BackupKeeper
from app.ui.backups.note import BackupNote
from app.ui.backups.restore_form import RestoreForm
from app.ui.backups.tab import BackupsTab
from app.ui.confirming import ConfirmForm
from app.ui.desk import Desk
from app.ui.launch import Program
from app.ui.page import Section
from app.ui.pages import ACTIONS, PAGES, identity_of
from app.ui.restore_request import ask_for_restore, take_request
from app.ui.shell import Shell
from app.ui.unlock import UnlockWindow
from app.ui.unlock.enter import EnterCard
from app.ui.unlock.restore import RestoreCard
from app.ui.widgets import Button, Field
from tests.conftest import LOGIN, PASSPHRASE
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    made = Shell(Desk(office), PAGES, ACTIONS, identity_of(office))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.desk.close()


def _scheduled(office: Office, kept: Path) -> None:
    settings = replace(office.ask(TheSettings()), backup_folder=str(kept))
    office.do(ChangeSettings(settings))


def _tab(shell: Shell, qtbot: QtBot) -> BackupsTab:
    shell.go(Section.SETTINGS, "backups")
    tab = shell.view(Section.SETTINGS).findChild(BackupsTab)
    assert isinstance(tab, BackupsTab)
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    return tab


def _button(around: QWidget, label: str) -> Button:
    return next(button for button in around.findChildren(Button) if button.label == label)


def test_a_due_backup_makes_itself_and_the_status_bar_says_so(
    office: Office, shell: Shell, kept: Path, qtbot: QtBot
) -> None:
    _scheduled(office, kept)
    BackupKeeper(shell)
    qtbot.waitUntil(lambda: "Last backup today" in shell.status.text())
    (made,) = office.ask(BackupsInFolder())
    assert made.kind == BackupKind.SCHEDULED
    assert not office.ask(HowBackupsStand()).is_due


def test_a_failure_is_told_once_a_day_with_a_way_out(
    office: Office, shell: Shell, kept: Path, qtbot: QtBot
) -> None:
    _scheduled(office, kept)
    kept.rmdir()
    keeper = BackupKeeper(shell)
    qtbot.waitUntil(lambda: "There is no folder" in shell.message_bar.text)
    shell.message_bar.hide()
    keeper.look()
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    qtbot.wait(50)
    assert not shell.message_bar.isVisible()
    kept.mkdir()
    keeper.look()
    qtbot.waitUntil(lambda: "Last backup today" in shell.status.text())


def test_who_stops_a_backup_is_left_in_peace(
    office: Office, shell: Shell, kept: Path, qtbot: QtBot
) -> None:
    _scheduled(office, kept)
    shell.desk.working.connect(lambda work: work.cancel())
    keeper = BackupKeeper(shell)
    qtbot.waitUntil(lambda: keeper._stopped_on is not None)
    keeper.look()
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    assert list(kept.iterdir()) == []
    assert not shell.message_bar.isVisible()


def test_the_tab_makes_lists_and_checks(
    office: Office, shell: Shell, kept: Path, qtbot: QtBot
) -> None:
    _scheduled(office, kept)
    tab = _tab(shell, qtbot)
    _button(tab, "Back up now").click()
    qtbot.waitUntil(lambda: len(tab._list.rows()) == 1)
    qtbot.waitUntil(lambda: "read back" in shell.message_bar.text)
    (made,) = office.ask(BackupsInFolder())
    (made.folder / "members").write_bytes(bytes(made.size))
    tab._check(made.folder)
    qtbot.waitUntil(lambda: "damaged: members" in shell.message_bar.text)
    qtbot.waitUntil(lambda: [r.chip.text for r in tab._list.rows() if r.chip] == ["Damaged"])
    assert unnamed_focusable(tab) == []
    assert labels_that_guess(tab) == []


def test_a_drill_asks_for_the_passphrase_and_then_goes_on(
    office: Office, shell: Shell, kept: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _scheduled(office, kept)
    back_up(office, None, Watch())
    monkeypatch.setattr(office, "_confirmed_at", float("-inf"))
    tab = _tab(shell, qtbot)
    _button(tab, "Practise a restore").click()
    qtbot.waitUntil(lambda: shell.findChild(ConfirmForm) is not None)
    form = shell.findChild(ConfirmForm)
    assert isinstance(form, ConfirmForm)
    form.findChildren(Field)[0].content.setProperty("text", PASSPHRASE)
    form.commit()
    qtbot.waitUntil(lambda: "can be restored" in shell.message_bar.text)
    assert office.ask(HowBackupsStand()).drill is not None


def test_the_schedule_is_saved_and_a_wrong_number_told_beside_its_field(
    office: Office, shell: Shell, kept: Path, qtbot: QtBot
) -> None:
    tab = _tab(shell, qtbot)
    fields = {field.name: field for field in tab.findChildren(Field)}
    fields["backup_folder"].content.setProperty("text", str(kept))
    fields["backups_kept"].content.setProperty("text", "1")
    _button(tab, "Save the schedule").click()
    assert fields["backups_kept"].has_error
    fields["backups_kept"].content.setProperty("text", "5")
    _button(tab, "Save the schedule").click()
    qtbot.waitUntil(lambda: "schedule was saved" in shell.message_bar.text)
    settings = office.ask(TheSettings())
    assert (settings.backup_folder, settings.backups_kept) == (str(kept), 5)


def test_the_page_of_the_day_says_nothing_while_all_is_well(shell: Shell, qtbot: QtBot) -> None:
    shell.go(Section.TODAY)
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    note = shell.view(Section.TODAY).findChild(BackupNote)
    assert isinstance(note, BackupNote)
    assert note.text == ""


def test_the_wish_to_restore_is_kept_across_the_lock(
    office: Office, shell: Shell, kept: Path, qtbot: QtBot
) -> None:
    made = office.ask(MakeBackup(to=kept))
    form = RestoreForm(shell, made.folder)
    form.open()
    fields = {field.name: field for field in form.findChildren(Field)}
    fields["passphrase"].content.setProperty("text", PASSPHRASE)
    with qtbot.waitSignal(shell.lock_asked):
        form.commit()
    assert take_request() == made.folder
    assert take_request() is None


def test_the_first_screen_restores_and_asks_for_the_passphrase(
    qapp: QApplication, vault_folder: Path, kept: Path, qtbot: QtBot
) -> None:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    made = office.ask(MakeBackup(to=kept))
    office.do(OpenCase(title="State v. Later"))
    office.close()
    ask_for_restore(made.folder)
    program = Program(qapp, Handover(str(vault_folder)))
    program.start()
    window = program.unlock_window
    assert isinstance(window, UnlockWindow)
    card = window.card
    assert isinstance(card, RestoreCard)
    assert unnamed_focusable(card) == []
    fields = {field.name: field for field in card.findChildren(Field)}
    fields["login"].content.setProperty("text", LOGIN)
    fields["passphrase"].content.setProperty("text", "not this one")
    card.restore()
    qtbot.waitUntil(lambda: "is wrong" in " ".join(shown_texts(window)))
    fields["passphrase"].content.setProperty("text", PASSPHRASE)
    card.restore()
    qtbot.waitUntil(lambda: isinstance(window.card, EnterCard))
    assert "The vault that stood there is kept as" in " ".join(shown_texts(window))
    window.close()
    again = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    assert again.ask(CasesCount()) == 0
    again.close()


def test_a_vault_that_lost_its_database_offers_a_backup(
    qapp: QApplication, vault_folder: Path, qtbot: QtBot
) -> None:
    (vault_folder / "office.db").unlink()
    program = Program(qapp, Handover(str(vault_folder)))
    program.start()
    window = program.unlock_window
    assert isinstance(window, UnlockWindow)
    for field in window.findChildren(Field):
        field.content.setProperty("text", LOGIN if field.name == "login" else PASSPHRASE)
    offer = _button(window, "Restore a backup…")
    assert not offer.isVisible()
    _button(window, "Unlock").click()
    qtbot.waitUntil(offer.isVisible)
    offer.click()
    assert isinstance(window.card, RestoreCard)
    window.close()
