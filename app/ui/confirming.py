"""Asking for the passphrase once more, before an act that wants to know who is at the keyboard."""

from collections.abc import Callable

from app.domain.errors import DossierError, NotConfirmed
from app.i18n import _
from app.services.keys import ConfirmIdentity
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import Field, PassphraseInput


class ConfirmForm(FormDialog):
    """The passphrase, and nothing else."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame.desk,
            _("Your passphrase"),
            _("Confirm"),
            lede=_("This is asked again before acts that concern the whole office."),
            parent=frame.dialog_parent(),
            width=420,
        )
        self._passphrase = Field("passphrase", _("Passphrase"), PassphraseInput(), required=True)
        self.add(self._passphrase)

    def command(self) -> ConfirmIdentity:
        """Return the proof."""
        return ConfirmIdentity(str(self._passphrase.value()))


def confirmed_first(
    frame: Frame, act: Callable[[], object], otherwise: Callable[[DossierError], object]
) -> Callable[[DossierError], object]:
    """Return what to do with a refusal: ask for the passphrase and act again, or ``otherwise``."""

    def refused(error: DossierError) -> None:
        if not isinstance(error, NotConfirmed):
            otherwise(error)
            return
        form = ConfirmForm(frame)
        form.committed.connect(lambda _value: act())
        form.open()

    return refused
