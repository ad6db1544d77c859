"""Models behind tables: rows held in memory, and rows fetched page by page from a query."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.errors import DossierError
from app.ui.desk import Desk
from app.ui.table.column import Column, Row

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PAGE_SIZE = 100
# A cell shows one line; handing a whole report to a view that measures it would stall it.
_LONGEST_CELL = 2000


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What a paged query is asked for.

    Attributes:
        sort: the sorted column's word (`Column.sort`), or "" for the query's own order.
        descending: the direction.
        after: the cursor of the page before, as the query gave it; None for the first page.
        size: how many rows at most.
    """

    sort: str = ""
    descending: bool = False
    after: Any = None
    size: int = _PAGE_SIZE


class PageOfRows(Protocol):
    """What a paged query answers: rows, the cursor after the last one, and the count if known."""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of this page."""

    @property
    def after(self) -> Any:  # noqa: ANN401 - only the query can read its cursor
        """The cursor for the next page; None after the last page."""


def row_id(row: Row) -> Hashable:
    """Return the row's `id`, which is how most rows say what they stand for."""
    key: Hashable = row.id
    return key


class RowTable(QAbstractTableModel):
    """Rows held in memory.

    Args:
        columns: left to right.
        rows: top to bottom.
        key: what a row stands for; its `id` where omitted.
        sentence: how a screen reader says the whole row; all cells where omitted.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row] = (),
        *,
        key: Callable[[Row], Hashable] = row_id,
        sentence: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[Row] = list(rows)
        self._key = key
        self._sentence = sentence

    @property
    def has_answer(self) -> bool:
        """Whether the rows are known; until then an empty table says nothing."""
        return True

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_at(self, index: Index) -> Row | None:
        """Return the row at an index, or None."""
        return self._rows[index.row()] if index.isValid() else None

    def key_at(self, line: int) -> Hashable:
        """Return what the row in a line stands for."""
        return self._key(self._rows[line])

    def line_of(self, key: Hashable) -> int | None:
        """Return the line of the row that stands for `key`, if it is loaded."""
        for line, row in enumerate(self._rows):
            if self._key(row) == key:
                return line
        return None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The loaded rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Plain text for the eye, sentences for the ear; colors belong to the delegate."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)[:_LONGEST_CELL]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == 0:
                return self.spoken(row)
            return f"{column.title}: {column.spoken(row)}"[:_LONGEST_CELL]
        return None

    def spoken(self, row: Row) -> str:
        """The whole row as a sentence: many readers stop at the first cell."""
        if self._sentence is not None:
            return self._sentence(row)[:_LONGEST_CELL]
        cells = (column.spoken(row) for column in self.columns)
        return ", ".join(cell for cell in cells if cell)[:_LONGEST_CELL]


class PagedTable(RowTable):
    """Rows fetched page by page as the user scrolls.

    Args:
        desk: where the query is sent.
        columns: left to right.
        query: makes the query for a request; called anew for each page.
        key, sentence: as in `RowTable`.
        sort: the word of the column sorted by at first.
        descending: the direction at first.

    Signals:
        loaded: the first page after a reload is there.
        counted: how many rows there are in all, when the query tells.
        failed: the `DossierError` of a page that could not be read.
    """

    loaded = Signal()
    counted = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column],
        query: Callable[[PageRequest], object],
        *,
        key: Callable[[Row], Hashable] = row_id,
        sentence: Callable[[Row], str] | None = None,
        sort: str = "",
        descending: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key=key, sentence=sentence, parent=parent)
        self._desk = desk
        self._query = query
        self._sort = sort
        self._descending = descending
        self._after: Any = None
        self._more = False
        self._asking = False
        self._answered = False
        # Counts the reloads: an answer to an older filter or order is dropped on arrival.
        self._generation = 0

    @property
    def has_answer(self) -> bool:
        """Whether the first page has arrived."""
        return self._answered

    @property
    def sorting(self) -> tuple[str, bool]:
        """The word sorted by, and whether it is descending."""
        return self._sort, self._descending

    def ask_with(self, query: Callable[[PageRequest], object]) -> None:
        """Ask another query, e.g. after the filter changed."""
        self._query = query
        self.reload()

    def reload(self) -> None:
        """Ask again from the top; the rows stay on screen until the answer is there.

        As many rows as were loaded are asked for, so that a selection far down survives.
        """
        self._generation += 1
        self._more = False
        self._asking = True
        self._ask(None, max(_PAGE_SIZE, min(len(self._rows), _PAGE_SIZE * 20)))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, if the query can."""
        if not 0 <= column < len(self.columns) or not self.columns[column].sort:
            return
        self._sort = self.columns[column].sort
        self._descending = order is Qt.SortOrder.DescendingOrder
        self.reload()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is another page, and it is not on its way already."""
        return not parent.isValid() and self._more and not self._asking

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._asking = True
            self._ask(self._after, _PAGE_SIZE)

    def _ask(self, after: Any, size: int) -> None:  # noqa: ANN401 - only the query can read it
        generation = self._generation
        request = PageRequest(self._sort, self._descending, after, size)

        def arrived(page: PageOfRows) -> None:
            if generation == self._generation:
                self._take(page, first=after is None)

        def refused(error: DossierError) -> None:
            if generation == self._generation:
                self._asking = False
                self.failed.emit(error)

        self._desk.ask(self._query(request), self, arrived, refused)

    def _take(self, page: PageOfRows, *, first: bool) -> None:
        self._answered = True
        self._after = page.after
        self._more = page.after is not None
        self._asking = False
        if first:
            self.set_rows(page.rows)
        elif page.rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()
        total = getattr(page, "total", None)
        if total is not None:
            self.counted.emit(total)
        if first:
            self.loaded.emit()
