"""A strip of paper to sign on with mouse, pen or finger, and a drawn signature to look at."""

import json

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.errors import Refused
from app.domain.signatures import PAPER_SHAPE, PAPER_SIZE, strokes_of
from app.i18n import _
from app.ui.theme import Token, color, metrics
from app.ui.widgets import link
from app.ui.widgets.painting import painting, panel

Point = tuple[int, int]

_HEIGHT = 120
_LINE_AT = 0.78
"""Where the line to sign on lies, of the height."""
_INK = 2.2
"""Width of a stroke in pixels on a pad, less on a small picture."""


class SignaturePad(QWidget):
    """Where somebody draws a signature; the keyboard types the name instead.

    Signals:
        edited: something was drawn or wiped off.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[Point]] = []
        self.setFixedSize(_HEIGHT * PAPER_SHAPE, _HEIGHT)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._wipe = link(_("Wipe off"), self.wipe)
        self._wipe.setParent(self)
        self._wipe.move(self.width() - self._wipe.sizeHint().width() - 4, 4)
        self._wipe.hide()

    def strokes(self) -> str:
        """Return what is drawn as it is stored (see `strokes_of`)."""
        return json.dumps(self._strokes, separators=(",", ":")) if self._strokes else ""

    def answer(self) -> str:
        """What the form takes from it."""
        return self.strokes()

    def problem(self) -> str | None:
        """A sentence where nothing is drawn yet."""
        return None if self._strokes else _("Sign here, or type the name instead.")

    def wipe(self) -> None:
        """Begin anew."""
        self._strokes = []
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append([self._point(event)])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw as long as the pen is down."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            point = self._point(event)
            if point != self._strokes[-1][-1]:
                self._strokes[-1].append(point)
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper, its line and the ink."""
        with painting(self) as painter:
            border = Token.BORDER
            panel(painter, self.rect(), metrics.CONTROL_RADIUS, fill=Token.SURFACE, border=border)
            painter.setPen(QPen(color(Token.BORDER), 1, Qt.PenStyle.DashLine))
            y = self.height() * _LINE_AT
            painter.drawLine(QPointF(16, y), QPointF(self.width() - 16, y))
            paint_strokes(painter, self.rect(), self._strokes, _INK)

    def _point(self, event: QMouseEvent) -> Point:
        at = event.position()
        x = round(at.x() * PAPER_SIZE / self.width())
        y = round(at.y() * PAPER_SIZE / self.height())
        return min(max(x, 0), PAPER_SIZE), min(max(y, 0), PAPER_SIZE)

    def _tell(self) -> None:
        self._wipe.setVisible(bool(self._strokes))
        self.update()
        self.edited.emit()


class DrawnSignature(QWidget):
    """A small picture of a drawn signature.

    Args:
        strokes: as stored.
        said: what it is, for a screen reader.
    """

    def __init__(self, strokes: str, said: str) -> None:
        super().__init__()
        try:
            self._strokes = strokes_of(strokes)
        except Refused:
            self._strokes = ()
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as two lines."""
        return QSize(32 * PAPER_SHAPE, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ink."""
        with painting(self) as painter:
            paint_strokes(painter, self.rect(), self._strokes, 1.2)


def paint_strokes(
    painter: QPainter,
    area: QRect,
    strokes: "list[list[Point]] | tuple[tuple[Point, ...], ...]",
    width: float,
) -> None:
    """Paint strokes into an area of the shape of the paper."""
    ink = QPen(color(Token.TEXT), width)
    ink.setCapStyle(Qt.PenCapStyle.RoundCap)
    ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        points = [
            QPointF(
                area.left() + x * area.width() / PAPER_SIZE,
                area.top() + y * area.height() / PAPER_SIZE,
            )
            for x, y in stroke
        ]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.drawPath(path)
