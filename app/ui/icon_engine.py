"""The icons for those places where Qt itself paints: menus and fields."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from app.ui.icons import Icon, drawn, paint_icon
from app.ui.theme import color
from app.ui.theme.tokens import Token


class _LucideEngine(QIconEngine):
    """Paints one drawing in one token."""

    def __init__(self, which: Icon, token: Token) -> None:
        super().__init__()
        self._which = which
        self._token = token

    def clone(self) -> QIconEngine:
        """Return an engine of the same drawing, as Qt asks when an icon is copied."""
        return _LucideEngine(self._which, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Paint the drawing into the rectangle."""
        side = min(rect.width(), rect.height())
        square = QRect(QPoint(0, 0), QSize(side, side))
        square.moveCenter(rect.center())
        paint_icon(painter, self._which, square, self._ink(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """Return the drawing in device pixels."""
        side = max(1, min(size.width(), size.height()))
        return QPixmap.fromImage(drawn(self._which, color(self._ink(mode)).name(), side))

    def _ink(self, mode: QIcon.Mode) -> Token:
        return Token.STRONG if mode is QIcon.Mode.Disabled else self._token


def themed_icon(which: Icon, token: Token) -> QIcon:
    """Return an icon whose color is looked up whenever it is painted."""
    return QIcon(_LucideEngine(which, token))
