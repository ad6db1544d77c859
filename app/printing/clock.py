"""The box of a speedy-trial clock: a bar of days counted, excluded and left, and the reckoning."""

from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from app.printing.blocks import Cell, Row, column_height, draw_column
from app.printing.styles import BODY, HAIRLINE, INK, RULE_GRAY, SOFT, STRONG
from app.printing.text import Line, draw_line, fit_line, set_text

_PAD = 8.0
_BAR_HEIGHT = 7.0
_BAR_TOP = 15.0
_BAR_ROOM = 28.0
"""Height of title and bar together."""
_LEFT_GRAY = 0.88
_HATCH_STEP = 3.0


@dataclass(frozen=True)
class ClockBox:
    """A framed clock; a long reckoning runs on in another frame on the next page.

    Attributes:
        counted: share of the limit that has run, 0 to 1; `excluded` likewise, after it.
    """

    title: Line
    as_of: Line
    counted: float
    excluded: float
    reckoning: tuple[Line, ...]
    width: float
    gap: float = 13.0

    @property
    def height(self) -> float:
        """The height of the frame."""
        return 2 * _PAD + _BAR_ROOM + column_height(self.reckoning)

    def split(self, room: float, *, fresh: bool) -> tuple["ClockBox | None", "ClockBox | None"]:
        """Cut the reckoning where the page ends."""
        if self.height <= room:
            return self, None
        text = Row((Cell(0, self.width, self.reckoning),), self.width, above=0, below=0)
        first, rest = text.split(room - 2 * _PAD - _BAR_ROOM, fresh=fresh)
        if first is None:
            return None, self
        taken = replace(self, reckoning=first.cells[0].lines)
        return taken, replace(self, reckoning=rest.cells[0].lines) if rest else None

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw frame, title, bar and reckoning."""
        canvas.setStrokeGray(INK)
        canvas.setLineWidth(0.8)
        canvas.rect(x, top - self.height, self.width, self.height)
        left, width, y = x + _PAD, self.width - 2 * _PAD, top - _PAD
        draw_line(canvas, self.title, left, y - 8)
        draw_line(canvas, self.as_of, left + width - self.as_of.width, y - 8)
        self._draw_bar(canvas, left, y - _BAR_TOP - _BAR_HEIGHT, width)
        draw_column(canvas, self.reckoning, left, y - _BAR_ROOM)

    def _draw_bar(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        counted, excluded = self.counted * width, self.excluded * width
        canvas.setFillGray(_LEFT_GRAY)
        canvas.rect(x, y, width, _BAR_HEIGHT, stroke=0, fill=1)
        _hatch(canvas, x + counted, y, excluded)
        canvas.setFillGray(INK)
        canvas.rect(x, y, counted, _BAR_HEIGHT, stroke=0, fill=1)


def clock_box(
    title: str, as_of: str, reckoning: str, *, counted: int, excluded: int, limit: int, width: float
) -> ClockBox:
    """Return the box for a clock of `limit` days, all texts plain.

    Excluded days are drawn beside the counted ones on a bar as long as both and the days left.
    """
    inside = width - 2 * _PAD
    whole = max(limit, counted, 1) + excluded
    return ClockBox(
        title=fit_line(title, STRONG, inside * 0.55),
        as_of=fit_line(as_of, SOFT, inside * 0.43),
        counted=counted / whole,
        excluded=excluded / whole,
        reckoning=set_text(reckoning, BODY, inside),
        width=width,
    )


def _hatch(canvas: Canvas, x: float, y: float, width: float) -> None:
    """Fill a part of the bar with slanted lines."""
    if width <= 0:
        return
    canvas.saveState()
    area = canvas.beginPath()
    area.rect(x, y, width, _BAR_HEIGHT)
    canvas.setFillGray(1)
    canvas.clipPath(area, stroke=0, fill=1)
    canvas.setStrokeGray(RULE_GRAY - 0.2)
    canvas.setLineWidth(HAIRLINE * 2)
    at = x - _BAR_HEIGHT
    while at < x + width:
        canvas.line(at, y, at + _BAR_HEIGHT, y + _BAR_HEIGHT)
        at += _HATCH_STEP
    canvas.restoreState()
