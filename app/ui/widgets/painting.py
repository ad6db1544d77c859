"""The few strokes every painted widget is made of: rounded panels, focus rings, chips."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, Tone, color, fonts, metrics

# Nobody reads further on one line; Qt measures every letter it is given.
_LONGEST_LINE = 1000
_CHIP_ICON = 13
_CHIP_PADDING = 8
_CHIP_GAP = 5


class ChipSpec(NamedTuple):
    """A chip: a word in a tone, most often with an icon, since color alone says nothing."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: Icon | None = None


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """Open a smooth painter on a widget and close it whatever happens."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def panel(
    painter: QPainter,
    area: QRect,
    radius: float,
    *,
    fill: Token | None = None,
    border: Token | None = None,
    width: float = 1,
) -> None:
    """Paint a rounded rectangle whose border lies inside the area."""
    inset = width / 2 if border is not None else 0
    shape = QRectF(area).adjusted(inset, inset, -inset, -inset)
    painter.setBrush(color(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color(border), width) if border is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(shape, radius - inset, radius - inset)


def focus_ring(painter: QPainter, area: QRect, radius: float) -> None:
    """Paint the ring that shows where the keyboard is."""
    panel(painter, area, radius, border=Token.ACCENT, width=metrics.FOCUS_WIDTH)


def hairline(painter: QPainter, area: QRect) -> None:
    """Paint the line under a row."""
    painter.setPen(QPen(color(Token.BORDER), 1))
    y = area.bottom() + 0.5
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right() + 1, y))


def soft_shadow(painter: QPainter, area: QRect, radius: float) -> None:
    """Paint the faint lift under a card; a real blur would cost a pixmap a card."""
    ink = QColor(color(Token.TEXT))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for step, opacity in ((1, 14), (2, 7)):
        ink.setAlpha(opacity)
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, step - 0.5), radius, radius)


def text_line(
    painter: QPainter,
    area: QRect,
    text: str,
    *,
    face: QFont,
    token: Token,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line of plain text, shortened with an ellipsis where it does not fit."""
    painter.setFont(face)
    painter.setPen(color(token))
    shown = shortened(text, face, area.width())
    flags = align | Qt.AlignmentFlag.AlignVCenter
    # No flag here reads the text as markup or mnemonic.
    painter.drawText(area, int(flags | Qt.TextFlag.TextSingleLine), shown)


def shortened(text: str, face: QFont, width: int) -> str:
    """Return the text on one line, cut with an ellipsis to the width in pixels."""
    line = text[:_LONGEST_LINE].replace("\n", " ")
    if len(text) > _LONGEST_LINE:
        line += "…"
    return QFontMetrics(face).elidedText(line, Qt.TextElideMode.ElideRight, max(0, width))


def text_width(text: str, face: QFont) -> int:
    """Return the width of one line in pixels."""
    return QFontMetrics(face).horizontalAdvance(text[:_LONGEST_LINE])


def chip_size(chip: ChipSpec) -> QSize:
    """Return the room a chip wants."""
    width = 2 * _CHIP_PADDING + text_width(chip.text, _chip_face())
    if chip.icon is not None:
        width += _CHIP_ICON + _CHIP_GAP
    return QSize(width + 1, metrics.CHIP_HEIGHT)


def paint_chip(painter: QPainter, area: QRect, chip: ChipSpec) -> None:
    """Paint a chip that fills the area."""
    panel(painter, area, metrics.CHIP_RADIUS, fill=chip.tone.wash)
    inner = area.adjusted(_CHIP_PADDING, 0, -_CHIP_PADDING, 0)
    if chip.icon is not None:
        top = inner.center().y() - _CHIP_ICON // 2
        paint_icon(
            painter, chip.icon, QRect(inner.left(), top, _CHIP_ICON, _CHIP_ICON), chip.tone.ink
        )
        inner.setLeft(inner.left() + _CHIP_ICON + _CHIP_GAP)
    text_line(painter, inner, chip.text, face=_chip_face(), token=chip.tone.ink)


def _chip_face() -> QFont:
    return fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
