"""Backups: what was copied when, and when the next one is due."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NewType
from uuid import UUID

from app.domain.errors import Cancelled
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


class BackupKind(StrEnum):
    """Why a backup was made; a run may also be a drill."""

    ASKED = "asked"
    SCHEDULED = "scheduled"


DRILL = "drill"
"""Kind of a run that restored a backup to a scratch place and checked it."""
DRILL_EVERY_DAYS = 90
"""CJIS CP-9(1) asks for tested backups; a quarter is the usual measure."""
LATE_AFTER_DAYS = 2
"""Days past the day on which the schedule wanted a backup before anybody is reminded."""


Tell = Callable[[int, int, str], None]
"""Called with how much is done, of how much (0 = not known), and the name of the step."""
Ask = Callable[[], bool]
"""Answers true once the user wants to stop."""


def _in_silence(_done: int, _of: int, _step: str) -> None:
    """Nobody watches."""


def _never() -> bool:
    """Nobody can stop it."""
    return False


@dataclass(frozen=True)
class Watch:
    """Who is told how far long work is, and who may stop it.

    Attributes:
        tell, ask: called on the thread that works.
        stopped: code of the sentence about what is left when the user stopped it.
    """

    tell: Tell = _in_silence
    ask: Ask = _never
    stopped: str = "backup.cancelled"

    @property
    def is_idle(self) -> bool:
        """Whether nobody is told anything."""
        return self.tell is _in_silence

    def by(self, tell: Tell, ask: Ask = _never) -> "Watch":
        """Return the watch of somebody who looks on; what is left after a stop is said alike."""
        return replace(self, tell=tell, ask=ask)

    def step(self, name: str, done: int = 0, of: int = 0) -> None:
        """Tell how far it is.

        Raises:
            Cancelled: the user stopped it.
        """
        if self.ask():
            raise Cancelled(self.stopped)
        self.tell(done, of, name)


@dataclass(frozen=True, kw_only=True)
class BackupMade:
    """A backup that was made and read back.

    Attributes:
        faults: what was wrong with the vault already and therefore is with the backup; empty for
            a whole one.
        seq, link: the last entry of the audit log in it.
    """

    folder: Path
    moment: datetime
    kind: str
    size: int
    files: int
    seq: int
    link: str
    faults: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was wrong with the vault."""
        return not self.faults


@dataclass(frozen=True, kw_only=True)
class BackupListed:
    """A backup as it lies in a folder, not yet read byte by byte.

    Attributes:
        moment: when it was made; None where it no longer says so.
        is_complete: whether every file is there in full length.
    """

    folder: Path
    moment: datetime | None
    kind: str
    size: int
    files: int
    seq: int
    link: str
    is_complete: bool

    @classmethod
    def of(cls, made: BackupMade, *, is_complete: bool) -> "BackupListed":
        """Return the line of a backup by what it says of itself."""
        return cls(
            folder=made.folder,
            moment=made.moment,
            kind=made.kind,
            size=made.size,
            files=made.files,
            seq=made.seq,
            link=made.link,
            is_complete=is_complete,
        )

    @classmethod
    def broken(cls, folder: Path) -> "BackupListed":
        """Return the line of a backup whose manifest cannot be read."""
        return cls(
            folder=folder,
            moment=None,
            kind="",
            size=0,
            files=0,
            seq=0,
            link="",
            is_complete=False,
        )


@dataclass(frozen=True, kw_only=True)
class DrillReport:
    """What restoring a backup to a scratch place showed.

    Attributes:
        wrong: codes of what differs from the manifest or is damaged; empty when all is well.
        records: how many were read; ``files``: attached files.
    """

    folder: Path
    moment: datetime
    size: int
    files: int
    records: int
    seq: int
    link: str
    wrong: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the backup can be relied on."""
        return not self.wrong


@dataclass(frozen=True, kw_only=True)
class BackupStanding:
    """How the office stands with its backups.

    Attributes:
        last, drill: the newest backup and the newest drill, if any.
        is_due: whether the schedule asks for one now.
        is_late: whether people must be told.
        drill_is_due: whether a quarter went by without one.
    """

    settings: OfficeSettings
    last: BackupRun | None
    drill: BackupRun | None
    is_due: bool
    is_late: bool
    drill_is_due: bool


def standing(
    runs: tuple[BackupRun, ...], settings: OfficeSettings, now: datetime, since: datetime | None
) -> BackupStanding:
    """Return how things stand.

    Args:
        runs: newest first.
        settings: of the office.
        now: this moment.
        since: when the office began; a new one is given time before it is reminded.
    """
    backups = [run for run in runs if run.kind != DRILL]
    drills = [run for run in runs if run.kind == DRILL]
    last, drill = next(iter(backups), None), next(iter(drills), None)
    wait = timedelta(days=settings.backup_every_days + LATE_AFTER_DAYS)
    reckoned = last.at if last else since
    first = backups[-1].at if backups else None
    drilled = drill.at if drill else first
    return BackupStanding(
        settings=settings,
        last=last,
        drill=drill,
        is_due=is_due(last.at if last else None, settings, now),
        is_late=reckoned is None or _went_by(reckoned, wait, now),
        drill_is_due=drilled is not None
        and _went_by(drilled, timedelta(days=DRILL_EVERY_DAYS), now),
    )


def surplus(runs: tuple[BackupRun, ...], kept: int) -> tuple[BackupRun, ...]:
    """Return the scheduled backups beyond those that are kept; the newest always stays.

    Args:
        runs: newest first.
        kept: how many scheduled ones stay, at least one.
    """
    scheduled = [run for run in runs if run.kind == BackupKind.SCHEDULED]
    return tuple(scheduled[max(1, kept) :])


def _went_by(since: datetime, wait: timedelta, now: datetime) -> bool:
    """Whether a time has gone by; a moment that lies ahead was written by a clock set back."""
    return now - since >= wait or since > now + timedelta(days=1)


def is_due(last: datetime | None, settings: OfficeSettings, now: datetime) -> bool:
    """Whether the schedule asks for a backup now; never where there is no folder for it."""
    if not settings.backup_folder:
        return False
    return last is None or _went_by(last, timedelta(days=settings.backup_every_days), now)
