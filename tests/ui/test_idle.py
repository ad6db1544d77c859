"""The countdown to the lock, by clocks that tests can set."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.idle import Clocks, IdleClock
from app.ui.widgets import Button


class Time:
    """Two clocks: the one on the wall, which people set, and the one nobody can."""

    def __init__(self) -> None:
        self.wall, self.running = 1_000_000.0, 500.0

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.wall, lambda: self.running)

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.running += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def clock(qapp: QApplication, time: Time) -> Iterator[IdleClock]:
    made = IdleClock(qapp, 600, time.clocks())
    made.start()
    made._timer.stop()
    made._timer.setInterval(1_000_000)
    made._timer.start()
    yield made
    made.stop()


@pytest.fixture
def ends(clock: IdleClock) -> list[None]:
    told: list[None] = []
    clock.ran_out.connect(lambda: told.append(None))
    return told


def _wait(clock: IdleClock, time: Time, seconds: int) -> None:
    for _ in range(seconds):
        time.pass_by(1)
        clock.tick()


def test_the_lock_comes_when_it_should_and_once(
    clock: IdleClock, time: Time, ends: list[None]
) -> None:
    _wait(clock, time, 599)
    assert ends == []
    assert clock.left == 1
    _wait(clock, time, 1)
    assert ends == [None]


def test_slow_ticks_do_not_put_the_lock_off(clock: IdleClock, time: Time, ends: list[None]) -> None:
    for _ in range(30):
        time.pass_by(20)
        clock.tick()
    assert ends == [None]


def test_a_key_in_the_last_minute_extends(clock: IdleClock, time: Time, qtbot: QtBot) -> None:
    button = Button("Any")
    qtbot.addWidget(button)
    warned: list[int] = []
    clock.warned.connect(warned.append)
    _wait(clock, time, 545)
    assert warned == [60]
    with qtbot.waitSignal(clock.extended):
        QTest.keyClick(button, Qt.Key.Key_X)
    assert clock.left == 600


def test_another_setting_counts_at_once(clock: IdleClock, time: Time, ends: list[None]) -> None:
    _wait(clock, time, 130)
    clock.set_seconds(120)
    _wait(clock, time, 1)
    assert ends == [None]


@pytest.mark.parametrize("jump", [-86_400.0, -3_600.0, -40.0])
def test_a_wall_clock_set_back_prevents_no_lock(
    clock: IdleClock, time: Time, ends: list[None], jump: float
) -> None:
    _wait(clock, time, 300)
    time.wall += jump
    _wait(clock, time, 299)
    assert ends == []
    _wait(clock, time, 1)
    assert ends == [None]


def test_a_wall_clock_set_right_by_seconds_locks_nobody_out(
    clock: IdleClock, time: Time, ends: list[None], qtbot: QtBot
) -> None:
    button = Button("Any")
    qtbot.addWidget(button)
    for _ in range(100):
        time.wall += 2.0
        QTest.keyClick(button, Qt.Key.Key_X)
        _wait(clock, time, 10)
    assert ends == []


class Painted(QWidget):
    """A window that counts how often it shows something."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's own name
        self.times += 1


@pytest.mark.parametrize("asleep", [(31, 31), (3_600, 0), (0, 200_000)])
def test_after_a_sleep_nothing_is_painted_before_the_lock(
    time: Time, ends: list[None], qtbot: QtBot, asleep: tuple[int, int]
) -> None:
    window = Painted()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.times > 0)
    seen = window.times
    time.wall += asleep[0]
    time.running += asleep[1]
    window.repaint()
    assert ends == [None]
    assert window.times == seen


def test_a_key_pressed_during_a_sleep_does_not_extend(
    time: Time, ends: list[None], qtbot: QtBot
) -> None:
    button = Button("Any")
    qtbot.addWidget(button)
    time.pass_by(45)
    QTest.keyClick(button, Qt.Key.Key_X)
    assert ends == [None]


def test_a_short_pause_is_no_sleep(clock: IdleClock, time: Time, ends: list[None]) -> None:
    time.pass_by(29)
    clock.tick()
    assert ends == []
