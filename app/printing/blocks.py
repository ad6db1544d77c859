"""The parts a page is built from: sections of rows, rows of columns, columns of set lines.

A block knows its height, can be cut where the page ends, and draws itself. Everything is made of
lines set by `app.printing.text`, so a text of any length flows over as many pages as it needs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Protocol, Self

from reportlab.pdfgen.canvas import Canvas

from app.printing.styles import (
    FAINT_RULE_GRAY,
    HAIRLINE,
    HEADING,
    HEAVY_RULE,
    INK,
    RULE_GRAY,
    TextStyle,
)
from app.printing.text import Line, draw_lines, set_text

_TALL_ROW = 160.0
"""A row higher than this is cut at the end of a page rather than moved to the next."""
_LEAST_PART = 36.0
"""Room, in points, worth starting a tall row in."""
_SECTION_GAP = 13.0
_TITLE_PAD = 3.0
_BOX_SIZE = 6.2
_ASCENT = 0.78
"""Where the baseline lies below the top of a line, as a share of its leading."""


class Block(Protocol):
    """A part of a page; all lengths are in points."""

    @property
    def gap(self) -> float:
        """The space above, unless the block is first on its page."""
        ...

    @property
    def height(self) -> float:
        """The height without the gap."""
        ...

    def split(self, room: float, *, fresh: bool) -> tuple["Block | None", "Block | None"]:
        """Return the part that fits in `room` and the rest.

        On a fresh page the first part is never None, so that printing always gets on.
        """
        ...

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the whole block, its upper left corner at `x` and `top`."""
        ...


def rule(canvas: Canvas, x: float, y: float, width: float, *, heavy: bool = False) -> None:
    """Draw a horizontal line, black when heavy and a gray hairline otherwise."""
    canvas.setStrokeGray(INK if heavy else RULE_GRAY)
    canvas.setLineWidth(HEAVY_RULE if heavy else HAIRLINE)
    canvas.line(x, y, x + width, y)


def draw_column(canvas: Canvas, lines: Iterable[Line], x: float, top: float) -> None:
    """Draw lines below each other; `x` is their left edge."""
    for style, group in groupby(lines, attrgetter("style")):
        alike = tuple(group)
        draw_lines(canvas, alike, x, top - style.leading * _ASCENT)
        top -= style.leading * len(alike)


def column_height(lines: Iterable[Line]) -> float:
    """Return the height of lines below each other, in points."""
    return sum(line.style.leading for line in lines)


@dataclass(frozen=True)
class Cell:
    """Lines at a place in a row; `x` and `width` in points from the row's left edge."""

    x: float
    width: float
    lines: tuple[Line, ...]
    align_right: bool = False

    @cached_property
    def height(self) -> float:
        """The height of the lines."""
        return column_height(self.lines)

    def split(self, room: float, *, at_least: int) -> tuple[Self, Self]:
        """Return the lines that fit in `room`, at least so many, and the others."""
        count, used = 0, 0.0
        for line in self.lines:
            used += line.style.leading
            if used > room and count >= at_least:
                break
            count += 1
        first, rest = self.lines[:count], self.lines[count:]
        return replace(self, lines=first), replace(self, lines=rest)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the lines; `x` is the row's left edge."""
        if not self.align_right:
            draw_column(canvas, self.lines, x + self.x, top)
            return
        for line in self.lines:
            draw_column(canvas, (line,), x + self.x + self.width - line.width, top)
            top -= line.style.leading


@dataclass(frozen=True)
class Row:
    """Cells side by side with room above and below.

    Attributes:
        ruled: a faint hairline stands below the row.
        leads: the row names those after it: it never ends a page, and repeats where they run on.
        has_box: a box to tick stands at the left edge.
    """

    cells: tuple[Cell, ...]
    width: float
    above: float = 2.6
    below: float = 2.6
    ruled: bool = False
    leads: bool = False
    has_box: bool = False

    @property
    def gap(self) -> float:
        """Rows follow each other without a gap."""
        return 0.0

    @cached_property
    def height(self) -> float:
        """The height of the tallest cell and the room around it."""
        return self.above + max((cell.height for cell in self.cells), default=0.0) + self.below

    def split(self, room: float, *, fresh: bool) -> tuple["Row | None", "Row | None"]:
        """Cut every cell at the same height."""
        if self.height <= room:
            return self, None
        if room < _LEAST_PART and not fresh:
            return None, self
        inside = room - self.above - self.below
        parts = [cell.split(inside, at_least=1 if fresh else 0) for cell in self.cells]
        first = replace(self, cells=tuple(part for part, _ in parts), ruled=False)
        if not any(cell.lines for cell in first.cells):
            return None, self
        rest = replace(self, cells=tuple(part for _, part in parts), has_box=False)
        return (first, rest) if any(cell.lines for cell in rest.cells) else (self, None)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the cells, the box and the hairline."""
        for cell in self.cells:
            cell.draw(canvas, x, top - self.above)
        if self.has_box:
            canvas.setStrokeGray(INK)
            canvas.setLineWidth(0.6)
            canvas.rect(x + 0.5, top - self.above - 8.4, _BOX_SIZE, _BOX_SIZE)
        if self.ruled:
            canvas.setStrokeGray(FAINT_RULE_GRAY)
            canvas.setLineWidth(HAIRLINE)
            canvas.line(x, top - self.height, x + self.width, top - self.height)


@dataclass(frozen=True)
class HeavyRule:
    """The black line below a letterhead."""

    width: float
    gap: float = 5.0
    height: float = 1.0

    def split(self, room: float, *, fresh: bool) -> tuple["HeavyRule | None", "HeavyRule | None"]:
        """Stay whole."""
        return (self, None) if fresh or room >= self.height else (None, self)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the line."""
        rule(canvas, x, top, self.width, heavy=True)


@dataclass(frozen=True)
class Columns:
    """The column widths of a table, in points; builds its rows.

    Attributes:
        gutter: clear space between columns.
    """

    widths: tuple[float, ...]
    gutter: float = 10.0

    @classmethod
    def shared(cls, total: float, *shares: float, gutter: float = 10.0) -> Self:
        """Return columns that share a total width in the given proportions."""
        point = (total - gutter * (len(shares) - 1)) / sum(shares)
        return cls(tuple(share * point for share in shares), gutter)

    @property
    def total(self) -> float:
        """The width of all columns with their gutters."""
        return sum(self.widths) + self.gutter * (len(self.widths) - 1)

    def row(
        self,
        *columns: Sequence[tuple[str, TextStyle]],
        ruled: bool = False,
        leads: bool = False,
        has_box: bool = False,
    ) -> Row:
        """Return a row; each column is a sequence of (plain text, style) set below each other."""
        cells, x = [], 0.0
        for width, texts in zip(self.widths, columns, strict=True):
            lines = [line for text, style in texts for line in set_text(text, style, width)]
            cells.append(Cell(x, width, tuple(lines)))
            x += width + self.gutter
        return Row(tuple(cells), self.total, ruled=ruled, leads=leads, has_box=has_box)


_LONGEST_TITLE = 240
"""Characters of a section's title: it stands on every page, so it must leave room for rows."""


@dataclass(frozen=True)
class Section:
    """A title, a line of column heads if there is one, and rows.

    Title and heads repeat on every page, the title with "continued".
    """

    title: str
    rows: tuple[Row, ...]
    width: float
    heads: Row | None = None
    is_continued: bool = False

    @property
    def gap(self) -> float:
        """The space above a section; less where no title sets it off."""
        return _SECTION_GAP if self.title else _SECTION_GAP / 2

    @cached_property
    def _top_height(self) -> float:
        title = column_height(self._title) + _TITLE_PAD if self.title else 0.0
        return title + (self.heads.height if self.heads else 0.0)

    @cached_property
    def height(self) -> float:
        """The height of title, heads and rows."""
        return self._top_height + sum(row.height for row in self.rows)

    @property
    def _title(self) -> tuple[Line, ...]:
        title = self.title
        if len(title) > _LONGEST_TITLE:
            title = f"{title[:_LONGEST_TITLE]}…"
        words = f"{title}, continued" if self.is_continued else title
        return set_text(words, HEADING, self.width)

    def split(self, room: float, *, fresh: bool) -> tuple["Section | None", "Section | None"]:
        """Take whole rows, and a part of the next if it is a tall one."""
        room -= self._top_height
        count = self._fitting(room)
        if count == len(self.rows) and (room >= 0 or fresh):
            return self, None
        part, remainder = self._part_of(count, room, fresh=fresh)
        if part is None:
            while count and self.rows[count - 1].leads:
                count -= 1
            if not count and not fresh:
                return None, self
            count = max(count, 1)
        first = self.rows[:count] if part is None else (*self.rows[:count], part)
        rest = self.rows[count:] if part is None else self.rows[count + 1 :]
        rest = rest if remainder is None else (remainder, *rest)
        if rest and not rest[0].leads:
            rest = (*_lead_of(first), *rest)
        taken = replace(self, rows=first)
        return taken, replace(self, rows=rest, is_continued=True) if rest else None

    def _part_of(self, index: int, room: float, *, fresh: bool) -> tuple[Row | None, Row | None]:
        """Cut the first row that does not fit, if it is too tall to be moved."""
        if index == len(self.rows) or self.rows[index].height <= _TALL_ROW:
            return None, None
        room -= sum(row.height for row in self.rows[:index])
        part, remainder = self.rows[index].split(room, fresh=fresh and not index)
        return (part, remainder) if part else (None, None)

    def _fitting(self, room: float) -> int:
        """Return how many whole rows fit."""
        for count, row in enumerate(self.rows):
            room -= row.height
            if room < 0:
                return count
        return len(self.rows)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the title with a rule below it, the heads and the rows."""
        if self.title:
            draw_column(canvas, self._title, x, top)
            top -= column_height(self._title) + _TITLE_PAD
            rule(canvas, x, top, self.width)
        for row in (*([self.heads] if self.heads else []), *self.rows):
            row.draw(canvas, x, top)
            top -= row.height


def _lead_of(rows: Sequence[Row]) -> list[Row]:
    """Return the leading row to repeat above rows that follow on the next page.

    None where it is too tall to repeat, or where nothing but it was taken: the rest must shrink.
    """
    led = next((row for row in reversed(rows) if row.leads), None)
    return [led] if led and led.height <= _TALL_ROW and not rows[-1].leads else []


@dataclass(frozen=True)
class SideBySide:
    """Two sections next to each other; `left` or `right` may be used up before the other."""

    left: Section | None
    right: Section | None
    right_x: float

    @property
    def gap(self) -> float:
        """The space above the sections."""
        return _SECTION_GAP

    @property
    def height(self) -> float:
        """The height of the taller section."""
        return max((part.height for part in (self.left, self.right) if part), default=0.0)

    def split(self, room: float, *, fresh: bool) -> tuple["SideBySide | None", "SideBySide | None"]:
        """Cut both sections at the same height; both begin on the same page."""
        left = self.left.split(room, fresh=fresh) if self.left else (None, None)
        right = self.right.split(room, fresh=fresh) if self.right else (None, None)
        if (self.left and not left[0]) or (self.right and not right[0]):
            return None, self
        taken = replace(self, left=left[0], right=right[0])
        rest = replace(self, left=left[1], right=right[1])
        return taken, rest if rest.left or rest.right else None

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw both sections from the same height."""
        if self.left:
            self.left.draw(canvas, x, top)
        if self.right:
            self.right.draw(canvas, x + self.right_x, top)
