"""Taking files in: one with what it is to the item, or a folder after a look at what it holds."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.domain.attachments import (
    DERIVED_ROLES,
    AttachmentId,
    FileFacts,
    FileRole,
    KeptFile,
)
from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.file_intake import FolderLook, FolderTaken, LeftOut
from app.i18n import _
from app.i18n.sentences import say, sentence
from app.services.attachments import AttachFile
from app.ui.desk import LongWork
from app.ui.evidence.files_running import (
    TAKING_STOPPED,
    Reply,
    destination,
    run_folder,
    run_look,
    watch,
)
from app.ui.evidence.files_words import ROLES, look_words, taken_words
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    Choice,
    EmptyState,
    Field,
    Kind,
    ProseInput,
    SectionHeader,
    TextInput,
    column,
    icon_button,
    row,
    secondary,
    section,
    small,
)
from app.ui.widgets.inputs import within

_SIZE = (860, 560)

_LEFT_OUT = (
    Column(_("What"), lambda left: left.came_from, width=280, stretch=1, strong=True),
    Column(_("Why it is left out"), lambda left: say(left.code, left.values), width=320, stretch=1),
)


def _place_of(left: LeftOut) -> str:
    return left.came_from


class AttachForm(FormDialog):
    """Keep a file with an item or a case, and say what it is; Esc stops a file on its way in.

    Args:
        frame: of the window.
        case, item: where it goes.
        files: those kept there, one of which it may be made from.
        source: the one it is made from, where that is known.
    """

    def __init__(
        self,
        frame: Frame,
        case: UUID,
        item: UUID | None,
        files: tuple[KeptFile, ...],
        source: UUID | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Attach a file"),
            _("Attach"),
            lede=_("The file is copied into the vault and stays where it is. It is never changed."),
            parent=frame.dialog_parent(),
            width=600,
        )
        self._case, self._item = CaseId(case), None if item is None else ItemId(item)
        self._work: LongWork | None = None
        self._path = TextInput()
        self._file = Field("path", _("File"), self._path, required=True)
        choose = icon_button(Icon.FOLDER_OPEN, _("Choose a file"), self._choose)
        choose.setFixedSize(28, 28)
        within(self._path, choose)
        first = FileRole.NATIVE if source is None else FileRole.REDACTED
        roles = Choice(list(ROLES.items()), first)
        self._role = Field("role", _("What it is"), roles)
        sources = [
            (file.id, shortened(file.name, LONGEST_NAME))
            for file in files
            if file.role is not FileRole.REDACTED
        ]
        made_from = Choice(sources, source, empty=_("Choose"))
        self._source = Field("source", _("Made from"), made_from, required=True)
        self._basis = Field(
            "basis",
            _("Why parts are covered"),
            ProseInput(lines=2),
            hint=_("The rule or order, e.g. the protective order of 12 May."),
            required=True,
        )
        self._note = Field("note", _("Note"), ProseInput(lines=2))
        self._running = small("")
        self.add(
            self._file,
            self._role,
            self._source,
            self._basis,
            self._note,
            self._running,
        )
        roles.edited.connect(self._follow_role)
        self._follow_role()
        self.resize(600, 640)

    def command(self) -> AttachFile:
        """Return the command, its progress told to this form."""
        work = LongWork(_("Attach"), self)
        work.progressed.connect(self._show_progress)
        self._work = work
        role = self._role.value()
        is_derived = role in DERIVED_ROLES
        source = self._source.value() if is_derived else None
        return AttachFile(
            case=self._case,
            item=self._item,
            path=Path(str(self._file.value()).strip()).expanduser(),
            facts=FileFacts(
                role=role,
                source=AttachmentId(source) if isinstance(source, UUID) else None,
                basis=str(self._basis.value()) if role is FileRole.REDACTED else "",
                note=str(self._note.value()),
            ),
            watch=watch(work, TAKING_STOPPED),
        )

    def refuse(self, error: DossierError) -> None:
        """Say why not; after a stop the form is as it was before."""
        self._work = None
        self._running.setText("")
        super().refuse(error)

    def reject(self) -> None:
        """Stop a file on its way in; without one, close."""
        if self._work is None:
            super().reject()
            return
        self._work.cancel()
        self._running.setText(_("Stopping…"))

    def choose(self, file: str) -> None:
        """Take the file from the system's own dialog."""
        self._path.set_value(file)

    def _choose(self) -> None:
        choose_file(self, _("Attach a file"), self.choose)

    def _follow_role(self) -> None:
        role = self._role.value()
        self._source.setVisible(role in DERIVED_ROLES)
        self._basis.setVisible(role is FileRole.REDACTED)

    def _show_progress(self, done: int, total: int, _step: str) -> None:
        if self._work is not None and not self._work.cancelled() and total:
            share = f"{done / total:.0%}"
            self._running.setText(_("Encrypting, {share} done. Esc stops.").format(share=share))


class FolderDialog(QDialog):
    """What a folder holds, what is left out and why; then it is taken in, beside the work.

    Args:
        frame: of the window.
        case, item: where the files go.
        folder: to look through.
    """

    def __init__(self, frame: Frame, case: CaseId, item: ItemId | None, folder: Path) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self._to = destination(case, item)
        self._look: FolderLook | None = None
        self.setWindowTitle(_("Take a folder in"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._words = secondary(_("Looking through the folder…"), wrap=True)
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._left_out = RowTable(_LEFT_OUT, key=_place_of)
        empty = EmptyState(Icon.CIRCLE_CHECK, _("Nothing is left out."))
        table = DataTable(_("What is left out"), self._left_out, empty=empty)
        header = SectionHeader(_("Left out"), margins=(14, 10, 12, 10))
        self._take = Button(_("Take in"), self.take, kind=Kind.PRIMARY, keys="Ctrl Enter")
        self._take.setEnabled(False)
        self._take.setShortcut("Ctrl+Return")
        layout = column(
            section(_("Take in {folder}").format(folder=shortened(folder.name, LONGEST_NAME))),
            self._words,
            self._trouble,
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        layout.addWidget(Card(header, table, padding=0, spacing=0), 1)
        layout.addLayout(row(None, Button(_("Cancel"), self._leave), self._take))
        self.setLayout(layout)
        self._looking = run_look(frame.desk, case, folder, Reply(self, self._show, self._refuse))
        self.rejected.connect(self._looking.cancel)

    def take(self) -> None:
        """Begin, and leave the window to other work."""
        if self._look is None or not self._take.isEnabled():
            return
        intake = _FolderIntake(self._frame)
        run_folder(self._frame.desk, self._look, self._to, Reply(intake, intake.tell))
        self.accept()

    def _show(self, look: FolderLook) -> None:
        self._look = look
        self._words.setText(look_words(look))
        self._left_out.set_rows(look.left_out)
        self._take.setEnabled(bool(look.files))
        self._take.setFocus()

    def _refuse(self, error: DossierError) -> None:
        self._words.hide()
        self._trouble.show_message(sentence(error))
        self._trouble.show()

    def _leave(self) -> None:
        self.reject()


class _FolderIntake(QWidget):
    """One folder on its way in, after its dialog has closed; it belongs to the window."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self.hide()

    def tell(self, taken: FolderTaken) -> None:
        """Say what is kept now; where something is not, in a window of its own."""
        if taken.left_out or taken.failure is not None:
            FolderReport(taken, self._frame.dialog_parent()).open()
        else:
            self._frame.tell(taken_words(taken), tone=Tone.OK if taken.is_whole else Tone.WARN)
        self.deleteLater()


class FolderReport(QDialog):
    """What was taken in of a folder, and what was not."""

    def __init__(self, taken: FolderTaken, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Folder taken in"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        tone = Tone.DANGER if taken.failure else Tone.OK if taken.is_whole else Tone.WARN
        left_out: tuple[LeftOut, ...] = taken.left_out
        table = DataTable(
            _("What was left out"),
            RowTable(_LEFT_OUT, left_out, key=_place_of),
            empty=EmptyState(Icon.CIRCLE_CHECK, _("Nothing was left out.")),
        )
        header = SectionHeader(_("Left out"), margins=(14, 10, 12, 10))
        close = Button(_("Close"), self.accept, kind=Kind.PRIMARY)
        layout = column(
            Banner(taken_words(taken), "", tone),
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        layout.addWidget(Card(header, table, padding=0, spacing=0), 1)
        layout.addLayout(row(None, close))
        self.setLayout(layout)
        close.setFocus()


def choose_file(parent: QWidget, title: str, then: Callable[[str], object]) -> None:
    """Ask for a file with the system's own dialog."""
    _choose(parent, title, then, QFileDialog.FileMode.ExistingFile)


def choose_folder(parent: QWidget, title: str, then: Callable[[str], object]) -> None:
    """Ask for a folder with the system's own dialog."""
    _choose(parent, title, then, QFileDialog.FileMode.Directory)


def choose_target(parent: QWidget, title: str, name: str, then: Callable[[str], object]) -> None:
    """Ask where to save, with a name to begin with."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(name)
    dialog.fileSelected.connect(then)
    dialog.open()


def _choose(
    parent: QWidget, title: str, then: Callable[[str], object], mode: QFileDialog.FileMode
) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(mode)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
