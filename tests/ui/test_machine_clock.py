"""The banner over a clock that cannot be right, in the real window of a real vault."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.services.cases import OpenCase
from app.ui.idle import Clocks
from app.ui.launch import Program
from app.ui.machine_clock import ClockNotice
from app.ui.shell import Shell
from app.ui.widgets import Button
from tests.conftest import LOGIN, PASSPHRASE
from tests.ui.checks import unnamed_focusable
from tests.ui.runs import Runs, unlock

TODAY = datetime(2027, 2, 1, 18, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def travel(vault_folder: Path) -> Iterator[time_machine.Traveller]:
    """A day in an office in which somebody has worked; moves the machine's clock from there."""
    with time_machine.travel(TODAY) as traveller:
        office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
        office.do(OpenCase(title="State v. Roe"))
        office.close()
        yield traveller


@pytest.fixture
def program(runs: Runs, travel: time_machine.Traveller) -> Program:
    """One that never locks by itself: the clocks it counts down by stand still."""
    travel.move_to(TODAY)
    return runs.begin(Clocks(lambda: 0.0, time.monotonic))


def notice(shell: Shell) -> ClockNotice:
    (found,) = shell.findChildren(ClockNotice)
    return found


def test_who_comes_to_a_clock_set_back_is_told_and_works_on(
    program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    travel.move_to(TODAY - WEEK)
    shell = unlock(program, qtbot)
    said = notice(shell)
    qtbot.waitUntil(lambda: "Mon 25 Jan 2027 10:00" in said.words)
    assert "the log was at Mon 01 Feb 2027 10:00 already" in said.words
    assert "Set the clock of the computer right" in said.words
    assert unnamed_focusable(said) == []
    with qtbot.waitSignal(shell.desk.changed):
        shell.desk.do(OpenCase(title="State v. Doe"), shell)
    travel.shift(timedelta(minutes=1))
    qtbot.waitUntil(lambda: "10:01" in said.words)
    travel.move_to(TODAY + timedelta(hours=1))
    qtbot.waitUntil(lambda: not said.words)


def test_a_clock_set_back_or_far_ahead_while_the_window_is_open_is_told(
    program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    shell = unlock(program, qtbot)
    said = notice(shell)
    travel.move_to(TODAY - timedelta(minutes=30))
    qtbot.waitUntil(lambda: "set back" in said.words)
    travel.move_to(TODAY + 100 * WEEK)
    qtbot.waitUntil(lambda: "far ahead" in said.words)
    travel.move_to(TODAY + timedelta(minutes=1))
    qtbot.waitUntil(lambda: not said.words)


def test_who_runs_the_office_says_that_the_clock_is_right(
    program: Program, travel: time_machine.Traveller, qtbot: QtBot
) -> None:
    travel.move_to(TODAY - WEEK)
    shell = unlock(program, qtbot)
    said = notice(shell)
    qtbot.waitUntil(lambda: bool(said.words))
    (button,) = said.findChildren(Button)
    assert button.label == "The clock is right"
    button.click()
    qtbot.waitUntil(lambda: not said.words)
    assert "The log goes by this computer's clock again" in shell.message_bar.text
