"""The office's use notice, to be acknowledged before anybody unlocks (CJIS AC-8)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from app.i18n import _
from app.ui.icons import Icon
from app.ui.unlock.card import StepCard
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.layout import column, holding
from app.ui.widgets.text import PlainLabel

_TALLEST = 320
"""Pixels of the notice; a longer one scrolls, so that the button stays on a small screen."""


class NoticeCard(StepCard):
    """The notice and one button; Enter presses it.

    Signals:
        acknowledged: the user goes on.
    """

    acknowledged = Signal()

    def __init__(self, office: str, notice: str) -> None:
        super().__init__(office, _("Please read this first."), Icon.SHIELD)
        words = PlainLabel(notice, wrap=True, selectable=True)
        area = QScrollArea()
        area.setProperty("look", "form")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(holding(column(words, None, margins=(10, 8, 10, 8))))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Use notice"))
        needed = words.heightForWidth(self.width() - 2 * 36 - 28) + 24
        area.setFixedHeight(min(_TALLEST, max(48, needed)))
        self.add(area)
        self._on = Button(_("Continue"), self._go_on, kind=Kind.PRIMARY)
        self._on.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add_go(self._on)

    def take_focus(self) -> None:
        """Put the keyboard on the button."""
        self._on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        self.acknowledged.emit()
