"""Every step of a count in a window that scrolls: what a card has no room for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea

from app.i18n import _
from app.ui.page import Frame
from app.ui.reason_panel import ReasonPanel
from app.ui.widgets import Button, column, holding, row, section
from app.ui.widgets.surface import Hairline

_WIDTH, _HEIGHT = 620, 520


class EveryStep(QDialog):
    """The steps below each other; Esc closes."""

    def __init__(self, frame: Frame, heading: str, steps: Sequence[str]) -> None:
        super().__init__(frame.dialog_parent())
        self.setWindowTitle(_("Every step"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        numbered = [f"{n}. {step}" for n, step in enumerate(steps, start=1)]
        area = QScrollArea()
        area.setProperty("look", "form")
        area.setWidget(holding(column(ReasonPanel(numbered), None, margins=(24, 4, 24, 12))))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(_("Every step"))
        # The arrow keys scroll it.
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = column(section(heading), margins=(24, 20, 24, 8))
        foot = row(None, Button(_("Close"), self._leave), margins=(24, 12, 24, 16))
        self.setLayout(column(head, area, Hairline(), foot, spacing=0))
        area.setFocus()

    def _leave(self) -> None:
        self.accept()
