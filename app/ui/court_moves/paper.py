"""Printing the list of moved hearings: what was gone through together, and what waits."""

from app.i18n import _
from app.services.move_papers import PreviewMoves, PrintMoves
from app.ui.page import Frame
from app.ui.paper import PaperOptions, PaperPreview
from app.ui.widgets import column, small


class MovesOptions(PaperOptions):
    """Nothing to choose: what was done stands first, then what waits."""

    def __init__(self, wish: PrintMoves) -> None:
        super().__init__()
        self._wish = wish
        words = (
            _("What was gone through together stands on it line by line, then what still waits."),
            _("Victims and other protected people stand by their initials."),
        )
        self.setLayout(column(*(small(each, wrap=True) for each in words), None, spacing=8))

    def preview(self) -> PreviewMoves:
        """Return the list to look at."""
        return PreviewMoves(self._wish)

    def command(self) -> PrintMoves:
        """Return the list to hand out."""
        return self._wish


def open_moves_paper(frame: Frame, wish: PrintMoves) -> None:
    """Open the preview of the list."""
    PaperPreview(frame, _("Print moved hearings"), MovesOptions(wish)).open()
