"""Backups: what was copied when, and when the next one is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from app.domain.record import Record
from app.domain.settings import OfficeSettings

BackupRunId = NewType("BackupRunId", UUID)


@dataclass(frozen=True, kw_only=True)
class BackupRun(Record):
    """A backup that was made and passed its check, or a drill that restored one.

    Attributes:
        kind: ``asked``, ``scheduled`` or ``drill``.
        folder: where the backup lies.
        size: bytes of all its files; ``files``: how many attached files it holds.
        seq, link: the last entry of the audit log that is in it.
    """

    id: BackupRunId
    kind: str
    at: datetime
    by: UUID
    folder: str
    size: int
    files: int
    seq: int
    link: str


def is_due(last: datetime | None, settings: OfficeSettings, now: datetime) -> bool:
    """Whether the schedule asks for a backup now; never where there is no folder for it."""
    if not settings.backup_folder:
        return False
    return last is None or now - last >= timedelta(days=settings.backup_every_days)
