"""Encrypted files of evidence: flipped, cut and rearranged by somebody who has no key."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain.attachments import Attachment, CheckResult
from app.domain.errors import Damaged, DossierError
from app.services.attachments import (
    AttachFile,
    InspectFile,
    OpenCopy,
    PreviewFile,
    SaveAttachment,
)
from app.services.cases import OpenCase
from app.services.office import Office
from app.storage.attachments import AttachmentStore, StoredObject
from app.storage.sealing import CHUNK_BYTES, MAGIC, SALT_BYTES, TAG_BYTES
from tests.torture.offices import new_vault, unlock
from tests.torture.trial import Outcome, trial

_HEAD = len(MAGIC) + SALT_BYTES
_SEALED = CHUNK_BYTES + TAG_BYTES
_CHUNKS = 6
_FLIPS, _FEW = 3_000, 150
_DOORS = 40
"""Flips that are also tried at every door of the office; a check there costs an entry."""

_Rearranged = Callable[[bytes, list[bytes]], bytes]

_STRUCTURES: dict[str, _Rearranged] = {
    "cut to nothing": lambda _head, _chunks: b"",
    "cut in the head": lambda head, _chunks: head[:-1],
    "cut between chunks": lambda head, chunks: head + b"".join(chunks[:-1]),
    "cut in a tag": lambda head, chunks: head + b"".join(chunks)[:-1],
    "first chunk dropped": lambda head, chunks: head + b"".join(chunks[1:]),
    "middle chunk dropped": lambda head, chunks: head + b"".join((*chunks[:2], *chunks[3:])),
    "chunks swapped": lambda head, chunks: head + b"".join((chunks[1], chunks[0], *chunks[2:])),
    "chunk repeated": lambda head, chunks: head + b"".join((*chunks[:2], *chunks[1:])),
    "last chunk repeated": lambda head, chunks: head + b"".join((*chunks, chunks[-1])),
    "bytes appended": lambda head, chunks: head + b"".join(chunks) + b"\0",
    "empty chunk appended": lambda head, chunks: head + b"".join(chunks) + bytes(TAG_BYTES),
    "salt of another": lambda head, chunks: (
        head[: len(MAGIC)] + bytes(SALT_BYTES) + b"".join(chunks)
    ),
}
"""What can be done to the chunks of one file."""


@trial(
    "3,000 flips in an encrypted file and 13 ways to rearrange its chunks: 100 % refused, no byte"
    " released that is not the file's own, every one found by the check"
)
def flipped_attachments(folder: Path, full: bool) -> Outcome:
    """Change the file, read it chunk by chunk, and try what the window offers."""
    office = unlock(new_vault(folder))
    content = random.Random(8).randbytes(CHUNK_BYTES * (_CHUNKS - 1) + 700)  # noqa: S311  content to store, no secret
    file, other = (_attached(office, folder, name, content) for name in ("film.pdf", "other.pdf"))
    path = _object(office, file)
    whole = path.read_bytes()
    chance = random.Random(9)  # noqa: S311  the same bytes every time
    places = [chance.randrange(len(whole)) for _ in range(_FLIPS if full else _FEW)]
    wrong = list[str]()
    for number, place in enumerate(places):
        path.write_bytes(_flipped(whole, place, chance.randrange(8)))
        wrong += [f"flip at {place}: {each}" for each in _released(office, file, content)]
        if number < (_DOORS if full else 4):
            wrong += [f"flip at {place}: {each}" for each in _at_the_doors(office, file, folder)]
    head, chunks = whole[:_HEAD], _chunks(whole)
    structures = {name: act(head, chunks) for name, act in _STRUCTURES.items()}
    structures["chunk of another"] = head + b"".join(
        (*chunks[:2], _chunks(_object(office, other).read_bytes())[2], *chunks[3:])
    )
    for name, forged in structures.items():
        path.write_bytes(forged)
        wrong += [f"{name}: {each}" for each in _released(office, file, content)]
        wrong += [f"{name}: {each}" for each in _at_the_doors(office, file, folder)]
    path.write_bytes(whole)
    wrong += [] if office.ask(InspectFile(file.id)).is_whole else ["the whole file was refused"]
    office.close()
    return Outcome(
        f"{len(places):,} flips, {len(structures)} structures", "all refused", tuple(wrong)
    )


def _attached(office: Office, folder: Path, name: str, content: bytes) -> Attachment:
    case = office.do(OpenCase(title="State v. Roe")).value.id
    path = folder / name
    path.write_bytes(b"%PDF-1.7\n" + content)
    return office.do(AttachFile(case=case, path=path)).value


def _object(office: Office, file: Attachment) -> Path:
    store = office._database._vault.objects
    return store._path(file.stored_as)


def _chunks(sealed: bytes) -> list[bytes]:
    body = sealed[_HEAD:]
    return [body[at : at + _SEALED] for at in range(0, len(body), _SEALED)]


def _flipped(content: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1 << bit
    return bytes(changed)


def _released(office: Office, file: Attachment, content: bytes) -> Iterator[str]:
    """Read the file to the end, and tell of a byte given out that is not the file's own."""
    store: AttachmentStore = office._database._vault.objects
    given = bytearray()
    try:
        for chunk in store.chunks(StoredObject.of(file)):
            given += chunk
    except Damaged:
        pass
    else:
        yield "read to the end"
    if not (b"%PDF-1.7\n" + content).startswith(given):
        yield "bytes were given out that are not the file's own"
    if len(given) >= file.size:
        yield "all of it was given out"


def _at_the_doors(office: Office, file: Attachment, folder: Path) -> Iterator[str]:
    """Preview, copy, save and check it; nothing may be shown, left or called whole."""
    target = folder / "saved.pdf"
    for act in (PreviewFile(file.id), OpenCopy(file.id), SaveAttachment(file.id, target)):
        try:
            office.ask(act)
        except Damaged:
            continue
        except DossierError as error:
            yield f"{type(act).__name__}: {error.code}"
        else:
            yield f"{type(act).__name__} went through"
    if target.exists():
        yield "a saved copy was left"
    left = office._database._copies._own
    if left.is_dir() and any(left.iterdir()):
        yield "a plain copy was left"
    if office.ask(InspectFile(file.id)).result is CheckResult.WHOLE:
        yield "the check calls it whole"
