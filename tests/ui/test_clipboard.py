"""What is copied out of the program is marked, and taken back."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from app.ui.clipboard import KEPT_MS, Copying, copying


@pytest.fixture
def clipboard(qtbot: QtBot) -> Iterator[QClipboard]:
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()
    qtbot.wait(1)


def test_a_copy_is_marked_as_nothing_to_keep(clipboard: QClipboard) -> None:
    copying().copy("310-555-0142")
    assert clipboard.text() == "310-555-0142"
    data = clipboard.mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    names = " ".join(data.formats())
    assert "ExcludeClipboardContentFromMonitorProcessing" in names
    assert "CanIncludeInClipboardHistory" in names


def test_it_is_gone_after_a_minute(clipboard: QClipboard, qtbot: QtBot) -> None:
    made = Copying()
    assert made._timer.interval() == KEPT_MS == 60_000
    made._timer.setInterval(10)
    made.copy("310-555-0142")
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_somebody_else_copied_since_stays(clipboard: QClipboard) -> None:
    made = Copying()
    made.copy("310-555-0142")
    clipboard.setText("a password of another program")
    made.take_back()
    assert clipboard.text() == "a password of another program"
