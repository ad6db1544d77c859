"""Opening the preview of a paper of disclosure."""

from app.services.disclosure.papers import PreviewDisclosurePaper, PrintDisclosurePaper
from app.ui.page import Frame
from app.ui.paper_preview import PaperPreview


def open_paper(frame: Frame, name: str, printed: PrintDisclosurePaper) -> None:
    """Open the preview of what would be printed.

    Args:
        frame: the window.
        name: of the paper, for its window and file.
        printed: the query whose answer goes out.
    """
    preview = PreviewDisclosurePaper(
        case=printed.case, kind=printed.kind, subject=printed.subject, on=printed.on
    )
    PaperPreview(frame, name, preview, printed).open()
