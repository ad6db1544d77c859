"""A field that names a member of the office, e.g. whom a deadline is given to."""

from uuid import UUID

from app.i18n import _
from app.services.deadlines import Assignable
from app.ui.desk import Desk
from app.ui.widgets import Choice


class PersonChoice(Choice[UUID]):
    """One of the office, or nobody; whoever is chosen already stays so until another is chosen.

    Args:
        desk: where it is asked who is there.
        chosen: who is chosen already.
        own_first: the user's own name leads the others and is chosen at first.
    """

    def __init__(self, desk: Desk, chosen: UUID | None = None, *, own_first: bool = False) -> None:
        kept = [(chosen, _("As before"))] if chosen is not None else []
        super().__init__(kept, chosen, empty=_("Nobody in particular"))
        self._own_first = own_first
        desk.ask(Assignable(own_first=own_first), self, self._offer)

    def _offer(self, people: tuple[tuple[UUID, str], ...]) -> None:
        chosen = self.value()
        options = list(people)
        if chosen is not None and chosen not in dict(people):
            options.append((chosen, _("Somebody who has left")))
        self.set_options(options)
        if chosen is None and self._own_first and options:
            self.set_value(options[0][0])
