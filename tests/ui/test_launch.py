"""From the passphrase to the window and back to the lock, on a real vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.services.cases import OpenCase
from app.services.search import Search
from app.ui.idle import IdleClock
from app.ui.launch import Program
from app.ui.palette import Palette
from app.ui.widgets import Button, Field
from tests.conftest import LOGIN, PASSPHRASE
from tests.ui.checks import shown_texts

WIDTH_OF_PAGES = 1440


@pytest.fixture
def program(qapp: QApplication, vault_folder: Path) -> Iterator[Program]:
    made = Program(qapp, vault_folder)
    made.start()
    yield made
    made._close_office()
    if made.unlock_window is not None:
        made.unlock_window.close()


def _unlock(program: Program, qtbot: QtBot) -> None:
    window = program.unlock_window
    assert window is not None
    for field in window.findChildren(Field):
        field.content.setProperty("text", LOGIN if field.name == "login" else PASSPHRASE)
    next(b for b in window.findChildren(Button) if b.label == "Unlock").click()
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)


def test_the_passphrase_opens_the_window_and_the_lock_closes_it(
    program: Program, qtbot: QtBot
) -> None:
    _unlock(program, qtbot)
    shell = program.shell
    assert shell is not None
    assert shell.isVisible()
    assert program.unlock_window is None
    QGuiApplication.clipboard().setText("State v. Roe")
    shell.lock()
    assert program.shell is None
    assert QGuiApplication.clipboard().text() == ""
    assert program.unlock_window is not None
    assert program.unlock_window.isVisible()


def test_a_window_larger_than_the_screen_takes_the_whole_of_it(
    program: Program, qapp: QApplication, qtbot: QtBot
) -> None:
    _unlock(program, qtbot)
    room = qapp.primaryScreen().availableSize()
    assert room.width() < WIDTH_OF_PAGES
    shell = program.shell
    assert shell is not None
    assert shell.isMaximized()
    assert shell.normalGeometry().width() <= max(room.width(), shell.minimumWidth())


def test_the_status_bar_says_that_the_vault_was_looked_over(program: Program, qtbot: QtBot) -> None:
    _unlock(program, qtbot)
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
    _unlock(program, qtbot)
    assert program.shell is not None
    shell = program.shell
    qtbot.waitUntil(lambda: "Damage found" in shown_texts(shell))


def test_after_the_lock_the_same_vault_opens_again(program: Program, qtbot: QtBot) -> None:
    _unlock(program, qtbot)
    assert program.shell is not None
    program.shell.lock()
    _unlock(program, qtbot)
    assert program.shell is not None


def test_the_clock_warns_in_the_last_minute_and_any_key_extends(
    qapp: QApplication, qtbot: QtBot
) -> None:
    clock = IdleClock(qapp, seconds=62)
    warned: list[int] = []
    clock.warned.connect(warned.append)
    button = Button("Any")
    qtbot.addWidget(button)
    clock.start()
    clock.tick()
    clock.tick()
    assert warned == [60]
    with qtbot.waitSignal(clock.extended):
        QTest.keyClick(button, Qt.Key.Key_X)
    assert clock.left == 62
    clock.stop()


def test_the_clock_runs_out_once(qapp: QApplication) -> None:
    clock = IdleClock(qapp, seconds=3)
    ends: list[None] = []
    clock.ran_out.connect(lambda: ends.append(None))
    clock.start()
    for _ in range(3):
        clock.tick()
    assert ends == [None]
    clock.stop()


def test_ctrl_k_asks_the_real_office(program: Program, qtbot: QtBot) -> None:
    _unlock(program, qtbot)
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
