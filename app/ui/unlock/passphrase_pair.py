"""A new passphrase, typed twice."""

from app.domain.passphrases import SHORTEST
from app.i18n import _
from app.ui.widgets.field import Field
from app.ui.widgets.inputs import PassphraseInput


class PassphrasePair:
    """Two fields whose texts must agree."""

    def __init__(self) -> None:
        self._first_input = PassphraseInput()
        self._again_input = PassphraseInput()
        self.first = Field(
            "passphrase",
            _("New passphrase"),
            self._first_input,
            hint=_("Four or more words that do not belong together."),
        )
        self.again = Field("passphrase_again", _("Once more"), self._again_input)

    def value(self) -> str:
        """The passphrase."""
        return self._first_input.value()

    def check(self) -> bool:
        """Say what is wrong, if anything, and return whether nothing is."""
        if len(self.value()) < SHORTEST:
            self.first.show_error(_("Use at least {least} characters.").format(least=SHORTEST))
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
