"""The lines of words in a painted cell: each knows where it stands and whether it is cut there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.theme import Token
from app.ui.widgets.painting import shortened, text_line
from app.ui.widgets.text import plain_tooltip


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line of a cell, in the view's own pixels."""

    area: QRect
    text: str
    face: QFont
    token: Token
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    @property
    def is_cut(self) -> bool:
        """Whether the area is too narrow for the text."""
        return shortened(self.text, self.face, self.area.width()) != self.text

    def paint(self, painter: QPainter) -> None:
        """Paint as much as fits."""
        text_line(painter, self.area, self.text, face=self.face, token=self.token, align=self.align)


def words_if_cut(lines: Sequence[CellLine]) -> str:
    """Return all lines in full where one of them is cut, else nothing."""
    if not any(line.is_cut for line in lines):
        return ""
    return "\n".join(line.text for line in lines if line.text)


def tell(event: QHelpEvent, view: QWidget, words: str) -> bool:
    """Show words beside the pointer, or nothing where there are none; take the event."""
    QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
    return True
