"""A card that floats above a page: why a deadline falls where it falls, what a chip means."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.icons import Icon
from app.ui.theme import Token, metrics
from app.ui.widgets.button import icon_button
from app.ui.widgets.layout import Part, column, row
from app.ui.widgets.painting import painting, panel
from app.ui.widgets.picture import Picture
from app.ui.widgets.text import PlainLabel, Type

_OF_THE_WINDOW = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Popover(QWidget):
    """A floating card with a heading and a way out; Esc closes it.

    Keys of the page beneath rest while it is open; those with Ctrl or Alt, as locking, do not.

    Args:
        heading: its title, plain text.
        *parts: what it holds (see `column`).
        icon: before the heading.
        token: of the icon.
        parent: the page it floats above.
        width: in pixels.
    """

    def __init__(
        self,
        heading: str,
        *parts: Part,
        parent: QWidget,
        icon: Icon = Icon.INFO,
        token: Token = Token.ACCENT,
        width: int = 430,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(heading)
        self.setFixedWidth(width)
        words = PlainLabel(heading, level=Type.SECTION, wrap=True)
        self._close = icon_button(Icon.X, _("Close"), self._leave)
        top = row(spacing=10)
        top.addWidget(Picture(icon, token, 18))
        top.addWidget(words, 1)
        top.addWidget(self._close)
        self.setLayout(column(top, *parts, spacing=10, margins=(18, 14, 18, 16)))

    def show_at(self, anchor: QWidget, point: QPoint | None = None) -> None:
        """Open below an anchor (or at a point of it), moved inside the window where needed."""
        self._put_close_last()
        start = anchor.mapToGlobal(point or QPoint(0, anchor.height() + 4))
        frame = anchor.window().frameGeometry()
        self._take_height(frame.height())
        x = max(frame.left(), min(start.x(), frame.right() - self.width()))
        y = max(frame.top(), min(start.y(), frame.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep plain keys here: Qt would look for them among the shortcuts of the page as well."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.setAccepted(not event.modifiers() & _OF_THE_WINDOW)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        with painting(self) as painter:
            panel(
                painter,
                self.rect(),
                metrics.CARD_RADIUS,
                fill=Token.SURFACE,
                border=Token.STRONG,
            )

    def _take_height(self, most: int) -> None:
        """Be as high as the words need; `adjustSize` stops at two thirds of the screen."""
        self.adjustSize()
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), min(layout.totalHeightForWidth(self.width()), most))

    def _put_close_last(self) -> None:
        """Let Tab come to what can be done first: Esc closes as well."""
        for each in self.findChildren(QWidget):
            takes_tab = each.focusPolicy() & Qt.FocusPolicy.TabFocus
            # The list of a choice is a window of its own.
            if takes_tab and each is not self._close and each.window() is self:
                self.setTabOrder(each, self._close)

    def _leave(self) -> None:
        self.close()
