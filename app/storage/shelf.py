"""Backups as the doors use them: made, looked over, rehearsed and cleared away."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.backups import BackupListed, BackupMade, BackupRun, Watch
from app.domain.errors import DossierError
from app.storage import backup, manifest, opened_backup, restore
from app.storage.backup import Copies, Plan
from app.storage.durable import disk_errors
from app.storage.manifest import Manifest
from app.storage.open_vault import OpenVault
from app.storage.opened_backup import SUFFIX, OpenedBackup
from app.storage.unfinished import remove_stale, unfinished
from app.storage.unit_of_work import Reading

_UNKNOWN = datetime.min.replace(tzinfo=UTC)
Restored = Callable[[OpenVault], AbstractContextManager[Reading]]
"""Brings a restored vault up to date and opens it for reading."""


@dataclass(frozen=True)
class Rehearsal:
    """A backup restored to a scratch place, and what its manifest says should be in it."""

    stated: Manifest
    reading: Reading


class Shelf:
    """What can be done with the backups of an open vault.

    Args:
        vault: the one at work.
        copies, restored: how databases beside the vault's own are opened.
    """

    def __init__(self, vault: OpenVault, copies: Copies, restored: Restored) -> None:
        self._vault = vault
        self._copies = copies
        self._restored = restored

    def make(self, plan: Plan, watch: Watch) -> BackupMade:
        """Make a backup; raises as `backup.make` does."""
        return backup.make(self._vault, plan, self._copies, watch)

    def verify(self, folder: Path, watch: Watch) -> BackupMade:
        """Read every byte of a backup of this vault and return what it is.

        Raises:
            Refused: another vault's, or the person has no key to it.
            Damaged, Unavailable, Cancelled: as `OpenedBackup.verify`.
        """
        opened = self._open(folder)
        opened.verify(watch)
        return opened.manifest.made_in(folder)

    @contextmanager
    def rehearsed(self, folder: Path, watch: Watch) -> Iterator[Rehearsal]:
        """Restore a backup to a scratch place beside the vault and open it.

        Everything there is encrypted under a key nobody keeps; it is gone when the block ends.
        Raises as `restore.unpack` does.
        """
        opened = self._open(folder)
        beside = self._vault.folder.parent
        remove_stale(beside)
        with unfinished(beside) as scratch:
            restore.unpack(opened, scratch, watch)
            watch.step("checking")
            with (
                restore.enter(scratch, self._vault.uid, self._vault.identity) as vault,
                self._restored(vault) as reading,
            ):
                yield Rehearsal(opened.manifest, reading)

    def listed(self, folder: Path) -> tuple[BackupListed, ...]:
        """Return the backups of this vault in a folder, newest first; others are left out.

        What a manifest says is shown unproven: it takes an administrator's key to prove it.

        Raises:
            Unavailable: the folder cannot be read.
        """
        with disk_errors(folder):
            found = [each for each in folder.iterdir() if _is_backup(each)]
        rows = [row for each in found if (row := self._row(each))]
        return tuple(sorted(rows, key=lambda row: (row.moment or _UNKNOWN, row.seq), reverse=True))

    def remove(self, run: BackupRun) -> bool:
        """Remove a backup if it lies there still as it was recorded; tell whether it did.

        Raises:
            Unavailable: the disk refuses.
        """
        folder = Path(run.folder)
        if not _is_backup(folder):
            return False
        row = self._row(folder)
        if row is None or (row.seq, row.link) != (run.seq, run.link):
            return False
        with disk_errors(folder), unfinished(folder.parent) as scratch:
            # Renamed first: a removal that is cut short leaves no half of a backup.
            folder.rename(scratch / folder.name)
        return not folder.exists()

    def _open(self, folder: Path) -> OpenedBackup:
        vault = self._vault
        return opened_backup.open_with_identity(folder, vault.vault_id, vault.uid, vault.identity)

    def _row(self, folder: Path) -> BackupListed | None:
        """Return a backup's line; None for another vault's, and for what cannot be told."""
        try:
            if opened_backup.stored_header(folder).header.vault != self._vault.vault_id:
                return None
        except DossierError:
            return None
        try:
            return _line(folder, manifest.read(folder).manifest)
        except DossierError:
            return BackupListed.broken(folder)


def _line(folder: Path, stated: Manifest) -> BackupListed:
    return BackupListed.of(stated.made_in(folder), is_complete=_has_all(folder, stated))


def _has_all(folder: Path, stated: Manifest) -> bool:
    """Whether every file is there in its full length; quick, where `verify` reads all."""
    try:
        return all((folder / file.path).stat().st_size == file.size for file in stated.files)
    except OSError:
        return False


def _is_backup(folder: Path) -> bool:
    return folder.suffix == SUFFIX and folder.is_dir() and not folder.is_symlink()
