"""Buttons: one primary on a screen, the rest quiet; icons never without a name."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, fonts, metrics
from app.ui.widgets.painting import focus_ring, painting, panel, text_line, text_width
from app.ui.widgets.text import plain_tooltip

Press = Callable[[], object]
_PADDING = 13
_SMALL_PADDING = 9
_GAP = 8
_RING_INSET = 3


class Kind(Enum):
    """How loud a button is: fill, border, ink."""

    PRIMARY = (Token.ACCENT, Token.ACCENT, Token.ACCENT_ON)
    QUIET = (Token.SURFACE, Token.BORDER, Token.TEXT)
    DANGER = (Token.DANGER_SOFT, Token.DANGER, Token.DANGER)
    LINK = (None, None, Token.ACCENT)
    BARE = (None, None, Token.MUTED)
    SOFT = (Token.ACCENT_SOFT, Token.ACCENT_SOFT, Token.ACCENT)

    def __init__(self, fill: Token | None, border: Token | None, ink: Token) -> None:
        self.fill = fill
        self.border = border
        self.ink = ink


class Button(QPushButton):
    """A button.

    Args:
        text: a verb, plain text. With an icon alone, give the `name` instead.
        press: called when it is pressed; must be a bound method or function.
        kind: how loud it is.
        icon: drawn before the text.
        keys: the shortcut shown in it, e.g. ``"Ctrl Enter"`` (it does not set one).
        name: what a screen reader says; the text where omitted. Also the tooltip of a bare icon.
        small: the height of a row's button.
        menu: show a chevron, for a button that opens a choice.
    """

    def __init__(
        self,
        text: str,
        press: Press | None = None,
        *,
        kind: Kind = Kind.QUIET,
        icon: Icon | None = None,
        keys: str = "",
        name: str = "",
        small: bool = False,
        menu: bool = False,
    ) -> None:
        super().__init__()
        self._label = text
        self._kind = kind
        self._icon = icon
        self._keys = keys
        self._small = small
        self._menu = menu
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(name or text)
        if not text:
            self.setToolTip(plain_tooltip(name))
        # In a form Enter must not press whichever button happens to be first.
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if press is not None:
            self.clicked.connect(lambda _checked=False: press())

    @property
    def label(self) -> str:
        """The text as it was given."""
        return self._label

    def set_label(self, text: str) -> None:
        """Show another text."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: Icon | None) -> None:
        """Show another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, text and keys."""
        height = metrics.SMALL_CONTROL_HEIGHT if self._small else metrics.CONTROL_HEIGHT
        if not self._label and not self._menu:
            return QSize(height, height)
        return QSize(self._content_width() + 2 * self._padding(), height)

    def minimumSizeHint(self) -> QSize:
        """The whole word: a button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; Qt lets it do so in dialogs alone."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # a key held down would press what opens next
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button in its present state."""
        with painting(self) as painter:
            self._paint_ground(painter)
            self._paint_content(painter)
            if self.hasFocus():
                self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        if self._kind is not Kind.PRIMARY:
            focus_ring(painter, self.rect(), metrics.CONTROL_RADIUS)
            return
        # On its own accent the usual ring would not be seen.
        within = self.rect().adjusted(_RING_INSET, _RING_INSET, -_RING_INSET, -_RING_INSET)
        radius = metrics.CONTROL_RADIUS - _RING_INSET
        panel(painter, within, radius, border=Token.ACCENT_ON, width=metrics.FOCUS_WIDTH)

    def _paint_ground(self, painter: QPainter) -> None:
        fill, border = self._kind.fill, self._kind.border
        if not self.isEnabled() and fill is not None:
            fill, border = Token.SUNKEN, Token.BORDER
        elif self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked()):
            if self._kind is Kind.QUIET:
                fill, border = Token.SUNKEN, Token.STRONG
            elif fill is None:
                fill = Token.SUNKEN
        if fill is not None:
            if self._kind is Kind.PRIMARY and (self.underMouse() or self.isDown()):
                painter.setOpacity(0.88)
            panel(painter, self.rect(), metrics.CONTROL_RADIUS, fill=fill, border=border)
            painter.setOpacity(1)

    def _paint_content(self, painter: QPainter) -> None:
        ink = self._kind.ink if self.isEnabled() else Token.MUTED
        area = self.rect()
        x = area.left() + max(0, area.width() - self._content_width()) // 2
        if self._icon is not None:
            square = QRect(x, 0, metrics.ICON, metrics.ICON)
            square.moveTop(area.center().y() - metrics.ICON // 2 + 1)
            paint_icon(painter, self._icon, square, ink)
            x += metrics.ICON + (_GAP if self._label else 0)
        if self._label:
            width = text_width(self._label, self._face())
            line = QRect(x, 0, min(width + 2, area.right() - x), area.height())
            text_line(painter, line, self._label, face=self._face(), token=ink)
            x += width + _GAP
        if self._keys:
            line = QRect(x, 0, area.right() - x, area.height())
            text_line(painter, line, self._keys, face=_keys_face(), token=ink)
        elif self._menu:
            square = QRect(x, area.center().y() - 6, 14, 14)
            paint_icon(painter, Icon.CHEVRON_DOWN, square, ink)

    def _content_width(self) -> int:
        pieces = []
        if self._icon is not None:
            pieces.append(metrics.ICON)
        if self._label:
            pieces.append(text_width(self._label, self._face()))
        if self._keys:
            pieces.append(text_width(self._keys, _keys_face()))
        if self._menu:
            pieces.append(14)
        return sum(pieces) + _GAP * max(0, len(pieces) - 1)

    def _padding(self) -> int:
        if self._kind in (Kind.LINK, Kind.BARE):
            return 4
        return _SMALL_PADDING if self._small else _PADDING

    def _face(self) -> QFont:
        return fonts.font(fonts.SMALL_SIZE if self._small else fonts.BASE_SIZE, fonts.MEDIUM)


def _keys_face() -> QFont:
    return fonts.font(fonts.SMALL_SIZE - 1, fonts.REGULAR)


def primary(
    text: str, press: Press | None = None, icon: Icon | None = None, keys: str = ""
) -> Button:
    """Return the one loud button of a screen."""
    return Button(text, press, kind=Kind.PRIMARY, icon=icon, keys=keys)


def quiet(
    text: str, press: Press | None = None, icon: Icon | None = None, keys: str = ""
) -> Button:
    """Return an ordinary button."""
    return Button(text, press, icon=icon, keys=keys)


def link(text: str, press: Press | None = None) -> Button:
    """Return a button that looks like a word."""
    return Button(text, press, kind=Kind.LINK, small=True)


def icon_button(icon: Icon, name: str, press: Press | None = None) -> Button:
    """Return a button of an icon alone; the name is spoken and shown as tooltip."""
    return Button("", press, kind=Kind.BARE, icon=icon, name=name)
