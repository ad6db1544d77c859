"""File > Import: taking in another office's files, with progress and a way to stop."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar

from app.domain.errors import DossierError
from app.domain.imports import ImportReport
from app.i18n import _
from app.services.imports import ImportCookCounty
from app.ui.actions import Action, Menu
from app.ui.desk import LongWork
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.import_report import ImportReportDialog
from app.ui.page import Frame
from app.ui.widgets import Button, Field, TextInput, column, holding, row, small

_HEIGHT = 360
"""Pixels: room for the progress without a scroll bar."""

_STEPS = {
    "cases": _("Writing cases"),
    "persons": _("Writing people"),
    "parties": _("Writing people"),
    "defendant_states": _("Writing custody and bail"),
    "charges": _("Writing charges"),
    "charge_versions": _("Writing charges"),
    "dispositions": _("Writing dispositions"),
    "sentences": _("Writing sentences"),
    "": _("Finishing"),
}


class ImportForm(FormDialog):
    """Asks for the folder and shows how far the import is; Esc stops it and leaves no trace."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame.desk,
            _("Import cases"),
            _("Import"),
            lede=_(
                "Takes in the four files of the Cook County State's Attorney: intake, initiation,"
                " dispositions and sentencing. All of it or nothing. Files taken in before change"
                " nothing."
            ),
            parent=frame.dialog_parent(),
        )
        self._parent = frame.dialog_parent()
        self._work: LongWork | None = None
        self._path = TextInput()
        self._folder = Field("folder", _("Folder with the files"), self._path, required=True)
        choose = Button(_("Choose…"), self._choose, icon=Icon.FOLDER_OPEN)
        self._step = small("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress of the import"))
        self._running = holding(column(self._step, self._bar, spacing=6))
        self._running.hide()
        self.add(self._folder, row(choose, None), self._running)
        self.setMinimumHeight(_HEIGHT)

    def command(self) -> ImportCookCounty:
        """Return the import of the folder, its progress told to this form."""
        work = LongWork(_("Import"), self)
        work.progressed.connect(self._show)
        self._work = work
        self._bar.setRange(0, 0)
        self._step.setText(_("Reading"))
        self._running.show()
        folder = Path(str(self._folder.value()).strip()).expanduser()
        return ImportCookCounty(folder, work.progress, work.cancelled)

    def refuse(self, error: DossierError) -> None:
        """Say why not; after a stop the form is as it was before."""
        self._work = None
        self._running.hide()
        super().refuse(error)

    def reject(self) -> None:
        """Stop a running import; without one, close."""
        if self._work is None:
            super().reject()
            return
        self._work.cancel()
        self._step.setText(_("Stopping…"))

    def show_report(self, report: ImportReport) -> None:
        """Say what was done, in a window of its own."""
        ImportReportDialog(report, self._parent).open()

    def choose(self, folder: str) -> None:
        """Take the folder from the system's own dialog."""
        self._path.set_value(folder)

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Folder with the files"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def _show(self, done: int, total: int, step: str) -> None:
        if self._work is None or self._work.cancelled():
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._step.setText(_STEPS.get(step) or _("Reading {file}").format(file=step))


def open_import(frame: Frame) -> ImportForm:
    """Open the form; its report follows by itself."""
    form = ImportForm(frame)
    form.committed.connect(form.show_report)
    form.open()
    return form


ACTIONS = (
    Action(
        "cases.import",
        _("Import cases…"),
        Menu.FILE,
        open_import,
        icon=Icon.DOWNLOAD,
        needs=ImportCookCounty,
        group=1,
    ),
)
