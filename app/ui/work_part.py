"""How far long work is, where somebody waits for it: in a form, on the first screen."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.i18n import _
from app.ui import wording
from app.ui.widgets.layout import column
from app.ui.widgets.text import small

if TYPE_CHECKING:
    from app.ui.desk import LongWork

PATIENCE_MS = 300
"""What ends sooner is not announced: a bar that flashes up says nothing."""


class WorkPart(QWidget):
    """The step in words above a bar; nothing while no work runs, or has only just begun."""

    def __init__(self) -> None:
        super().__init__()
        self._work: LongWork | None = None
        self._step = small("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.setLayout(column(self._step, self._bar, spacing=6))
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether work is on its way."""
        return self._work is not None

    @property
    def words(self) -> str:
        """What it says of the step."""
        return self._step.plain

    def follow(self, work: "LongWork") -> None:
        """Show how far this work is, until it ends; what was followed before is so no longer."""
        self._work = work
        work.progressed.connect(partial(self._hear, work))
        work.ended.connect(partial(self._end, work))
        self.show_step(0, 0, work.title or _("Working…"))

    def show_step(self, done: int, total: int, words: str) -> None:
        """Show a step, of how much nobody knows where ``total`` is 0; at once if others were."""
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._step.setText(wording.step(words, done, total))

    def stop(self) -> None:
        """Ask the work to stop."""
        if self._work is not None:
            self._work.cancel()
            self._step.setText(_("Stopping…"))

    def rest(self) -> None:
        """Nothing runs any more."""
        self._work = None
        self._patience.stop()
        self.hide()

    def _hear(self, work: "LongWork", done: int, total: int, words: str) -> None:
        if work is self._work and not work.cancelled():
            self.show_step(done, total, words)

    def _end(self, work: "LongWork") -> None:
        if work is self._work:
            self.rest()
