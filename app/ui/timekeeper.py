"""What changes by itself while the window is open: a new day begins, and reminders come due.

A day begins at midnight at the courthouse, whatever zone the machine is set to. After a sleep the
window is locked, and what is unlocked then is of the new day already; see `app.ui.idle`.
"""

from datetime import datetime

from PySide6.QtCore import QObject

from app.domain.errors import DossierError
from app.i18n.courthouse import courthouse
from app.services.clock_reminders import ClocksLeftBehind, MoveClockReminders
from app.services.reminders import DueRemindersCount
from app.ui.desk import Desk


class Timekeeper(QObject):
    """Looks at the courthouse's clock, and lets clocks, reminders and every view follow it.

    Args:
        desk: of the open office.
        parent: ends it with itself.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen = _minute()
        self._due: int | None = None
        self._catch_up()
        self._count_due()

    def look(self) -> None:
        """Look at the clock; called once a second."""
        now = _minute()
        if now == self._seen:
            return
        is_new_day = now.date() != self._seen.date()
        self._seen = now
        if is_new_day:
            self._desk.time_passed.emit()
            self._catch_up()
        self._count_due()

    def _catch_up(self) -> None:
        """Let clocks follow that nobody acted on: the standstill of one may have ended."""
        self._desk.ask(ClocksLeftBehind(), self, self._follow, _wait)

    def _follow(self, left_behind: bool) -> None:  # noqa: FBT001  the answer of the question
        if left_behind:
            command = MoveClockReminders(because="new_day")
            self._desk.do(command, self, self._show_again, _wait)

    def _show_again(self, _done: object) -> None:
        """Lists go by what is kept of a clock, which is no record: no view heard of it."""
        self._desk.time_passed.emit()

    def _count_due(self) -> None:
        self._desk.ask(DueRemindersCount(), self, self._compare, _wait)

    def _compare(self, due: int) -> None:
        if self._due is not None and due != self._due:
            self._desk.time_passed.emit()
        self._due = due


def _minute() -> datetime:
    return courthouse.now().replace(second=0, microsecond=0)


def _wait(_error: DossierError) -> None:
    """What cannot be read or written now is tried again the next minute, day or opening."""
