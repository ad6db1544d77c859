"""Tables: paging, order, stale answers, selection, giving way, what a screen reader hears."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.errors import Refused
from app.domain.paging import Page
from app.ui.desk import Desk
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, PagedTable, PageRequest, RowTable
from app.ui.table.view import shared_widths
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec, EmptyState
from tests.ui.checks import MARKUP, hover


@dataclass(frozen=True)
class Line:
    """A row."""

    id: int
    name: str
    rank: int


@dataclass(frozen=True)
class Ask:
    """A page of lines, optionally held back by a gate."""

    request: PageRequest
    only: str = ""
    gate: threading.Event | None = None


class Shelf:
    """A real source of pages with a keyset over (rank or id, id)."""

    def __init__(self, count: int) -> None:
        self.lines = [Line(n, f"Line {n}", n % 3) for n in range(count)]
        self.asked = 0

    def may(self, _command: type[Any]) -> bool:
        return True

    def do(self, command: Any) -> Any:
        raise NotImplementedError(command)

    def ask(self, query: Ask) -> Page[Line]:
        self.asked += 1
        if query.gate is not None:
            assert query.gate.wait(5)
        if query.only == "refuse":
            raise Refused("record.missing")
        request = query.request
        by_rank = request.sort == "rank"

        def key(line: Line) -> tuple[int, int]:
            return (line.rank if by_rank else line.id, line.id)

        rows = sorted(self.lines, key=key, reverse=request.descending)
        rows = [r for r in rows if query.only in r.name]
        if request.after is not None:
            rows = [
                r
                for r in rows
                if (key(r) < request.after if request.descending else key(r) > request.after)
            ]
        page = tuple(rows[: request.size])
        return Page(page, key(page[-1]) if len(rows) > request.size else None)


COLUMNS = (
    Column("Name", lambda r: r.name, width=100, stretch=1, sort="name", strong=True),
    Column("Rank", lambda r: str(r.rank), width=80, sort="rank", right=True),
    Column("Note", lambda _r: "note", width=120, gives_way=2, second=lambda r: f"second {r.id}"),
    Column(
        "State",
        lambda _r: "",
        width=120,
        gives_way=1,
        chip=lambda r: ChipSpec("late", Tone.DANGER, Icon.CLOCK) if r.rank else None,
    ),
    Column("", lambda _r: "", width=90, action=lambda _r: "Open"),
)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(350)


@pytest.fixture
def desk(shelf: Shelf, qapp: object) -> Iterator[Desk]:  # noqa: ARG001 - a Qt object needs it
    made = Desk(shelf)
    yield made
    made.close()


def _load(qtbot: QtBot, model: PagedTable) -> None:
    with qtbot.waitSignal(model.loaded):
        model.reload()


def _load_all(qtbot: QtBot, model: PagedTable) -> None:
    """Fetch page after page; Qt's own tester may have asked for one already."""
    top = model.index(-1, -1)
    while model._more or model._asking:
        model.fetchMore(top)
        qtbot.waitUntil(lambda: not model._asking)


def test_the_paged_model_obeys_qt_while_it_grows(
    desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's own gap
    _load(qtbot, model)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's own gap
    _load_all(qtbot, model)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's own gap
    assert model.rowCount() == 350


@pytest.mark.parametrize("descending", [False, True])
def test_rows_with_equal_sort_keys_come_once_each(
    desk: Desk, qtbot: QtBot, descending: bool
) -> None:
    model = PagedTable(desk, COLUMNS, Ask, sort="rank", descending=descending)
    _load(qtbot, model)
    _load_all(qtbot, model)
    keys = [model.key_at(line) for line in range(model.rowCount())]
    assert len(keys) == len(set(keys)) == 350
    assert keys[0] == (347 if descending else 0)


def test_an_answer_to_an_older_filter_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    model = PagedTable(desk, COLUMNS, lambda request: Ask(request, gate=gate))
    model.reload()
    with qtbot.waitSignal(model.loaded):
        model.ask_with(lambda request: Ask(request, only="Line 34"))
    assert model.rowCount() == 11
    gate.set()
    qtbot.wait(50)
    assert model.rowCount() == 11


def test_a_page_is_asked_for_once_while_it_is_on_its_way(
    desk: Desk, shelf: Shelf, qtbot: QtBot
) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    _load(qtbot, model)
    for _ in range(5):
        model.fetchMore(model.index(-1, -1))
    qtbot.waitUntil(lambda: model.rowCount() == 200)
    assert shelf.asked == 2


def test_a_page_that_cannot_be_read_is_told(desk: Desk, qtbot: QtBot) -> None:
    model = PagedTable(desk, COLUMNS, lambda request: Ask(request, only="refuse"))
    with qtbot.waitSignal(model.failed) as told:
        model.reload()
    assert told.args is not None
    assert told.args[0].code == "record.missing"
    assert not model.has_answer


def test_the_selection_stays_on_its_row_through_a_reload(
    desk: Desk, shelf: Shelf, qtbot: QtBot
) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    _load(qtbot, model)
    table.pick(42)
    shelf.lines.insert(0, Line(-5, "Line new", 0))
    _load(qtbot, model)
    assert table.current_key() == 42
    assert table.currentIndex().row() == 43


def test_home_and_end_lead_to_the_first_and_the_last_row(desk: Desk, qtbot: QtBot) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    _load(qtbot, model)
    table.pick(42)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.current_key() == 0
    table.go_on()
    assert table.current_key() == 1
    QTest.keyClick(table, Qt.Key.Key_End)
    table.go_on()
    assert table.current_key() == model.key_at(model.rowCount() - 1)


def test_a_deleted_row_hands_the_selection_to_the_first(
    desk: Desk, shelf: Shelf, qtbot: QtBot
) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    _load(qtbot, model)
    table.pick(42)
    del shelf.lines[42]
    _load(qtbot, model)
    assert table.current_key() == 0


def test_a_row_far_down_is_picked_when_its_page_arrives(desk: Desk, qtbot: QtBot) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    _load(qtbot, model)
    table.pick(150)
    assert table.current_key() == 0
    model.fetchMore(model.index(-1, -1))
    qtbot.waitUntil(lambda: table.current_key() == 150)


def test_a_table_with_rows_always_has_a_current_one(desk: Desk, qtbot: QtBot) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    assert table.current_key() is None
    _load(qtbot, model)
    assert table.currentIndex().isValid()


def test_a_click_on_a_title_sorts_and_a_second_turns_it_round(desk: Desk, qtbot: QtBot) -> None:
    model = PagedTable(desk, COLUMNS, Ask)
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    table.resize(700, 300)
    table.show()
    _load(qtbot, model)
    header = table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(1) + 10, 10)
    for expected in (("rank", False), ("rank", True)):
        with qtbot.waitSignal(model.loaded):
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert model.sorting == expected


def test_keys_open_a_row_and_press_its_button(qtbot: QtBot) -> None:
    table = DataTable("Lines", RowTable(COLUMNS, [Line(7, "Seven", 0)]))
    qtbot.addWidget(table)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.acted) as acted:
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert opened.args == acted.args == [7]


def test_a_click_on_the_button_in_a_row_acts(qtbot: QtBot) -> None:
    table = DataTable("Lines", RowTable(COLUMNS, [Line(7, "Seven", 0)]))
    qtbot.addWidget(table)
    table.resize(700, 200)
    table.show()
    cell = table.visualRect(table.table.index(0, 4))
    with qtbot.waitSignal(table.acted) as acted:
        QTest.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(cell.right() - 30, cell.center().y()),
        )
    assert acted.args == [7]


def test_tab_leaves_the_table() -> None:
    assert not DataTable("Lines", RowTable(COLUMNS)).tabKeyNavigation()


@pytest.mark.parametrize(
    ("room", "hidden"), [(700, set()), (480, {2}), (300, {2, 3}), (100, {2, 3})]
)
def test_columns_give_way_in_their_order(room: int, hidden: set[int]) -> None:
    widths = shared_widths(RowTable(COLUMNS), room)
    assert {n for n, width in enumerate(widths) if not width} == hidden
    if room >= 300:
        assert sum(widths) == room


def test_an_empty_table_shows_its_empty_state_once_it_knows(
    desk: Desk, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.lines.clear()
    empty = EmptyState(Icon.FOLDER, "Nothing yet.")
    model = PagedTable(desk, COLUMNS, Ask)
    table = DataTable("Lines", model, empty=empty)
    qtbot.addWidget(table)
    table.show()
    assert not empty.isVisible()
    _load(qtbot, model)
    assert empty.isVisible()


def test_the_first_cell_speaks_the_row_and_the_others_their_title() -> None:
    model = RowTable(COLUMNS, [Line(4, "Four", 1)])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), role) == "Four, 1, note, second 4, late"
    assert model.data(model.index(0, 1), role) == "Rank: 1"
    assert model.data(model.index(0, 3), role) == "State: late"


def test_a_screen_reader_finds_cells_and_titles(qtbot: QtBot) -> None:
    table = DataTable("Lines", RowTable(COLUMNS, [Line(4, "Four", 1)]))
    qtbot.addWidget(table)
    table.show()
    seen = QAccessible.queryAccessibleInterface(table)
    assert seen.text(QAccessible.Text.Name) == "Lines"
    names = [seen.child(n).text(QAccessible.Text.Name) for n in range(seen.childCount())]
    assert "Four, 1, note, second 4, late" in names


@pytest.mark.parametrize("text", [*MARKUP, "x" * 100_000, "two\nlines"])
def test_any_text_is_painted_in_a_cell_as_it_is(qtbot: QtBot, text: str) -> None:
    model = RowTable(COLUMNS, [Line(1, text, 1)])
    table = DataTable("Lines", model)
    qtbot.addWidget(table)
    table.resize(700, 200)
    assert not table.grab().isNull()
    assert str(model.data(model.index(0, 0))).startswith(text[:2000])


@pytest.mark.parametrize("name", ["Burglary of a dwelling in the night", *MARKUP])
def test_a_cell_that_is_cut_tells_its_words_where_the_pointer_rests(
    qtbot: QtBot, name: str
) -> None:
    long = name * 40
    columns = (
        Column("Name", lambda r: r.name, width=100, second=lambda _r: "second"),
        Column("Rank", lambda r: str(r.rank), width=80),
    )
    table = DataTable("Lines", RowTable(columns, [Line(1, long, 0), Line(2, "Roe", 0)]))
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    middle = [table.visualRect(table.table.index(row, 0)).center() for row in (0, 1)]
    assert hover(table, middle[0], qtbot)[:200] == long[:200]
    assert hover(table, middle[1], qtbot) == ""


def test_a_chip_that_is_cut_tells_its_words_where_the_pointer_rests(qtbot: QtBot) -> None:
    outcomes = ("Deferred adjudication", "open")
    columns = (
        Column("Outcome", lambda _r: "", width=90, chip=lambda r: ChipSpec(outcomes[r.rank])),
    )
    table = DataTable("Lines", RowTable(columns, [Line(1, "", 0), Line(2, "", 1)]))
    qtbot.addWidget(table)
    table.resize(100, 200)
    table.show()
    cut, whole = (table.visualRect(table.table.index(row, 0)).center() for row in (0, 1))
    assert hover(table, cut, qtbot) == outcomes[0]
    assert hover(table, whole, qtbot) == ""
