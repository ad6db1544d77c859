"""Taking in the chains of a CASE/UCO file: looked over first, then all or nothing."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.cases import CaseId
from app.domain.evidence_exchange import ExchangeReport
from app.i18n import _
from app.services.evidence_exchange import ImportChains, PreviewChains
from app.ui.case_input import CaseInput
from app.ui.evidence_exchange.report import ExchangeReportDialog
from app.ui.form import FormDialog, check_fields
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.widgets import Button, Field, SegmentedControl, TextInput, hide_unless, row

_HERE, _NEW = "here", "new"


class ImportChainsForm(FormDialog):
    """Asks for the file and the case its exhibits come into."""

    def __init__(self, frame: Frame, case: UUID | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Import CASE/UCO"),
            _("Import"),
            lede=_(
                "Takes in the exhibits of a CASE/UCO file (JSON-LD) with their chains of custody."
                " All of it or nothing. Whatever cannot be taken in is listed."
            ),
            parent=frame.dialog_parent(),
        )
        self._parent = frame.dialog_parent()
        self._at_hand = None if case is None else CaseId(case)
        self._path = TextInput()
        self._file = Field("path", _("File"), self._path, required=True)
        choose = Button(_("Choose…"), self._choose, icon=Icon.FOLDER_OPEN)
        self._look = Button(_("Look it over"), self.look_over, icon=Icon.SEARCH)
        self._where = SegmentedControl(
            [(_HERE, _("The case you look at")), (_NEW, _("A new case"))],
            _HERE,
            name=_("Where the exhibits come in"),
        )
        self._case = Field(
            "case",
            _("Case"),
            CaseInput(frame.desk),
            hint=_("Without a case a new one is opened."),
        )
        hide_unless(self._where, case is not None)
        hide_unless(self._case, case is None)
        self.add(self._file, row(choose, self._look, None), self._where, self._case)

    def command(self) -> ImportChains:
        """Return the import of the file."""
        return ImportChains(path=self._chosen(), case=self._into())

    def look_over(self) -> None:
        """Show what would come in; nothing is written."""
        if check_fields(self):
            query = PreviewChains(path=self._chosen(), case=self._into())
            self.desk.ask(query, self, partial(self._show, is_rehearsal=True), self.refuse)

    def show_report(self, report: ExchangeReport) -> None:
        """Say what was done, in a window of its own."""
        ExchangeReportDialog(report, self._parent).open()

    def choose(self, file: str) -> None:
        """Take the file from the system's own dialog."""
        self._path.set_value(file)

    def _show(self, report: ExchangeReport, *, is_rehearsal: bool) -> None:
        ExchangeReportDialog(report, self, is_rehearsal=is_rehearsal).open()

    def _chosen(self) -> Path:
        return Path(str(self._file.value()).strip()).expanduser()

    def _into(self) -> CaseId | None:
        if self._at_hand is not None:
            return self._at_hand if self._where.value() == _HERE else None
        chosen = self._case.value()
        return CaseId(chosen) if isinstance(chosen, UUID) else None

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Import CASE/UCO"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("CASE/UCO (*.jsonld *.json)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()


def import_chains(frame: Frame) -> ImportChainsForm:
    """Open the form; its report follows by itself."""
    form = ImportChainsForm(frame, frame.case_at_hand())
    form.committed.connect(form.show_report)
    form.open()
    return form
