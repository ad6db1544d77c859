"""The certificate of a disposal before it goes out."""

from app.i18n import _
from app.services.retention import PreviewDisposalPaper, PrintDisposalPaper
from app.ui.page import Frame
from app.ui.paper import PaperOptions, PaperPreview
from app.ui.widgets import column, secondary


class CertificateOptions(PaperOptions):
    """Nothing is to be chosen: a certificate says what it says."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        words = _("Everything that left in one act, who asked, approved, let go and stood by.")
        self.setLayout(column(secondary(words, wrap=True), None))

    def preview(self) -> PreviewDisposalPaper:
        """The certificate to look at."""
        return PreviewDisposalPaper(self._number)

    def command(self) -> PrintDisposalPaper:
        """The certificate to hand out."""
        return PrintDisposalPaper(self._number)


def open_certificate(frame: Frame, number: str) -> None:
    """Open the preview of a certificate."""
    title = _("Print certificate {number}").format(number=number)
    PaperPreview(frame, title, CertificateOptions(number)).open()
