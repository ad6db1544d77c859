"""What pages stand on: cards, hairlines and card headings."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Token, metrics
from app.ui.widgets.layout import Part, column, column_from_top, row
from app.ui.widgets.painting import painting, panel, soft_shadow
from app.ui.widgets.text import PlainLabel, secondary, strong

# The shadow needs two pixels below the card's own edge.
_SHADOW = 2


class Card(QWidget):
    """A white (or dark) surface with a hairline border; cards never lie in cards.

    Args:
        *parts: what it holds, top to bottom (see `column`).
        padding: room inside in pixels; 0 for a table that reaches the edges.
        tone: fill and border, for cards that are themselves a message.
    """

    def __init__(
        self,
        *parts: Part,
        padding: int = metrics.CARD_PADDING,
        spacing: int = 12,
        fill: Token = Token.SURFACE,
        border: Token = Token.BORDER,
    ) -> None:
        super().__init__()
        self._fill = fill
        self._border = border
        edge = max(1, padding)
        margins = (edge, edge, edge, edge + _SHADOW)
        self._body = column_from_top(*parts, spacing=spacing, margins=margins)
        self.setLayout(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def body(self) -> QVBoxLayout:
        """The column inside."""
        return self._body

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface."""
        area = self.rect().adjusted(0, 0, 0, -_SHADOW)
        with painting(self) as painter:
            soft_shadow(painter, area, metrics.CARD_RADIUS)
            panel(painter, area, metrics.CARD_RADIUS, fill=self._fill, border=self._border)


class Sunken(QWidget):
    """A quiet panel inside a card, for a computation or a script to read out."""

    def __init__(self, *parts: Part, spacing: int = 6) -> None:
        super().__init__()
        self.setLayout(column(*parts, spacing=spacing, margins=12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the panel."""
        with painting(self) as painter:
            panel(painter, self.rect(), metrics.CONTROL_RADIUS, fill=Token.SUNKEN)


class Hairline(QFrame):
    """A line between parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hairline")
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class SectionHeader(QWidget):
    """A card's heading: words on the left, a remark after them, actions on the right."""

    def __init__(
        self,
        text: str,
        remark: str = "",
        *actions: QWidget,
        margins: tuple[int, int, int, int] | None = None,
    ) -> None:
        super().__init__()
        self.heading: PlainLabel = strong(text)
        self.remark: PlainLabel = secondary(remark)
        self.remark.setVisible(bool(remark))
        layout = row(self.heading, self.remark, None, *actions, spacing=12)
        layout.setContentsMargins(*(margins or (0, 0, 0, 0)))
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_remark(self, text: str) -> None:
        """Change the remark; an empty one takes no room."""
        self.remark.setText(text)
        self.remark.setVisible(bool(text))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it, before filling it anew."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
