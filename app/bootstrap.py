"""From a passphrase to an open office: the only place where the parts are put together."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil
from platformdirs import user_data_path, user_runtime_path, user_state_path

from app.domain.backups import Watch
from app.domain.errors import CannotUnlock, Damaged, DossierError
from app.domain.passphrases import check_passphrase
from app.domain.users import Actor, OfficeRole, User, UserId
from app.domain.verification import VaultReport
from app.i18n.courthouse import courthouse
from app.i18n.sentences import say
from app.services.audit import VerifyVault
from app.services.backups import RestoreVault, differences
from app.services.clock_reminders import UNWATCHED, ClocksLeftBehind, MoveClockReminders
from app.services.court_rules import InstallShippedPacks, LacksRulePacks
from app.services.entering import enter
from app.services.founding import FoundOffice
from app.services.keys import ChangePassphrase, UseRecoveryCode
from app.services.office import Office
from app.services.owed_disclosure import AnnounceDisclosure, DisclosureUnannounced
from app.services.presence import EnterOffice, LeaveOffice, VisitOffice
from app.storage import anchors, migration, place_risks, vault
from app.storage.database import Database, salt_of
from app.storage.header_records import KdfCost
from app.storage.kdf import LEAST_MEMORY_KIB
from app.storage.manifest import Manifest
from app.storage.nameplate import Nameplate
from app.storage.nameplate import describe as describe_vault
from app.storage.occupancy import Occupancy
from app.storage.open_vault import OpenVault
from app.storage.opened_backup import (
    OpenedBackup,
    open_with_code,
    open_with_passphrase,
)
from app.storage.recovery import RecoveryCode
from app.storage.rekey import settled_key
from app.storage.restore import put_in_place, require_target, unpack
from app.storage.unfinished import remove_stale, unfinished

Arrival = type[EnterOffice] | type[VisitOffice]

FOLLOWING = UNWATCHED
"""The watch of an opening nobody looks on; `Watch.by` gives it somebody who does."""

DEMO_KEY = "demo"
"""Login and passphrase of the demo office: it keeps no secrets."""


@dataclass(frozen=True, kw_only=True)
class NewOffice:
    """What a new vault is made from.

    Attributes:
        folder: the folder to make, ``NAME.dossier``.
        zone: the court's, e.g. ``America/Chicago``.
        cost: of guessing the passphrase; None = measured on this machine.
    """

    folder: Path
    name: str
    login: str
    person: str
    passphrase: str
    zone: str
    jurisdiction: str = ""
    is_demo: bool = False
    cost: KdfCost | None = None


def describe(folder: Path) -> Nameplate:
    """Return what a vault says about itself before unlock."""
    return describe_vault(folder)


def cautions(folder: Path) -> tuple[str, ...]:
    """Return sentences on what speaks against a vault in ``folder``; it need not exist yet."""
    mounts = psutil.disk_partitions(all=True)
    found = place_risks.risks(folder.absolute(), Path.home(), os.environ, mounts)
    return tuple(
        say(f"place.{risk.kind}", {"path": risk.path, "service": risk.service}) for risk in found
    )


def found(new: NewOffice, *, arrival: Arrival = EnterOffice) -> tuple[Office, str]:
    """Make a vault with its first administrator.

    Args:
        new: what it is made from.
        arrival: what the log keeps of the entry, as in `unlock`.

    Returns:
        The open office, and the recovery code as printed, to be shown once.

    Raises:
        Refused, WorldFailed: nothing is left behind.
    """
    if not new.is_demo:
        check_passphrase(new.passphrase, about=(new.login, new.person, new.name))
    opened, code = vault.create(
        new.folder, new.name, new.login, new.person, new.passphrase, cost=new.cost
    )
    try:
        migration.create(opened.database_path, opened.database_key)
        opened.remember_database_salt(salt_of(opened.database_path))
        office = _founded(opened, new, arrival)
    except BaseException:
        opened.close()
        shutil.rmtree(new.folder, ignore_errors=True)
        raise
    return office, "-".join(code.groups)


def found_demo(folder: Path) -> Office:
    """Make the demo office in a new vault and return it open, for login and passphrase "demo".

    Raises:
        Refused, WorldFailed: nothing is left behind.
    """
    from app.services import demo  # noqa: PLC0415  a window without the demo need not load it

    script = demo.office_script()
    office, _ = found(
        NewOffice(
            folder=folder,
            name=script.name,
            login=DEMO_KEY,
            person=script.person,
            passphrase=DEMO_KEY,
            zone=script.zone,
            jurisdiction=script.jurisdiction,
            is_demo=True,
            cost=KdfCost(memory_kib=LEAST_MEMORY_KIB, iterations=3, lanes=4),
        )
    )
    try:
        demo.build(office)
    except BaseException:
        office.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return office


def open_demo() -> Office:
    """Make the demo office anew in the user's data folder, dated today, and open it.

    Raises:
        WorldFailed: in use, no space, or the folder cannot be written.
    """
    folder = user_data_path("dossier", ensure_exists=True) / "demo.dossier"
    if folder.exists():
        unlock(folder, DEMO_KEY, DEMO_KEY).close()  # refuses while another program has it open
        shutil.rmtree(folder)
    return found_demo(folder)


def unlock(
    folder: Path,
    login: str,
    passphrase: str,
    *,
    arrival: Arrival = EnterOffice,
    watch: Watch = FOLLOWING,
) -> Office:
    """Open the office in ``folder`` for one of its people.

    The office may still ask for an own passphrase before anything else (`Office.must_change`).

    Args:
        folder: the vault's.
        login: of the person, however it is capitalized.
        passphrase: of the person.
        arrival: what the log keeps of the entry: at the window, or a visit by the terminal.
        watch: told how far the clocks are, where another edition of the program sees them
            otherwise. Nobody stops that: what is shown would be wrong.

    Raises:
        CannotUnlock: wrong login or passphrase, the login is locked, the account is switched off
            or asleep.
        Damaged: header or database is not what was written.
        Unavailable: in use, on a network drive, read-only, not a vault.
    """
    return _open(vault.unlock(folder, login, passphrase), arrival, watch)


def recover(
    folder: Path,
    code: str,
    login: str,
    new_passphrase: str,
    *,
    arrival: Arrival = EnterOffice,
    watch: Watch = FOLLOWING,
) -> Office:
    """Open the office with the recovery code and give ``login`` a new passphrase.

    A login locked after failed unlocks is released by it. Arrival and watch are those of `unlock`.

    Raises:
        CannotUnlock: the code is not this vault's.
        Refused: the code is mistyped, no such login, or the passphrase is too easy.
    """
    check_passphrase(new_passphrase, about=(login,))
    recovered = vault.unlock_with_recovery(folder, RecoveryCode.parse(code))
    try:
        office = _open(recovered.set_passphrase(login, new_passphrase), arrival, watch)
    except BaseException:
        recovered.close()
        raise
    office.do(UseRecoveryCode())
    return office


@dataclass(frozen=True, kw_only=True)
class RestoreKey:
    """What opens a backup.

    Attributes:
        login: of an administrator of the day it was made.
        passphrase: the one the login had that day; with a recovery code, the login's new one.
        code: the recovery code, where the passphrase is lost.
    """

    login: str
    passphrase: str = field(repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class RestoredVault:
    """A vault that was restored.

    Attributes:
        made: when the backup was made; ``seq``: how many acts its log had.
        records, files: how many were read and found whole.
        kept: where the vault lies that stood there before, if one did.
    """

    folder: Path
    made: datetime
    seq: int
    records: int
    files: int
    kept: Path | None


def restore(source: Path, folder: Path, key: RestoreKey, watch: Watch) -> RestoredVault:
    """Restore a backup as the vault ``folder``; a vault that stands there is kept beside it.

    It is built under another name, opened as its people will open it, and read in full; only
    then it gets its name. Whatever fails before, what stands there stays as it is to the byte.

    Raises:
        CannotUnlock: the key does not open the backup.
        Damaged: the backup is not what was written.
        Refused: something else stands at ``folder``, or a newer version made the backup.
        Unavailable: the vault is open, or a disk refuses. Cancelled: the user stopped it.
    """
    folder = folder.absolute()
    backup = _opened_backup(source, key)
    require_target(folder, backup.manifest.vault)
    remove_stale(folder.parent)
    with _held_closed(folder), unfinished(folder.parent) as draft:
        try:
            unpack(backup, draft, watch)
            watch.step("checking")
            report = _tried_out(draft, key, backup.manifest)
            watch.step("swapping")
            with anchors.taking_over(_of_machine(), backup.manifest.vault, draft, folder):
                kept = put_in_place(draft, folder, datetime.now(UTC))
        finally:
            anchors.forget(_of_machine(), backup.manifest.vault, draft)
    return RestoredVault(
        folder=folder,
        made=backup.manifest.moment,
        seq=backup.manifest.seq,
        records=sum(report.records.values()),
        files=report.attachments,
        kept=kept,
    )


def change_passphrase(folder: Path, login: str, old: str, new: str) -> None:
    """Give ``login`` another passphrase; the database is not touched.

    Raises:
        CannotUnlock: wrong login, or ``old`` is not the passphrase.
        Refused: ``new`` is too short or too easy to guess.
        Unavailable: in use, read-only, not a vault; ``old`` stays in force.
    """
    office = unlock(folder, login, old, arrival=VisitOffice)
    try:
        office.do(ChangePassphrase(old=old, new=new))
    finally:
        leave(office)


def leave(office: Office) -> None:
    """Close an office; the log keeps the moment, unless the disk refuses."""
    with suppress(DossierError):  # a full disk must not keep anybody from locking
        office.do(LeaveOffice())
    office.close()


def _opened_backup(source: Path, key: RestoreKey) -> OpenedBackup:
    if key.code:
        check_passphrase(key.passphrase)
        return open_with_code(source, RecoveryCode.parse(key.code))
    return open_with_passphrase(source, key.login, key.passphrase)


@contextmanager
def _held_closed(folder: Path) -> Iterator[None]:
    """Keep other programs out of the vault that stands there, if one does.

    Raises:
        Unavailable: it is open.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        yield
        return
    occupancy = Occupancy(folder)
    try:
        if os.name == "nt":
            occupancy.release()  # Windows renames no folder in which a file is open
        yield
    finally:
        occupancy.release()


def _tried_out(draft: Path, key: RestoreKey, stated: Manifest) -> VaultReport:
    """Open a vault that was just unpacked, read all of it, and begin its log anew.

    Raises:
        Damaged: it does not hold what the backup states.
    """
    if key.code:
        office = recover(draft, key.code, key.login, key.passphrase)
    else:
        office = unlock(draft, key.login, key.passphrase)
    try:
        office.do(RestoreVault(seq=stated.seq, link=stated.link))
        report = office.ask(VerifyVault())
        wrong = differences(stated, report)
        if wrong:
            raise Damaged("restore.not_whole", parts=", ".join(wrong))
    finally:
        office.close()
    return report


def _open(opened: OpenVault, arrival: Arrival, watch: Watch) -> Office:
    try:
        _require_database(opened)
        key = settled_key(opened)
        migration.bring_up_to_date(opened.database_path, key, opened.folder / "backups")
        database = Database(opened, _of_machine(), _opened_copies(), key)
        return _office(opened, database, arrival, watch)
    except BaseException:
        opened.close()
        raise


def _of_machine() -> Path:
    """Where this machine keeps how far the logs of its vaults had come."""
    return user_state_path("dossier") / "anchors"


def _opened_copies() -> Path:
    """Where plain copies for other programs lie until the office is closed.

    In a session of Linux that is memory; without one it is not shared with others either.
    """
    if sys.platform == "linux":
        session = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")
        is_private = session.is_dir() and not session.stat().st_mode & 0o077
        place = session / "dossier" if is_private else user_state_path("dossier")
    else:
        place = user_runtime_path("dossier")
    return place / "opened"


def _require_database(opened: OpenVault) -> None:
    """A vault without its database has lost it: SQLite would quietly make an empty one."""
    if not opened.database_path.is_file():
        raise Damaged("vault.database_missing")


def _founded(opened: OpenVault, new: NewOffice, arrival: Arrival) -> Office:
    database = Database(opened, _of_machine(), _opened_copies())
    first = Actor(UserId(opened.uid), new.login, new.person, OfficeRole.ADMINISTRATOR)
    Office(database, first, opened.close).do(
        FoundOffice(
            name=new.name,
            zone=new.zone,
            administrator=opened.uid,
            login=new.login,
            person=new.person,
            jurisdiction=new.jurisdiction,
            is_demo=new.is_demo,
        )
    )
    return _office(opened, database, arrival)


def _office(
    opened: OpenVault, database: Database, arrival: Arrival, watch: Watch = FOLLOWING
) -> Office:
    """Let the person in whose keys are open; the database is closed where that is refused."""
    try:
        user = database.learn(UserId(opened.uid))
        courthouse.keep(database.zone)
        office = Office(database, _actor(user), opened.close)
        enter(office, opened.attempts, arrival())
        _provide_rules(office)
        _let_clocks_follow(office, watch)
        _announce_disclosure(office)
    except BaseException:
        database.close()
        raise
    return office


def _provide_rules(office: Office) -> None:
    """Give the program's court rules to an office that was founded before there were any."""
    if office.must_change or not office.may(InstallShippedPacks):
        return
    if office.ask(LacksRulePacks()):
        office.do(InstallShippedPacks())


def _let_clocks_follow(office: Office, watch: Watch) -> None:
    """Reckon the clocks anew that another edition of the program sees otherwise.

    Where that fails, as over a damaged record, the office opens all the same: the check of its
    records names what is wrong, and the next opening tries again.
    """
    with suppress(DossierError):
        if not office.must_change and office.ask(ClocksLeftBehind()):
            office.do(MoveClockReminders(because="opening", watch=watch))


def _announce_disclosure(office: Office) -> None:
    """Let the days of disclosure ring that an older edition of the program left silent."""
    with suppress(DossierError):
        if not office.must_change and office.ask(DisclosureUnannounced()):
            office.do(AnnounceDisclosure())


def _actor(user: User | None) -> Actor:
    if user is None:
        raise CannotUnlock("user.not_active")
    return Actor(user.id, user.login, user.name, user.role, user.roles[1:])
