"""The anchor: a small file outside the database that says how far the audit log had come.

SQLCipher and SQLite call a database whole that lost its last commits to one flipped bit in the
write-ahead log, or that is an older copy put back. The anchor does not.

Three records of `SLOT_BYTES`: two written in turn, so that a torn write leaves the other, and one
for an anchor the log did not agree with, kept until an administrator accepts the log as it is.
Each is authenticated (HMAC-SHA256) under a key derived from the vault key.
"""

import hmac
import os
import struct
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.storage.durable import sync_file

MAGIC = b"DOSSANCH"
VERSION = 1
SLOT_BYTES = 128
MAC_BYTES = 32
_RECORD = struct.Struct(">8sHQQQq32s")
_TURNS = (0, 1)
_CONTESTED = 2
_SLOTS = 3
_EPOCH_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Anchor:
    """How far the log had come.

    Attributes:
        epoch: of the vault key under which it is authenticated.
        header_sequence: of the vault's header at that moment.
        seq, link: the log's last entry; the link as 64 hexadecimal digits.
        authentic: whether its key is known here; an anchor of an older epoch cannot be checked.
    """

    epoch: int
    header_sequence: int
    seq: int
    link: str
    at: datetime
    authentic: bool = True


@dataclass(frozen=True)
class AnchorContent:
    """What an anchor file holds.

    Attributes:
        is_there: whether the file exists at all.
        newest: the anchor in force, None where none can be read.
        contested: the one the log did not agree with; ``is_contested`` also where it is unreadable.
    """

    is_there: bool
    newest: Anchor | None
    contested: Anchor | None
    is_contested: bool


class AnchorFile:
    """One anchor file.

    Args:
        path: made with its first record.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = 0
        self._is_contested = False
        self._descriptor: int | None = None

    def read(self, keys: Sequence[bytes], epoch: int) -> AnchorContent:
        """Return what it holds.

        Args:
            keys: those an anchor may be authenticated under.
            epoch: in force; a record of an older one is believed although nobody can check it.
        """
        try:
            content = self.path.read_bytes()
        except OSError:
            return AnchorContent(is_there=False, newest=None, contested=None, is_contested=False)
        slots = [content[n * SLOT_BYTES : (n + 1) * SLOT_BYTES] for n in range(_SLOTS)]
        read = [_anchor(slot, keys, epoch) for slot in slots]
        turns = [(anchor.seq, turn) for turn in _TURNS if (anchor := read[turn]) is not None]
        self._turn = max(turns)[1] if turns else 1
        return AnchorContent(
            is_there=True,
            newest=read[self._turn] if turns else None,
            contested=read[_CONTESTED],
            is_contested=any(slots[_CONTESTED]),
        )

    def put(self, anchor: Anchor, key: bytes) -> None:
        """Write an anchor beside the one in force; over both where the log contradicted them.

        Raises:
            OSError: the disk refuses; the one in force stays.
        """
        record = _packed(anchor, key)
        for _ in _TURNS if self._is_contested else _TURNS[:1]:
            self._turn = 1 - self._turn
            self._write(self._turn, record)
        self._is_contested = False

    def contest(self, anchor: Anchor, key: bytes) -> None:
        """Keep an anchor the log does not agree with; the first one stays."""
        self._write(_CONTESTED, _packed(anchor, key))
        self._is_contested = True

    def accept(self) -> None:
        """Forget the anchor the log did not agree with."""
        self._write(_CONTESTED, bytes(SLOT_BYTES))

    def sync(self) -> None:
        """Bring what was written to the disk itself."""
        if self._descriptor is not None:
            sync_file(self._descriptor)

    def close(self) -> None:
        """Sync and let go of the file."""
        if self._descriptor is not None:
            with suppress(OSError):
                self.sync()
            os.close(self._descriptor)
            self._descriptor = None

    def _write(self, slot: int, record: bytes) -> None:
        descriptor = self._opened()
        os.lseek(descriptor, slot * SLOT_BYTES, os.SEEK_SET)
        os.write(descriptor, record)

    def _opened(self) -> int:
        if self._descriptor is None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(self.path, flags, 0o600)
            if os.fstat(self._descriptor).st_size < _SLOTS * SLOT_BYTES:
                os.ftruncate(self._descriptor, _SLOTS * SLOT_BYTES)
        return self._descriptor


def _packed(anchor: Anchor, key: bytes) -> bytes:
    milliseconds = (anchor.at - _EPOCH_BEGIN) // timedelta(milliseconds=1)
    words = _RECORD.pack(
        MAGIC,
        VERSION,
        anchor.epoch,
        anchor.header_sequence,
        anchor.seq,
        milliseconds,
        bytes.fromhex(anchor.link),
    )
    return (words + hmac.digest(key, words, "sha256")).ljust(SLOT_BYTES, b"\0")


def _anchor(slot: bytes, keys: Sequence[bytes], epoch: int) -> Anchor | None:
    """Return the anchor in a slot, None where there is none that can be believed."""
    words, mac = slot[: _RECORD.size], slot[_RECORD.size : _RECORD.size + MAC_BYTES]
    if len(words) < _RECORD.size or not words.startswith(MAGIC):
        return None
    _, version, of_epoch, header_sequence, seq, milliseconds, link = _RECORD.unpack(words)
    authentic = any(hmac.compare_digest(hmac.digest(key, words, "sha256"), mac) for key in keys)
    if version != VERSION or not (authentic or of_epoch < epoch):
        return None
    try:
        at = _EPOCH_BEGIN + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
    return Anchor(of_epoch, header_sequence, seq, link.hex(), at, authentic)
