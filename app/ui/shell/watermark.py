"""DEMO across every page of a made-up office, so that no picture of it passes for a real one."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.theme import Token, color, fonts

_SIZE = 150
_OPACITY = 13
_ANGLE = -24


class Watermark(QWidget):
    """A transparent sheet over another widget; the mouse does not notice it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_("Demo office: everything in it is made up."))
        self.resize(over.size())
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is below."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the word."""
        ink = QColor(color(Token.TEXT))
        ink.setAlpha(_OPACITY)
        painter = QPainter(self)
        painter.setFont(fonts.font(_SIZE, fonts.BOLD))
        painter.setPen(ink)
        painter.translate(self.rect().center())
        painter.rotate(_ANGLE)
        painter.drawText(QRect(-600, -120, 1200, 240), Qt.AlignmentFlag.AlignCenter, _("DEMO"))
        painter.end()
