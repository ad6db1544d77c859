"""Folders that are being made: named so that what a killed program left is known and removed."""

import hashlib
import os
import platform
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from app.storage.durable import disk_errors

_in_hand = set[str]()
"""Names this process is filling: a process that replaced itself keeps its number."""
_NAME = re.compile(r"\.dossier-([0-9a-f]{12})-([0-9]{1,10})-[0-9a-f]{12}\.unfinished")


@contextmanager
def unfinished(parent: Path) -> Iterator[Path]:
    """Make a folder of its own in ``parent``; unless it was renamed it goes when the block ends.

    Raises:
        Unavailable: the disk refuses.
    """
    folder = parent / f".dossier-{_here()}-{os.getpid()}-{secrets.token_hex(6)}.unfinished"
    _in_hand.add(folder.name)
    try:
        with disk_errors(parent):
            folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _in_hand.discard(folder.name)


def remove_stale(parent: Path) -> None:
    """Remove what programs on this machine left that are no longer running."""
    with suppress(OSError):
        for folder in parent.iterdir():
            if _is_stale(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_stale(folder: Path) -> bool:
    named = _NAME.fullmatch(folder.name)
    if named is None or folder.is_symlink() or named[1] != _here():
        return False
    process = int(named[2])
    if process == os.getpid():
        return folder.name not in _in_hand
    return not psutil.pid_exists(process)


def _here() -> str:
    """Return a word for this machine: a drive may be shared with others at work on it."""
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:12]
