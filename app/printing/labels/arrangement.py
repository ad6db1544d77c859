"""How words and barcodes share one label, whatever its size; nothing reaches over its edge.

The bars of Code 128 stand at the foot with their number below them. Where the label is too low to
have words above bars, a QR code takes the right side instead; where there is room for both, both
stand there. The words are set as large as they fit whole; long lines end in an ellipsis.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from app.domain.labels import Symbols
from app.printing.barcodes import MM, Code128, QrCode, Symbol
from app.printing.fonts import Weight
from app.printing.labels.content import Label
from app.printing.styles import INK, TextStyle
from app.printing.text import Line, draw_line, fit_line, set_text

_PAPER = 1.0
_EDGES = ((20 * MM, 1.2 * MM), (45 * MM, 2 * MM), (float("inf"), 4 * MM))
"""Clear edge inside labels lower than this height."""
_GAP = 1.5 * MM
_SIZES = (26, 24, 22, 20, 18, 16, 14, 13, 12, 11, 10, 9, 8, 7.5, 7, 6.5, 6, 5.5, 5)
"""Of the words, in points; 5 is the least that office printers at 203 dots keep legible."""
_SIZE_OF_LONG = 7
"""From this size down a long line is rather cut than all of them made smaller."""
_LARGE = 13
"""Above this size the number stands on one line, or the words are made smaller."""
_LEADING = 1.2
_BASELINE = 0.86
"""Where the baseline lies below the top of a line, as a share of its leading."""
_AROUND_MARK = 1.4
"""Clear space in a mark's box and behind it, as a multiple of its size."""
_TITLE = 1.5
"""The number is so much larger than the other words."""
_NUMBER_SIZES = (9.0, 7.0)
"""Of the number below the bars, on labels of some height and on low ones."""
_LOW = 30 * MM
_TALL = 60 * MM
"""Labels of such a height have room for lines broken in two, and for higher bars."""
_BARS_SHARE = 0.12
"""Of the height of a tall label, that bars take; more than the standard asks."""
_MOST_ROWS = 2
"""Rows of one line on a tall label."""
_LEAST_WORDS = (20 * MM, 20.0)
"""Width and height, in points, without which a label says nothing."""
_LONGEST = 200
"""Characters of a line worth breaking in two."""
_QR_SHARE = 0.45
"""Of the width, that a QR code may take."""
_LARGEST_QR = 30 * MM


class Part(Protocol):
    """Something at a place on the label; lengths in points from its lower left corner."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        ...

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it on a label whose lower left corner is at `x` and `y`."""
        ...


@dataclass(frozen=True)
class _Bars:
    """A barcode."""

    symbol: Symbol
    x: float
    y: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.x + self.symbol.width, self.y + self.symbol.height

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        self.symbol.draw(canvas, x + self.x, y + self.y)


@dataclass(frozen=True)
class _Words:
    """A line; `y` is the bottom of its room."""

    line: Line
    x: float
    y: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.x + self.line.width, self.y + self.line.style.leading

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        baseline = self.y + self.line.style.leading * (1 - _BASELINE)
        draw_line(canvas, self.line, x + self.x, y + baseline + self.line.style.size * 0.06)


@dataclass(frozen=True)
class _Mark:
    """A warning: white words in a black box."""

    line: Line
    x: float
    y: float

    @property
    def width(self) -> float:
        return self.line.width + self.line.style.size

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.x + self.width, self.y + self.line.style.leading

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        size, leading = self.line.style.size, self.line.style.leading
        canvas.setFillGray(INK)
        height = size * 1.1
        canvas.rect(
            x + self.x, y + self.y + (leading - height) / 2, self.width, height, stroke=0, fill=1
        )
        middle = y + self.y + leading / 2 - size * 0.36
        draw_line(canvas, self.line, x + self.x + size / 2, middle)


@dataclass(frozen=True)
class Arrangement:
    """One label ready to be drawn.

    Attributes:
        has_bars, has_qr: which barcodes it has.
        warns: every warning found room.
    """

    parts: tuple[Part, ...]
    has_bars: bool
    has_qr: bool
    warns: bool


def arranged(
    label: Label, width: float, height: float, dots_per_inch: int, symbols: Symbols
) -> Arrangement:
    """Return where everything stands on a label of this size, in points."""
    return _Space(width, height, dots_per_inch).arranged(label, symbols)


@dataclass(frozen=True)
class _Space:
    """A label without anything on it."""

    width: float
    height: float
    dots_per_inch: int

    @property
    def _edge(self) -> float:
        return next(edge for limit, edge in _EDGES if self.height <= limit)

    @property
    def _inner(self) -> tuple[float, float]:
        return self.width - 2 * self._edge, self.height - 2 * self._edge

    def arranged(self, label: Label, symbols: Symbols) -> Arrangement:
        bars = None if symbols is Symbols.QR else self._bars(label, symbols)
        top = self._above(bars)
        qr = self._qr(label, top) if symbols is not Symbols.CODE128 or bars is None else None
        inner, _height = self._inner
        words_width = inner - (qr.width if qr else 0)
        has_title = bars is None or self.height > _LOW
        setting = _largest(
            label, words_width, top, has_title=has_title, is_tall=self.height >= _TALL
        )
        edge = self._edge
        # A reader of the file hears the parts in the order they are drawn.
        parts = list(setting.placed(edge, self.height - edge, self.height - edge - top))
        if qr is not None:
            parts.append(_Bars(qr, self.width - edge - qr.width, self.height - edge - qr.height))
        if bars is not None:
            parts += self._foot(bars, label)
        warns = setting.height_of_warnings <= top
        return Arrangement(tuple(parts), bars is not None, qr is not None, warns)

    def _bars(self, label: Label, symbols: Symbols) -> Code128 | None:
        """Return the bars if words have room above them; where they are asked for, in any case."""
        inner, height = self._inner
        bars = Code128.fitted(label.code, inner, self.dots_per_inch)
        if bars is None or bars.height + self._number_size > height:
            return None
        if self.height >= _TALL:  # more than the standard asks, for scanners held askew
            bars = replace(bars, height=max(bars.height, self.height * _BARS_SHARE))
        has_room = self._above(bars) >= _LEAST_WORDS[1]
        return bars if has_room or symbols is Symbols.CODE128 else None

    @property
    def _number_size(self) -> float:
        large, small = _NUMBER_SIZES
        return large if self.height > _LOW else small

    def _above(self, bars: Code128 | None) -> float:
        """Return the height left for words above the bars."""
        _width, height = self._inner
        if bars is None:
            return height
        return height - bars.height - self._number_size * _LEADING - _GAP / 2

    def _qr(self, label: Label, room: float) -> QrCode | None:
        """Return the code that fits beside words in `room` points of height."""
        inner, _height = self._inner
        side = min(room, inner * _QR_SHARE, _LARGEST_QR)
        qr = QrCode.fitted(label.code, side, self.dots_per_inch)
        return qr if qr and inner - qr.width >= _LEAST_WORDS[0] else None

    def _foot(self, bars: Code128, label: Label) -> Iterator[Part]:
        """Yield bars and the number below them, in the middle of the label."""
        size, edge = self._number_size, self._edge
        inner, _height = self._inner
        style = _style(size, Weight.BOLD)
        number = fit_line(label.code, style, inner)
        yield _Words(number, (self.width - number.width) / 2, edge)
        yield _Bars(bars, (self.width - bars.width) / 2, edge + style.leading)


def _largest(
    label: Label, width: float, height: float, *, has_title: bool, is_tall: bool
) -> "_Setting":
    """Return the words at the largest size at which they fit whole; small ones may be cut."""
    rows = sum(map(bool, label.lines)) + bool(label.marks) + _TITLE * has_title
    for size in (each for each in _SIZES if rows * each * _LEADING <= height):
        setting = _setting(label, width, size, has_title=has_title, is_tall=is_tall)
        if setting.height <= height and (setting.is_whole or size <= _SIZE_OF_LONG):
            return setting
    return _setting(label, width, _SIZES[-1], has_title=has_title, is_tall=is_tall)


@dataclass(frozen=True)
class _Setting:
    """All words at one size, a tuple of lines or marks for each row.

    Attributes:
        is_whole: no line is cut; warnings never are.
    """

    rows: tuple[tuple[Line, ...], ...]
    mark_rows: int
    title_rows: int
    size: float
    is_whole: bool

    @property
    def height(self) -> float:
        return sum(row[0].style.leading for row in self.rows)

    @property
    def height_of_warnings(self) -> float:
        """The height down to the last warning; 0 without any."""
        if not self.mark_rows:
            return 0.0
        return sum(row[0].style.leading for row in self.rows[: self.title_rows + self.mark_rows])

    def placed(self, left: float, top: float, bottom: float) -> Iterator[Part]:
        """Yield the rows from the top; those below the bottom are left out."""
        marks = range(self.title_rows, self.title_rows + self.mark_rows)
        for number, row in enumerate(self.rows):
            top -= row[0].style.leading
            if top < bottom - 0.01:
                return
            x = left
            for line in row:
                part = _Mark(line, x, top) if number in marks else _Words(line, x, top)
                yield part
                x = part.box[2] + line.style.size * (_AROUND_MARK - 1)


def _setting(
    label: Label, width: float, size: float, *, has_title: bool, is_tall: bool
) -> _Setting:
    words = _style(size)
    title = set_text(label.code, _style(size * _TITLE, Weight.BOLD), width) if has_title else ()
    marks = _mark_rows(label.marks, width, _style(size, Weight.BOLD, gray=_PAPER))
    lines = [line for text in label.lines if text for line in _rows_of(text, words, width, is_tall)]
    rows = (*((line,) for line in title), *marks, *((line,) for line in lines if line.text))
    is_whole = not any(line.text.endswith("…") for line in lines)
    if size > _LARGE:
        is_whole = is_whole and len(title) <= 1
    return _Setting(rows, len(marks), len(title), size, is_whole)


def _rows_of(text: str, style: TextStyle, width: float, is_tall: bool) -> tuple[Line, ...]:  # noqa: FBT001  of the label
    """Return a line, broken where the label is tall, cut where it is too long even so."""
    rows = set_text(text[:_LONGEST], style, width) if is_tall else ()
    return rows if 0 < len(rows) <= _MOST_ROWS else (fit_line(text, style, width),)


def _mark_rows(
    marks: Sequence[str], width: float, style: TextStyle
) -> tuple[tuple[Line, ...], ...]:
    """Return the warnings row by row; one wider than the label is broken, never cut."""
    rows: list[list[Line]] = []
    room = 0.0
    for line in (line for mark in marks for line in set_text(mark, style, width - style.size)):
        needed = line.width + style.size * _AROUND_MARK
        if rows and needed <= room:
            rows[-1].append(line)
        else:
            rows.append([line])
            room = width + style.size * (_AROUND_MARK - 1)
        room -= needed
    return tuple(map(tuple, rows))


def _style(size: float, weight: Weight = Weight.REGULAR, gray: float = INK) -> TextStyle:
    return TextStyle(size, size * _LEADING, weight, gray=gray)
