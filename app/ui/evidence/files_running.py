"""Long work on files, beside everything else: taking in, reading back; with progress and Cancel."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.domain.attachments import Attachment, ChecksDone, FileFacts, Inspection, KeptFile
from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.file_intake import FolderLook, FolderTaken
from app.i18n import _
from app.services.attachments import (
    AttachFile,
    ChecksRun,
    Destination,
    LookThroughFolder,
    check_file,
    check_files,
    take_folder,
)
from app.services.office import Done, Office
from app.ui.desk import Desk, LongWork


@dataclass(frozen=True)
class Reply:
    """Who gets the answer, and how; without ``refused`` the window says why not."""

    owner: QObject
    then: Callable[[Any], object]
    refused: Callable[[DossierError], object] | None = None


TAKING_STOPPED = "attachment.stopped"
CHECK_STOPPED = "attachment.check_stopped"
_STEPS = 1_000
"""The bar counts in thousandths: Qt's own numbers end at two billion bytes."""


def run_attach(desk: Desk, to: Destination, path: Path, reply: Reply) -> LongWork:
    """Take one file in; the reply gets the `Attachment`."""

    def job(office: Office, work: LongWork) -> Done[Attachment]:
        told = watch(work, TAKING_STOPPED)
        return office.do(
            AttachFile(case=to.case, item=to.item, path=path, facts=to.facts, watch=told)
        )

    return _aside(desk, _("Taking in {name}").format(name=path.name), job, reply)


def run_look(desk: Desk, case: CaseId, folder: Path, reply: Reply) -> LongWork:
    """Look through a folder; the reply gets the `FolderLook`."""

    def job(office: Office, work: LongWork) -> FolderLook:
        return office.ask(LookThroughFolder(case, folder, watch(work, TAKING_STOPPED)))

    return _aside(desk, _("Looking through the folder"), job, reply)


def run_folder(desk: Desk, look: FolderLook, to: Destination, reply: Reply) -> LongWork:
    """Take a folder in; the reply gets the `FolderTaken`, also after a stop."""

    def job(office: Office, work: LongWork) -> Done[FolderTaken]:
        return take_folder(office, look, to, watch(work, TAKING_STOPPED))

    return _aside(desk, _("Taking in {name}").format(name=look.folder.name), job, reply)


def run_check(desk: Desk, file: KeptFile, reply: Reply) -> LongWork:
    """Read one file back; the reply gets the `Inspection`."""

    def job(office: Office, work: LongWork) -> Done[Inspection]:
        return check_file(office, file.id, file.case, watch(work, CHECK_STOPPED))

    return _aside(desk, _("Reading {name} back").format(name=file.name), job, reply)


def run_checks(desk: Desk, which: ChecksRun, reply: Reply) -> LongWork:
    """Read files back; the reply gets the `ChecksDone`, also after a stop."""

    def job(office: Office, work: LongWork) -> Done[ChecksDone]:
        return check_files(office, which, watch(work, CHECK_STOPPED))

    return _aside(desk, _("Reading files back"), job, reply)


def _aside(desk: Desk, title: str, job: Callable[[Any, LongWork], Any], reply: Reply) -> LongWork:
    return desk.aside(title, job, reply.owner, reply.then, reply.refused)


def destination(case: CaseId, item: ItemId | None, facts: FileFacts | None = None) -> Destination:
    """Return where files go; they are native files unless something else is said."""
    return Destination(case=case, item=item, facts=facts or FileFacts())


def watch(work: LongWork, stopped: str) -> Watch:
    """Return what tells long work's progress in bytes to its bar."""

    def tell(done: int, of: int, _step: str) -> None:
        work.progress(min(done * _STEPS // of, _STEPS) if of else 0, _STEPS if of else 0)

    return Watch(tell, work.cancelled, stopped)
