"""A new passphrase, typed twice."""

from app.i18n import _
from app.ui.new_passphrase import HINT, NewPassphraseInput
from app.ui.widgets.field import Field
from app.ui.widgets.inputs import PassphraseInput


class PassphrasePair:
    """Two fields whose texts must agree.

    Args:
        name: of the first field, as refusals name it.
    """

    def __init__(self, name: str = "passphrase") -> None:
        self._first_input = NewPassphraseInput()
        self._again_input = PassphraseInput()
        self.first = Field(
            name,
            _("New passphrase"),
            self._first_input,
            hint=HINT,
        )
        self.again = Field("passphrase_again", _("Once more"), self._again_input)

    def set_about(self, *about: str) -> None:
        """Say what everybody knows of the person."""
        self._first_input.set_about(*about)

    def value(self) -> str:
        """The passphrase."""
        return self._first_input.value()

    def check(self) -> bool:
        """Say what is wrong, if anything, and return whether nothing is."""
        if not self.value():
            self.first.show_error(_("Fill this in."))
        if not self.value() or not self.first.check():
            self._first_input.setFocus()
            return False
        if self.value() != self._again_input.value():
            self.again.show_error(_("The two passphrases differ. Type it once more."))
            self._again_input.setFocus()
            return False
        return True

    def clear(self) -> None:
        """Forget what was typed."""
        self._first_input.clear()
        self._again_input.clear()
