"""A month on one page as a grid; days with more than a cell holds are listed on the next pages."""

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
from app.printing.text import draw_line, fit_line

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
        if len(day.lines) > grid.room(day):
            rows = tuple(columns.row([(words, BODY)], ruled=True) for words in day.lines)
            yield Section(weekday_words(day.day), rows, width)


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
            self._draw_day(canvas, day, left + _PAD, upper - _PAD, column - 2 * _PAD)

    def _is_quiet(self, day: MonthDay) -> bool:
        return bool(day.closed) or day.day.weekday() >= _SATURDAY

    def _draw_ground(
        self, canvas: Canvas, x: float, top: float, width: float, *, quiet: bool
    ) -> None:
        canvas.setStrokeGray(RULE_GRAY)
        canvas.setLineWidth(HAIRLINE)
        canvas.setFillGray(_WEEKEND_GRAY if quiet else 1)
        canvas.rect(x, top - self.row, width, self.row, stroke=1, fill=int(quiet))

    def _draw_day(self, canvas: Canvas, day: MonthDay, x: float, top: float, width: float) -> None:
        own = day.day.month == self.content.month
        y = top - _NUMBER.leading + 2
        draw_line(canvas, fit_line(str(day.day.day), _NUMBER if own else _QUIET, width), x, y)
        lines = [(day.closed, _CLOSED)] if day.closed else []
        lines += [(words, _ENTRY) for words in shown_lines(day.lines, self.room(day))]
        for words, style in lines:
            y -= style.leading
            draw_line(canvas, fit_line(words, style, width), x, y)


def shown_lines(lines: Sequence[str], room: int) -> list[str]:
    """Return the lines that fit; the last one says how many more are listed behind the grid."""
    if len(lines) <= room:
        return list(lines)
    shown = max(0, room - 1)
    return [*lines[:shown], f"+{len(lines) - shown} more, listed below"]
