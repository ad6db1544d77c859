"""Barcodes as vectors whose bars are whole printer dots wide: Code 128 and QR.

Sizes follow ISO/IEC 15417 (Code 128: bars at least 0.19 mm wide, 5 mm or 15 % of the length high,
ten clear modules on both sides) and ISO/IEC 18004 (QR: four clear modules all around).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from typing import Protocol, Self

from reportlab.graphics.barcode import qrencoder
from reportlab.graphics.barcode.code128 import Code128 as Code128Bars
from reportlab.pdfgen.canvas import Canvas

from app.printing.styles import INK

POINTS = 72
MM = POINTS / 25.4
"""Points of a millimeter."""
_LEAST_BAR = 0.19 * MM
_WIDEST_BAR = 0.5 * MM
_LEAST_HEIGHT = 5.0 * MM
_HEIGHT_SHARE = 0.15
_CLEAR_BARS = 10
_LEAST_SQUARE = 0.25 * MM
_WIDEST_SQUARE = 1.0 * MM
_CLEAR_SQUARES = 4
_PRINTABLE = range(32, 127)
_CAPITALS = re.compile(r"[-0-9A-Z $%*+./:]+")
"""What a QR code packs more densely (ISO/IEC 18004, alphanumeric mode)."""
_MOST_BYTES = 200
"""More than any number of ours has, and far less than a QR code takes."""


class Symbol(Protocol):
    """A barcode in its size; all lengths in points, quiet zones included."""

    @property
    def width(self) -> float:
        """The width."""
        ...

    @property
    def height(self) -> float:
        """The height."""
        ...

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it; `x` and `y` are its lower left corner."""
        ...


@dataclass(frozen=True)
class Code128:
    """Bars and spaces, in modules, first a bar.

    Attributes:
        module: width of the narrowest bar, in points.
        height: of the bars, in points.
    """

    runs: tuple[int, ...]
    module: float
    height: float

    @classmethod
    def fitted(cls, text: str, width: float, dots_per_inch: int) -> Self | None:
        """Return the symbol at the widest module that fits in `width` points; None if none does.

        Text beyond printable ASCII has no such symbol.
        """
        if not text or not all(ord(char) in _PRINTABLE for char in text):
            return None
        runs = _runs_of(text)
        modules = sum(runs)
        module = _whole_dots(
            width / (modules + 2 * _CLEAR_BARS), _LEAST_BAR, _WIDEST_BAR, dots_per_inch
        )
        if module is None:
            return None
        return cls(runs, module, max(_LEAST_HEIGHT, _HEIGHT_SHARE * modules * module))

    @property
    def width(self) -> float:
        """The width with both quiet zones."""
        return (sum(self.runs) + 2 * _CLEAR_BARS) * self.module

    @property
    def clear(self) -> float:
        """The width of one quiet zone."""
        return _CLEAR_BARS * self.module

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the bars."""
        path = canvas.beginPath()
        left = x + self.clear
        for index, run in enumerate(self.runs):
            if index % 2 == 0:
                path.rect(left, y, run * self.module, self.height)
            left += run * self.module
        canvas.setFillGray(INK)
        canvas.drawPath(path, stroke=0, fill=1)


@dataclass(frozen=True)
class QrCode:
    """Dark squares by row; `module` is the side of one, in points."""

    rows: tuple[tuple[bool, ...], ...]
    module: float

    @classmethod
    def fitted(cls, text: str, side: float, dots_per_inch: int) -> Self | None:
        """Return the symbol at the largest square that fits in `side` points; None if none does."""
        if not 0 < len(_utf_8(text)) <= _MOST_BYTES:
            return None
        rows = _squares_of(text)
        module = _whole_dots(
            side / (len(rows) + 2 * _CLEAR_SQUARES), _LEAST_SQUARE, _WIDEST_SQUARE, dots_per_inch
        )
        return None if module is None else cls(rows, module)

    @property
    def width(self) -> float:
        """The side with both quiet zones."""
        return (len(self.rows) + 2 * _CLEAR_SQUARES) * self.module

    @property
    def height(self) -> float:
        """As high as wide."""
        return self.width

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the squares, those side by side as one."""
        path = canvas.beginPath()
        top = y + self.height - _CLEAR_SQUARES * self.module
        left = x + _CLEAR_SQUARES * self.module
        for number, row in enumerate(self.rows, start=1):
            for start, length in _dark(row):
                path.rect(
                    left + start * self.module,
                    top - number * self.module,
                    length * self.module,
                    self.module,
                )
        canvas.setFillGray(INK)
        canvas.drawPath(path, stroke=0, fill=1)


def snapped(length: float, dots_per_inch: int) -> float:
    """Return the nearest length, in points, that is a whole number of dots."""
    dot = POINTS / dots_per_inch
    return round(length / dot) * dot


def _whole_dots(room: float, least: float, widest: float, dots_per_inch: int) -> float | None:
    """Return the largest whole number of dots within `room`, in points; None below `least`."""
    dot = POINTS / dots_per_inch
    module = int(min(room, widest) / dot + 1e-6) * dot
    return module if module >= least else None


def _runs_of(text: str) -> tuple[int, ...]:
    """Return the widths of bars and spaces, in modules."""
    bars = Code128Bars(text, barWidth=1, quiet=0)
    bars.validate()
    bars.encode()
    return tuple(
        ascii_lowercase.index(each.lower()) + 1 for each in bars.decompose() if each.isalpha()
    )


@lru_cache(maxsize=256)
def _squares_of(text: str) -> tuple[tuple[bool, ...], ...]:
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    # Left to itself the encoder takes a text with a line end for one of letters and digits.
    has_only_capitals = _CAPITALS.fullmatch(text) is not None
    data = qrencoder.QRAlphaNum(text) if has_only_capitals else qrencoder.QR8bitByte(_utf_8(text))
    code.addData(data)
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


def _utf_8(text: str) -> bytes:
    """Return the bytes of a text; halves of characters become question marks."""
    return text.encode(errors="replace")


def _dark(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Yield start and length of each run of dark squares."""
    start: int | None = None
    for index, is_dark in enumerate((*row, False)):
        if is_dark and start is None:
            start = index
        elif not is_dark and start is not None:
            yield start, index - start
            start = None
