"""A backup whose key has been opened, and the check that every byte of it is what was written.

    NAME.dossier-backup/
        vault.hdr       who can open it: the administrators of that day, and the recovery code
        office.db       the database under the backup's own key, complete without a log
        objects/        the encrypted attachments
        members         everybody's key slots, encrypted under the backup's key
        manifest.json   hash of every file, end of the audit log, counts (`manifest`)

Nothing is ever written here: a backup may lie on a read-only medium or on another machine.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.backups import Watch
from app.domain.errors import Cancelled, CannotUnlock, Damaged, Refused, Unavailable
from app.storage import header_json, manifest, passphrase_slots, sealed_database
from app.storage.durable import disk_errors, sync_file
from app.storage.header import FILE_NAME as HEADER_NAME
from app.storage.header import HeaderFile, StoredHeader
from app.storage.header_records import Header, KeySlot, Malformed
from app.storage.keyring import Keyring
from app.storage.keyslots import NONCE_BYTES, Identity, WrongKey, unwrap
from app.storage.manifest import FileEntry, Manifest
from app.storage.recovery import RecoveryCode

DATABASE_NAME = "office.db"
MEMBERS_NAME = "members"
SUFFIX = ".dossier-backup"
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class OpenedBackup:
    """A backup whose header and manifest were proven with its key."""

    folder: Path
    header: Header
    manifest: Manifest
    keyring: Keyring = field(repr=False)
    binding: bytes = field(repr=False)

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / DATABASE_NAME

    def members(self) -> Header:
        """Return the header of the vault that was copied, with everybody's slots.

        Raises:
            Damaged: it is not what was written.
            Unavailable: it cannot be read.
        """
        path = self.folder / MEMBERS_NAME
        with disk_errors(path):
            sealed = path.read_bytes()
        try:
            plain = AESGCM(self.keyring.members_key).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _context(self.manifest.vault)
            )
            return header_json.decode(plain)
        except (InvalidTag, ValueError, Malformed) as error:
            raise Damaged("backup.damaged", file=MEMBERS_NAME) from error

    def verify(self, watch: Watch) -> None:
        """Read every byte and compare it with what was written.

        Raises:
            Damaged: a file is missing or changed, or the database is not whole.
            Cancelled: the user stopped it.
        """
        self.verify_files(watch)
        watch.step("checking")
        self.members()
        key = self.keyring.database_key
        if sealed_database.page_faults(self.database, key):
            raise Damaged("backup.damaged", file=DATABASE_NAME)
        with sealed_database.reading(self.database, key) as connection:
            if _contents(connection, self.manifest) != _stated(self.manifest):
                raise Damaged("backup.damaged", file=DATABASE_NAME)

    def verify_files(self, watch: Watch) -> None:
        """Compare size and hash of every file with the manifest. Raises as `verify` does."""
        for number, entry in enumerate(self.manifest.files):
            watch.step("reading", number, len(self.manifest.files))
            if hashed(self.folder, entry.path, watch) != entry:
                raise Damaged("backup.damaged", file=entry.path)


def sealed_members(header: Header, keyring: Keyring, nonce: bytes) -> bytes:
    """Return the content of the file `members`."""
    plain = header_json.encode(header)
    return nonce + AESGCM(keyring.members_key).encrypt(nonce, plain, _context(header.vault))


def hashed(folder: Path, path: str, watch: Watch) -> FileEntry:
    """Read a file of a backup and return its size and hash.

    Raises:
        Damaged: it is missing, or no plain file.
        Unavailable: it cannot be read.
    """
    file, digest, size = folder / path, hashlib.sha256(), 0
    with disk_errors(file):
        if file.is_symlink() or not file.is_file():
            raise Damaged("backup.damaged", file=path)
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if watch.ask():
                    raise Cancelled("backup.cancelled")
    return FileEntry(path, size, digest.hexdigest())


def copied(source: Path, target: Path, path: str, watch: Watch) -> FileEntry:
    """Copy ``source`` to the new file ``target``, synced; return it as ``path``, with its hash.

    Raises:
        FileNotFoundError: it is missing, or no plain file.
        OSError: one of the disks refuses.
        Cancelled: the user stopped it.
    """
    if source.is_symlink() or not source.is_file():
        raise FileNotFoundError(source)
    digest, size = hashlib.sha256(), 0
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with source.open("rb") as opened, new_file(target) as file:
        while chunk := opened.read(_CHUNK):
            if watch.ask():
                raise Cancelled("backup.cancelled")
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        sync_file(file.fileno())
    return FileEntry(path, size, digest.hexdigest())


def new_file(path: Path) -> BinaryIO:
    """Make a file only its owner can read; what is there already is never written to."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def stored_header(folder: Path) -> StoredHeader:
    """Return the header of a backup, by checksum only.

    Raises:
        Unavailable: there is no backup.
        Damaged: its header is beyond repair.
    """
    with disk_errors(folder):
        if not folder.is_dir():
            raise Unavailable("backup.not_found", path=str(folder))
        has_header = (folder / HEADER_NAME).is_file()
        if not has_header and not (folder / manifest.FILE_NAME).is_file():
            raise Unavailable("backup.not_a_backup", path=str(folder))
    if not has_header:
        raise Damaged("backup.damaged", file=HEADER_NAME)
    if not (folder / manifest.FILE_NAME).is_file():
        # A live vault has a header too, but no manifest.
        raise Unavailable("backup.not_a_backup", path=str(folder))
    return HeaderFile(folder / HEADER_NAME).read()


def open_with_passphrase(folder: Path, login: str, passphrase: str) -> OpenedBackup:
    """Open a backup as one of its administrators. Takes one derivation.

    Raises:
        CannotUnlock: wrong login or passphrase, or the login was no administrator's.
        Damaged, Unavailable: it is not what was written, or it is no backup.
    """
    stored = stored_header(folder)
    user = stored.header.user_named(login)
    if user is None:
        raise CannotUnlock("backup.no_such_administrator", field="login", login=login)
    try:
        identity = passphrase_slots.open_slot(user, passphrase, stored.header.vault)
    except WrongKey:
        raise CannotUnlock("vault.cannot_unlock", field="passphrase") from None
    return _opened(folder, stored, user.keys, identity)


def open_with_code(folder: Path, code: RecoveryCode) -> OpenedBackup:
    """Open a backup with the recovery code. Raises as `open_with_passphrase` does."""
    stored = stored_header(folder)
    vault, slot = stored.header.vault, stored.header.recovery
    try:
        spare = Identity.unseal(slot.sealed, code.kek(vault), vault, slot.uid)
    except WrongKey:
        raise CannotUnlock("recovery.wrong_code", field="code") from None
    return _opened(folder, stored, slot, spare)


def open_with_identity(folder: Path, vault: UUID, uid: UUID, identity: Identity) -> OpenedBackup:
    """Open a backup with the keys of the person who is at work in the vault it was made of.

    Raises:
        Refused: it is a backup of another vault, or made when the person was no administrator
            or had other keys.
        Damaged, Unavailable: it is not what was written, or it is no backup.
    """
    stored = stored_header(folder)
    if stored.header.vault != vault:
        raise Refused("backup.other_vault", path=str(folder))
    slot = next((user.keys for user in stored.header.users if user.uid == uid), None)
    if slot is None or slot.signing_key != identity.signing.public_key().public_bytes_raw():
        raise Refused("backup.no_key")
    return _opened(folder, stored, slot, identity)


def _opened(folder: Path, stored: StoredHeader, slot: KeySlot, identity: Identity) -> OpenedBackup:
    header = stored.header
    try:
        key = unwrap(identity, slot, header.vault, header.epoch)
    except WrongKey as error:
        raise Damaged("backup.damaged", file=HEADER_NAME) from error
    keyring = Keyring(key, identity.binding)
    stored.verify(keyring.header_key)
    proven = manifest.read(folder).verify(keyring.manifest_key)
    if proven.vault != header.vault or proven.epoch != header.epoch:
        raise Damaged("backup.damaged", file=manifest.FILE_NAME)
    return OpenedBackup(folder, header, proven, keyring, identity.binding)


def _contents(connection: sa.Connection, stated: Manifest) -> tuple[object, ...]:
    """Return end of the log and counts as the database has them, whatever its version."""
    head = connection.exec_driver_sql(
        "SELECT seq, link FROM audit_entries ORDER BY seq DESC LIMIT 1"
    ).one()
    known = set(sa.inspect(connection).get_table_names())
    counts = {
        kind: connection.execute(
            sa.select(sa.func.count()).select_from(sa.table(kind))
        ).scalar_one()
        for kind in stated.counts.keys() & known
    }
    return tuple(head), counts


def _stated(stated: Manifest) -> tuple[object, ...]:
    return (stated.seq, stated.link), dict(stated.counts)


def _context(vault: UUID) -> bytes:
    return b"dossier/1/members/" + vault.bytes
