"""The desk: order, owners, errors, undo, long work, on real threads."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.bugs import BugReport
from app.domain.errors import DossierError, Refused
from app.domain.renumbering import Versions
from app.ui.desk import Desk, LongWork


@dataclass(frozen=True)
class Add:
    """Add a number to the ledger."""

    number: int


@dataclass(frozen=True)
class Wait:
    """Answer when the gate opens."""

    gate: threading.Event
    answer: object


@dataclass
class Result:
    """What a command came to."""

    value: Any
    changes: frozenset[str]
    undo: Add | None
    versions: Versions = field(default_factory=Versions)


class Ledger:
    """A small real office: a list of numbers, written by one thread at a time."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.writers: set[str] = set()

    def may(self, command: type[Any]) -> bool:
        return command is Add

    def do(self, command: Any) -> Result:
        self.writers.add(threading.current_thread().name)
        if command.number == 0:
            raise Refused("ledger.zero", field="number")
        if command.number > 1000:
            raise ZeroDivisionError("State v. Roe")
        self.numbers.append(command.number)
        return Result(command.number, frozenset({"ledger"}), Add(-command.number))

    def ask(self, query: Any) -> Any:
        if isinstance(query, Wait):
            assert query.gate.wait(5)
            return query.answer
        if isinstance(query, Exception):
            raise query
        return tuple(self.numbers)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def desk(ledger: Ledger, qapp: object) -> Iterator[Desk]:  # noqa: ARG001 - a Qt object needs it
    made = Desk(ledger)
    yield made
    made.close()


def test_commands_keep_their_order_and_have_one_writer(
    desk: Desk, ledger: Ledger, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    arrived: list[int] = []
    for number in range(1, 101):
        desk.do(Add(number), owner, arrived.append)
    qtbot.waitUntil(lambda: len(arrived) == 100)
    assert arrived == ledger.numbers == list(range(1, 101))
    assert len(ledger.writers) == 1


def test_an_answer_for_a_dead_widget_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    doomed, living = QWidget(), QWidget()
    qtbot.addWidget(living)
    arrived: list[object] = []
    desk.ask(Wait(gate, "late"), doomed, arrived.append)
    doomed.deleteLater()
    qtbot.wait(10)
    gate.set()
    desk.ask("numbers", living, lambda answer: arrived.append(("living", answer)))
    qtbot.waitUntil(lambda: bool(arrived))
    qtbot.wait(30)
    assert arrived == [("living", ())]


def test_a_commit_is_announced_even_when_its_asker_is_gone(desk: Desk, qtbot: QtBot) -> None:
    doomed = QWidget()
    with qtbot.waitSignal(desk.changed) as heard:
        desk.do(Add(5), doomed)
        doomed.deleteLater()
    assert heard.args == [frozenset({"ledger"})]


def test_answers_arrive_on_the_thread_of_the_window(desk: Desk, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    threads: list[threading.Thread] = []
    desk.ask("numbers", owner, lambda _answer: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_three_readers_do_not_wait_for_each_other(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    owner = QWidget()
    qtbot.addWidget(owner)
    arrived: list[object] = []
    desk.ask(Wait(gate, "slow"), owner, arrived.append)
    desk.ask("numbers", owner, arrived.append)
    qtbot.waitUntil(lambda: arrived == [()])
    gate.set()
    qtbot.waitUntil(lambda: arrived == [(), "slow"])


def test_a_refusal_goes_to_its_caller_and_not_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    refused: list[DossierError] = []
    everywhere: list[DossierError] = []
    desk.failed.connect(everywhere.append)
    desk.do(Add(0), owner, refused=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].code == "ledger.zero"
    assert everywhere == []


def test_a_refusal_nobody_takes_goes_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    with qtbot.waitSignal(desk.failed) as heard:
        desk.do(Add(0), owner)
    assert heard.args is not None
    assert heard.args[0].field == "number"


def test_a_mistake_of_ours_is_reported_by_number_without_its_words(
    desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    with qtbot.waitSignal(desk.broke) as heard:
        desk.do(Add(2000), owner)
    assert heard.args is not None
    bug = heard.args[0]
    assert isinstance(bug, BugReport)
    assert bug.kind == "ZeroDivisionError"
    assert bug.number in caplog.text
    assert "Roe" not in caplog.text
    assert "Roe" not in repr(bug)


def test_undo_carries_out_the_opposite_and_redo_takes_it_back(
    desk: Desk, ledger: Ledger, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    desk.do(Add(1), owner)
    desk.do(Add(2), owner)
    qtbot.waitUntil(lambda: ledger.numbers == [1, 2] and desk.can_undo())
    desk.undo(owner)
    qtbot.waitUntil(desk.can_redo)
    assert ledger.numbers == [1, 2, -2]
    desk.redo(owner)
    qtbot.waitUntil(lambda: ledger.numbers == [1, 2, -2, 2])
    qtbot.waitUntil(lambda: not desk.can_redo())
    desk.undo(owner)
    desk.undo(owner)
    qtbot.waitUntil(lambda: ledger.numbers == [1, 2, -2, 2, -2, -1])


def test_a_new_command_forgets_what_could_be_redone(desk: Desk, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    desk.do(Add(1), owner)
    qtbot.waitUntil(desk.can_undo)
    desk.undo(owner)
    qtbot.waitUntil(desk.can_redo)
    desk.do(Add(3), owner)
    qtbot.waitUntil(lambda: not desk.can_redo())


def test_long_work_tells_its_progress_and_obeys_cancel(desk: Desk, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    steps: list[tuple[int, int, str]] = []
    ended: list[object] = []

    def job(work: LongWork) -> str:
        done = 0
        while not work.cancelled():
            done += 1
            work.progress(done, 10, "rows")
            threading.Event().wait(0.002)
        return "stopped"

    work = desk.work("Import", job, owner, ended.append)
    work.progressed.connect(lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: len(steps) > 3)
    work.cancel()
    qtbot.waitUntil(lambda: ended == ["stopped"])
    done = [step[0] for step in steps]
    assert done == sorted(done)
    assert {step[1:] for step in steps} == {(10, "rows")}


def test_a_closed_desk_delivers_nothing_and_allows_nothing(ledger: Ledger, qtbot: QtBot) -> None:
    desk = Desk(ledger)
    owner = QWidget()
    qtbot.addWidget(owner)
    arrived: list[object] = []
    desk.do(Add(1), owner, arrived.append)
    desk.close()
    desk.do(Add(2), owner, arrived.append)
    qtbot.wait(30)
    assert arrived == []
    assert 2 not in ledger.numbers
    assert not desk.may(Add)
    assert not desk.can_undo()


def test_a_desk_at_rest_finishes_what_runs_and_begins_nothing_more(
    ledger: Ledger, qtbot: QtBot
) -> None:
    desk = Desk(ledger)
    owner = QWidget()
    qtbot.addWidget(owner)
    gate, running = threading.Event(), threading.Event()
    arrived: list[object] = []

    def import_file(work: LongWork) -> str:
        running.set()
        gate.wait(5)
        return "cancelled" if work.cancelled() else "whole"

    desk.work("Import", import_file, owner, arrived.append)
    assert running.wait(5)
    desk.do(Add(7), owner, arrived.append)
    desk.ask(Wait(gate, "an answer"), owner, arrived.append)
    threading.Timer(0.05, gate.set).start()
    desk.rest()
    assert arrived == ["cancelled"]
    assert ledger.numbers == []
    assert not desk.may(Add)
    desk.close()
