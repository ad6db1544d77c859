"""The print preview of a case: who reads it, what it holds, and every page before it goes out."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea

from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.documents import (
    PreviewCaseSummary,
    PrintCaseSummary,
    PrintedSummary,
    require_free,
)
from app.ui.documents.options import PrintOptions
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.page import Frame
from app.ui.paper_preview import Sending, asking_where, write_paper
from app.ui.paper_view import PaperView
from app.ui.printing import new_printer
from app.ui.theme import Tone
from app.ui.widgets import Banner, column, holding, icon_button, primary, quiet, row, section, small

_PANEL_WIDTH = 302
_SHARE = 0.95
"""Of the window that the preview covers."""
_PAUSE_MS = 120
"""Several boxes are often cleared one after the other; the pages follow once."""


def open_print_preview(frame: Frame, case: UUID) -> None:
    """Open the print preview of a case, as the case workspace and Ctrl+P do."""
    CasePrintPreview(frame, CaseId(case)).open()


class CasePrintPreview(QDialog):
    """Options at the left, pages at the right; Ctrl+P prints, Ctrl+S saves, Esc closes."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self._case = case
        self._is_asking = False
        self._is_outdated = False
        self._shown: PrintedSummary | None = None
        self.options = PrintOptions()
        self.paper = PaperView()
        self.trouble = Banner("", "", Tone.WARN)
        self._trouble_room = holding(column(self.trouble, margins=(12, 12, 12, 0)))
        self._trouble_room.hide()
        self.print_button = primary(_("Print"), self.print, Icon.PRINTER, "Ctrl P")
        self.save_button = quiet(_("Save PDF"), self.save, Icon.DOWNLOAD, "Ctrl S")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._build()
        self._listen()
        self._offer_output(offered=False)
        self._ask()

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
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.paper.page_count)
        dialog.finished.connect(partial(self._take_choice, printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was chosen; the preview closes, the pages follow."""
        Sending(self._frame, printer, self._command())
        self.accept()

    def save(self) -> None:
        """Ask for a file, then save."""
        if not self.save_button.isEnabled() or self._shown is None:
            return
        dialog = asking_where(self, self._shown.name)
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
        self._offer_output(offered=False)
        write = partial(self._write, to)
        self._frame.desk.ask(self._command(), self, write, self._refuse)

    def _take_choice(self, printer: QPrinter, result: int) -> None:
        if result == QDialog.DialogCode.Accepted.value:
            self.print_on(printer)

    def _build(self) -> None:
        self.setWindowTitle(_("Print case summary"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(860, 560)
        self.resize(self._frame.dialog_parent().size() * _SHARE)
        self.paper.add_to_bar(icon_button(Icon.X, _("Close the preview"), self._leave))
        remark = small(_("Printing and saving are recorded in the log."), wrap=True)
        buttons = (self.print_button, self.save_button)
        foot = column(remark, *buttons, margins=(18, 8, 18, 18))
        heading = column(section(_("Print case summary")), margins=(18, 18, 18, 12))
        panel = holding(column(heading, self._scrolling_options(), foot, spacing=0))
        panel.setFixedWidth(_PANEL_WIDTH)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(1)
        sides = row(panel, line, spacing=0)
        sides.addLayout(column(self._trouble_room, self.paper, spacing=0), 1)
        self.setLayout(sides)

    def _scrolling_options(self) -> QScrollArea:
        area = QScrollArea()
        area.setProperty("look", "form")
        area.setWidget(holding(column(self.options, margins=(18, 4, 18, 4))))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _listen(self) -> None:
        self.options.changed.connect(self._follow)
        keys_beside(self, self.print, "Ctrl+P")
        keys_beside(self, self.save, "Ctrl+S")

    def _command(self) -> PrintCaseSummary:
        return PrintCaseSummary(
            case=self._case, profile=self.options.profile(), parts=self.options.parts()
        )

    def _follow(self) -> None:
        """What is shown is no longer what would be printed."""
        self.paper.show_busy()
        self._offer_output(offered=False)
        self._pause.start()

    def _ask(self) -> None:
        """Ask for the pages; one answer at a time, so that the last wish is shown last."""
        if self._is_asking:
            self._is_outdated = True
            return
        self._is_asking, self._is_outdated = True, False
        wish = PreviewCaseSummary(
            case=self._case, profile=self.options.profile(), parts=self.options.parts()
        )
        self._frame.desk.ask(wish, self, self._show, self._miss)

    def _show(self, shown: PrintedSummary) -> None:
        self._is_asking = False
        if self._is_outdated:
            self._ask()
            return
        self._shown = shown
        self._trouble_room.hide()
        self.paper.show_pdf(shown.pdf)
        self.options.show_left_out(shown.left_out)
        # While the pause runs, the user has already chosen otherwise.
        self._offer_output(offered=not self._pause.isActive())

    def _miss(self, error: DossierError) -> None:
        """There are no pages of what was chosen, so nothing can go out."""
        self._is_asking = False
        self._say(sentence(error))

    def _refuse(self, error: DossierError) -> None:
        self._offer_output(offered=True)
        self._say(sentence(error))

    def _write(self, to: Path, printed: PrintedSummary) -> None:
        self._frame.desk.work(
            _("Saving"), partial(write_paper, printed.pdf, to), self, self._finish, self._refuse
        )

    def _finish(self, to: Path) -> None:
        self._frame.tell(_("Saved as {name}.").format(name=to.name))
        self.accept()

    def _say(self, text: str) -> None:
        self.trouble.show_message(text)
        self._trouble_room.show()

    def _offer_output(self, *, offered: bool) -> None:
        self.print_button.setEnabled(offered)
        self.save_button.setEnabled(offered)

    def _leave(self) -> None:
        self.reject()
