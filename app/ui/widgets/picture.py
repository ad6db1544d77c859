"""An icon on its own."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, metrics
from app.ui.widgets.painting import painting


class Picture(QWidget):
    """An icon that stands alone; decoration, so it has no name of its own."""

    def __init__(self, icon: Icon, token: Token = Token.MUTED, size: int = metrics.ICON) -> None:
        super().__init__()
        self._icon = icon
        self._token = token
        self.setFixedSize(size, size)

    def show_icon(self, icon: Icon, token: Token) -> None:
        """Show another one."""
        self._icon = icon
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        with painting(self) as painter:
            paint_icon(painter, self._icon, self.rect(), self._token)
