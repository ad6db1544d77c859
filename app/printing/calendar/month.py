"""A month on one page as a grid, each entry on as many lines as it takes.

A day that does not find room for all its words is shortened there and listed whole behind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from app.printing.blocks import Block, Columns, Section
from app.printing.calendar.content import MonthDay, MonthSheet
from app.printing.dates import weekday_words
from app.printing.fonts import Weight
from app.printing.page import PageSize, Paper, build
from app.printing.styles import (
    BODY,
    COLUMN_HEAD,
    HAIRLINE,
    RULE_GRAY,
    SOFT_INK,
    TextStyle,
)
from app.printing.text import Line, draw_line, fit_line, set_text

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_A_WEEK = 7
_SATURDAY = 5
_NUMBER = TextStyle(8.2, 10, Weight.BOLD)
_QUIET = TextStyle(8.2, 10, gray=0.55)
_ENTRY = TextStyle(6.5, 8)
_CLOSED = TextStyle(6.5, 8, Weight.BOLD, gray=SOFT_INK)
_PAD = 3.0
_HEADS = 14.0
_GAP = 8.0
_WEEKEND_GRAY = 0.95


def typeset_month(content: MonthSheet, size: PageSize = PageSize.LETTER_ACROSS) -> Paper:
    """Return the month as a PDF: the grid, and a list of the days it could not hold.

    Raises:
        ValueError: the time of printing carries no time zone.
    """
    return build(_blocks(content, size), content.head.furniture(), size)


def _blocks(content: MonthSheet, size: PageSize) -> Iterator[Block]:
    width = size.content_width
    head = list(content.head.blocks(width))
    yield from head
    used = sum(block.height + (block.gap if block is not head[0] else 0) for block in head)
    weeks = len(content.days) // _DAYS_A_WEEK
    grid = MonthGrid(content, width, (size.first_page_height - used - _GAP - _HEADS) / weeks)
    yield grid
    columns = Columns.shared(width, 1)
    for day in content.days:
        if not grid.holds(day):
            rows = tuple(columns.row([(words, BODY)], ruled=True) for words in day.lines)
            heading = ", ".join(filter(None, (weekday_words(day.day), day.closed)))
            yield Section(heading, rows, width)


@dataclass(frozen=True)
class MonthGrid:
    """The grid; ``row`` is the height of a week in points."""

    content: MonthSheet
    width: float
    row: float
    gap: float = _GAP

    @property
    def height(self) -> float:
        """The names of the weekdays and the weeks."""
        return _HEADS + self.row * (len(self.content.days) // _DAYS_A_WEEK)

    def split(self, room: float, *, fresh: bool) -> tuple["MonthGrid | None", "MonthGrid | None"]:
        """Stay whole."""
        return (self, None) if fresh or room >= self.height - 1 else (None, self)

    def room(self, day: MonthDay) -> int:
        """Return how many lines a day's cell has for entries."""
        taken = _PAD + _NUMBER.leading + (_CLOSED.leading if day.closed else 0)
        return int((self.row - taken) // _ENTRY.leading)

    def holds(self, day: MonthDay) -> bool:
        """Whether all the words of a day find room in its cell."""
        return self._whole(day) is not None

    def _whole(self, day: MonthDay) -> tuple[Line, ...] | None:
        """Return the lines of a day in full; None where they are too many."""
        if len(set_text(day.closed, _CLOSED, self._inside)) > 1:
            return None
        room = self.room(day)
        lines: tuple[Line, ...] = ()
        for words in day.lines:
            lines += set_text(words, _ENTRY, self._inside)
            if len(lines) > room:
                return None
        return lines

    def _shortened(self, day: MonthDay) -> tuple[Line, ...]:
        words = shown_lines(day.lines, self.room(day))
        return tuple(fit_line(each, _ENTRY, self._inside) for each in words)

    @property
    def _inside(self) -> float:
        return self.width / _DAYS_A_WEEK - 2 * _PAD

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the names, the cells and the lines between them."""
        column = self.width / _DAYS_A_WEEK
        for n, name in enumerate(_WEEKDAYS):
            line = fit_line(name, COLUMN_HEAD, column - 2 * _PAD)
            draw_line(canvas, line, x + n * column + _PAD, top - 10)
        for n, day in enumerate(self.content.days):
            week, weekday = divmod(n, _DAYS_A_WEEK)
            left, upper = x + weekday * column, top - _HEADS - week * self.row
            self._draw_ground(canvas, left, upper, column, quiet=self._is_quiet(day))
            self._draw_day(canvas, day, left + _PAD, upper - _PAD)

    def _is_quiet(self, day: MonthDay) -> bool:
        return bool(day.closed) or day.day.weekday() >= _SATURDAY

    def _draw_ground(
        self, canvas: Canvas, x: float, top: float, width: float, *, quiet: bool
    ) -> None:
        canvas.setStrokeGray(RULE_GRAY)
        canvas.setLineWidth(HAIRLINE)
        canvas.setFillGray(_WEEKEND_GRAY if quiet else 1)
        canvas.rect(x, top - self.row, width, self.row, stroke=1, fill=int(quiet))

    def _draw_day(self, canvas: Canvas, day: MonthDay, x: float, top: float) -> None:
        own, width = day.day.month == self.content.month, self._inside
        y = top - _NUMBER.leading + 2
        draw_line(canvas, fit_line(str(day.day.day), _NUMBER if own else _QUIET, width), x, y)
        closed = (fit_line(day.closed, _CLOSED, width),) if day.closed else ()
        whole = self._whole(day)
        for line in (*closed, *(self._shortened(day) if whole is None else whole)):
            y -= line.style.leading
            draw_line(canvas, line, x, y)


def shown_lines(lines: Sequence[str], room: int) -> list[str]:
    """Return the entries a cell names, and last that the day is listed behind the grid."""
    if not lines:
        return []
    shown = lines[: max(0, room - 1)]
    more = len(lines) - len(shown)
    return [*shown, f"+{more} more, listed below" if more else "In full below"]
