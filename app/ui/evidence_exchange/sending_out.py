"""Writing the chains of the case at hand as CASE/UCO."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.cases import CaseId
from app.domain.evidence_exchange import ExportedChains
from app.domain.file_names import safe_file_name
from app.i18n import _, ngettext
from app.services.cases import CaseHeader, CaseHeaderOf
from app.services.evidence_exchange import ExportChains
from app.ui import wording
from app.ui.page import Frame
from app.ui.theme import Tone


def export_chains(frame: Frame) -> None:
    """Ask where the file of the case at hand is to lie, and write it."""
    case = frame.case_at_hand()
    if case is None:
        frame.tell(_("Open the case first whose chains are to go out."), tone=Tone.WARN)
        return
    frame.desk.ask(CaseHeaderOf(CaseId(case)), frame.dialog_parent(), partial(_choose, frame))


def _choose(frame: Frame, header: CaseHeader) -> None:
    number = header.case.number
    dialog = QFileDialog(frame.dialog_parent(), _("Export CASE/UCO"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("CASE/UCO (*.jsonld)"))
    dialog.setDefaultSuffix("jsonld")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(safe_file_name(_("{number} chain of custody.jsonld").format(number=number)))
    dialog.fileSelected.connect(partial(export_to, frame, header.case.id))
    dialog.open()


def export_to(frame: Frame, case: CaseId, path: str) -> None:
    """Write the file of a case, and say what is in it."""
    query = ExportChains(case=case, to=Path(path))
    frame.desk.ask(query, frame.dialog_parent(), partial(_tell, frame))


def _tell(frame: Frame, done: ExportedChains) -> None:
    words = ngettext(
        "{n} exhibit with its chain was written to {name}.",
        "{n} exhibits with their chains were written to {name}.",
        done.exhibits,
    ).format(n=wording.count(done.exhibits), name=done.path.name)
    masked = _("Protected people stand in it by their initials.") if done.masked else ""
    frame.tell(" ".join(filter(None, [words, masked])))
