"""What the pages and the tabs of a case share: asking again when something they show changed.

A commit changes it, or the time that passes: at midnight every day count is another one.
"""

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk


class LiveView(QWidget):
    """A view that stays true: `refresh` is called when it is first shown and on touching commits.

    So it is as a new day begins.

    While hidden it only remembers that it missed one, and asks when it comes back.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        self.desk.changed.connect(self._hear)
        self.desk.time_passed.connect(self.follow_time)

    def refresh(self) -> None:
        """Ask for what the view shows."""
        raise NotImplementedError

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401, ARG002 - `Changes` of the services
        """Whether a commit concerns this view; all do unless the view knows better."""
        return True

    def follow_time(self) -> None:
        """Show things as they are by now."""
        self._ask_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again if something was missed."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _hear(self, changes: Any) -> None:  # noqa: ANN401 - `Changes` of the services
        if self.touched_by(changes):
            self._ask_again()

    def _ask_again(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
