"""Opening the file that shows that a deadline was met."""

from functools import partial

from app.domain.attachments import AttachmentId, KeptFile
from app.domain.cases import CaseId
from app.i18n import _
from app.services.attachments import FilesOf
from app.ui.evidence.files_preview import run_preview
from app.ui.page import Frame
from app.ui.theme import Tone


def open_proof(frame: Frame, case: CaseId, file: AttachmentId) -> None:
    """Show the file from memory, as the list of files does."""
    frame.desk.ask(FilesOf(case), frame.dialog_parent(), partial(_open, frame, file))


def _open(frame: Frame, wanted: AttachmentId, files: tuple[KeptFile, ...]) -> None:
    found = next((file for file in files if file.id == wanted), None)
    if found is None:
        frame.tell(_("The file is not open to you."), tone=Tone.WARN)
    else:
        run_preview(frame, found)
