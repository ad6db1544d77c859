"""Going to a day by typing it, at the head of a page that shows days."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui import wording
from app.ui.theme import Token
from app.ui.widgets import DateInput, PlainLabel, Type, row

_DAY_WIDTH = 190
_SAID_WIDTH = 200


class GoToDay(QWidget):
    """A day to type, and beside it how it is understood, until Enter goes there.

    Signals:
        chosen: the day to go to.
        left: Esc gave up what was typed; the page takes the focus back.
    """

    chosen = Signal(date)
    left = Signal()

    KEY: ClassVar = "G"
    """Leads here from the list of the page, which binds it."""

    def __init__(self) -> None:
        super().__init__()
        self._day = DateInput()
        self._day.setFixedWidth(_DAY_WIDTH)
        self._day.setAccessibleName(_("Go to a day"))
        self._day.setToolTip(_("Go to a day ({key})").format(key=self.KEY))
        self._said = PlainLabel(level=Type.SMALL, token=Token.MUTED, elide=True)
        self._said.setMaximumWidth(_SAID_WIDTH)
        self.setLayout(row(self._day, self._said, spacing=8))
        self.setFocusProxy(self._day)
        self._day.reading.connect(self._say)
        self._day.editingFinished.connect(self._go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc forgets what was typed and goes back to the page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self._empty()
        self.left.emit()

    def _say(self, words: str) -> None:
        day = self._day.day()
        # The head of a page has little room; a screen reader is told the whole.
        self._said.setText(wording.full_day(day) if day is not None else words)
        self._day.setAccessibleDescription(words)

    def _go(self) -> None:
        day = self._day.day()
        if day is None:
            self._say(self._day.problem() or "")
            return
        self._empty()
        self.chosen.emit(day)

    def _empty(self) -> None:
        self._day.set_day(None)
        self._say("")
