"""The print preview: what is asked of the user, and every page before it goes out.

A feature brings its options, which say what is shown and what is printed; looking, printing and
saving are the same for every paper.
"""

from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QScrollArea, QWidget

from app.domain.errors import DossierError
from app.domain.file_names import safe_file_name
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.documents import require_free, save_paper
from app.services.office import Query
from app.ui.desk import LongWork
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.page import Frame
from app.ui.paper.printing import DPI, Sheet, new_printer, print_pdf
from app.ui.paper.view import PaperView
from app.ui.theme import Tone
from app.ui.widgets import Banner, column, holding, icon_button, primary, quiet, row, section, small

_PANEL_WIDTH = 302
_SHARE = 0.95
"""Of the window that the preview covers."""
_PAUSE_MS = 120
"""Several boxes are often cleared one after the other; the pages follow once."""


class Shown(Protocol):
    """An answer with pages: of a preview or of a print."""

    pdf: bytes


class PaperOptions(QWidget):
    """What is asked before a paper is printed; a subclass says what follows from the answers.

    Signals:
        changed: the user chose otherwise.
    """

    changed = Signal()

    def preview(self) -> Query[Any]:
        """Return the query whose answer is shown; the log does not keep it."""
        raise NotImplementedError

    def command(self) -> Query[Any]:
        """Return the query whose answer goes out; the log keeps it."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return why there is nothing to show, in a sentence; empty where there is."""
        return ""

    def take(self, shown: Any) -> None:  # noqa: ANN401  the answer to the subclass's own query
        """Say what is to be said of the pages shown."""

    def file_name(self, shown: Any) -> str:  # noqa: ANN401  as above
        """Return what a file with the pages shown could be called, any text."""
        name: str = shown.name
        return name

    def sheet(self) -> Sheet | None:
        """Return what it must be printed on; None where any paper will do."""
        return None

    def went_out(self) -> None:
        """Note that the paper was printed or saved."""


O_co = TypeVar("O_co", bound=PaperOptions, covariant=True)


class PaperPreview(QDialog, Generic[O_co]):
    """Options at the left, pages at the right; Ctrl+P prints, Ctrl+S saves, Esc closes."""

    def __init__(self, frame: Frame, title: str, options: O_co) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self._title = title
        self._is_asking = False
        self._is_outdated = False
        self._shown: Shown | None = None
        self.options = options
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
        printer = new_printer(self.options.sheet())
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.paper.page_count)
        dialog.finished.connect(partial(self._take_choice, printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was chosen; the preview closes, the pages follow."""
        sheet = self.options.sheet()
        dots = sheet.dots_per_inch if sheet else DPI
        _Printing(self._frame, printer, self.options.command(), dots)
        self.options.went_out()
        self.accept()

    def save(self) -> None:
        """Ask for a file, then save."""
        if not self.save_button.isEnabled() or self._shown is None:
            return
        dialog = QFileDialog(self, _("Save PDF"), _documents_folder(), _("PDF (*.pdf)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(safe_file_name(f"{self.options.file_name(self._shown)}.pdf"))
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
        self._frame.desk.ask(self.options.command(), self, write, self._refuse)

    def _take_choice(self, printer: QPrinter, result: int) -> None:
        if result == QDialog.DialogCode.Accepted.value:
            self.print_on(printer)

    def _build(self) -> None:
        self.setWindowTitle(self._title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(860, 560)
        self.resize(self._frame.dialog_parent().size() * _SHARE)
        self.paper.add_to_bar(icon_button(Icon.X, _("Close the preview"), self._leave))
        remark = small(_("Printing and saving are recorded in the log."), wrap=True)
        buttons = (self.print_button, self.save_button)
        foot = column(remark, *buttons, margins=(18, 8, 18, 18))
        heading = column(section(self._title), margins=(18, 18, 18, 12))
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
        problem = self.options.problem()
        if problem:
            self._say(problem)
            return
        self._is_asking, self._is_outdated = True, False
        self._frame.desk.ask(self.options.preview(), self, self._show, self._miss)

    def _show(self, shown: Shown) -> None:
        self._is_asking = False
        if self._is_outdated:
            self._ask()
            return
        self._shown = shown
        self._trouble_room.hide()
        self.paper.show_pdf(shown.pdf)
        self.options.take(shown)
        # While the pause runs, the user has already chosen otherwise.
        self._offer_output(offered=not self._pause.isActive())

    def _miss(self, error: DossierError) -> None:
        """There are no pages of what was chosen, so nothing can go out."""
        self._is_asking = False
        if self._is_outdated:
            self._ask()
            return
        self._say(sentence(error))

    def _refuse(self, error: DossierError) -> None:
        self._offer_output(offered=True)
        self._say(sentence(error))

    def _write(self, to: Path, printed: Shown) -> None:
        self._frame.desk.work(
            _("Saving"), partial(_save, printed.pdf, to), self, self._finish, self._refuse
        )

    def _finish(self, to: Path) -> None:
        self.options.went_out()
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


class _Printing(QObject):
    """One print on its way, after the preview has closed; it belongs to the window."""

    def __init__(self, frame: Frame, printer: QPrinter, command: Query[Any], dots: int) -> None:
        super().__init__(frame.dialog_parent())
        self._dots = dots
        self._frame = frame
        self._printer = printer
        # Refusals go to the window's message bar, like those of any command.
        frame.desk.ask(command, self, self._send)

    def _send(self, printed: Shown) -> None:
        job = partial(print_pdf, printed.pdf, self._printer, dots_per_inch=self._dots)
        self._frame.desk.work(_("Printing"), job, self, self._finish)

    def _finish(self, pages: int) -> None:
        text = ngettext("{n} page sent to the printer.", "{n} pages sent to the printer.", pages)
        self._frame.tell(text.format(n=pages))
        self.deleteLater()


def _save(pdf: bytes, to: Path, _work: LongWork) -> Path:
    return save_paper(pdf, to, overwrite=True)


def _documents_folder() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
