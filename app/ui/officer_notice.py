"""The tripwire in forms: a warning while somebody of the officer register is being named."""

from functools import partial

from PySide6.QtCore import QTimer

from app.domain.disclosure.favorable import OfficerFile
from app.domain.persons import Person
from app.i18n import _
from app.services.disclosure.register import OfficerWarning
from app.ui.desk import Desk
from app.ui.person_picker import PersonPicker
from app.ui.theme import Tone
from app.ui.widgets import Banner

_PAUSE_MS = 250
"""Typing rests this long before the register is asked."""


class OfficerNotice(Banner):
    """Says that whoever is named stands in the register; to those who may see the register only.

    Args:
        desk: where the register is asked.
        picker: where somebody is named.
    """

    def __init__(self, desk: Desk, picker: PersonPicker) -> None:
        super().__init__("", "", Tone.DANGER)
        self._desk = desk
        self._picker = picker
        self._asked = 0
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self.hide()
        if desk.may(OfficerWarning):
            picker.edited.connect(self._timer.start)

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked
        person = self._picker.person()
        if person is None:
            self._show(asked, ())
            return
        if isinstance(person, Person):
            query = OfficerWarning(name=person.plain_name)
        else:
            query = OfficerWarning(person=person)
        self._desk.ask(query, self, partial(self._show, asked))

    def _show(self, asked: int, found: tuple[OfficerFile, ...]) -> None:
        if asked != self._asked:
            return
        self.setVisible(bool(found))
        if found:
            first = found[0].officer
            self.show_message(
                _("{name} stands in the officer register.").format(name=first.name[:80]),
                _("What is known must be told to the defense: see Disclosure, Favorable."),
            )
