"""What a program wrote, call by call, and what of it a disk may hold after a power cut.

The model is a journalling file system such as ext4 or NTFS: a file's bytes are safe once that file
was synced; names and lengths are safe once anything at all was synced after them. Everything later
may be lost, kept up to some call, kept here and there, or torn between sectors.
"""

import os
import random
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from shutil import which
from typing import NamedTuple

from tests.torture.trial import NotHere

_SOURCE = Path(__file__).with_name("recorder.c")
_NOTE = struct.Struct("=ciqIII")
_SECTOR = 512
_SHARED_MEMORY = "-shm"
"""SQLite makes this file anew after a power cut, whatever is in it."""


class Note(NamedTuple):
    """One call of the program: see ``recorder.c``."""

    kind: str
    descriptor: int
    number: int
    path: str
    second: str
    data: bytes


class Cut(StrEnum):
    """What became of everything that was not synced."""

    NONE = "lost"
    PREFIX = "kept up to some byte"
    RANDOM = "kept here and there"
    TORN = "kept here and there, torn between sectors"


Left = dict[Path, bytes | None]
"""What a disk holds: path -> content, or None for a folder."""


def build_recorder(folder: Path) -> Path:
    """Compile the recorder and return the library to preload.

    Raises:
        NotHere: this is no Linux, or there is no C compiler.
    """
    compiler = which("gcc") or which("cc")
    if sys.platform != "linux" or compiler is None:
        raise NotHere("recording writes needs Linux and a C compiler")
    library = folder / "recorder.so"
    words = [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(_SOURCE)]
    if subprocess.run([*words, "-lpthread"], capture_output=True, check=False).returncode:
        raise NotHere("the C compiler cannot build the recorder")
    return library


def record(line: list[str], library: Path, root: Path, cwd: Path) -> Path:
    """Run a program to its end and return the file that holds all it did below ``root``."""
    log = library.with_suffix(".log")
    environment = preloaded(library, root, log)
    subprocess.run(line, env=environment, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    return log


def preloaded(library: Path, root: Path, log: Path) -> dict[str, str]:
    """Return the environment of a program that is to be recorded."""
    watching = {"DOSSIER_RECORD_ROOT": str(root), "DOSSIER_RECORD_LOG": str(log)}
    return {**os.environ, **watching, "LD_PRELOAD": str(library)}


def notes_in(file: Path) -> Iterator[Note]:
    """Yield the calls in the order in which they took effect."""
    log, at = file.read_bytes(), 0
    while at < len(log):
        kind, descriptor, number, *sizes = _NOTE.unpack_from(log, at)
        at += _NOTE.size
        parts = []
        for size in sizes:
            parts.append(log[at : at + size])
            at += size
        path, second, data = parts
        yield Note(kind.decode(), descriptor, number, os.fsdecode(path), os.fsdecode(second), data)


@dataclass(frozen=True)
class _Change:
    """A write, or a new length where there is no data, that the disk may not hold yet."""

    serial: int
    at: int
    data: bytes | None

    def apply(self, content: bytearray) -> None:
        """Do to the content what the call did."""
        end = self.at if self.data is None else self.at + len(self.data)
        if self.data is None:
            del content[end:]
        content.extend(bytes(max(0, end - len(content))))
        if self.data is not None:
            content[self.at : end] = self.data

    def before(self, length: int) -> "_Change":
        """Return the part of a write that a cut to this length leaves."""
        return self if self.data is None else replace(self, data=self.data[: length - self.at])

    def begun(self, chance: random.Random) -> "_Change":
        """Return the beginning of a write, up to some byte."""
        return self.before(self.at + chance.randint(0, len(self.data or b"")))

    def torn(self, chance: random.Random) -> "list[_Change]":
        """Return the sectors of a write that reached the disk."""
        if self.data is None:
            return [self]
        edges = range(self.at - self.at % _SECTOR, self.at + len(self.data), _SECTOR)
        spans = [(max(edge, self.at) - self.at, edge + _SECTOR - self.at) for edge in edges]
        return [
            replace(self, at=self.at + start, data=self.data[start:end])
            for start, end in spans
            if chance.random() < 0.5
        ]


@dataclass(eq=False)
class _File:
    content: bytearray = field(default_factory=bytearray)
    pending: list[_Change] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.pending:
            change.apply(self.content)
        self.pending.clear()

    def keep_lengths(self) -> None:
        """Make safe how long it is; what was written before within that length stays unsafe."""
        kept: list[_Change] = []
        for change in self.pending:
            if change.data is None:
                change.apply(self.content)
                kept = [each.before(change.at) for each in kept if each.at < change.at]
            else:
                kept.append(change)
        self.pending = kept

    def with_changes(self, changes: Iterable[_Change]) -> bytes:
        content = bytearray(self.content)
        for change in changes:
            change.apply(content)
        return bytes(content)

    def left(self, cut: Cut, upto: int, chance: random.Random) -> bytes:
        """Return what the disk may hold of it."""
        if cut in {Cut.NONE, Cut.PREFIX}:
            kept = [each for each in self.pending if each.serial <= upto]
            if cut is Cut.PREFIX and kept and kept[-1].serial == upto:
                kept[-1] = kept[-1].begun(chance)
            return self.with_changes(kept)
        kept = [each for each in self.pending if chance.random() < 0.6]
        if cut is Cut.TORN:
            kept = [part for each in kept for part in each.torn(chance)]
        return self.with_changes(kept)


_Names = dict[str, _File | None]
"""Path -> file, or None for a folder."""


class Disk:
    """A disk while the calls arrive, with what is safe on it and what is not.

    Args:
        before: what is safe from the beginning, as it lies below this folder.
        root: the folder the calls name.
        lies: it never syncs, whatever it says. To see that a replay can lose anything at all.
    """

    def __init__(self, before: Path, root: Path, *, lies: bool = False) -> None:
        self._names: _Names = {
            str(root / path.relative_to(before)): (
                _File(bytearray(path.read_bytes())) if path.is_file() else None
            )
            for path in before.rglob("*")
        }
        self._safe = dict(self._names)
        self._renamings: list[tuple[int, Callable[[_Names], None]]] = []
        self._open: dict[int, _File | None] = {}
        self._serial = 0
        self._lies = lies

    def take(self, note: Note) -> None:
        """Carry out one call."""
        self._serial += 1
        match note.kind:
            case "O":
                self._open[note.descriptor] = self._opened(note)
            case "W":
                self._change(note, note.data)
            case "T":
                self._change(note, None)
            case "S" if not self._lies:
                self._sync(self._open[note.descriptor])
            case "M":
                self._rename(partial(_put, path=note.path, file=None))
            case "R":
                self._rename(partial(_move, old=note.path, new=note.second))
            case "U" | "D":
                self._rename(partial(_take_out, path=note.path))

    def left(self, cut: Cut, chance: random.Random) -> Left:
        """Return what the disk may hold when the power goes now."""
        upto = self._last_kept(cut, chance)
        names = dict(self._safe)
        for serial, renaming in self._renamings:
            if serial <= upto:
                renaming(names)
        return _contents(names, lambda file: file.left(cut, upto, chance))

    def whole(self) -> Left:
        """Return what the program itself sees: everything it wrote."""
        return _contents(self._names, lambda file: file.with_changes(file.pending))

    def _opened(self, note: Note) -> _File | None:
        if note.path not in self._names and note.number & os.O_CREAT:
            self._rename(partial(_put, path=note.path, file=_File()))
        file = self._names.get(note.path)
        if file is not None and note.number & os.O_TRUNC:
            file.pending.append(_Change(self._serial, 0, None))
        return file

    def _change(self, note: Note, data: bytes | None) -> None:
        file = self._open[note.descriptor]
        if file is not None:
            file.pending.append(_Change(self._serial, note.number, data))

    def _rename(self, renaming: Callable[[_Names], None]) -> None:
        renaming(self._names)
        self._renamings.append((self._serial, renaming))

    def _sync(self, synced: _File | None) -> None:
        """Make the file safe, and with the journal every name and length there is by now."""
        if synced is not None:
            synced.sync()
        for _, renaming in self._renamings:
            renaming(self._safe)
        self._renamings.clear()
        for file in self._names.values():
            if file is not None:
                file.keep_lengths()

    def _last_kept(self, cut: Cut, chance: random.Random) -> int:
        """Return the number of the last call that reached the disk in order."""
        files = [file for file in self._names.values() if file is not None]
        pending = [change.serial for file in files for change in file.pending]
        pending += [serial for serial, _ in self._renamings]
        before = min(pending, default=self._serial) - 1
        return before if cut is Cut.NONE else chance.randint(before, self._serial)


def lay_out(left: Left, root: Path, place: Path) -> None:
    """Write what was left below ``root`` to the new folder ``place``."""
    place.mkdir()
    for path, content in sorted(left.items()):
        target = place / path.relative_to(root)
        if content is None:
            target.mkdir()
        else:
            target.write_bytes(content)


def _contents(names: _Names, read: Callable[[_File], bytes]) -> Left:
    return {
        Path(path): None if file is None else read(file)
        for path, file in names.items()
        if not path.endswith(_SHARED_MEMORY)
    }


def _put(names: _Names, path: str, file: _File | None) -> None:
    names[path] = file


def _take_out(names: _Names, path: str) -> None:
    names.pop(path, None)


def _move(names: _Names, old: str, new: str) -> None:
    for path in [each for each in names if each == old or each.startswith(f"{old}/")]:
        names[new + path.removeprefix(old)] = names.pop(path)
