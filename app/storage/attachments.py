"""Attachments: files under `objects/`, each encrypted in chunks under a key of its own.

How the bytes lie in a file is told in `sealing`. The caller keeps keys, sizes and hashes in the
database.
"""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag

from app.domain.attachments import Attachment
from app.domain.errors import Damaged, Unavailable
from app.storage.durable import disk_errors, replace, sync_directory, sync_file
from app.storage.sealing import (
    CHUNK_BYTES,
    KEY_BYTES,
    MAGIC,
    SALT_BYTES,
    TAG_BYTES,
    ContentHashes,
    Digests,
    Progress,
    Source,
    cipher_of,
    nonce_of,
    seal,
    unwatched,
)

ORPHAN_AFTER_HOURS = 24
"""A file no record knows may be swept once it is so old: whatever wrote it has long ended."""

_NAME = re.compile(r"[0-9a-f]{32}")
_SEALED = ".enc"
_UNFINISHED = ".part"
_TOLD_EVERY = 16 * CHUNK_BYTES


@dataclass(frozen=True)
class StoredObject:
    """What the database must remember of an attachment.

    Attributes:
        name: 32 hexadecimal digits; says where the file lies and nothing about it.
        key: 32 bytes, for this file only.
        size: bytes of plain content.
        sha256_plain: of the content.
        sha256_cipher: of the file in `objects/`; can be checked without the key.
        md5, sha1: of the content, where they were reckoned on the way in.
    """

    name: str
    key: bytes = field(repr=False)
    size: int
    sha256_plain: bytes
    sha256_cipher: bytes
    md5: bytes = b""
    sha1: bytes = b""

    @classmethod
    def of(cls, record: Attachment) -> "StoredObject":
        """Return what a record remembers."""
        return cls(
            name=record.stored_as,
            key=record.key,
            size=record.size,
            sha256_plain=bytes.fromhex(record.sha256),
            sha256_cipher=bytes.fromhex(record.sha256_stored),
        )


class AttachmentStore:
    """The folder `objects/` of a vault. Memory use does not grow with the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def store(
        self, source: Source, *, with_legacy: bool = True, progress: Progress = unwatched
    ) -> StoredObject:
        """Encrypt all that `source` gives into a new file; on return it survives a power cut.

        Commit the record after this, so that no record points at a file that is not there.

        Args:
            source: read to its end.
            with_legacy: reckon MD5 and SHA-1 of the content as well.
            progress: told after each MiB how many bytes are through; raises to stop.

        Raises:
            Unavailable: `source` cannot be read, or the disk is full or read-only; nothing is left.
        """
        name = secrets.token_hex(16)
        target = self._path(name)
        unfinished = target.with_suffix(_UNFINISHED)
        try:
            with disk_errors(self.folder):
                self._make_shelf(target.parent)
                stored = _sealed(
                    source, unfinished, ContentHashes(with_legacy=with_legacy), progress
                )
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

    def verify(self, stored: StoredObject, progress: Progress = unwatched) -> Digests:
        """Check every byte of the file and of its content, and return the content's hashes.

        Raises as `chunks` does.
        """
        hashes, size = ContentHashes(with_legacy=True), 0
        with self._open(stored.name) as opened, disk_errors(self.folder):
            file = _Hashing(opened)
            for chunk in _unseal(file, stored.key):
                hashes.update(chunk)
                size += len(chunk)
                if not size % _TOLD_EVERY:
                    progress(size)
            found, whole = hashes.found(), file.digest.digest()
        if (size, found.sha256, whole) != (
            stored.size,
            stored.sha256_plain,
            stored.sha256_cipher,
        ):
            raise Damaged("attachment.damaged")
        return found

    def digest_of(self, name: str) -> bytes | None:
        """Return the SHA-256 of a file as it lies there, encrypted; None where it is missing.

        Raises:
            Unavailable: the disk cannot be read.
        """
        try:
            with self._open(name) as file, disk_errors(self.folder):
                return hashlib.file_digest(file, "sha256").digest()
        except Damaged:
            return None

    def delete(self, name: str) -> None:
        """Remove the file, after its record is gone. A file that is not there is no error.

        Raises:
            Unavailable: the disk refuses.
        """
        path = self._path(name)
        with disk_errors(path), suppress(FileNotFoundError):
            path.unlink()
            sync_directory(path.parent)

    def orphans(self, known: Collection[str]) -> tuple[Path, ...]:
        """Return files that no record knows, left a day or longer ago by a crash.

        Files that are not ours are none.

        Args:
            known: the names of all records.

        Raises:
            Unavailable: the disk refuses.
        """
        latest = time.time() - ORPHAN_AFTER_HOURS * 3600
        with disk_errors(self.folder):
            found = [path for path in self.folder.glob("??/*") if _is_orphan(path, known)]
            return tuple(sorted(path for path in found if path.stat().st_mtime < latest))

    def sweep(self, known: Collection[str]) -> int:
        """Remove what `orphans` finds, and return how many there were.

        Call it while nothing is being attached, and only with the names of all records that ever
        were: a database put back from an older copy does not know the files of later days.

        Raises:
            Unavailable: the disk refuses.
        """
        orphans = self.orphans(known)
        with disk_errors(self.folder):
            for path in orphans:
                path.unlink()
            for shelf in {path.parent for path in orphans}:
                sync_directory(shelf)
        return len(orphans)

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


def _sealed(source: Source, path: Path, hashes: ContentHashes, progress: Progress) -> StoredObject:
    """Write the encrypted content of `source` to the new file `path`, synced."""
    key = secrets.token_bytes(KEY_BYTES)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        sealed = seal(source, descriptor, key, hashes, progress)
        sync_file(descriptor)
    finally:
        os.close(descriptor)
    return StoredObject(
        path.stem,
        key,
        sealed.size,
        sealed.plain.sha256,
        sealed.cipher,
        md5=sealed.plain.md5,
        sha1=sealed.plain.sha1,
    )


class _Hashing:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        got = self._file.read(size)
        self.digest.update(got)
        return got


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _unseal(file: _Readable, key: bytes) -> Iterator[bytes]:
    """Give the authenticated content of an open file, chunk by chunk."""
    preamble = file.read(len(MAGIC) + SALT_BYTES)
    if len(preamble) < len(MAGIC) + SALT_BYTES or not preamble.startswith(MAGIC):
        raise Damaged("attachment.damaged")
    cipher = cipher_of(key, preamble[len(MAGIC) :])
    blocks = iter(lambda: file.read(CHUNK_BYTES + TAG_BYTES), b"")
    for number, (block, last) in enumerate(_marking_last(blocks)):
        try:
            plain = cipher.decrypt(nonce_of(number, last=last), block, None)
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
