"""What the pages and the tabs of a case share: asking again when something they show changed."""

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk


class LiveView(QWidget):
    """A view that stays true: `refresh` is called when it is first shown and on touching commits.

    While hidden it only remembers that it missed one, and asks when it comes back.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        self.desk.changed.connect(self._hear)

    def refresh(self) -> None:
        """Ask for what the view shows."""
        raise NotImplementedError

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401, ARG002 - `Changes` of the services
        """Whether a commit concerns this view; all do unless the view knows better."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again if something was missed."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _hear(self, changes: Any) -> None:  # noqa: ANN401 - `Changes` of the services
        if not self.touched_by(changes):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
