"""A page that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import metrics
from app.ui.widgets.layout import Part, column


class ScrollPage(QScrollArea):
    """A page that scrolls up and down inside the page margins."""

    def __init__(self, *parts: Part, spacing: int = metrics.CARD_GAP) -> None:
        super().__init__()
        self._column = column(*parts, spacing=spacing, margins=metrics.PAGE_MARGIN)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(self._column)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The widgets inside are reached by Tab; the area itself is no stop on the way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def body(self) -> QVBoxLayout:
        """The column inside."""
        return self._column
