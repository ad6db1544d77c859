"""Giving the database another key, so that a person who was revoked no longer has the one in use.

The header names the epoch in force and the pending one before anything is done, and only the new
one afterwards. SQLite rewrites all pages in one transaction, so the file opens with exactly one of
the two keys at any moment; an interrupted change is finished at the next unlock.
"""

from contextlib import suppress
from pathlib import Path

from app.domain.errors import Damaged, Unavailable
from app.storage.engine import raw_connection
from app.storage.faults import is_full, translated
from app.storage.open_vault import OpenVault
from app.storage.place import require_room

ROOM = 2
"""How many times its size the database needs free: the write-ahead log takes every page once."""


def require_room_for_rekey(database: Path) -> None:
    """Make sure that there is room to give the database another key.

    Raises:
        Unavailable: there is not.
    """
    require_room(database.parent, ROOM * database.stat().st_size)


def settled_key(vault: OpenVault) -> str:
    """Finish what an interrupted change of keys has begun, and return the key in force.

    Where the disk refuses, the change stays unfinished and the office can still be opened.

    Raises:
        Damaged: neither of two keys opens the database. A single one is not tried here.
    """
    if not vault.is_between_keys:
        return vault.database_key
    with suppress(Unavailable):
        renew_key(vault)
    return key_that_opens(vault)


def renew_key(vault: OpenVault) -> None:
    """Give the database the key of the pending epoch, and put that epoch in force.

    No other connection may be open: it would read pages it has no key for.

    Raises:
        Unavailable: no room, or the disk refuses; the database has one of the two keys.
        Damaged: no key of the header opens the database.
    """
    path = vault.database_path
    old, new = key_that_opens(vault), vault.database_keys[-1]
    if old != new:
        require_room_for_rekey(path)
        give_key(path, old, new)
    vault.end_epoch()


def give_key(database: Path, old: str, new: str) -> None:
    """Encrypt every page anew, in one transaction.

    Raises:
        Unavailable: the disk refuses; the old key stays.
    """
    with translated(database):
        connection = raw_connection(database, old)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute(f"PRAGMA rekey = \"x'{new}'\"")
            # Asked now: closing takes the unfinished change back, and its room becomes free again.
            reason = "disk.full" if is_full(database) else "disk.failed"
        finally:
            connection.close()
        try:
            raw_connection(database, new).close()
        except Damaged:  # the pragma fails without a word
            raise Unavailable(reason) from None


def key_that_opens(vault: OpenVault) -> str:
    """Return the key of the header that opens the database.

    Raises:
        Damaged: none does.
    """
    for key in vault.database_keys:
        with suppress(Damaged), translated(vault.database_path):
            raw_connection(vault.database_path, key).close()
            return key
    raise Damaged("vault.database_damaged")
