"""A column of a table, declared as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.ui.icons import Icon
from app.ui.widgets.painting import ChipSpec

# Rows are values of many types; each table's columns know theirs.
Row = Any


@dataclass(frozen=True, slots=True)
class Column:
    """What a column shows of a row and how.

    Attributes:
        title: its header.
        text: the words of a cell, plain text.
        width: in pixels; the narrowest it gets when it stretches.
        stretch: its share of the free width; 0 keeps `width`.
        sort: the query's word to sort by this column; empty where it cannot.
        second: a quiet second line below the text.
        chip: a chip instead of the text (None falls back to the text).
        icon: drawn before the text.
        strong: the text in semibold, for what names the row.
        quiet: the text in the muted color.
        right: numbers and money align right.
        gives_way: when the table is narrow, columns with the highest number go first; 0 stays.
        action: the verb of a button in the cell, or "" for none; the view emits `acted`.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 120
    stretch: int = 0
    sort: str = ""
    second: Callable[[Row], str] | None = None
    chip: Callable[[Row], ChipSpec | None] | None = None
    icon: Callable[[Row], Icon | None] | None = None
    strong: bool = False
    quiet: bool = False
    right: bool = False
    gives_way: int = 0
    action: Callable[[Row], str] | None = None

    def spoken(self, row: Row) -> str:
        """What a screen reader says of the cell."""
        chip = self.chip(row) if self.chip is not None else None
        parts = [chip.text if chip is not None else self.text(row)]
        if self.second is not None:
            parts.append(self.second(row))
        return ", ".join(part for part in parts if part)
