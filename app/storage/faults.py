"""The world's failures told apart from our own: SQLite messages become sentences' codes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from app.domain.errors import Damaged, Unavailable, WorldFailed

_WORLD: tuple[tuple[str, type[WorldFailed], str], ...] = (
    ("disk is full", Unavailable, "disk.full"),
    ("readonly", Unavailable, "vault.read_only"),
    ("read-only", Unavailable, "vault.read_only"),
    ("database is locked", Unavailable, "vault.busy"),
    ("disk i/o error", Unavailable, "disk.failed"),
    ("locking protocol", Unavailable, "disk.failed"),
    ("unable to open", Unavailable, "vault.cannot_open"),
    ("not a database", Damaged, "vault.database_damaged"),
    ("malformed", Damaged, "vault.database_damaged"),
    ("vtable constructor failed", Damaged, "vault.database_damaged"),
    ("fts5: corrupt", Damaged, "vault.database_damaged"),
)


_FULL = 64 * 1024
"""Bytes free below which a disk that fails has no room: SQLite asks for pages of 32 kB at once."""


@contextmanager
def translated(database: Path) -> Iterator[None]:
    """Turn what SQLite reports about the machine into `WorldFailed`; bugs pass unchanged.

    Args:
        database: the file it works on.
    """
    try:
        yield
    except (sa.exc.DBAPIError, dbapi2.Error) as error:
        said = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        known = _known(str(said).lower())
        if known is None:
            raise
        if known.code == "disk.failed" and is_full(database):
            # Shared memory that cannot grow on a full disk is a plain I/O error to SQLite.
            raise Unavailable("disk.full") from None
        raise known from None
    except OSError as error:
        raise _of_the_system(error) from None


def _known(message: str) -> WorldFailed | None:
    for words, failure, code in _WORLD:
        if words in message:
            return failure(code)
    return None


def is_full(database: Path) -> bool:
    """Return whether the disk of the database has no room for another page."""
    try:
        return shutil.disk_usage(database.parent).free < _FULL
    except OSError:
        return False


def _of_the_system(error: OSError) -> WorldFailed:
    return Unavailable("disk.refused", reason=error.strerror or type(error).__name__)
