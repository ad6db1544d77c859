"""Plain copies of attached files that other programs were given, and getting rid of them.

They lie in a folder of this vault that only this user can enter, under the system's place for what
does not outlive a session. They are removed when the office is closed, and what a crash left is
removed when it is next opened. A program that still holds a file may keep it from being removed.
"""

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR
from uuid import UUID

from app.domain.file_names import safe_file_name
from app.storage.durable import disk_errors

_STALE_SECONDS = 24 * 3600
"""Copies of a vault that was not opened again are removed by any other after this time."""


class OpenedCopies:
    """The plain copies of one vault.

    Args:
        folder: for the copies of all vaults of this user; made when it is first needed.
        vault: whose copies these are; a vault is open in one program at a time.
    """

    def __init__(self, folder: Path, vault: UUID) -> None:
        self._all = folder
        self._own = folder / vault.hex

    def put(self, name: str, chunks: Iterable[bytes]) -> Path:
        """Write a copy that can be read and not changed, in a folder of its own.

        Args:
            name: any text; the copy gets a safe form of it.
            chunks: the content; if it fails on the way, nothing is left.

        Raises:
            Unavailable: the disk refuses.
        """
        with disk_errors(self._own):
            for folder in (self._all, self._own):
                _make_private(folder)
            place = self._own / secrets.token_hex(8)
            place.mkdir(mode=0o700)
            copy = place / safe_file_name(name)
            try:
                _write(copy, chunks)
            except BaseException:
                _remove(place)
                raise
        return copy

    def clear(self) -> None:
        """Remove the copies of this vault, and those others left long ago, as far as it goes."""
        _remove(self._own)
        with suppress(OSError):
            for other in self._all.iterdir():
                if other.stat().st_mtime < time.time() - _STALE_SECONDS:
                    _remove(other)
        with suppress(OSError):
            self._all.rmdir()


def _make_private(folder: Path) -> None:
    """Make a folder only this user enters; one that somebody else put there is not used.

    Raises:
        PermissionError: it is a link, or another's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    about = folder.lstat()
    if not S_ISDIR(about.st_mode) or (os.name == "posix" and about.st_uid != os.getuid()):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(folder))
    folder.chmod(0o700)


def _write(copy: Path, chunks: Iterable[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(copy, flags, 0o600), "wb") as file:
        file.writelines(chunks)
    copy.chmod(0o400)


def _remove(place: Path) -> None:
    """Remove a folder of copies; never follows a link out of it."""
    with suppress(OSError):
        if os.name == "nt":  # Windows removes no file that is marked as read-only
            for file in place.rglob("*"):
                file.chmod(0o600)
        shutil.rmtree(place)
