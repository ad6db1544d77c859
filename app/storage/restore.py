"""From a backup to a vault: built under another name, and put in its place only when it is whole.

The vault gets a fresh key: the one of the backup lies on drives that are carried about.
"""

import secrets
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.domain.backups import Watch
from app.domain.errors import Damaged, DossierError, Refused, Unavailable
from app.storage import anchors, place, sealed_database
from app.storage.anchor import Anchor
from app.storage.authentic_header import AuthenticHeader
from app.storage.backup import sealed_salt, under_key
from app.storage.durable import disk_errors, sync_directory
from app.storage.exchange import exchange
from app.storage.header import FILE_NAME as HEADER_NAME
from app.storage.header import HeaderFile, StoredHeader
from app.storage.keyring import Keyring
from app.storage.keyslots import Identity
from app.storage.migration import HEAD
from app.storage.nameplate import header_file
from app.storage.occupancy import NOTE_NAME, Occupancy
from app.storage.open_vault import DATABASE_NAME, OBJECTS_NAME, OpenVault
from app.storage.opened_backup import SUFFIX, OpenedBackup, copied

_ROOM_BESIDE = 32 * 1024 * 1024


def unpack(backup: OpenedBackup, folder: Path, watch: Watch) -> None:
    """Build the vault in the empty folder ``folder``, with everybody's slots and a fresh key.

    Everything in the backup is read and compared with its manifest, twice where it is copied.

    Raises:
        Damaged: a file of the backup is missing or changed, or its database is not whole.
        Refused: a newer version of the program made it.
        Unavailable: the disk refuses. Cancelled: the user stopped it.
    """
    if backup.manifest.schema > HEAD:
        raise Refused("vault.from_newer_version", revision=backup.manifest.schema)
    with disk_errors(folder):
        place.require_room(folder, backup.manifest.size + _ROOM_BESIDE)
        backup.verify(watch)
        _copy_objects(backup, folder, watch)
        members, keyring = backup.members(), Keyring.generate(backup.binding)
        watch.step("database")
        database = folder / DATABASE_NAME
        sealed_database.copy_sealed(
            backup.database, backup.keyring.database_key, database, keyring.database_key
        )
        header = under_key(members, keyring, members.epoch + 1, sealed_salt(database))
        stored = HeaderFile(folder / HEADER_NAME).create(header, keyring.header_key)
        anchors.begin(folder, _anchor(backup, stored), keyring.anchor_key)
        keyring.wipe()
        for each in (*(part for part in folder.rglob("*") if part.is_dir()), folder):
            sync_directory(each)


def enter(folder: Path, uid: UUID, identity: Identity) -> OpenVault:
    """Open a vault that was just unpacked with the keys of one of its people.

    Raises:
        Refused: the person has no slot in it.
    """
    with ExitStack() as undo:
        occupancy = undo.enter_context(Occupancy(folder))
        file = header_file(folder)
        stored = file.read()
        slot = next((user.keys for user in stored.header.users if user.uid == uid), None)
        if slot is None:
            raise Refused("backup.no_key")
        header = AuthenticHeader(file, stored, slot, identity)
        undo.pop_all()
    return OpenVault(folder, occupancy, header, identity, uid)


def require_target(target: Path, vault: UUID) -> None:
    """Refuse a place where the restored vault cannot stand.

    Raises:
        Refused: something else is there: no vault, or another office's.
        Unavailable: network drive, read-only, or the folder around it is missing.
    """
    with disk_errors(target):
        if not target.name or target.is_symlink() or target.suffix == SUFFIX:
            raise Refused("restore.no_place", field="folder", path=str(target))
        if not target.parent.is_dir():
            raise Unavailable("vault.not_found", path=str(target.parent))
        place.require_local(target.parent)
        place.require_writable(target.parent)
        if not target.exists() or _is_empty(target):
            return
        if not _may_be_replaced(target, vault):
            raise Refused("restore.other_vault", field="folder", path=str(target))


def put_in_place(draft: Path, target: Path, moment: datetime) -> Path | None:
    """Give the restored vault its name; a vault that had it is kept under another.

    Returns:
        Where the vault lies that was there before; None if there was none.

    Raises:
        Unavailable: the disk refuses; what was there is there still.
    """
    with disk_errors(target):
        if not target.exists() or _is_empty(target):
            with suppress(FileNotFoundError):
                target.rmdir()  # Windows does not rename onto an empty folder
            draft.rename(target)
            sync_directory(target.parent)
            return None
        kept = _free_name(target, moment)
        # Renamed before the exchange, so that nobody ever takes the old vault for a leftover.
        draft.rename(kept)
        if not exchange(kept, target):
            _exchange_in_steps(kept, target)
        (kept / NOTE_NAME).unlink(missing_ok=True)  # nobody holds the old vault any longer
        sync_directory(target.parent)
    return kept


def _exchange_in_steps(new: Path, target: Path) -> None:
    """Change names where the system has no one step for it; put back what was if it fails."""
    aside = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(new)


def _anchor(backup: OpenedBackup, stored: StoredHeader) -> Anchor:
    """Return the anchor a restored vault begins with: its manifest knew the end of the log."""
    stated = backup.manifest
    return Anchor(stored.header.epoch, stored.sequence, stated.seq, stated.link, stated.moment)


def _copy_objects(backup: OpenedBackup, folder: Path, watch: Watch) -> None:
    (folder / OBJECTS_NAME).mkdir(mode=0o700)
    files = backup.manifest.attachments
    for number, entry in enumerate(files):
        watch.step("attachments", number, len(files))
        try:
            file = copied(backup.folder / entry.path, folder / entry.path, entry.path, watch)
        except FileNotFoundError:
            raise Damaged("backup.damaged", file=entry.path) from None
        if file != entry:
            raise Damaged("backup.damaged", file=entry.path)


def _may_be_replaced(target: Path, vault: UUID) -> bool:
    """Whether a folder is this vault, or what is left of one; it is kept in any case."""
    if not (target / HEADER_NAME).is_file():
        return (target / DATABASE_NAME).is_file()
    try:
        return header_file(target).read().header.vault == vault
    except Damaged:
        return True
    except DossierError:
        return False


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _free_name(target: Path, moment: datetime) -> Path:
    stem = f"{target.name}.before-restore-{moment:%Y%m%dT%H%M%SZ}"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}" for number in range(1, 1000))
    return next(path for name in names if not (path := target.with_name(name)).exists())
