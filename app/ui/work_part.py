"""How far long work is, where somebody waits for it: in a form, on the first screen."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.i18n import _
from app.ui import wording
from app.ui.desk import LongWork
from app.ui.widgets.layout import column
from app.ui.widgets.text import small

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

    def follow(self, work: LongWork) -> None:
        """Show how far this work is, until it ends."""
        self._work = work
        self._step.setText(work.title or _("Working…"))
        self._bar.setRange(0, 0)
        work.progressed.connect(self._show_step)
        work.ended.connect(self.rest)
        self._patience.start()

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

    def _show_step(self, done: int, total: int, step: str) -> None:
        if self._work is None or self._work.cancelled():
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if step:
            self._step.setText(wording.step(step, done, total))
