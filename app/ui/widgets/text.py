"""Labels. Every one shows its text as it is: what a user typed is never markup."""

import re
from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import Token, fonts
from app.ui.widgets.painting import painting, shortened, text_line, text_width

_LONGEST_TOOLTIP = 600
# A word no line can hold would widen the whole window; it may break after each of these pieces.
_UNBROKEN = re.compile(r"(\S{40})(?=\S)")
_ZERO_WIDTH_SPACE = "\u200b"


class Type(Enum):
    """The type levels: size in pixels and weight."""

    TITLE = (fonts.TITLE_SIZE, fonts.BOLD)
    SECTION = (fonts.SECTION_SIZE, fonts.SEMIBOLD)
    STRONG = (fonts.BASE_SIZE, fonts.SEMIBOLD)
    BODY = (fonts.BASE_SIZE, fonts.REGULAR)
    LABEL = (fonts.SMALL_SIZE, fonts.MEDIUM)
    SMALL = (fonts.SMALL_SIZE, fonts.REGULAR)
    FIGURE = (26, fonts.BOLD)

    @property
    def face(self) -> QFont:
        """The font of this level."""
        return fonts.font(*self.value)


def plain_tooltip(text: str) -> str:
    """Return a tooltip that shows the text literally; Qt guesses at markup otherwise."""
    clipped = text if len(text) <= _LONGEST_TOOLTIP else text[:_LONGEST_TOOLTIP] + "…"
    escaped = clipped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if escaped else ""


class PlainLabel(QLabel):
    """A label of plain text.

    Args:
        text: what it shows, literally.
        level: size and weight.
        token: its color.
        wrap: go on over several lines; otherwise one line.
        elide: give way when narrow, and tell the rest in the tooltip (one line only).
        selectable: the user may mark and copy the text.
    """

    def __init__(
        self,
        text: str = "",
        *,
        level: Type = Type.BODY,
        token: Token = Token.TEXT,
        wrap: bool = False,
        elide: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plain = ""
        self._elide = elide
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(level.face)
        self.setProperty("ink", token.value)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    @property
    def plain(self) -> str:
        """The text as it was given."""
        return self._plain

    def setText(self, text: str) -> None:
        """Show another text, literally."""
        self._plain = text
        shown = _UNBROKEN.sub(rf"\1{_ZERO_WIDTH_SPACE}", text) if self.wordWrap() else text
        super().setText(shown)
        if self._elide:
            self.setAccessibleName(text)
            self.updateGeometry()

    def set_token(self, token: Token) -> None:
        """Change the color."""
        if token is self._token:
            return
        self._token = token
        self.setProperty("ink", token.value)
        self.style().unpolish(self)
        self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        """An eliding label can always give way."""
        if not self._elide:
            return super().minimumSizeHint()
        return self._with_margins(QSize(24, self.fontMetrics().height()))

    def sizeHint(self) -> QSize:
        """One measured line when eliding: a hundred thousand letters are not laid out."""
        if not self._elide:
            return super().sizeHint()
        width = text_width(self._plain, self.font()) + 1
        return self._with_margins(QSize(width, self.fontMetrics().height()))

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one shortened line when eliding."""
        if not self._elide:
            super().paintEvent(event)
            return
        with painting(self) as painter:
            text_line(
                painter,
                self.contentsRect(),
                self._plain,
                face=self.font(),
                token=self._token,
                align=self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask,
            )

    def event(self, event: QEvent) -> bool:
        """Offer the whole text as tooltip where it is cut."""
        if self._elide and event.type() is QEvent.Type.ToolTip:
            cut = shortened(self._plain, self.font(), self.contentsRect().width()) != self._plain
            self.setToolTip(plain_tooltip(self._plain) if cut else "")
        return super().event(event)


def title(text: str = "") -> PlainLabel:
    """Return the one big heading of a page or case."""
    return PlainLabel(text, level=Type.TITLE, elide=True)


def section(text: str = "") -> PlainLabel:
    """Return the heading of a part of a page."""
    return PlainLabel(text, level=Type.SECTION, elide=True)


def strong(text: str = "", *, wrap: bool = False) -> PlainLabel:
    """Return the heading of a card, or the first line of a row."""
    return PlainLabel(text, level=Type.STRONG, wrap=wrap, elide=not wrap)


def secondary(text: str = "", *, wrap: bool = False) -> PlainLabel:
    """Return quiet text that explains."""
    return PlainLabel(text, token=Token.MUTED, wrap=wrap, elide=not wrap)


def small(text: str = "", *, wrap: bool = False) -> PlainLabel:
    """Return quiet small text."""
    return PlainLabel(text, level=Type.SMALL, token=Token.MUTED, wrap=wrap, elide=not wrap)
