"""Encrypting a file in one pass: read, encrypted, hashed and written at the same time.

The layout is age's STREAM with AES-256-GCM: magic, 16 random bytes, then chunks of 64 KiB, each
with a 16-byte tag. A chunk's nonce is its number in 11 bytes and one byte that is 1 for the last
chunk only, so chunks cannot be dropped, swapped, repeated or added. The key of the stream is
derived from the file's key and the 16 bytes.

Hashing and writing give up Python's lock, so they run on threads of their own, a block of 1 MiB
behind the next. A few blocks go round: memory does not grow with the file.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from mmap import mmap
from typing import Any, Protocol, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Unavailable
from app.storage.durable import send_to_disk

MAGIC = b"DOSSOBJ\x01"
SALT_BYTES = 16
KEY_BYTES = 32
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
COUNTER_BYTES = 11

_CHUNKS = 16
"""In a block."""
BLOCK_BYTES = _CHUNKS * CHUNK_BYTES
_SEALED_BYTES = _CHUNKS * (CHUNK_BYTES + TAG_BYTES)
_SENT_BYTES = 16 * 1024 * 1024
"""Written before it is sent to the disk."""
_BLOCKS = 4
"""That go round: one is read while the others are hashed and written."""
LEGACY_MOST = 64 * 1024 * 1024
"""Bytes up to which a file gets MD5 and SHA-1 on the way in. Beyond that MD5 alone, at some
800 MB/s, would double the time; such a file gets them when it is first checked."""

Progress = Callable[[int], object]
"""Told how many bytes are through; raises to stop."""


def unwatched(_done: int) -> None:
    """Nobody is told, nobody stops it."""


class Source(Protocol):
    """What can be read into a buffer: a file, or bytes in memory."""

    def readinto(self, buffer: Any, /) -> int | None:  # noqa: ANN401  any writable buffer
        """Fill the buffer as far as there is something; 0 at the end."""


class Digest(Protocol):
    """A hash on its way."""

    def update(self, data: Any, /) -> None:  # noqa: ANN401  any buffer
        """Take in more."""

    def digest(self) -> bytes:
        """Return the hash of all of it."""


@dataclass(frozen=True)
class Digests:
    """Hashes of a file's content.

    Attributes:
        sha256: what the file is known by.
        md5, sha1: for lists of others that have nothing better; empty where not reckoned.
    """

    sha256: bytes
    md5: bytes = b""
    sha1: bytes = b""


@dataclass(frozen=True)
class Sealed:
    """What came of encrypting a file.

    Attributes:
        size: bytes of content; ``plain``: its hashes; ``cipher``: SHA-256 of what was written.
    """

    size: int
    plain: Digests
    cipher: bytes


class ContentHashes:
    """The hashes of a content that comes piece by piece.

    Args:
        with_legacy: also MD5 and SHA-1. They prove nothing here: they only find a file again.
    """

    def __init__(self, *, with_legacy: bool) -> None:
        self._sha256 = hashlib.sha256()
        names = ("md5", "sha1") if with_legacy else ()
        self._legacy = tuple(hashlib.new(name, usedforsecurity=False) for name in names)

    @property
    def each(self) -> tuple[Digest, ...]:
        """All of them, for threads that go on side by side."""
        return (self._sha256, *self._legacy)

    def update(self, data: bytes | memoryview) -> None:
        """Take in more."""
        for each in self.each:
            each.update(data)

    def found(self) -> Digests:
        """Return the hashes of all that came."""
        return Digests(self._sha256.digest(), *(each.digest() for each in self._legacy))


def cipher_of(key: bytes, salt: bytes) -> AESGCM:
    """Return the cipher of a stream: its key is derived from the file's and the 16 bytes."""
    derivation = HKDF(SHA256(), length=KEY_BYTES, salt=salt, info=b"dossier/1/attachment")
    return AESGCM(derivation.derive(key))


def nonce_of(number: int, *, last: bool) -> bytes:
    """Return the nonce of a chunk, counted from 0."""
    return number.to_bytes(COUNTER_BYTES, "big") + bytes([last])


def seal(
    source: Source, descriptor: int, key: bytes, hashes: "ContentHashes", progress: Progress
) -> Sealed:
    """Write the encrypted content of ``source`` to an open, empty file; it is not synced.

    Args:
        source: read to its end.
        descriptor: of the file, open for writing.
        key: of the file, 32 bytes.
        hashes: which to reckon of the content.
        progress: told after each block.

    Raises:
        Unavailable: ``attachment.unreadable``.
        OSError: the disk refuses.
    """
    salt, written = secrets.token_bytes(SALT_BYTES), hashlib.sha256()
    cipher, size, number = cipher_of(key, salt), 0, 0

    output = _Output(descriptor)
    output.write(MAGIC + salt)
    written.update(MAGIC + salt)
    with _Lanes() as lanes:
        for block, last in _blocks(source, lanes):
            size += block.size
            sealed = _seal_block(cipher, block, number, last=last)
            number += _CHUNKS
            hashing = [(each.update, block.content) for each in hashes.each]
            lanes.send(block, [(output.write, sealed), (written.update, sealed), *hashing])
            progress(size)
    return Sealed(size, hashes.found(), written.digest())


@dataclass
class _Block:
    """One of the buffers that go round, and the work on it that is not done yet."""

    # Pages straight from the system: what a small file does not touch is never made.
    plain: mmap = field(default_factory=lambda: mmap(-1, BLOCK_BYTES))
    sealed: mmap = field(default_factory=lambda: mmap(-1, _SEALED_BYTES))
    size: int = 0
    work: tuple[Future[None], ...] = ()

    @property
    def content(self) -> memoryview:
        return memoryview(self.plain)[: self.size]

    def settle(self) -> None:
        """Wait for the work, and raise what went wrong in it."""
        for each in self.work:
            each.result()
        self.work = ()

    def fill(self, source: Source) -> None:
        """Read as much as fits, however little ``source`` gives at once."""
        self.settle()
        room, self.size = memoryview(self.plain), 0
        try:
            while self.size < BLOCK_BYTES and (got := source.readinto(room[self.size :])):
                self.size += got
        except OSError as error:
            raise Unavailable("attachment.unreadable", reason=error.strerror or "") from error


class _Lanes:
    """Threads side by side: one for each hash, one that writes; each keeps its order.

    A file of one block is not worth a thread.
    """

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._threads: list[ThreadPoolExecutor] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        for thread in self._threads:
            thread.shutdown(wait=True, cancel_futures=error is not None)
        if error is None:
            for block in self._blocks:
                block.settle()

    def block(self) -> _Block:
        """Return the next buffer; the work on it may still be going on."""
        if len(self._blocks) < _BLOCKS:
            self._blocks.append(_Block())
        else:
            self._blocks.append(self._blocks.pop(0))
        return self._blocks[-1]

    def send(
        self, block: _Block, works: Sequence[tuple[Callable[[Any], None], memoryview]]
    ) -> None:
        """Have a block written and hashed, each work on the thread of its place."""
        if len(self._blocks) == 1 and block.size < BLOCK_BYTES:
            for work, data in works:
                work(data)
            return
        while len(self._threads) < len(works):
            self._threads.append(ThreadPoolExecutor(1, thread_name_prefix="sealing"))
        block.work = tuple(
            thread.submit(work, data)
            for thread, (work, data) in zip(self._threads, works, strict=False)
        )


def _blocks(source: Source, lanes: _Lanes) -> Iterator[tuple[_Block, bool]]:
    """Give the content block by block, each with whether it is the last.

    Only the last is shorter than `BLOCK_BYTES`; nothing at all is one empty block.
    """
    current = lanes.block()
    current.fill(source)
    while current.size == BLOCK_BYTES:
        following = lanes.block()
        following.fill(source)
        if not following.size:
            break
        yield current, False
        current = following
    yield current, True


def _seal_block(cipher: AESGCM, block: _Block, number: int, *, last: bool) -> memoryview:
    """Encrypt a block whose first chunk has this number, and return what is to be written."""
    plain, sealed, end = block.content, memoryview(block.sealed), 0
    for start in range(0, max(block.size, 1), CHUNK_BYTES):
        chunk = plain[start : start + CHUNK_BYTES]
        is_last = last and start + CHUNK_BYTES >= block.size
        nonce = nonce_of(number + start // CHUNK_BYTES, last=is_last)
        beyond = end + len(chunk) + TAG_BYTES
        cipher.encrypt_into(nonce, chunk, None, sealed[end:beyond])
        end = beyond
    return sealed[:end]


class _Output:
    """The file that is written."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting = 0

    def write(self, data: bytes | memoryview) -> None:
        """Write all of it: a system may take less at once.

        Now and then what was written is sent to the disk, so that the disk works while we do and
        the last sync has little left to wait for.
        """
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        self._waiting += len(data)
        if self._waiting >= _SENT_BYTES:
            self._waiting = 0
            send_to_disk(self._descriptor)
