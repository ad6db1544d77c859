"""200 MB of evidence in and out, against a plain copy that is synced and a plain read."""

import os
import resource
import shutil
from pathlib import Path

from app.domain.attachments import AttachmentId
from app.domain.cases import CaseId
from app.services.attachments import AttachFile, InspectFile, SaveAttachment
from app.services.cases import OpenCase
from app.services.office import Office
from tests.benchmarks.measuring import Finding, in_turn
from tests.benchmarks.offices import found

SIZE = 200_000_000
ROUNDS = 5
MOST_MORE = 32
"""MB more of memory that taking in a file may cost (SECURITY.md, figure 25)."""
_BLOCK = 1024 * 1024
_MEGABYTE = 1_000_000
_ANY = 1_000.0
_SLOWEST = 200.0
"""MB/s at which a file is to be read back and compared at least (figure 25)."""


def measure(folder: Path, _cases: int) -> list[Finding]:
    """Take a file in, read it back, write it out."""
    office = found(folder / "attachments.dossier")
    case = office.do(OpenCase(title="State v. Roe")).value.id
    source = folder / "body-camera.mp4"
    with source.open("wb") as file:
        for _ in range(SIZE // _MEGABYTE):
            file.write(os.urandom(_MEGABYTE))
    more = _memory(office, case, source)
    kept = list[AttachmentId]()
    taken = in_turn(lambda: kept.append(_take(office, case, source)), lambda: _copy(source), ROUNDS)
    inspected = in_turn(lambda: office.ask(InspectFile(kept[0])), lambda: _read(source), ROUNDS)
    saved = in_turn(lambda: _save(office, kept[0], folder), lambda: _copy(source), ROUNDS)
    office.close()
    return [
        Finding(
            "200 MB taken in / plain copy and fsync", *taken, 2.0,
            f"{more:.1f} MB more memory"
            f" ({'within' if more <= MOST_MORE else 'BEYOND'} {MOST_MORE} MB)",
        ),
        Finding(
            "200 MB read back with four hashes / plain read", *inspected, _ANY,
            f"{SIZE / _MEGABYTE / inspected[0]:.0f} MB/s", SIZE / _MEGABYTE / _SLOWEST,
        ),
        Finding("200 MB saved as a plain copy / plain copy and fsync", *saved, 3.0),
    ]  # fmt: skip


def _take(office: Office, case: CaseId, source: Path) -> AttachmentId:
    return office.do(AttachFile(case=case, path=source)).value.id


def _save(office: Office, file: AttachmentId, folder: Path) -> None:
    office.ask(SaveAttachment(file, folder / "saved.mp4")).unlink()


def _copy(source: Path) -> None:
    target = source.with_name("copy.mp4")
    with source.open("rb") as old, target.open("wb") as new:
        shutil.copyfileobj(old, new, _BLOCK)
        new.flush()
        os.fsync(new.fileno())
    target.unlink()


def _read(source: Path) -> None:
    with source.open("rb") as file:
        while file.read(_BLOCK):
            pass


def _memory(office: Office, case: CaseId, source: Path) -> float:
    """Return MB more that the first large file cost the process; a small one came before it."""
    letter = source.with_name("letter.txt")
    letter.write_text("Dear")
    _take(office, case, letter)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _take(office, case, source)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / _MEGABYTE
