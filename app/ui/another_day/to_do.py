"""Printing what a hearing's new day asks for, before it is given that day."""

from app.i18n import _
from app.services.hearing_papers import PreviewToDo, PrintToDo
from app.ui.page import Frame
from app.ui.paper import PaperOptions, PaperPreview
from app.ui.widgets import column, small


class ToDoOptions(PaperOptions):
    """Nothing to choose: what is ticked in the form stands on the list as what Dossier does."""

    def __init__(self, wish: PrintToDo) -> None:
        super().__init__()
        self._wish = wish
        words = (
            _("What is ticked is done when you continue or move the hearing."),
            _("Victims and other protected people stand by their initials."),
        )
        self.setLayout(column(*(small(each, wrap=True) for each in words), None, spacing=8))

    def preview(self) -> PreviewToDo:
        """Return the list to look at."""
        return PreviewToDo(self._wish)

    def command(self) -> PrintToDo:
        """Return the list to hand out."""
        return self._wish


def open_to_do(frame: Frame, wish: PrintToDo) -> None:
    """Open the preview of the list."""
    PaperPreview(frame, _("Print what the new day asks for"), ToDoOptions(wish)).open()
