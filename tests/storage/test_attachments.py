"""Attachments: what goes in comes out, and nothing that was touched is ever shown."""

import hashlib
import io
import itertools
import os
import random
import stat
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Damaged, Unavailable
from app.storage.attachments import (
    ORPHAN_AFTER_HOURS,
    AttachmentStore,
    StoredObject,
)
from app.storage.sealing import BLOCK_BYTES, CHUNK_BYTES, MAGIC, TAG_BYTES, cipher_of

PREAMBLE = 24
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_000]


@pytest.fixture
def objects(tmp_path: Path) -> AttachmentStore:
    folder = tmp_path / "objects"
    folder.mkdir()
    return AttachmentStore(folder)


def noise(size: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 -- content to store, no secret


def put(objects: AttachmentStore, content: bytes) -> StoredObject:
    return objects.store(io.BytesIO(content))


def path_of(objects: AttachmentStore, stored: StoredObject) -> Path:
    return objects.folder / stored.name[:2] / f"{stored.name}.enc"


def files_in(objects: AttachmentStore) -> list[Path]:
    return [path for path in objects.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out(objects: AttachmentStore, size: int) -> None:
    content = noise(size)
    stored = put(objects, content)
    assert objects.read(stored) == content
    assert stored.size == size
    assert stored.sha256_plain == hashlib.sha256(content).digest()
    sealed = path_of(objects, stored).read_bytes()
    assert stored.sha256_cipher == hashlib.sha256(sealed).digest()
    assert len(sealed) == PREAMBLE + size + TAG_BYTES * max(1, -(-size // CHUNK_BYTES))
    objects.verify(stored)


def test_a_source_that_reads_in_small_pieces_gives_the_same_content(
    objects: AttachmentStore,
) -> None:
    class Dribble(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            return super().readinto(memoryview(buffer)[:1000])

    content = noise(150_000)
    assert objects.read(objects.store(Dribble(content))) == content


def test_the_file_shows_nothing_of_the_content_and_is_for_its_owner_only(
    objects: AttachmentStore,
) -> None:
    stored = put(objects, b"PLAINTEXT-MARKER" * 10_000)
    path = path_of(objects, stored)
    assert b"PLAINTEXT-MARKER" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_content_twice_gives_files_that_have_nothing_in_common(
    objects: AttachmentStore,
) -> None:
    first, second = (put(objects, bytes(CHUNK_BYTES)) for _ in range(2))
    assert first.key != second.key
    assert first.name != second.name
    assert first.sha256_cipher != second.sha256_cipher


def test_every_flip_is_rejected(objects: AttachmentStore) -> None:
    stored = put(objects, noise(CHUNK_BYTES + 500))
    path = path_of(objects, stored)
    genuine = path.read_bytes()
    places = [*range(PREAMBLE + 40), *range(PREAMBLE + SEALED_CHUNK - 20, len(genuine))]
    places += random.Random(8).sample(range(len(genuine)), 200)  # noqa: S311 -- a fixed sample
    for at in places:
        forged = bytearray(genuine)
        forged[at] ^= 1 << at % 8
        path.write_bytes(forged)
        with pytest.raises(Damaged):
            objects.read(stored)
    path.write_bytes(genuine)
    objects.verify(stored)


def sealed_chunks(sealed: bytes) -> list[bytes]:
    body = sealed[PREAMBLE:]
    return [body[at : at + SEALED_CHUNK] for at in range(0, len(body), SEALED_CHUNK)]


REARRANGEMENTS: dict[str, Callable[[bytes, list[bytes]], bytes]] = {
    "nothing left": lambda _head, _chunks: b"",
    "only the preamble": lambda head, _chunks: head,
    "half a preamble": lambda head, _chunks: head[:10],
    "cut inside the last chunk": lambda head, chunks: head + b"".join(chunks)[:-1],
    "last chunk dropped": lambda head, chunks: head + b"".join(chunks[:-1]),
    "first chunk dropped": lambda head, chunks: head + b"".join(chunks[1:]),
    "middle chunk dropped": lambda head, chunks: head + chunks[0] + chunks[2],
    "chunks swapped": lambda head, chunks: head + chunks[1] + chunks[0] + chunks[2],
    "chunk repeated": lambda head, chunks: head + chunks[0] + b"".join(chunks),
    "last chunk repeated": lambda head, chunks: head + b"".join(chunks) + chunks[2],
    "bytes added": lambda head, chunks: head + b"".join(chunks) + b"\0",
    "empty chunk added": lambda head, chunks: head + b"".join(chunks) + bytes(TAG_BYTES),
    "magic changed": lambda head, chunks: b"X" + head[1:] + b"".join(chunks),
    "salt changed": lambda head, chunks: head[:8] + bytes(16) + b"".join(chunks),
}


@pytest.mark.parametrize("name", REARRANGEMENTS)
@pytest.mark.parametrize("size", [3 * CHUNK_BYTES, 2 * CHUNK_BYTES + 5])
def test_a_rearranged_file_is_rejected_after_a_genuine_beginning_at_most(
    objects: AttachmentStore, name: str, size: int
) -> None:
    content = noise(size)
    stored = put(objects, content)
    path = path_of(objects, stored)
    sealed = path.read_bytes()
    path.write_bytes(REARRANGEMENTS[name](sealed[:PREAMBLE], sealed_chunks(sealed)))
    released = io.BytesIO()
    with pytest.raises(Damaged):
        released.writelines(objects.chunks(stored))
    assert content.startswith(released.getvalue())
    assert len(released.getvalue()) < len(content)
    with pytest.raises(Damaged):
        objects.verify(stored)


def test_chunks_of_another_file_are_rejected(objects: AttachmentStore) -> None:
    one, two = put(objects, noise(100_000, 1)), put(objects, noise(100_000, 2))
    first, second = path_of(objects, one), path_of(objects, two)
    mixed = (
        first.read_bytes()[: PREAMBLE + SEALED_CHUNK]
        + second.read_bytes()[PREAMBLE + SEALED_CHUNK :]
    )
    first.write_bytes(mixed)
    with pytest.raises(Damaged):
        objects.read(one)
    first.write_bytes(second.read_bytes())
    with pytest.raises(Damaged):
        objects.read(one)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": bytes(32)},
        {"size": 1},
        {"sha256_plain": bytes(32)},
        {"name": "0" * 32},
        {"name": "../../../../etc/passwd"},
        {"name": "0" * 31 + "/"},
        {"name": ""},
    ],
    ids=lambda wrong: "-".join(f"{key}={value!r:.12}" for key, value in wrong.items()),
)
def test_a_record_that_does_not_belong_to_the_file_is_rejected(
    objects: AttachmentStore, wrong: dict[str, object]
) -> None:
    stored = put(objects, noise(1000))
    with pytest.raises(Damaged):
        objects.read(replace(stored, **wrong))  # type: ignore[arg-type]  # fields vary by case


def test_a_changed_cipher_hash_is_found_by_verify(objects: AttachmentStore) -> None:
    stored = put(objects, noise(1000))
    with pytest.raises(Damaged):
        objects.verify(replace(stored, sha256_cipher=bytes(32)))


def test_a_missing_file_is_named_as_missing(objects: AttachmentStore) -> None:
    stored = put(objects, b"x")
    objects.delete(stored.name)
    with pytest.raises(Damaged) as caught:
        objects.read(stored)
    assert caught.value.code == "attachment.missing"
    objects.delete(stored.name)


def test_a_source_that_breaks_leaves_nothing_behind(objects: AttachmentStore) -> None:
    class Broken(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            if self.tell() >= 2 * BLOCK_BYTES:
                raise OSError(5, "Input/output error")
            return super().readinto(buffer)

    with pytest.raises(Unavailable) as caught:
        objects.store(Broken(noise(5 * BLOCK_BYTES)))
    assert caught.value.code == "attachment.unreadable"
    assert files_in(objects) == []


@pytest.mark.parametrize("size", [1000, 7 * BLOCK_BYTES + 5])
def test_a_stopped_store_leaves_nothing_behind(objects: AttachmentStore, size: int) -> None:
    def stop(done: int) -> None:
        if done >= min(size, 3 * BLOCK_BYTES):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        objects.store(io.BytesIO(noise(size)), progress=stop)
    assert files_in(objects) == []


def test_progress_is_told_block_by_block_up_to_the_size(objects: AttachmentStore) -> None:
    told = list[int]()
    stored = objects.store(io.BytesIO(noise(3 * BLOCK_BYTES + 9)), progress=told.append)
    assert told == [BLOCK_BYTES, 2 * BLOCK_BYTES, 3 * BLOCK_BYTES, 3 * BLOCK_BYTES + 9]
    told.clear()
    objects.verify(stored, told.append)
    assert told == [BLOCK_BYTES, 2 * BLOCK_BYTES, 3 * BLOCK_BYTES]


def test_a_store_without_its_folder_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        put(AttachmentStore(tmp_path / "gone"), b"x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_and_leaves_nothing_behind(
    objects: AttachmentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every new file lands on a device without room."""
    open_file = os.open
    full = {"path": "/dev/full"}

    def opening(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".part"):
            return open_file(full["path"], os.O_WRONLY)
        return open_file(path, flags, mode)

    monkeypatch.setattr(os, "open", opening)
    with pytest.raises(Unavailable) as caught:
        put(objects, noise(1_000_000))
    assert caught.value.code == "disk.full"
    assert files_in(objects) == []


def make_old(path: Path, hours: float = ORPHAN_AFTER_HOURS + 1) -> None:
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def test_old_orphans_and_unfinished_files_are_swept_and_nothing_else(
    objects: AttachmentStore,
) -> None:
    kept, orphan, young = (put(objects, word) for word in (b"kept", b"orphan", b"young"))
    unfinished = path_of(objects, kept).with_name("f" * 32 + ".part")
    unfinished.write_bytes(b"half")
    foreign = objects.folder / "ab"
    foreign.mkdir(exist_ok=True)
    (foreign / "notes.txt").write_text("somebody's")
    for path in (path_of(objects, kept), path_of(objects, orphan), unfinished):
        make_old(path)
    make_old(foreign / "notes.txt")
    make_old(path_of(objects, young), ORPHAN_AFTER_HOURS - 1)
    assert {path.stem for path in objects.orphans({kept.name})} == {orphan.name, "f" * 32}
    assert objects.sweep({kept.name}) == 2
    assert objects.read(kept) == b"kept"
    assert objects.read(young) == b"young"
    assert (foreign / "notes.txt").exists()
    assert not unfinished.exists()
    assert objects.sweep({kept.name}) == 0


def test_sweeping_an_empty_office_removes_nothing(objects: AttachmentStore) -> None:
    assert objects.sweep(()) == 0


@pytest.mark.parametrize("with_legacy", [True, False])
@pytest.mark.parametrize("size", [1, 3 * BLOCK_BYTES + 7])
def test_all_digests_are_of_the_content(
    objects: AttachmentStore,
    size: int,
    with_legacy: bool,
) -> None:
    content = noise(size)
    stored = objects.store(io.BytesIO(content), with_legacy=with_legacy)
    whole = (hashlib.md5(content).digest(), hashlib.sha1(content).digest())  # noqa: S324  for old lists
    assert (stored.md5, stored.sha1) == (whole if with_legacy else (b"", b""))
    found = objects.verify(stored)
    assert (found.sha256, found.md5, found.sha1) == (stored.sha256_plain, *whole)


@given(
    sizes=st.lists(st.integers(1, 3 * BLOCK_BYTES), min_size=1, max_size=12),
    total=st.integers(0, 3 * BLOCK_BYTES + 2 * CHUNK_BYTES),
)
@settings(max_examples=30)
def test_however_a_source_gives_its_bytes_the_layout_is_that_of_the_format(
    sizes: list[int], total: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The stream is rebuilt here chunk by chunk, as age describes it."""

    class Uneven(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            return super().readinto(memoryview(buffer)[: next(turns)])

    turns, content = itertools.cycle(sizes), noise(total)
    objects = AttachmentStore(tmp_path_factory.mktemp("objects"))
    stored = objects.store(Uneven(content))
    sealed = path_of(objects, stored).read_bytes()
    chunks = [content[at : at + CHUNK_BYTES] for at in range(0, max(total, 1), CHUNK_BYTES)]
    cipher = cipher_of(stored.key, sealed[8:PREAMBLE])
    expected = b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )
    assert sealed == MAGIC + sealed[8:PREAMBLE] + expected


def test_memory_does_not_grow_with_the_file(objects: AttachmentStore, tmp_path: Path) -> None:
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(48_000_000)
    tracemalloc.start()
    try:
        with big.open("rb") as file:
            stored = objects.store(file)
        for _ in objects.chunks(stored):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000


def test_an_abandoned_read_closes_the_file(objects: AttachmentStore) -> None:
    stored = put(objects, noise(300_000))
    reading = objects.chunks(stored)
    next(reading)
    del reading
    objects.delete(stored.name)
    assert files_in(objects) == []


def test_the_key_does_not_show_in_a_repr(objects: AttachmentStore) -> None:
    stored = put(objects, b"x")
    assert "key" not in repr(stored)
    assert stored.key.hex() not in repr(stored)
