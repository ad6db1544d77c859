"""Ctrl+K: groups, prefixes, stale answers, keys alone."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.actions import CORE_ACTIONS
from app.ui.desk import Desk
from app.ui.palette import Palette


@dataclass(frozen=True)
class Hit:
    """Something found."""

    kind: str
    title: str
    detail: str = ""
    case_number: str = ""
    target: int = 0
    source: str = "name"


@dataclass(frozen=True)
class Search:
    """A search, held back by a gate for one text."""

    text: str
    limit: int


class Index:
    """A real, small index."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []

    def may(self, _command: type[Any]) -> bool:
        return True

    def do(self, command: Any) -> Any:
        return command

    def ask(self, query: Search) -> tuple[Hit, ...]:
        self.asked.append(query.text)
        if query.text == "slow":
            assert self.gate.wait(5)
        return (
            Hit("person", f"{query.text}, Martin", "name", "2026-00417", 3),
            Hit("case", f"State v. {query.text}", "<b>caption</b>", "2026-00417", 1),
            Hit("case", "Discovery", query.text, "2026-00391", 4, "deadline"),
            Hit("evidence", "EV-0017", f"description: {query.text}", "2026-00417", 2),
        )


@pytest.fixture
def index() -> Index:
    return Index()


@pytest.fixture
def palette(index: Index, qtbot: QtBot) -> Iterator[Palette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk = Desk(index)
    made = Palette(desk, CORE_ACTIONS, Search, window)
    made.open()
    yield made
    desk.close()


def _titles(palette: Palette) -> list[str]:
    return [row.title for row in palette.rows()]


def test_hits_stand_in_their_groups_and_say_where_they_matched(
    palette: Palette, qtbot: QtBot
) -> None:
    QTest.keyClicks(palette.box(), "roe")
    qtbot.waitUntil(lambda: "State v. roe" in _titles(palette))
    assert _titles(palette) == [
        "Cases",
        "State v. roe",
        "Discovery",
        "Evidence",
        "EV-0017",
        "People",
        "roe, Martin",
    ]
    assert palette.rows()[1].detail == "<b>caption</b>"


def test_fast_typing_asks_once(palette: Palette, index: Index, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.box(), "burglary")
    qtbot.waitUntil(lambda: bool(index.asked))
    assert index.asked == ["burglary"]


def test_a_slow_answer_does_not_replace_a_newer_one(
    palette: Palette, index: Index, qtbot: QtBot
) -> None:
    index.gate.clear()
    palette.box().setText("slow")
    qtbot.waitUntil(lambda: index.asked == ["slow"])
    palette.box().setText("roe")
    qtbot.waitUntil(lambda: "State v. roe" in _titles(palette))
    index.gate.set()
    qtbot.wait(50)
    assert "State v. roe" in _titles(palette)


@pytest.mark.parametrize(("prefix", "heading"), [("#", "Cases"), ("@", "People"), ("!", "Cases")])
def test_a_prefix_narrows_to_one_kind(
    palette: Palette, qtbot: QtBot, prefix: str, heading: str
) -> None:
    palette.box().setText(f"{prefix}roe")
    qtbot.waitUntil(lambda: bool(palette.rows()))
    assert [row.title for row in palette.rows() if row.heading] == [heading]


def test_commands_are_found_by_their_words_without_asking_the_index(
    palette: Palette, index: Index, qtbot: QtBot
) -> None:
    QTest.keyClicks(palette.box(), ">loc")
    assert _titles(palette) == ["Commands", "Lock"]
    with qtbot.waitSignal(palette.action_chosen) as chosen:
        QTest.keyClick(palette.box(), Qt.Key.Key_Return)
    assert chosen.args == ["window.lock"]
    assert index.asked == []
    assert not palette.isVisible()


def test_arrow_keys_skip_headings_and_enter_opens_the_hit(palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.box(), "roe")
    qtbot.waitUntil(lambda: "State v. roe" in _titles(palette))
    QTest.keyClick(palette.box(), Qt.Key.Key_Down)
    QTest.keyClick(palette.box(), Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.hit_chosen) as chosen:
        QTest.keyClick(palette.box(), Qt.Key.Key_Return)
    assert chosen.args is not None
    assert chosen.args[0].kind == "evidence"


def test_escape_closes_and_the_focus_returns(palette: Palette) -> None:
    QTest.keyClick(palette.box(), Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_nothing_is_cut_in_the_box(palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.box(), "roe")
    qtbot.waitUntil(lambda: "State v. roe" in _titles(palette))
    layout = palette.layout()
    assert layout is not None
    assert palette.height() >= layout.sizeHint().height()
    assert palette.geometry().bottom() < palette.window().height()


@pytest.mark.parametrize("text", ["<b>", "x" * 100_000, "\x00", "* OR (", "🙂"])
def test_no_text_breaks_the_box(palette: Palette, index: Index, qtbot: QtBot, text: str) -> None:
    palette.box().setText(text)
    qtbot.waitUntil(lambda: bool(index.asked) or not palette.box().text())
