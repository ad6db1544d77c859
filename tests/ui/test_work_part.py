"""The bar that says how far long work is, where one work follows on another."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.desk import LongWork
from app.ui.work_part import WorkPart


def test_the_end_of_what_was_followed_before_hides_nothing(qtbot: QtBot) -> None:
    owner, part = QObject(), WorkPart()
    qtbot.addWidget(part)
    first, second = LongWork("First", owner), LongWork("Second", owner)
    part.follow(first)
    part.follow(second)
    first.progress(1, 9, "Counting")
    first.ended.emit()
    assert part.is_running
    assert part.words == "Second"
    qtbot.waitUntil(lambda: not part.isHidden())
    second.progress(2, 9, "Counting")
    assert part.words == "Counting, 2 of 9"
    part.stop()
    assert second.cancelled()
    assert not first.cancelled()
    second.ended.emit()
    assert not part.is_running
    assert part.isHidden()
