"""Printing the deadlines of a case with every step of their counts."""

from uuid import UUID

from app.domain.cases import CaseId
from app.i18n import _
from app.services.deadline_papers import PreviewDeadlineSheet, PrintDeadlineSheet
from app.ui.page import Frame
from app.ui.paper import PaperOptions, PaperPreview
from app.ui.widgets import CheckRow, column, small


class DeadlineSheetOptions(PaperOptions):
    """Whether what is done or cancelled is printed too."""

    def __init__(self, case: CaseId) -> None:
        super().__init__()
        self._case = case
        self._closed = CheckRow(_("Also what is done or not owed"))
        self._closed.edited.connect(self.changed)
        words = _("For the office: reasons and names stand in full. Ways to reach victims do not.")
        self.setLayout(column(self._closed, small(words, wrap=True), None, spacing=8))

    def preview(self) -> PreviewDeadlineSheet:
        """Return the sheet to look at."""
        return PreviewDeadlineSheet(case=self._case, with_closed=self._closed.value())

    def command(self) -> PrintDeadlineSheet:
        """Return the sheet to hand out."""
        return PrintDeadlineSheet(case=self._case, with_closed=self._closed.value())


def open_deadline_sheet(frame: Frame, case: UUID) -> None:
    """Open the preview of the sheet."""
    PaperPreview(frame, _("Print the deadlines"), DeadlineSheetOptions(CaseId(case))).open()
