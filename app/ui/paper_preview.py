"""The preview of one paper: its pages, and sending them to a printer or into a file."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.domain.errors import DossierError
from app.domain.file_names import safe_file_name
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.documents import require_free, save_paper
from app.ui.desk import LongWork
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.page import Frame
from app.ui.paper_view import PaperView
from app.ui.printing import new_printer, print_pdf
from app.ui.theme import Tone
from app.ui.widgets import Banner, column, holding, icon_button, primary, quiet, row, strong

_SHARE = 0.9
"""Of the window that the preview covers."""


class PaperPreview(QDialog):
    """Pages with Print and Save above them; Ctrl+P prints, Ctrl+S saves, Esc closes.

    Args:
        frame: the window.
        name: of the paper, any text; a safe form of it is offered as the file's name.
        preview: the query for what is looked at; its answer has ``pdf`` and ``pages``.
        print_: the query whose answer goes out, which the log keeps.
    """

    def __init__(self, frame: Frame, name: str, preview: object, print_: object) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self._name = name
        self._print = print_
        self.paper = PaperView()
        self.trouble = Banner("", "", Tone.WARN)
        self._trouble_room = holding(column(self.trouble, margins=(12, 12, 12, 0)))
        self._trouble_room.hide()
        self.print_button = primary(_("Print"), self.print, Icon.PRINTER, "Ctrl P")
        self.save_button = quiet(_("Save PDF"), self.save, Icon.DOWNLOAD, "Ctrl S")
        self._build()
        self._offer(offered=False)
        frame.desk.ask(preview, self, self._show, self._refuse)

    def print(self) -> None:
        """Ask for the printer, then print; without a printer say what can be done instead."""
        if not self.print_button.isEnabled():
            return
        if not QPrinterInfo.availablePrinterNames():
            self._say(_("No printer is set up on this computer. Save the PDF instead."))
            return
        printer = new_printer()
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, self.paper.page_count)
        dialog.finished.connect(partial(self._take_choice, printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was chosen; the preview closes, the pages follow."""
        Sending(self._frame, printer, self._print)
        self.accept()

    def save(self) -> None:
        """Ask for a file, then save."""
        if not self.save_button.isEnabled():
            return
        dialog = asking_where(self, self._name)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Save to a file; the dialog has asked before an older one is replaced."""
        to = Path(file)
        try:
            require_free(to, overwrite=True)
        except DossierError as error:
            self._say(sentence(error))
            return
        self._offer(offered=False)
        self._frame.desk.ask(self._print, self, partial(self._write, to), self._refuse)

    def _build(self) -> None:
        self.setWindowTitle(self._name)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(720, 520)
        self.resize(self._frame.dialog_parent().size() * _SHARE)
        self.paper.add_to_bar(icon_button(Icon.X, _("Close the preview"), self._leave))
        head = row(
            strong(self._name[:120]),
            None,
            self.save_button,
            self.print_button,
            margins=(16, 12, 16, 8),
        )
        around = column(head, self._trouble_room, self.paper, spacing=0)
        around.setStretchFactor(self.paper, 1)
        self.setLayout(around)
        keys_beside(self, self.print, "Ctrl+P")
        keys_beside(self, self.save, "Ctrl+S")

    def _take_choice(self, printer: QPrinter, result: int) -> None:
        if result == QDialog.DialogCode.Accepted.value:
            self.print_on(printer)

    def _show(self, shown: Any) -> None:  # noqa: ANN401 - a `Paper` of the printing layer
        self.paper.show_pdf(shown.pdf)
        self._offer(offered=True)

    def _write(self, to: Path, printed: Any) -> None:  # noqa: ANN401 - as above
        write = partial(write_paper, printed.pdf, to)
        self._frame.desk.work(_("Saving"), write, self, self._finish, self._refuse)

    def _finish(self, to: Path) -> None:
        self._frame.tell(_("Saved as {name}.").format(name=to.name))
        self.accept()

    def _refuse(self, error: DossierError) -> None:
        self._offer(offered=self.paper.page_count > 0)
        self._say(sentence(error))

    def _say(self, text: str) -> None:
        self.trouble.show_message(text)
        self._trouble_room.show()

    def _offer(self, *, offered: bool) -> None:
        self.print_button.setEnabled(offered)
        self.save_button.setEnabled(offered)

    def _leave(self) -> None:
        self.reject()


class Sending(QObject):
    """One print on its way, after the preview has closed; it belongs to the window.

    Args:
        frame: the window.
        printer: that was chosen.
        query: for what goes out; the log keeps that it did.
    """

    def __init__(self, frame: Frame, printer: QPrinter, query: object) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self._printer = printer
        frame.desk.ask(query, self, self._send)

    def _send(self, printed: Any) -> None:  # noqa: ANN401 - as above
        job = partial(print_pdf, printed.pdf, self._printer)
        self._frame.desk.work(_("Printing"), job, self, self._finish)

    def _finish(self, pages: int) -> None:
        text = ngettext("{n} page sent to the printer.", "{n} pages sent to the printer.", pages)
        self._frame.tell(text.format(n=pages))
        self.deleteLater()


def write_paper(pdf: bytes, to: Path, _work: LongWork) -> Path:
    """Save a PDF, as long work, in the place of an older one of that name.

    Raises:
        Refused: something that is no PDF is there.
        Unavailable: the disk refuses.
    """
    return save_paper(pdf, to, overwrite=True)


def asking_where(parent: QWidget, name: str) -> QFileDialog:
    """Return the dialog that asks where a PDF of this name is saved."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, _("Save PDF"), folder, _("PDF (*.pdf)"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(safe_file_name(f"{name}.pdf"))
    return dialog
