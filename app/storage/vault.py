"""A vault on disk: making one and opening it with a passphrase or with the recovery code.

    NAME.dossier/
        vault.hdr       who can open it (`header`)
        vault.attempts  failed unlocks (`attempts`)
        vault.lock      held by the one program that has it open (`occupancy`)
        office.db       the encrypted database, made by whoever opens the vault first
        objects/        encrypted attachments (`attachments`)

What can be known before unlock is in `nameplate`, which the first screen can import quickly. Each
function here that takes a passphrase takes about a second: call it from a worker thread.
"""

import secrets
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path

from app.domain.errors import CannotUnlock, Refused, Unavailable
from app.domain.ids import new_id
from app.domain.logins import fit_login, fit_name
from app.storage import kdf, passphrase_slots, place
from app.storage.attempts import Attempts, stranger
from app.storage.attempts import member as attempts_of
from app.storage.authentic_header import AuthenticHeader
from app.storage.durable import disk_errors, replace, sync_directory
from app.storage.header import FILE_NAME, HeaderFile
from app.storage.header_records import Header, KdfCost, UserSlot, comparable
from app.storage.keyring import KEY_BYTES, Keyring
from app.storage.keyslots import Identity, WrongKey, make_slot
from app.storage.nameplate import Account, header_file
from app.storage.occupancy import Occupancy
from app.storage.open_vault import OBJECTS_NAME, OpenVault
from app.storage.recovered_vault import RecoveredVault
from app.storage.recovery import RecoveryCode

FIRST_EPOCH = 1


def create(
    folder: Path,
    office: str,
    login: str,
    display_name: str,
    passphrase: str,
    *,
    cost: KdfCost | None = None,
) -> tuple[OpenVault, RecoveryCode]:
    """Make a vault with its first user, and unlock it. Show the code once and forget it.

    Args:
        folder: must not exist yet, or be empty; its parent must exist.
        office: name of the office.
        login: short name of the first user, compared without regard to capitals.
        display_name: the first user's name for people to read.
        passphrase: of the first user; how strong it must be is the caller's policy.
        cost: of guessing the passphrase; by default measured on this machine.

    Raises:
        Refused: the folder is taken, or a name is missing, too long or unprintable.
        Unavailable: network drive, read-only or full disk. Nothing is left behind.
    """
    folder = folder.absolute()
    office = fit_name(office, "office")
    account = Account(fit_login(login), fit_name(display_name, "display_name"))
    _require_place(folder)
    code, spare_uid = RecoveryCode.generate(), new_id()
    vault, uid = new_id(), new_id()
    member = Identity.generate(binding=secrets.token_bytes(KEY_BYTES))
    keyring = Keyring.generate(member.binding)
    vault_keys = {FIRST_EPOCH: keyring.vault_key}
    user = passphrase_slots.make(
        account,
        uid,
        member,
        passphrase,
        vault=vault,
        vault_keys=vault_keys,
        cost=cost or kdf.calibrated(),
    )
    spare = make_slot(
        Identity.generate(member.binding), code.kek(vault), vault, spare_uid, vault_keys
    )
    header = Header(vault=vault, office=office, epoch=FIRST_EPOCH, users=(user,), recovery=spare)
    _build(folder, header, keyring)
    keyring.wipe()
    with ExitStack() as undo:
        occupancy = undo.enter_context(Occupancy(folder))
        file = header_file(folder)
        authentic = AuthenticHeader(file, file.read(), user.keys, member)
        undo.pop_all()
    return OpenVault(folder, occupancy, authentic, member, uid), code


def unlock(folder: Path, login: str, passphrase: str) -> OpenVault:
    """Open the vault for `login`. An unknown login costs as much time as a wrong passphrase.

    Raises:
        CannotUnlock: wrong login or wrong passphrase; which of the two is not said. Five failures
            within a quarter of an hour lock the login (`attempts`).
        Damaged: the header is broken or was changed by somebody without a key.
        Unavailable: no vault there, in use, network drive, read-only, made by a newer program.
    """
    folder = folder.absolute()
    with ExitStack() as undo:
        file, occupancy = _enter(folder, undo)
        stored = file.read()
        header = stored.header
        attempts = Attempts(folder)
        user = header.user_named(login)
        if user is None:
            who = _stranger(header, attempts, login)
            raise _turned_away(attempts, who)
        member = _proven(user, attempts, passphrase, header)
        authentic = AuthenticHeader(file, stored, user.keys, member)
        undo.pop_all()
    return OpenVault(folder, occupancy, authentic, member, user.uid)


def unlock_with_recovery(folder: Path, code: RecoveryCode) -> RecoveredVault:
    """Open the vault with the code from the envelope, to give somebody a new passphrase.

    Raises:
        CannotUnlock: it is the code of another vault.
        Damaged, Unavailable: as `unlock`.
    """
    folder = folder.absolute()
    with ExitStack() as undo:
        file, occupancy = _enter(folder, undo)
        stored = file.read()
        header = stored.header
        slot = header.recovery
        try:
            spare = Identity.unseal(slot.sealed, code.kek(header.vault), header.vault, slot.uid)
        except WrongKey:
            raise CannotUnlock("recovery.wrong_code", field="code") from None
        authentic = AuthenticHeader(file, stored, slot, spare)
        undo.pop_all()
    return RecoveredVault(folder, occupancy, authentic, spare)


def _proven(user: UserSlot, attempts: Attempts, passphrase: str, header: Header) -> Identity:
    """Return the keys that the passphrase opens, unless the login is locked.

    A locked login costs the same time: neither clock nor words tell a right passphrase then.
    """
    who = attempts_of(user.uid)
    is_locked = attempts.tally(who).is_locked
    try:
        member = passphrase_slots.open_slot(user, passphrase, header.vault)
    except WrongKey:
        raise _turned_away(attempts, who) from None
    if is_locked:
        raise _turned_away(attempts, who)
    with suppress(Unavailable):  # what is not forgotten on a full disk only counts a little longer
        attempts.clear(who)
    return member


def _turned_away(attempts: Attempts, who: str) -> CannotUnlock:
    """Count a failure and return the refusal, in the same words for everybody."""
    is_locked = attempts.fail(who).is_locked
    code = "vault.login_locked" if is_locked else "vault.cannot_unlock"
    return CannotUnlock(code, field="passphrase")


def _enter(folder: Path, undo: ExitStack) -> tuple[HeaderFile, Occupancy]:
    """Occupy a vault in a usable place. Nothing is written into a folder that is no vault."""
    file = header_file(folder)
    place.require_local(folder)
    place.require_writable(folder)
    return file, undo.enter_context(Occupancy(folder))


def _stranger(header: Header, attempts: Attempts, login: str) -> str:
    """Return the name a login without a slot is counted under.

    That takes the time a real login takes, so that the clock does not tell which logins exist.
    """
    return stranger(kdf.derive(comparable(login), attempts.salt, header.users[0].cost))


def _require_place(folder: Path) -> None:
    with disk_errors(folder):
        taken = folder.is_symlink() or (
            folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))
        )
        if taken:
            raise Refused("vault.exists", field="folder", path=str(folder))
        if not folder.parent.is_dir():
            raise Unavailable("vault.not_found", path=str(folder.parent))
    place.require_local(folder.parent)
    place.require_writable(folder.parent)
    place.require_room(folder.parent, place.ROOM_FOR_A_VAULT)


def _build(folder: Path, header: Header, keyring: Keyring) -> None:
    """Make the folder under another name and rename it: it is there complete or not at all."""
    draft = folder.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with disk_errors(folder):
            draft.mkdir(mode=0o700)
            (draft / OBJECTS_NAME).mkdir(mode=0o700)
        HeaderFile(draft / FILE_NAME).create(header, keyring.header_key)
        with disk_errors(folder):
            sync_directory(draft)
            if folder.exists():
                folder.rmdir()  # Windows does not rename onto an empty folder
            replace(draft, folder)
            sync_directory(folder.parent)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
