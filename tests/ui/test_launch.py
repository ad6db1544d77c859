"""From the passphrase to the window and back to the lock, on a real vault."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.domain.ids import new_id
from app.domain.record import Version
from app.domain.settings import OfficeSettings, SettingsId
from app.domain.typed_dates import read_date
from app.i18n.courthouse import courthouse
from app.services.cases import OpenCase
from app.services.search import Search
from app.services.settings import ChangeSettings
from app.ui.cases.new_case import open_new_case
from app.ui.clipboard import copying
from app.ui.launch import Program
from app.ui.menus import MenuEntry, open_menu
from app.ui.palette import Palette
from tests.conftest import LOGIN, PASSPHRASE
from tests.ui.checks import shown_texts
from tests.ui.runs import Runs, unlock

WIDTH_OF_PAGES = 1440


@pytest.fixture
def program(runs: Runs) -> Program:
    return runs.begin()


def test_the_passphrase_opens_the_window_and_the_lock_closes_it(
    runs: Runs, program: Program, qtbot: QtBot
) -> None:
    shell = unlock(program, qtbot)
    assert shell.isVisible()
    assert program.unlock_window is None
    copying().copy("State v. Roe")
    shell.lock()
    assert program.shell is None
    assert QGuiApplication.clipboard().text() == ""
    assert [each.isVisible() for each in QApplication.topLevelWidgets()].count(True) == 0
    (handover,) = runs.handovers
    assert handover.vault == str(runs.vault)
    assert handover.locked_at


@pytest.mark.parametrize("over", ["form", "menu"])
def test_the_key_locks_also_under_a_form_or_a_menu(
    runs: Runs, program: Program, qtbot: QtBot, over: str
) -> None:
    shell = unlock(program, qtbot)
    if over == "form":
        open_new_case(shell)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        lies_over = QApplication.activeModalWidget()
    else:
        open_menu(shell, [MenuEntry("Anything")])
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        lies_over = QApplication.activePopupWidget()
    assert lies_over is not None
    QTest.keyClick(lies_over, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(runs.handovers) == 1)
    assert program.shell is None


def test_a_window_larger_than_the_screen_takes_the_whole_of_it(
    program: Program, qapp: QApplication, qtbot: QtBot
) -> None:
    unlock(program, qtbot)
    room = qapp.primaryScreen().availableSize()
    assert room.width() < WIDTH_OF_PAGES
    shell = program.shell
    assert shell is not None
    assert shell.isMaximized()
    assert shell.normalGeometry().width() <= max(room.width(), shell.minimumWidth())


def test_the_status_bar_says_that_the_vault_was_looked_over(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.shell is not None
    shell = program.shell
    qtbot.waitUntil(lambda: "Encrypted, audit chain whole" in shown_texts(shell))


def test_a_damaged_page_is_told_though_the_office_opens(
    vault_folder: Path, program: Program, qtbot: QtBot
) -> None:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    office.do(
        OpenCase(title="State v. Roe", synopsis="Pages only a full reading looks at. " * 5_000)
    )
    office.close()
    content = bytearray((vault_folder / "office.db").read_bytes())
    content[-3 * 4096 - 2000] ^= 1
    (vault_folder / "office.db").write_bytes(content)
    unlock(program, qtbot)
    assert program.shell is not None
    shell = program.shell
    qtbot.waitUntil(lambda: "Damage found" in shown_texts(shell))


def test_after_the_lock_the_same_vault_opens_again(
    runs: Runs, program: Program, qtbot: QtBot
) -> None:
    unlock(program, qtbot).lock()
    assert unlock(runs.begin(), qtbot).isVisible()


def test_another_idle_time_counts_at_once(program: Program, qtbot: QtBot) -> None:
    shell = unlock(program, qtbot)
    idle = program.idle
    assert idle is not None
    assert 590 < idle.left <= 600
    settings = OfficeSettings(id=SettingsId(new_id()), version=Version(0), idle_minutes=2)
    shell.desk.do(ChangeSettings(settings), shell)
    qtbot.waitUntil(lambda: idle.left <= 120)


def test_typed_court_days_follow_the_calendar_of_the_office(program: Program, qtbot: QtBot) -> None:
    def typed() -> date | None:
        return read_date("1cd", date(2027, 3, 30), courthouse.court_days)

    shell = unlock(program, qtbot)
    qtbot.waitUntil(lambda: courthouse.court_days is not None)
    settings = OfficeSettings(
        id=SettingsId(new_id()), version=Version(0), idle_minutes=10, court_calendar="CA-courts"
    )
    shell.desk.do(ChangeSettings(settings), shell)
    qtbot.waitUntil(lambda: typed() == date(2027, 4, 1))


def test_ctrl_k_asks_the_real_office(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    shell = program.shell
    assert shell is not None
    asked: list[object] = []
    shell.open_palette()
    palette = shell.findChildren(Palette)[0]
    shell.desk.ask(Search("roe"), palette, asked.append)
    palette.box().setText('roe" OR <b>')
    qtbot.waitUntil(lambda: asked == [()])
    qtbot.wait(200)
    assert shell.message_bar.text == ""
    assert [row for row in palette.rows() if not row.heading] == []
