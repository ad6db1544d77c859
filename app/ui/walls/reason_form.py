"""Base of the small forms that ask for a reason and nothing else, or little else."""

from app.i18n import _
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import Field, ProseInput


class ReasonForm(FormDialog):
    """Asks for a reason, which stays on file.

    Args:
        frame: the window.
        title: of the form.
        commit: the verb on its button.
        lede: what will happen.
        *above: fields that stand above the reason.
    """

    def __init__(self, frame: Frame, title: str, commit: str, lede: str, *above: Field) -> None:
        super().__init__(frame.desk, title, commit, lede=lede, parent=frame.dialog_parent())
        self.frame = frame
        self._reason = Field("reason", _("Reason"), ProseInput(lines=2), required=True)
        self.add(*above, self._reason)

    def reason(self) -> str:
        """What was written."""
        return str(self._reason.value())

    def tell_with_undo(self, words: str, _done: object) -> None:
        """Say what was done, with the way back."""
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)
