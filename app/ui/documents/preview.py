"""The print preview of a case: who reads it, what it holds, and every page before it goes out."""

from uuid import UUID

from app.domain.cases import CaseId
from app.i18n import _
from app.ui.documents.options import PrintOptions
from app.ui.page import Frame
from app.ui.paper import PaperPreview


def open_print_preview(frame: Frame, case: UUID) -> None:
    """Open the print preview of a case, as the case workspace and Ctrl+P do."""
    CasePrintPreview(frame, CaseId(case)).open()


class CasePrintPreview(PaperPreview[PrintOptions]):
    """The case summary for one reader."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(frame, _("Print case summary"), PrintOptions(case))
