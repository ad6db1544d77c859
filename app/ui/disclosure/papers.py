"""Opening the preview of a paper of disclosure."""

from app.i18n import _
from app.services.disclosure.papers import PreviewDisclosurePaper, PrintDisclosurePaper
from app.ui.page import Frame
from app.ui.paper import PaperOptions, PaperPreview
from app.ui.widgets import column, small


class DisclosurePaperOptions(PaperOptions):
    """A paper about which nothing can be chosen.

    Args:
        name: of the paper, for its file.
        printed: the query whose answer goes out.
    """

    def __init__(self, name: str, printed: PrintDisclosurePaper) -> None:
        super().__init__()
        self._name = name
        self._printed = printed
        words = _("The page names the state of the log at which it was printed.")
        self.setLayout(column(small(words, wrap=True), None, spacing=6))

    def preview(self) -> PreviewDisclosurePaper:
        """The paper to look at."""
        asked = self._printed
        return PreviewDisclosurePaper(
            case=asked.case, kind=asked.kind, subject=asked.subject, on=asked.on
        )

    def command(self) -> PrintDisclosurePaper:
        """The paper to hand out."""
        return self._printed

    def file_name(self, shown: object) -> str:  # noqa: ARG002  the pages bear no name
        """The paper's name."""
        return self._name


def open_paper(frame: Frame, name: str, printed: PrintDisclosurePaper) -> None:
    """Open the preview of what would be printed.

    Args:
        frame: the window.
        name: of the paper, for its window and file.
        printed: the query whose answer goes out.
    """
    PaperPreview(frame, name, DisclosurePaperOptions(name, printed)).open()
