"""The screens of kept files: the card, the tab, previews, histories, folders and hash lists."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.domain.attachments import KeptFile
from app.domain.hash_lists import HashForm, ListedFile
from app.interchange.hash_lists import Heading, write_hash_list
from app.services.attachments import FilesOf
from app.services.evidence import EvidenceByTag
from app.ui.case_tab import CasePlace
from app.ui.evidence.case_page import EvidenceOfCase
from app.ui.evidence.files_acts import FileActs, PlainCopyWarning
from app.ui.evidence.files_forms import AttachForm
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage

TAG = "EV-0011"
"""An item of the demo office with several files."""


def card(stage: Stage) -> None:
    """The item's panel, scrolled down to its files."""
    page = stage.go(Section.EVIDENCE, stage.office.ask(EvidenceByTag(TAG)).item.id)
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def tab(stage: Stage) -> None:
    """The tab of the case."""
    _acts(stage)


def preview(name: str) -> Callable[[Stage], QWidget]:
    """The preview of one file."""

    def scene(stage: Stage) -> QWidget:
        acts = _acts(stage)
        acts.preview(_file(stage, name))
        return _dialog(stage)

    return scene


def history(stage: Stage) -> QWidget:
    """What is known of a file."""
    _acts(stage).history(_file(stage, "neighbor-statement.pdf"))
    return _dialog(stage)


def warning(stage: Stage) -> QWidget:
    """What is said before a plain copy is made."""
    _acts(stage)
    dialog = PlainCopyWarning(_file(stage, "doorbell-log.txt"), stage.shell)
    dialog.open()
    return dialog


def redacted(stage: Stage) -> QWidget:
    """The form for a redacted copy."""
    acts = _acts(stage)
    file = _file(stage, "neighbor-statement.pdf")
    form = AttachForm(stage.shell, file.case, file.item, acts.files, file.id)
    form.open()
    return form


def folder(stage: Stage) -> QWidget:
    """What a folder holds."""
    acts, place = _acts(stage), Path(tempfile.mkdtemp()) / "CARD-2"
    for number in range(14):
        path = place / "DCIM" / "100CANON" / f"IMG_{4400 + number}.JPG"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xff\xd8\xff" + bytes(90_000 + 7_000 * number))
    (place / "DCIM" / "100CANON" / "IMG_4420.JPG").touch()
    (place / "MISC").symlink_to(place)
    acts.take_folder(str(place))
    return _dialog(stage)


def comparison(stage: Stage) -> QWidget:
    """A list of somebody else beside what is kept."""
    acts, out = _acts(stage), Path(tempfile.mkdtemp()) / "list.xml"
    kept = stage.office.ask(FilesOf(_file(stage, "doorbell-log.txt").case))
    listed = [
        ListedFile(name=file.listed_as, size=file.size, sha256=file.sha256) for file in kept[:4]
    ]
    listed[0] = replace(listed[0], sha256=listed[1].sha256[::-1])
    listed.append(ListedFile(name="files/second-camera.mp4", size=1, sha256="5" * 64))
    heading = Heading("hashdeep", "4.4", "Card", datetime(2026, 11, 1, tzinfo=UTC))
    with out.open("wb") as opened:
        write_hash_list(HashForm.DFXML, opened, heading, tuple(listed))
    acts.compare(str(out))
    return _dialog(stage)


def _acts(stage: Stage) -> FileActs:
    item = stage.office.ask(EvidenceByTag(TAG)).item
    page = stage.go(Section.CASES, CasePlace(item.case, "evidence"))
    whole = page.findChildren(EvidenceOfCase)[0]
    whole.show_files()
    stage.settle()
    view = whole.files
    view.table.pick(_file(stage, "neighbor-statement-redacted.pdf").id)
    return view.acts


def _file(stage: Stage, name: str) -> KeptFile:
    item = stage.office.ask(EvidenceByTag(TAG)).item
    files = stage.office.ask(FilesOf(item.case))
    return next(file for file in files if file.name == name)


def _dialog(stage: Stage) -> QWidget:
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


FILE_SCENES: dict[str, Scene] = {
    "evidence-files": card,
    "case-files": tab,
    "file-pages": preview("neighbor-statement-redacted.pdf"),
    "file-picture": preview("doorbell-still-0203.jpg"),
    "file-text": preview("doorbell-log.txt"),
    "file-history": history,
    "file-copy": warning,
    "file-redacted": redacted,
    "folder": folder,
    "hash-list": comparison,
}
