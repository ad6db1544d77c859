"""One program at a time: the lock on a vault, and a note that says who holds it.

The lock belongs to the operating system, so it ends with the program, even one that was killed. The
note lies beside it because on Windows nobody else can read a locked file.
"""

import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from app.domain.errors import Unavailable
from app.storage.durable import disk_errors

LOCK_NAME = "vault.lock"
NOTE_NAME = "vault.holder"
_LONGEST_NOTE = 4096


class Occupancy:
    """The right to write in a vault folder, held until `release`.

    Args:
        folder: an existing folder.

    Raises:
        Unavailable: another program (or this one, a second time) holds it; the folder is read-only;
            its file system cannot lock.
    """

    def __init__(self, folder: Path) -> None:
        self._note = folder / NOTE_NAME
        # thread_local: it is taken in a worker thread and given back in another.
        # fallback_to_soft: a lock that outlives a crash is worse than a clear refusal.
        self._lock = FileLock(
            folder / LOCK_NAME, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False
        )
        with disk_errors(folder):
            try:
                self._lock.acquire()
            except Timeout as error:
                raise _in_use(self._note) from error
        self._leave_note()

    def release(self) -> None:
        """Let the next program in. Doing it twice does no harm."""
        if self._lock.is_locked:
            with suppress(OSError):  # without the lock the note means nothing
                self._note.unlink()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def _leave_note(self) -> None:
        since = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
        # On a full disk the note is lost and the lock still holds: no reason to stay outside.
        with suppress(OSError):
            self._note.write_text(f"{os.getpid()}\n{platform.node()}\n{since}\n", encoding="utf-8")


def _in_use(note: Path) -> Unavailable:
    """Return the refusal, naming the holder where the note can be read."""
    try:
        with note.open(encoding="utf-8", errors="replace") as file:
            pid, host, since = file.read(_LONGEST_NOTE).splitlines()
    except (OSError, ValueError):
        return Unavailable("vault.in_use")
    return Unavailable("vault.in_use_by", holder=host, pid=pid, since=_moment(since))


def _moment(written: str) -> datetime | str:
    """Return when the note was written; as it stands where it is no time."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return written
