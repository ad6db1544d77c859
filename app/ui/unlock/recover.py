"""Getting in with the printed recovery code, and choosing a new passphrase."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from app.i18n import _
from app.ui.icons import Icon
from app.ui.unlock.card import StepCard
from app.ui.unlock.doors import Doors
from app.ui.unlock.passphrase_pair import PassphrasePair
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.inputs import TextInput


class RecoverCard(StepCard):
    """Code, name, new passphrase twice.

    Signals:
        left: back to the passphrase.
    """

    left = Signal()

    def __init__(self, doors: Doors) -> None:
        super().__init__(
            _("Recovery code"),
            _("It is on the sheet that was printed when the vault was made."),
            Icon.KEY_ROUND,
        )
        self._doors = doors
        self._folder = Path()
        self._code = Field(
            "code",
            _("Recovery code"),
            TextInput(),
            hint=_("Capitals, spaces and dashes do not matter."),
            required=True,
        )
        self._name = Field("login", _("Login"), TextInput(), required=True)
        self._pair = PassphrasePair()
        self.add(self._code, self._name, self._pair.first, self._pair.again)
        go = Button(_("Set the passphrase and unlock"), self.recover, kind=Kind.PRIMARY)
        go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add_go(go)
        self.add(Button(_("Back"), self._leave, kind=Kind.BARE, small=True))

    def show_vault(self, folder: Path, login: str) -> None:
        """Stand before a vault."""
        self._folder = folder
        content = self._name.content
        if isinstance(content, TextInput):
            content.set_value(login)
        self._code.setFocus()

    def recover(self) -> None:
        """Try the code."""
        filled = [field.check() for field in (self._code, self._name)]
        if not all(filled) or not self._pair.check():
            return
        folder, code, login = self._folder, self._code.value(), self._name.value()
        passphrase = self._pair.value()
        self.run(
            lambda: self._doors.recover(folder, code, login, passphrase, self.tell),
            _("Unlocking…"),
        )

    def succeed(self, result: object) -> None:
        """Forget the passphrase and go in."""
        self._pair.clear()
        super().succeed(result)

    def _leave(self) -> None:
        self._pair.clear()
        self.left.emit()
