"""Backups and drills as long work beside everything else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.domain.backups import Watch
from app.domain.errors import DossierError
from app.i18n import _
from app.services.backups import VerifyBackup, back_up, back_up_if_due, rehearse
from app.ui.desk import Desk, LongWork

Then = Callable[[Any], object]
Refused = Callable[[DossierError], object]

_STEPS = {
    "database": _("Backup: copying the database"),
    "attachments": _("Backup: copying attached files"),
    "reading": _("Backup: reading back"),
    "checking": _("Backup: checking"),
}


def run_backup(desk: Desk, owner: QObject, then: Then, refused: Refused) -> LongWork:
    """Make a backup in the folder of the settings; ``then`` gets the `BackupMade`."""
    return desk.aside(
        _("Making a backup"),
        lambda office, work: back_up(office, None, _watch(work)),
        owner,
        then,
        refused,
    )


def run_due_backup(desk: Desk, owner: QObject, then: Then, refused: Refused) -> LongWork:
    """Make the backup the schedule asks for; ``then`` gets the `BackupMade`."""
    return desk.aside(
        _("Making a backup"),
        lambda office, work: back_up_if_due(office, _watch(work)),
        owner,
        then,
        refused,
    )


def run_drill(
    desk: Desk, owner: QObject, then: Then, refused: Refused, folder: Path | None = None
) -> LongWork:
    """Restore a backup to a scratch place and check it; ``then`` gets the `DrillReport`."""
    return desk.aside(
        _("Practising a restore"),
        lambda office, work: rehearse(office, folder, _watch(work)),
        owner,
        then,
        refused,
    )


def run_check(desk: Desk, owner: QObject, then: Then, refused: Refused, folder: Path) -> LongWork:
    """Read every byte of a backup; ``then`` gets the `BackupMade`."""
    return desk.aside(
        _("Checking a backup"),
        lambda office, work: office.ask(VerifyBackup(folder, _watch(work))),
        owner,
        then,
        refused,
    )


def _watch(work: LongWork) -> Watch:
    def tell(done: int, of: int, step: str) -> None:
        work.progress(done, of, _STEPS.get(step, ""))

    return Watch(tell, work.cancelled)
