"""Changing one's own passphrase."""

from app.domain.errors import Refused
from app.i18n import _
from app.services.keys import ChangePassphrase
from app.ui.actions import Action, Menu
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.new_passphrase import HINT, NewPassphraseInput
from app.ui.page import Frame
from app.ui.widgets import Field, PassphraseInput


class PassphraseForm(FormDialog):
    """Asks for the present passphrase, then twice for the new one."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame.desk,
            _("Change passphrase"),
            _("Change passphrase"),
            lede=_("Older copies of the vault keep the old one."),
            parent=frame.dialog_parent(),
        )
        self._old = Field("old", _("Present passphrase"), PassphraseInput(), required=True)
        self._new = Field(
            "new",
            _("New passphrase"),
            NewPassphraseInput(),
            hint=HINT,
            required=True,
        )
        self._again = Field("again", _("Once more"), PassphraseInput(), required=True)
        self.add(self._old, self._new, self._again)

    def command(self) -> ChangePassphrase:
        """Return the command.

        Raises:
            Refused: the new passphrase is not the same both times.
        """
        new = str(self._new.value())
        if new != self._again.value():
            raise Refused("passphrase.differ", field="again")
        return ChangePassphrase(old=str(self._old.value()), new=new)


def change_passphrase(frame: Frame) -> None:
    """Open the form."""
    form = PassphraseForm(frame)
    form.committed.connect(lambda _done: frame.tell(_("Your passphrase was changed.")))
    form.open()


ACTIONS = (
    Action(
        "passphrase.change",
        _("Change passphrase…"),
        Menu.DOSSIER,
        change_passphrase,
        "",
        Icon.KEY_ROUND,
        needs=ChangePassphrase,
    ),
)
