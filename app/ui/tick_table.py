"""A table whose rows are ticked: what is ticked goes with the form as one act."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.table import Column, DataTable, RowTable
from app.ui.table.column import Row
from app.ui.theme import metrics

_BOX_WIDTH = 40
_LEAST_LINES = 3
_EDGE = 2


class _Rows(RowTable):
    """Rows that are unknown until they were asked for."""

    is_known = False

    @property
    def has_answer(self) -> bool:
        """Whether the rows are there."""
        return self.is_known


class TickTable(DataTable):
    """Rows with boxes. Space or a click on the box ticks one; A ticks all, and none where all are.

    Args:
        name: what a screen reader says.
        columns: besides the boxes.
        key: what a row stands for.
        can_tick: whether a row has a box at all.
        sentence: how a screen reader says a row, without its tick.
        empty: shown where there are no rows.

    Signals:
        ticked: a tick was set or taken away; the row's key, or None for many at once.
    """

    ticked = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        key: Callable[[Row], Hashable],
        can_tick: Callable[[Row], bool],
        sentence: Callable[[Row], str],
        empty: QWidget | None = None,
    ) -> None:
        self._key, self._can_tick, self._words = key, can_tick, sentence
        self._held: tuple[Row, ...] = ()
        self._chosen: set[Hashable] = set()
        self._by_hand: dict[Hashable, bool] = {}
        box = Column("", _nothing, _BOX_WIDTH, icon=self._box)
        self._rows = _Rows((box, *columns), key=key, sentence=self._sentence)
        super().__init__(name, self._rows, empty=empty, row_height=metrics.TALL_ROW_HEIGHT)
        self.acted.connect(self.turn)
        self.clicked.connect(self._clicked)
        keys_on(self, self.turn_all, "A")

    def show_rows(self, rows: Sequence[Any], ticked: set[Hashable]) -> None:
        """Show other rows with these ticks."""
        self._held = tuple(rows)
        self._chosen = set(ticked)
        self._rows.is_known = True
        self._rows.set_rows(self._held)
        self.ticked.emit(None)

    def show_proposed(self, rows: Sequence[Any], is_proposed: Callable[[Row], bool]) -> None:
        """Show other rows ticked as proposed; what was ticked or cleared by hand stays so."""
        asked = {self._key(row): is_proposed(row) for row in rows} | self._by_hand
        self.show_rows(rows, {key for key, is_ticked in asked.items() if is_ticked})

    def forget(self) -> None:
        """Forget what was ticked or cleared by hand: the next rows are of something else."""
        self._by_hand.clear()

    def take_height(self, most: int) -> None:
        """Be as high as the rows, so that what stands below is in sight; at most so many pixels."""
        lines = max(_LEAST_LINES, len(self._held)) * metrics.TALL_ROW_HEIGHT
        self.setFixedHeight(min(most, self.horizontalHeader().height() + lines + _EDGE))

    def shown(self) -> tuple[Any, ...]:
        """All rows."""
        return self._held

    def ticked_rows(self) -> tuple[Any, ...]:
        """The rows that are ticked, from the top."""
        return tuple(row for row in self._held if self.is_ticked(row))

    def possible(self) -> int:
        """How many rows can be ticked."""
        return sum(self._can_tick(row) for row in self._held)

    def is_ticked(self, row: Row) -> bool:
        """Whether a row is ticked."""
        return self._can_tick(row) and self._key(row) in self._chosen

    def turn(self, key: object) -> None:
        """Tick a row, or take its tick away."""
        row = next((each for each in self._held if self._key(each) == key), None)
        if row is None or not self._can_tick(row):
            return
        self._chosen ^= {self._key(row)}
        self._by_hand[self._key(row)] = self.is_ticked(row)
        self.viewport().update()
        self.ticked.emit(key)

    def turn_all(self) -> None:
        """Tick every row; where all are ticked, none."""
        if self._possible() <= self._chosen:
            self.tick_none()
        else:
            self.tick_all()

    def tick_all(self) -> None:
        """Tick every row that can be."""
        self._tick(self._possible())

    def tick_none(self) -> None:
        """Take every tick away."""
        self._tick(set())

    def _possible(self) -> set[Hashable]:
        return {self._key(row) for row in self._held if self._can_tick(row)}

    def _tick(self, keys: set[Hashable]) -> None:
        self._chosen = keys
        self._by_hand |= {key: key in keys for key in self._possible()}
        self.viewport().update()
        self.ticked.emit(None)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.turn(self._rows.key_at(index.row()))

    def _box(self, row: Row) -> Icon | None:
        if not self._can_tick(row):
            return None
        return Icon.SQUARE_CHECK if self.is_ticked(row) else Icon.SQUARE

    def _sentence(self, row: Row) -> str:
        state = _("ticked") if self.is_ticked(row) else _("not ticked")
        words = (state if self._can_tick(row) else "", self._words(row))
        return ", ".join(word for word in words if word)


def _nothing(_row: Row) -> str:
    return ""
