"""A list of the people of the office, each with a box to tick."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from app.i18n import _
from app.services.walls import Insider
from app.ui.walls.words import ROLES
from app.ui.widgets import CheckRow, column, holding

_TALLEST = 176
_LONGEST = 60


class PeopleList(QScrollArea):
    """Whoever is ticked.

    Args:
        people: of the office, in the order shown.
        ticked: who is at first.

    Signals:
        edited: a box was ticked or cleared.
    """

    edited = Signal()

    def __init__(self, people: Sequence[Insider], ticked: Iterable[UUID] = ()) -> None:
        super().__init__()
        chosen = set(ticked)
        self._boxes = {each.user: CheckRow(_words(each), each.user in chosen) for each in people}
        for box in self._boxes.values():
            box.edited.connect(self.edited)
        inside = holding(column(*self._boxes.values(), None, spacing=2, margins=(10, 6, 10, 6)))
        self.setProperty("look", "ticks")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))
        self.setFixedHeight(min(_TALLEST, inside.sizeHint().height() + 4))

    def box(self, user: UUID) -> CheckRow:
        """Return the box of somebody."""
        return self._boxes[user]

    def tick(self, users: Iterable[UUID]) -> None:
        """Tick exactly these."""
        chosen = set(users)
        for user, box in self._boxes.items():
            box.set_value(user in chosen)

    def answer(self) -> tuple[UUID, ...]:
        """Who is ticked, in the order shown."""
        return tuple(user for user, box in self._boxes.items() if box.value())

    def problem(self) -> str | None:
        """A sentence where nobody is ticked."""
        return None if self.answer() else _("Tick at least one person.")


def _words(each: Insider) -> str:
    you = _(" (you)") if each.is_you else ""
    return f"{each.name[:_LONGEST]}{you}, {ROLES[each.role].lower()}"
