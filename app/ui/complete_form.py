"""Writing down that a deadline is met, with the file that shows it."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.attachments import Attachment, AttachmentId, KeptFile
from app.domain.deadlines import Deadline
from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.attachments import AttachFile, FilesOf
from app.services.deadlines import CompleteDeadline
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.form import check_fields
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    PastDateInput,
    TextInput,
    fields_in_a_row,
    hide_unless,
    icon_button,
)
from app.ui.widgets.inputs import within

_LONGEST_NAME = 80


class CompleteForm(DatedForm):
    """The day it was done, and the proof: a file of the case, or one that is taken in now."""

    def __init__(self, frame: Frame, deadline: Deadline) -> None:
        super().__init__(
            frame.desk,
            _("Done"),
            _("Save"),
            lede=deadline.title[:_LONGEST_NAME],
            parent=frame.dialog_parent(),
        )
        self._deadline = deadline
        self._on = Field("on", _("Done on"), PastDateInput(courthouse.today()), required=True)
        self._files: Choice[UUID] = Choice(empty=_("No file"))
        self._proof = Field("proof", _("File of the case that shows it"), self._files)
        self._path = TextInput(placeholder=_("a new file, e.g. the stamped copy"))
        self._new = Field("path", _("Or take a file in"), self._path)
        choose = icon_button(Icon.FOLDER_OPEN, _("Choose a file"), self._choose)
        choose.setFixedSize(28, 28)
        within(self._path, choose)
        self._note = Field(
            "proof_note", _("What it is"), TextInput(placeholder=_("e.g. stamped copy, receipt"))
        )
        may_take_in = frame.desk.may(AttachFile)
        hide_unless(self._new, may_take_in)
        self.add(
            fields_in_a_row((self._on, 2), (self._proof, 4)),
            self._new,
            self._note,
        )
        if frame.desk.may(FilesOf):
            frame.desk.ask(FilesOf(deadline.case), self, self._offer)

    def command(self) -> CompleteDeadline:
        """Return day, proof and note."""
        proof = self._proof.value()
        return CompleteDeadline(
            deadline=self._deadline.id,
            expects=self._deadline.version,
            on=self._on.value(),
            proof=AttachmentId(proof) if proof is not None else None,
            proof_note=self._note.value(),
        )

    def commit(self) -> None:
        """Take the new file in first; what is refused later leaves it with the case."""
        typed = str(self._path.value()).strip()
        if not typed or not check_fields(self):
            super().commit()
            return
        path = Path(typed).expanduser()
        command = AttachFile(case=self._deadline.case, path=path)
        self.desk.do(command, self, self._taken_in, self._not_taken_in)

    def choose(self, file: str) -> None:
        """Take the file from the system's own dialog."""
        self._path.set_value(file)

    def _offer(self, files: tuple[KeptFile, ...]) -> None:
        self._files.set_options([(file.id, file.name[:_LONGEST_NAME]) for file in reversed(files)])

    def _taken_in(self, file: Attachment) -> None:
        self._path.set_value("")
        self._files.set_options([(file.id, file.name[:_LONGEST_NAME])])
        self._files.set_value(file.id)
        super().commit()

    def _not_taken_in(self, error: DossierError) -> None:
        self.refuse(error)

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()


def complete(frame: Frame, deadline: Deadline) -> None:
    """Write down at once that a deadline is met, and offer to take it back.

    Where the office asks for a file that shows it, the form opens.
    """
    command = CompleteDeadline(deadline=deadline.id, expects=deadline.version)
    told = partial(_tell_done, frame, deadline)
    frame.desk.do(command, frame.dialog_parent(), told, partial(_ask_for_proof, frame, deadline))


def complete_with_proof(frame: Frame, deadline: Deadline) -> None:
    """Open the form for day and proof."""
    form = CompleteForm(frame, deadline)
    form.committed.connect(partial(_tell_done, frame, deadline))
    form.open()


def _ask_for_proof(frame: Frame, deadline: Deadline, error: DossierError) -> None:
    if error.code == "deadline.proof_needed":
        complete_with_proof(frame, deadline)
    else:
        frame.desk.failed.emit(error)


def _tell_done(frame: Frame, deadline: Deadline, _value: object) -> None:
    tell_undoable(frame, _("Done: {title}").format(title=deadline.title))
