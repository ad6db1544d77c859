"""Typing the passphrase once more, before an act that asks for it; then the act itself is done."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import _
from app.services.keys import ConfirmIdentity
from app.ui.desk import Desk, Held
from app.ui.form import FormDialog
from app.ui.widgets import Field, PassphraseInput

_WIDTH = 420


class ConfirmForm(FormDialog):
    """Asks who is at the keyboard."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            _("Is it you?"),
            _("Confirm"),
            lede=_("Type your passphrase once more to do this. It counts for five minutes."),
            parent=parent,
            width=_WIDTH,
        )
        secret = PassphraseInput()
        secret.returnPressed.connect(self.commit)
        self._passphrase = Field("passphrase", _("Passphrase"), secret, required=True)
        self.add(self._passphrase)

    def command(self) -> ConfirmIdentity:
        """Return the command."""
        return ConfirmIdentity(str(self._passphrase.value()))


class Confirming(QObject):
    """Asks once for all acts that wait, and lets them go on or gives them up together.

    Args:
        desk: whose acts they are.
        window: the form stands over, unless a dialog is open.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._held: list[Held] = []
        desk.confirm_with(self.ask)

    def ask(self, held: Held) -> None:
        """Ask for the passphrase on behalf of an act."""
        self._held.append(held)
        if len(self._held) > 1:
            return
        form = ConfirmForm(self._desk, QApplication.activeModalWidget() or self._window)
        form.accepted.connect(self._go_on)
        form.rejected.connect(self._give_up)
        form.open()

    def _go_on(self) -> None:
        held, self._held = self._held, []
        for act in held:
            act.again()

    def _give_up(self) -> None:
        held, self._held = self._held, []
        for act in held:
            act.give_up()
