"""Backups: made and read back while others work, rehearsed, recorded, and restored.

Making and rehearsing are queries: they change nothing in the office, and nobody has to wait for
them. What came of them is recorded by a command of its own.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.backups import (
    DRILL,
    BackupKind,
    BackupListed,
    BackupMade,
    BackupRun,
    BackupRunId,
    BackupStanding,
    DrillReport,
    Watch,
    standing,
    surplus,
)
from app.domain.errors import Damaged, Missing, Refused
from app.domain.ids import new_id
from app.domain.users import Permission
from app.domain.verification import VaultReport
from app.services.audit import VerifyVault
from app.services.office import Command, Done, Office, Query
from app.storage.backup import Plan
from app.storage.manifest import Manifest
from app.storage.unit_of_work import Reading, UnitOfWork

MOST_RUNS = 1_000
"""Runs looked at: schedules keep at most 365."""
LINK_SHOWN = 16
"""Digits of a link in a fact: enough to tell two ends of a log apart."""


@dataclass(frozen=True, kw_only=True)
class MakeBackup(Query[BackupMade]):
    """A backup of everything, made while others go on working; `RecordBackup` is to follow.

    Attributes:
        to: the folder in which it is put; None = the one of the settings.
        watch: told how far it is, on the thread that carries it out.
    """

    to: Path | None = None
    watch: Watch = field(default_factory=Watch, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.BACKUPS_MAKE

    def run(self, reading: Reading) -> BackupMade:
        """Copy, check, give it its name.

        Raises:
            Refused: no folder is named, or none that will do.
            Damaged, Unavailable, Cancelled: nothing is left behind.
        """
        plan = Plan(_place(reading, self.to), BackupKind.ASKED, _second(reading))
        return reading.shelf.make(plan, self.watch)


@dataclass(frozen=True)
class MakeDueBackup(Query[BackupMade]):
    """The backup the schedule asks for now: anybody's window may carry it out.

    Only the administrators and the recovery code can open it, and where it goes they have said.
    """

    watch: Watch = field(default_factory=Watch, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> BackupMade:
        """Copy, check, give it its name.

        Raises:
            Refused: none is due, or the folder of the settings will not do.
            Damaged, Unavailable, Cancelled: nothing is left behind.
        """
        if not HowBackupsStand().run(reading).is_due:
            raise Refused("backup.not_due")
        plan = Plan(_place(reading, None), BackupKind.SCHEDULED, _second(reading))
        return reading.shelf.make(plan, self.watch)


@dataclass(frozen=True)
class RecordBackup(Command[BackupRun]):
    """Keep on record that a backup was made; making it asked for the permission."""

    made: BackupMade
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> BackupRun:
        """Write the record."""
        return _kept(work, self.made.kind, self.made.moment, self.made)

    def noted(self, done: BackupRun) -> tuple[Fact, ...]:
        """How it was made, how far its log goes, and whether the vault was whole."""
        whole = "yes" if self.made.is_whole else "no"
        return (("kind", done.kind), *_end(done.seq, done.link), ("whole", whole))


@dataclass(frozen=True)
class VerifyBackup(Query[BackupMade]):
    """Whether every byte of a backup is what was written and passed its checks."""

    folder: Path
    watch: Watch = field(default_factory=Watch, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.BACKUPS_VERIFY

    def run(self, reading: Reading) -> BackupMade:
        """Read all of it.

        Raises:
            Refused: it is another vault's, or the person has no key to it.
            Damaged: a byte is not what was written.
        """
        return reading.shelf.verify(self.folder, self.watch)


@dataclass(frozen=True)
class RehearseRestore(Query[DrillReport]):
    """A drill: a backup restored to a scratch place and read in full; `RecordDrill` is to follow.

    Attributes:
        folder: the backup; None = the newest on record.
    """

    folder: Path | None = None
    watch: Watch = field(default_factory=Watch, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.BACKUPS_VERIFY
    needs_confirmation: ClassVar[bool] = True

    def run(self, reading: Reading) -> DrillReport:
        """Restore, read everything, compare, and remove it again.

        Raises:
            Missing: no backup is on record.
            Refused, Damaged, Unavailable, Cancelled: it cannot be restored at all.
        """
        folder = self.folder or _newest(reading)
        with reading.shelf.rehearsed(folder, self.watch) as rehearsal:
            report = VerifyVault().run(rehearsal.reading)
            return _drilled(folder, rehearsal.stated, report, rehearsal.reading)


@dataclass(frozen=True)
class RecordDrill(Command[BackupRun | None]):
    """Keep on record that a backup was restored for practice, and what that showed."""

    report: DrillReport
    needs: ClassVar[Permission] = Permission.BACKUPS_VERIFY

    def run(self, work: UnitOfWork) -> BackupRun | None:
        """Write the record of a drill that went well; one that failed is kept by the log alone."""
        if not self.report.is_whole:
            return None
        return _kept(work, DRILL, work.now, self.report)

    def noted(self, done: BackupRun | None) -> tuple[Fact, ...]:
        """Which backup it was and whether it can be relied on."""
        whole = "yes" if done is not None else "no"
        return (*_end(self.report.seq, self.report.link), ("whole", whole))


@dataclass(frozen=True)
class HowBackupsStand(Query[BackupStanding]):
    """When the last backup and the last drill were, and whether one is due."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> BackupStanding:
        """Read the record."""
        first = reading.audit.newest(1, before=2)
        return standing(
            reading.backup_runs.newest(MOST_RUNS),
            reading.settings.current(),
            reading.now,
            first[0].at if first else None,
        )


@dataclass(frozen=True)
class BackupsInFolder(Query[tuple[BackupListed, ...]]):
    """The backups of this vault in a folder, newest first, told by their manifests.

    Attributes:
        folder: where to look; None = the one of the settings.
    """

    folder: Path | None = None
    needs: ClassVar[Permission] = Permission.BACKUPS_MAKE

    def run(self, reading: Reading) -> tuple[BackupListed, ...]:
        """List them; without a folder there are none.

        Raises:
            Unavailable: the folder cannot be read.
        """
        folder = self.folder or _of_settings(reading)
        return reading.shelf.listed(folder) if folder else ()


@dataclass(frozen=True)
class RemoveOldBackups(Query[int]):
    """Clear away scheduled backups beyond those the settings keep; returns how many went.

    Only what is on record as scheduled, lies where it was recorded and still names the same end
    of the log is touched. The newest always stays.
    """

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Remove them.

        Raises:
            Unavailable: the disk refuses.
        """
        runs = reading.backup_runs.newest(MOST_RUNS)
        old = surplus(runs, reading.settings.current().backups_kept)
        return sum(reading.shelf.remove(run) for run in old)


@dataclass(frozen=True, kw_only=True)
class RestoreVault(Command[None]):
    """The first act in a restored vault: the log keeps from which backup it came."""

    seq: int
    link: str
    needs: ClassVar[Permission] = Permission.BACKUPS_MAKE
    needs_confirmation: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        """Make sure that the log holds that entry; the door's own says who restored it and when.

        Raises:
            Damaged: it does not.
        """
        if not _holds(work, self.seq, self.link):
            raise Damaged("restore.not_whole", parts="log")

    def noted(self, done: None) -> tuple[Fact, ...]:
        """How far the log of the backup went."""
        return _end(self.seq, self.link)


def back_up(office: Office, to: Path | None, watch: Watch) -> Done[BackupMade]:
    """Make a backup and record it.

    Raises:
        Refused, Damaged, Unavailable, Cancelled: see `MakeBackup`.
    """
    made = office.ask(MakeBackup(to=to, watch=watch))
    return Done(made, office.do(RecordBackup(made)).changes, None)


def back_up_if_due(office: Office, watch: Watch) -> Done[BackupMade]:
    """Make the backup the schedule asks for, record it, and clear away what is no longer kept.

    Raises:
        Refused, Damaged, Unavailable, Cancelled: see `MakeDueBackup`.
    """
    made = office.ask(MakeDueBackup(watch))
    recorded = office.do(RecordBackup(made))
    if made.is_whole:
        office.ask(RemoveOldBackups())
    return Done(made, recorded.changes, None)


def rehearse(office: Office, folder: Path | None, watch: Watch) -> Done[DrillReport]:
    """Hold a drill and record it. Raises as `RehearseRestore` does."""
    report = office.ask(RehearseRestore(folder, watch))
    return Done(report, office.do(RecordDrill(report)).changes, None)


def differences(stated: Manifest, report: VaultReport) -> tuple[str, ...]:
    """Return what a restored vault shows that its backup did not state, as codes.

    Args:
        stated: the backup's manifest; faults the vault had already are no difference.
        report: of a full check of the restored vault.
    """
    known = set(stated.faults)
    lost = sum(fault.startswith("attachment ") for fault in known)
    broken = len(report.chain.broken) + len(report.chain.unsigned)
    sound = {
        "database": not report.database,
        "records": {f"records {kind}" for kind in report.damaged_kinds} <= known
        and _same_counts(stated, report),
        "log": not broken or f"log {broken}" in known,
        "attachments": len(report.damaged_attachments) <= lost,
    }
    return tuple(name for name, is_sound in sound.items() if not is_sound)


def _same_counts(stated: Manifest, report: VaultReport) -> bool:
    """Whether every kind has as many records as were counted then.

    Bringing an older database up to date may add some: its counts were compared before that.
    """
    counts = {kind: n for kind, n in stated.counts.items() if kind in report.records}
    return not stated.is_current or counts == {kind: report.records[kind] for kind in counts}


def _holds(reading: Reading, seq: int, link: str) -> bool:
    """Whether the log has that entry at that position."""
    return reading.audit.link_at(seq) == link


def _drilled(folder: Path, stated: Manifest, report: VaultReport, restored: Reading) -> DrillReport:
    wrong = differences(stated, report)
    if not _holds(restored, stated.seq, stated.link):
        wrong = (*wrong, "log")
    return DrillReport(
        folder=folder,
        moment=stated.moment,
        size=stated.size,
        files=report.attachments,
        records=sum(report.records.values()),
        seq=stated.seq,
        link=stated.link,
        wrong=wrong,
    )


def _kept(work: UnitOfWork, kind: str, at: datetime, of: BackupMade | DrillReport) -> BackupRun:
    run = BackupRun(
        id=BackupRunId(new_id()),
        kind=kind,
        at=at,
        by=work.actor.user,
        folder=str(of.folder),
        size=of.size,
        files=of.files,
        seq=of.seq,
        link=of.link,
    )
    return work.backup_runs.add(run)


def _place(reading: Reading, to: Path | None) -> Path:
    folder = to or _of_settings(reading)
    if folder is None:
        raise Refused("backup.no_folder_set", field="to")
    return folder


def _second(reading: Reading) -> datetime:
    """Return the moment the reading began, as names of backups tell it."""
    return reading.now.replace(microsecond=0)


def _of_settings(reading: Reading) -> Path | None:
    folder = reading.settings.current().backup_folder
    return Path(folder) if folder else None


def _newest(reading: Reading) -> Path:
    for run in reading.backup_runs.newest(MOST_RUNS):
        if run.kind != DRILL and Path(run.folder).is_dir():
            return Path(run.folder)
    raise Missing("backup.none")


def _end(seq: int, link: str) -> tuple[Fact, ...]:
    return (("seq", str(seq)), ("link", link[:LINK_SHOWN]))
