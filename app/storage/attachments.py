"""Attachments: files under `objects/`, each encrypted in chunks under a key of its own.

The layout is age's STREAM with AES-256-GCM: magic, 16 random bytes, then chunks of 64 KiB, each
with a 16-byte tag. A chunk's nonce is its number in 11 bytes and one byte that is 1 for the last
chunk only, so chunks cannot be dropped, swapped, repeated or added. The key of the stream is
derived from the file's key and the 16 bytes. The caller keeps keys, sizes and hashes in the
database.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Damaged, Unavailable
from app.storage.durable import disk_errors, replace, sync_directory, sync_file

MAGIC = b"DOSSOBJ\x01"
SALT_BYTES = 16
KEY_BYTES = 32
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
COUNTER_BYTES = 11

_NAME = re.compile(r"[0-9a-f]{32}")
_SEALED = ".enc"
_UNFINISHED = ".part"


@dataclass(frozen=True)
class StoredObject:
    """What the database must remember of an attachment.

    Attributes:
        name: 32 hexadecimal digits; says where the file lies and nothing about it.
        key: 32 bytes, for this file only.
        size: bytes of plain content.
        sha256_plain: of the content.
        sha256_cipher: of the file in `objects/`; can be checked without the key.
    """

    name: str
    key: bytes = field(repr=False)
    size: int
    sha256_plain: bytes
    sha256_cipher: bytes


class AttachmentStore:
    """The folder `objects/` of a vault. Memory use does not grow with the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def store(self, source: BinaryIO) -> StoredObject:
        """Encrypt all that `source` gives into a new file; on return it survives a power cut.

        Commit the record after this, so that no record points at a file that is not there.

        Raises:
            Unavailable: `source` cannot be read, or the disk is full or read-only; nothing is left.
        """
        name = secrets.token_hex(16)
        target = self._path(name)
        unfinished = target.with_suffix(_UNFINISHED)
        try:
            with disk_errors(self.folder):
                self._make_shelf(target.parent)
                stored = _seal(source, unfinished, name)
                replace(unfinished, target)
                sync_directory(target.parent)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        return stored

    def chunks(self, stored: StoredObject) -> Iterator[bytes]:
        """Give the content piece by piece; no byte is given before it has been authenticated.

        Raises:
            Damaged: the file is missing or is not what was written. Pieces given before are
                genuine, but the content is incomplete: throw it away.
            Unavailable: the disk cannot be read.
        """
        digest = hashlib.sha256()
        size = 0
        with self._open(stored.name) as file, disk_errors(self.folder):
            for chunk in _unseal(file, stored.key):
                digest.update(chunk)
                size += len(chunk)
                yield chunk
        if size != stored.size or digest.digest() != stored.sha256_plain:
            raise Damaged("attachment.damaged")

    def read(self, stored: StoredObject) -> bytes:
        """Return the whole content. Raises as `chunks` does."""
        return b"".join(self.chunks(stored))

    def verify(self, stored: StoredObject) -> None:
        """Check every byte of the file and of its content. Raises as `chunks` does."""
        with self._open(stored.name) as file, disk_errors(self.folder):
            found = hashlib.file_digest(file, "sha256").digest()
        if found != stored.sha256_cipher:
            raise Damaged("attachment.damaged")
        for _ in self.chunks(stored):
            pass

    def delete(self, name: str) -> None:
        """Remove the file, after its record is gone. A file that is not there is no error.

        Raises:
            Unavailable: the disk refuses.
        """
        path = self._path(name)
        with disk_errors(path), suppress(FileNotFoundError):
            path.unlink()
            sync_directory(path.parent)

    def sweep(self, known: Collection[str]) -> tuple[str, ...]:
        """Remove files that no record knows, left by a crash between file and record.

        Call it while nothing is being attached. Files that are not ours stay.

        Args:
            known: the names of all records.

        Returns:
            The names removed.

        Raises:
            Unavailable: the disk refuses.
        """
        with disk_errors(self.folder):
            orphans = [path for path in self.folder.glob("??/*") if _is_orphan(path, known)]
            for path in orphans:
                path.unlink()
            for shelf in {path.parent for path in orphans}:
                sync_directory(shelf)
        return tuple(sorted(path.stem for path in orphans))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Damaged("attachment.damaged")
        return self.folder / name[:2] / f"{name}{_SEALED}"

    def _open(self, name: str) -> BufferedReader:
        path = self._path(name)
        try:
            with disk_errors(path):
                return path.open("rb")
        except Unavailable as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise Damaged("attachment.missing") from error
            raise

    def _make_shelf(self, shelf: Path) -> None:
        if not shelf.exists():
            shelf.mkdir(mode=0o700, exist_ok=True)
            sync_directory(self.folder)


def _is_orphan(path: Path, known: Collection[str]) -> bool:
    if not _NAME.fullmatch(path.stem):
        return False
    return path.suffix == _UNFINISHED or (path.suffix == _SEALED and path.stem not in known)


def _seal(source: BinaryIO, path: Path, name: str) -> StoredObject:
    """Write the encrypted content of `source` to the new file `path`, synced."""
    key, salt = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES)
    cipher = _cipher(key, salt)
    plain_digest, cipher_digest = hashlib.sha256(), hashlib.sha256(MAGIC + salt)
    size = 0
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(MAGIC + salt)
        for number, (block, last) in enumerate(_marking_last(_plain_blocks(source))):
            sealed = cipher.encrypt(_nonce(number, last=last), block, None)
            plain_digest.update(block)
            cipher_digest.update(sealed)
            size += len(block)
            file.write(sealed)
        file.flush()
        sync_file(file.fileno())
    return StoredObject(name, key, size, plain_digest.digest(), cipher_digest.digest())


def _unseal(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """Give the authenticated content of an open file, chunk by chunk."""
    preamble = file.read(len(MAGIC) + SALT_BYTES)
    if len(preamble) < len(MAGIC) + SALT_BYTES or not preamble.startswith(MAGIC):
        raise Damaged("attachment.damaged")
    cipher = _cipher(key, preamble[len(MAGIC) :])
    blocks = iter(lambda: file.read(CHUNK_BYTES + TAG_BYTES), b"")
    for number, (block, last) in enumerate(_marking_last(blocks)):
        try:
            plain = cipher.decrypt(_nonce(number, last=last), block, None)
        except InvalidTag as error:
            raise Damaged("attachment.damaged") from error
        if plain:
            yield plain


def _marking_last(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pair each block with whether it is the last. Nothing at all counts as one empty block."""
    current = next(blocks, b"")
    for following in blocks:
        yield current, False
        current = following
    yield current, True


def _plain_blocks(source: BinaryIO) -> Iterator[bytes]:
    """Give blocks of exactly `CHUNK_BYTES`, only the last one shorter, however `source` reads."""
    while block := _read_fully(source, CHUNK_BYTES):
        yield block


def _read_fully(source: BinaryIO, wanted: int) -> bytes:
    parts = []
    while wanted:
        try:
            part = source.read(wanted)
        except OSError as error:
            raise Unavailable("attachment.unreadable", reason=error.strerror or "") from error
        if not part:
            break
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    derivation = HKDF(SHA256(), length=KEY_BYTES, salt=salt, info=b"dossier/1/attachment")
    return AESGCM(derivation.derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(COUNTER_BYTES, "big") + bytes([last])
