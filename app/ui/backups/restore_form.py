"""Before a restore: what will happen, and from which backup."""

from pathlib import Path

from app.i18n import _
from app.services.keys import ConfirmIdentity
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.restore_request import ask_for_restore
from app.ui.widgets import Field, PassphraseInput, TextInput


class RestoreForm(FormDialog):
    """Asks for the passphrase, then locks; the unlock screen restores.

    Args:
        frame: the window.
        folder: the backup that was chosen in the list.
    """

    def __init__(self, frame: Frame, folder: Path | None) -> None:
        super().__init__(
            frame.desk,
            _("Restore a backup"),
            _("Lock and go on"),
            lede=_(
                "The office returns to the day of the backup; what was entered since is not in"
                " it. The present vault is kept beside it. Dossier locks first, and everything"
                " in the backup is checked before anything is replaced."
            ),
            parent=frame.dialog_parent(),
        )
        self._frame = frame
        self._folder = Field("folder", _("Backup"), TextInput(str(folder or "")), required=True)
        self._passphrase = Field("passphrase", _("Passphrase"), PassphraseInput(), required=True)
        self.add(self._folder, self._passphrase)
        self.committed.connect(self._lock)

    def command(self) -> ConfirmIdentity:
        """Return the proof of who asks for it."""
        return ConfirmIdentity(str(self._passphrase.value()))

    def _lock(self, _value: object) -> None:
        ask_for_restore(Path(str(self._folder.value())).expanduser())
        self._frame.lock()
