"""Choosing another passphrase at the door: one was given by somebody else, or it is old."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from app.i18n import _
from app.ui.icons import Icon
from app.ui.unlock.card import StepCard
from app.ui.unlock.doors import Doors, Standing
from app.ui.unlock.passphrase_pair import PassphrasePair
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.inputs import PassphraseInput


class ChooseCard(StepCard):
    """The present passphrase, and a new one twice.

    Args:
        doors: the ways in.
        office: open, but closed to everything else while the passphrase must be changed.
        standing: why another passphrase is asked for.

    Signals:
        left: back to the beginning; the office is closed again.
    """

    left = Signal()

    def __init__(self, doors: Doors, office: object, standing: Standing) -> None:
        must = standing.must_change
        reason = (
            _("Yours was given to you by somebody else. Nothing opens before you choose one.")
            if must
            else _("Yours is older than your office wants it to be. You can also do this later.")
        )
        super().__init__(_("Choose a passphrase"), reason, Icon.KEY_ROUND)
        self._doors = doors
        self._office: object = office
        self._must = must
        self._old = Field("old", _("Present passphrase"), PassphraseInput(), required=True)
        self._pair = PassphrasePair("new")
        self._pair.set_about(*standing.about)
        self.add(self._old, self._pair.first, self._pair.again)
        go = Button(_("Change it and enter"), self.choose, kind=Kind.PRIMARY)
        go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add_go(go)
        words = _("Back") if must else _("Later")
        self.add(Button(words, self._leave, kind=Kind.BARE, small=True))

    def take_focus(self) -> None:
        """Begin with the present passphrase."""
        self._old.content.setFocus()

    def choose(self) -> None:
        """Seal the keys under the new passphrase."""
        if not self._old.check() or not self._pair.check():
            return
        office, old, new = self._office, str(self._old.value()), self._pair.value()
        self.run(lambda: self._doors.choose(office, old, new), _("Changing…"))

    def succeed(self, result: object) -> None:
        """Forget what was typed and go in."""
        del result
        self._forget()
        super().succeed(self._handed_on())

    def close_office(self) -> None:
        """Give the office up where nobody went in."""
        office = self._handed_on()
        if office is not None:
            self._doors.leave(office)

    def _leave(self) -> None:
        self._forget()
        if self._must:
            self.close_office()
            self.left.emit()
        else:
            self.opened.emit(self._handed_on())

    def _forget(self) -> None:
        self._pair.clear()
        content = self._old.content
        if isinstance(content, PassphraseInput):
            content.clear()

    def _handed_on(self) -> object:
        office, self._office = self._office, None
        return office
