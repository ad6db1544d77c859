"""Rows and columns in one expression, so that a page reads in the order it is seen."""

from typing import TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.theme import metrics

Part = QWidget | QLayout | int | None
L = TypeVar("L", bound=QBoxLayout)
Margins = int | tuple[int, int, int, int]


def row(*parts: Part, spacing: int = metrics.GAP, margins: Margins = 0) -> QHBoxLayout:
    """Return the parts side by side; ``None`` takes the free room, a number is a gap in pixels."""
    return _filled(QHBoxLayout(), parts, spacing, margins)


def column(*parts: Part, spacing: int = metrics.GAP, margins: Margins = 0) -> QVBoxLayout:
    """Return the parts below each other; ``None`` and numbers as in `row`."""
    return _filled(QVBoxLayout(), parts, spacing, margins)


def column_from_top(*parts: Part, spacing: int = metrics.GAP, margins: Margins = 0) -> QVBoxLayout:
    """Return a `column` that leaves free height below its parts, unless one of them wants it."""
    return _filled(_FromTop(), parts, spacing, margins)


def holding(layout: QLayout, parent: QWidget | None = None) -> QWidget:
    """Return a plain widget around a layout."""
    widget = QWidget(parent)
    widget.setLayout(layout)
    return widget


def hide_unless(widget: QWidget, shown: bool) -> None:  # noqa: FBT001  reads as a sentence
    """Hide a part of a form that is being built.

    Showing it instead would open it as a window of its own: it has no parent yet.
    """
    if not shown:
        widget.hide()


class _FromTop(QVBoxLayout):
    """A column as high as its parts are at its width.

    Qt's own alignment takes the height they had at the width they would like best, and cuts text
    that wraps in a narrower one.
    """

    def setGeometry(self, area: QRect) -> None:
        """Stay at the top of the area."""
        wants_height = self.expandingDirections() & Qt.Orientation.Vertical
        if not wants_height:
            needed = self.sizeHint().height()
            if self.hasHeightForWidth():
                needed = self.heightForWidth(area.width())
            area = QRect(area.topLeft(), QSize(area.width(), min(area.height(), needed)))
        super().setGeometry(area)


def _filled(layout: L, parts: tuple[Part, ...], spacing: int, margins: Margins) -> L:
    layout.setSpacing(spacing)
    edges = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(*edges)
    for part in parts:
        _add(layout, part)
    return layout


def _add(layout: QBoxLayout, part: Part) -> None:
    if part is None:
        layout.addStretch(1)
    elif isinstance(part, int):
        layout.addSpacing(part)
    elif isinstance(part, QWidget):
        layout.addWidget(part)
    else:
        layout.addLayout(part)
