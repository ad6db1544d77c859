"""Making a backup: a whole folder, checked, or none.

Everything goes into a folder under another name first. The database is copied in one step to a
fresh key; which attachments belong to it is read off the copy, so that what is saved belongs to
one moment, whoever works meanwhile.
"""

import os
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from errno import EEXIST, EINVAL, ENOTEMPTY, ENOTSUP
from pathlib import Path
from uuid import UUID

from app import __version__
from app.domain.attachments import Attachment
from app.domain.backups import BackupMade, Watch
from app.domain.errors import Damaged, Refused, Unavailable
from app.domain.users import OfficeRole
from app.storage import manifest, sealed_database
from app.storage.durable import disk_errors, sync_directory, sync_file
from app.storage.header import FILE_NAME as HEADER_NAME
from app.storage.header import HeaderFile
from app.storage.header_records import Header
from app.storage.keyring import Keyring
from app.storage.keyslots import NONCE_BYTES, rewrapped
from app.storage.manifest import FileEntry, Manifest
from app.storage.migration import HEAD
from app.storage.open_vault import OBJECTS_NAME, OpenVault
from app.storage.opened_backup import (
    DATABASE_NAME,
    MEMBERS_NAME,
    SUFFIX,
    OpenedBackup,
    copied,
    hashed,
    new_file,
    sealed_members,
)
from app.storage.unfinished import remove_stale, unfinished
from app.storage.unit_of_work import Reading

Copies = Callable[[Path, str, Path], AbstractContextManager[Reading]]
"""Opens a complete database with its key and its folder of attachments, for reading."""

LONGEST_STEM = 40
"""Characters of the office's name in the name of a backup: 255 bytes must do on every disk."""
_ROOM_BESIDE = 8 * 1024 * 1024
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Plan:
    """What is asked for: the folder in which to put it, ``asked`` or ``scheduled``, and when."""

    to: Path
    kind: str
    moment: datetime


def make(vault: OpenVault, plan: Plan, copies: Copies, watch: Watch) -> BackupMade:
    """Make a backup of an open vault and check it.

    Raises:
        Refused: the place is inside the vault or no folder, or another backup is being made.
        Damaged: the vault's database cannot be read, or the copy does not read back as written.
        Unavailable: full, read-only or missing disk.
        Cancelled: the user stopped it. Whatever is raised, nothing is left behind.
    """
    to = _fit(plan.to, vault.folder)
    with _alone(), disk_errors(to):
        remove_stale(to)
        _require_room(to, _size(vault))
        with unfinished(to) as draft:
            making = _Making(vault, plan, draft, watch)
            making.copy_database()
            with copies(draft / DATABASE_NAME, making.database_key, vault.objects.folder) as copy:
                made = making.fill(copy)
            watch.step("checking")
            OpenedBackup(draft, making.header, made, making.keyring, vault.identity.binding).verify(
                watch
            )
            folder = _named(draft, to, stem_of(vault.office, plan.moment))
    return made.made_in(folder)


class _Making:
    """The folder of one backup while it is filled."""

    def __init__(self, vault: OpenVault, plan: Plan, draft: Path, watch: Watch) -> None:
        self._vault = vault
        self._plan = plan
        self._draft = draft
        self._watch = watch
        self._faults = list[str]()
        self.keyring = Keyring.generate(vault.identity.binding)
        self.database_key = self.keyring.database_key

    def copy_database(self) -> None:
        """Copy the database as of this moment."""
        self._watch.step("database")
        target = self._draft / DATABASE_NAME
        sealed_database.copy_live(
            self._vault.database_path, self._vault.database_key, target, self.database_key
        )

    def fill(self, copy: Reading) -> Manifest:
        """Add everything else, read off the copy, and sync it; return the manifest."""
        self._watch.step("checking")
        counts = self._counts(copy)
        self._check_log(copy)
        files = self._copy_attachments(copy.attachments.where())
        self.header = self._header_for(_administrators(copy))
        self._write_keys()
        for name in (HEADER_NAME, DATABASE_NAME, MEMBERS_NAME):
            files.append(hashed(self._draft, name, self._watch))
        made = self._manifest(copy, counts, files)
        _write_new(
            self._draft / manifest.FILE_NAME, manifest.written(made, self.keyring.manifest_key)
        )
        _sync_folders(self._draft)
        return made

    def _counts(self, copy: Reading) -> dict[str, int]:
        """Read every record of the copy; a kind with a damaged one is told, not left out."""
        counts = dict[str, int]()
        for repository in copy.repositories():
            self._watch.step("checking")
            try:
                counts[repository.kind] = repository.check()
            except Damaged:
                counts[repository.kind] = repository.count()
                self._faults.append(f"records {repository.kind}")
        return counts

    def _check_log(self, copy: Reading) -> None:
        report = copy.check_log()
        wrong = len(report.broken) + len(report.unsigned)
        if wrong:
            self._faults.append(f"log {wrong}")

    def _copy_attachments(self, attachments: tuple[Attachment, ...]) -> list[FileEntry]:
        files = list[FileEntry]()
        for number, attachment in enumerate(attachments):
            self._watch.step("attachments", number, len(attachments))
            name = f"{OBJECTS_NAME}/{attachment.stored_as[:2]}/{attachment.stored_as}.enc"
            file = self._copy_file(name)
            if file is None or file.sha256 != attachment.sha256_stored:
                self._faults.append(f"attachment {attachment.stored_as}")
            if file is not None:
                files.append(file)
        return files

    def _copy_file(self, name: str) -> FileEntry | None:
        """Copy one file of the vault; None where the vault has lost it."""
        try:
            return copied(self._vault.folder / name, self._draft / name, name, self._watch)
        except FileNotFoundError:
            return None

    def _header_for(self, administrators: frozenset[UUID]) -> Header:
        """Return the header in which only they and the recovery code open the backup's key."""
        live = self._vault.header
        users = tuple(user for user in live.users if user.uid in administrators)
        if not users:
            raise Refused("backup.no_administrator")
        return under_key(
            replace(live, users=users),
            self.keyring,
            live.epoch,
            sealed_salt(self._draft / DATABASE_NAME),
        )

    def _write_keys(self) -> None:
        HeaderFile(self._draft / HEADER_NAME).create(self.header, self.keyring.header_key)
        sealed = sealed_members(self._vault.header, self.keyring, secrets.token_bytes(NONCE_BYTES))
        _write_new(self._draft / MEMBERS_NAME, sealed)

    def _manifest(self, copy: Reading, counts: dict[str, int], files: list[FileEntry]) -> Manifest:
        seq, link = copy.audit.head()
        return Manifest(
            program=__version__,
            schema=HEAD,
            vault=self._vault.vault_id,
            header_sequence=self._vault.header_sequence,
            epoch=self._vault.epoch,
            moment=self._plan.moment,
            kind=self._plan.kind,
            seq=seq,
            link=link,
            counts=counts,
            faults=tuple(self._faults),
            files=tuple(files),
        )


def under_key(header: Header, keyring: Keyring, epoch: int, salt: bytes) -> Header:
    """Return a header whose every slot holds that vault key and no other."""
    key, vault = keyring.vault_key, header.vault
    users = tuple(
        replace(user, keys=rewrapped(user.keys, key, vault, epoch)) for user in header.users
    )
    return replace(
        header,
        epoch=epoch,
        pending_epoch=None,
        users=users,
        recovery=rewrapped(header.recovery, key, vault, epoch),
        database_salt=salt,
    )


def sealed_salt(database: Path) -> bytes:
    """Return the 16 bytes SQLCipher keeps in the clear."""
    with database.open("rb") as file:
        return file.read(16)


def stem_of(office: str, moment: datetime) -> str:
    """Return how a backup is called: words of the office's name any disk takes, and the time."""
    words = re.sub(r"[\W_]+", "-", office).strip("-")[:LONGEST_STEM].strip("-")
    return f"{words or 'office'}-{moment:%Y%m%dT%H%M%SZ}"


def _administrators(copy: Reading) -> frozenset[UUID]:
    return frozenset(
        user.id
        for user in copy.users.where()
        if user.is_active and OfficeRole.ADMINISTRATOR in user.roles
    )


def _fit(to: Path, vault: Path) -> Path:
    """Return the folder for backups, resolved.

    Raises:
        Refused: it is not there, no folder, or inside the vault or another backup.
        Unavailable: it may not be written.
    """
    with disk_errors(to):
        # A drive that is not connected must not get its backups written into the empty mount.
        if not to.is_dir():
            raise Refused("backup.no_folder", field="to", path=str(to))
        to, vault = to.resolve(), vault.resolve()
        if to.is_relative_to(vault):
            raise Refused("backup.inside_vault", field="to", path=str(to))
        if any(part.suffix == SUFFIX for part in (to, *to.parents)):
            raise Refused("backup.inside_backup", field="to", path=str(to))
        if not os.access(to, os.W_OK | os.X_OK):
            raise Unavailable("backup.read_only", path=str(to))
    return to


def _size(vault: OpenVault) -> int:
    """Return about how many bytes a backup takes."""
    files = (vault.database_path, vault.database_path.with_name(f"{DATABASE_NAME}-wal"))
    database = sum(file.stat().st_size for file in files if file.exists())
    return database + sum(file.stat().st_size for file in vault.objects.folder.glob("??/*.enc"))


def _require_room(to: Path, needed: int) -> None:
    free = shutil.disk_usage(to).free
    if free < needed + _ROOM_BESIDE:
        raise Unavailable(
            "backup.no_room",
            path=str(to),
            needed_mb=-(-(needed + _ROOM_BESIDE) // 1_000_000),
            free_mb=free // 1_000_000,
        )


def _named(draft: Path, to: Path, stem: str) -> Path:
    """Give a finished backup its name; one that is taken is never replaced.

    After the clock was set back, or twice within a second, a number makes the difference.
    """
    for number in range(1, 1000):
        name = to / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
        if name.exists() or name.is_symlink():
            continue
        try:
            draft.rename(name)
        except OSError as error:
            # Somebody took the name just now: onto a folder with anything in it nothing renames.
            if error.errno in (EEXIST, ENOTEMPTY):
                continue
            raise
        _sync_folder(to)
        return name
    raise Refused("backup.name_taken", path=str(to / stem))


@contextmanager
def _alone() -> Iterator[None]:
    if not _one_at_a_time.acquire(blocking=False):
        raise Refused("backup.running")
    try:
        yield
    finally:
        _one_at_a_time.release()


def _write_new(path: Path, content: bytes) -> None:
    with new_file(path) as file:
        file.write(content)
        file.flush()
        sync_file(file.fileno())


def _sync_folders(draft: Path) -> None:
    for folder in (*(each for each in draft.rglob("*") if each.is_dir()), draft):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Sync a folder; drives of other machines and memory sticks may not know how."""
    try:
        sync_directory(folder)
    except OSError as error:
        if error.errno not in (EINVAL, ENOTSUP):
            raise
