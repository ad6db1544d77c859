"""Writing so that a power cut cannot take it back: fsync, rename, and what a disk may say."""

import errno
import hashlib
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import Refused, Unavailable

REPLACE_ATTEMPTS = 10
REPLACE_PAUSE = 0.1
"""Seconds between attempts: virus scanners and indexers let go of a new file within a moment."""

_CODES = {
    errno.ENOSPC: "disk.full",
    errno.EDQUOT: "disk.full",
    errno.EROFS: "disk.read_only",
    errno.EACCES: "disk.read_only",
    errno.EPERM: "disk.read_only",
    errno.EEXIST: "disk.name_taken",
    errno.ENOENT: "disk.not_found",
    errno.ENOTDIR: "disk.not_found",
}


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system says about `path` into an `Unavailable` with a sentence.

    Raises:
        Refused: no file can have such a name.
    """
    require_possible(path)
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "disk.failed")
        raise Unavailable(code, path=str(path), reason=error.strerror or "") from error


def require_possible(path: Path) -> None:
    """Refuse a name that no file can have: one with a NUL, or with half a character in it.

    Raises:
        Refused: ``disk.impossible_name``.
    """
    try:
        possible = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise Refused("disk.impossible_name")


def sync_file(descriptor: int) -> None:
    """Return only when the file's bytes are on the disk itself."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 -- exists on Unix only

        # macOS answers fsync from the drive's own cache; only this call reaches the platters.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def send_to_disk(descriptor: int) -> None:
    """Have what was written so far reach the disk, so that `sync_file` finds little left to do.

    Where the system has no cheap call for it, nothing is done.
    """
    if sys.platform not in {"win32", "darwin"}:
        os.fdatasync(descriptor)


def sync_directory(folder: Path) -> None:
    """Make names created, renamed or removed in `folder` survive a power cut.

    Windows cannot open a folder for this and journals names by itself.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def appearing(to: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write into that gets its name only when the block has ended well.

    It takes the place of another only with ``overwrite``.

    Raises:
        Unavailable: the disk refuses, or there is a file of that name; nothing is left.
    """
    with disk_errors(to):
        unfinished = to.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with unfinished.open("xb") as opened:
                yield opened
                opened.flush()
                sync_file(opened.fileno())
            (replace if overwrite else appear)(unfinished, to)
            sync_directory(to.parent)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)


@contextmanager
def appearing_folder(to: Path) -> Iterator[Path]:
    """Give a folder to write into that gets its name only when the block has ended well.

    Raises:
        Unavailable: the disk refuses, or there is something of that name; nothing is left.
    """
    with disk_errors(to):
        unfinished = to.with_name(f".{secrets.token_hex(8)}.part")
        try:
            unfinished.mkdir(mode=0o700)
            yield unfinished
            for folder in (*unfinished.rglob("*"), unfinished):
                if folder.is_dir():
                    sync_directory(folder)
            if to.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(to))
            replace(unfinished, to)
            sync_directory(to.parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def written(to: Path, pieces: Iterable[bytes]) -> str:
    """Write a new file piece by piece, synced, and return its SHA-256, hexadecimal.

    Raises:
        OSError: the disk refuses, or there is a file of that name.
    """
    digest = hashlib.sha256()
    with to.open("xb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.flush()
        sync_file(file.fileno())
    return digest.hexdigest()


def replace(source: Path, target: Path) -> None:
    """Give `source` the name `target`, waiting for programs that hold the file for a moment.

    Raises:
        OSError: it still fails after about a second; the old target stays as it was.
    """
    for _ in range(REPLACE_ATTEMPTS - 1):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(REPLACE_PAUSE)
        else:
            return
    source.replace(target)


def appear(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, but never the name of a file that is there.

    Raises:
        FileExistsError: the name is taken; `unfinished` stays.
        OSError: the disk refuses.
    """
    try:
        target.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # Sticks and cards know no second name for a file; only there a race could be lost.
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        unfinished.rename(target)
    else:
        unfinished.unlink()
