"""How the stretches of a clock are painted: color, hatch and letter, never color alone."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from app.domain.clocks.bar import Stretch
from app.i18n import _
from app.ui.theme import Token, color, fonts
from app.ui.widgets.painting import text_line

_ROOM_FOR_LETTER = 13


@dataclass(frozen=True, slots=True)
class Look:
    """A stretch's fill, the ink of border, hatch and letter, and the letter."""

    fill: Token
    ink: Token
    letter: str
    hatch: Qt.BrushStyle | None = None
    dashed: bool = False


LOOKS: dict[Stretch, Look] = {
    Stretch.COUNTED: Look(Token.ACCENT, Token.ACCENT_ON, _("C")),
    Stretch.EXCLUDED: Look(Token.WARN_SOFT, Token.WARN, _("X"), Qt.BrushStyle.BDiagPattern),
    Stretch.IMPORTED: Look(Token.WARN_SOFT, Token.WARN, _("J"), Qt.BrushStyle.DiagCrossPattern),
    Stretch.PROPOSED: Look(Token.SURFACE, Token.MUTED, _("P"), dashed=True),
    Stretch.LEFT: Look(Token.SUNKEN, Token.MUTED, _("L")),
    Stretch.OVER: Look(Token.DANGER_SOFT, Token.DANGER, _("!"), Qt.BrushStyle.VerPattern),
}


def paint_stretch(painter: QPainter, area: QRect, stretch: Stretch) -> None:
    """Paint a stretch that fills the area."""
    look = LOOKS[stretch]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(area, color(look.fill))
    if look.hatch is not None:
        painter.fillRect(area, QBrush(color(look.ink), look.hatch))
    style = Qt.PenStyle.DashLine if look.dashed else Qt.PenStyle.SolidLine
    edge = look.ink if stretch is not Stretch.COUNTED else look.fill
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color(edge), 1, style))
    painter.drawRect(area.adjusted(0, 0, -1, -1))
    if area.width() >= _ROOM_FOR_LETTER:
        _paint_letter(painter, area, look)


def _paint_letter(painter: QPainter, area: QRect, look: Look) -> None:
    """Paint the letter on a patch of the fill, so that the hatch does not run through it."""
    middle = area.center()
    patch = QRect(middle.x() - 6, middle.y() - 8, 13, 17)
    if look.hatch is not None:
        painter.fillRect(patch, color(look.fill))
    face = fonts.font(fonts.SMALL_SIZE, fonts.BOLD)
    align = Qt.AlignmentFlag.AlignHCenter
    text_line(painter, patch, look.letter, face=face, token=look.ink, align=align)
