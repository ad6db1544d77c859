"""Ticking further roles of a person."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.users import OfficeRole
from app.i18n.accounts import role_words
from app.ui.widgets import CheckRow

_PER_LINE = 3


class RolesInput(QWidget):
    """One box for each role."""

    edited = Signal()

    def __init__(self, chosen: Iterable[OfficeRole] = ()) -> None:
        super().__init__()
        held = set(chosen)
        self._boxes = {role: CheckRow(role_words(role), role in held) for role in OfficeRole}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, *divmod(place, _PER_LINE))
            box.edited.connect(self.edited)
        self.setFocusProxy(self._boxes[OfficeRole.ADMINISTRATOR])

    def answer(self) -> tuple[OfficeRole, ...]:
        """The roles that are ticked."""
        return tuple(role for role, box in self._boxes.items() if box.value())

    def problem(self) -> str | None:
        """Any will do; the main role counts once."""
        return None
