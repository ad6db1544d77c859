"""Power cuts at chosen moments of a recorded session, and what is wrong with the disk after each.

The session tells of each act by a line in the file ``said`` beside the vault, so that the recording
itself knows what had been acknowledged before each write.
"""

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from tests.torture.killing import processes
from tests.torture.offices import ROOT, forget_anchors, new_vault
from tests.torture.recording import Cut, Disk, Note, build_recorder, lay_out, notes_in, record

VAULT, SAID = "office.dossier", "said"
_LIARS = 4
"""Cuts on a disk that never syncs: acts must be lost there, or the replay proves nothing."""


@dataclass(frozen=True)
class Moment:
    """A moment at which the power goes.

    Attributes:
        number: seed of what is lost.
        after: how many calls had been carried out.
    """

    number: int
    after: int
    cut: Cut


@dataclass(frozen=True)
class Replay:
    """A recorded session.

    Attributes:
        before: what lay on the disk when it began.
        root: the disk it worked on.
        scratch: an empty folder to lay out disks in.
        broken: takes a vault after a cut and what the session had told; yields what is wrong.
        lies: the disk never syncs, whatever it says.
    """

    log: Path
    before: Path
    root: Path
    scratch: Path
    broken: Callable[[Path, tuple[str, ...]], Iterator[str]]
    lies: bool = False

    def notes(self) -> tuple[Note, ...]:
        """Return everything the session did."""
        return tuple(notes_in(self.log))

    def unlike_the_disk(self) -> Iterator[str]:
        """Tell of every file the recording does not give as the session left it."""
        disk = Disk(self.before, self.root)
        for note in self.notes():
            disk.take(note)
        whole = disk.whole()
        for path in {*whole, *self.root.rglob("*")}:
            there = path.read_bytes() if path.is_file() else None
            if not path.exists() or path not in whole or whole[path] != there:
                yield f"the recording is wrong about {path.name}"

    def blind(self, moments: tuple[Moment, ...]) -> Iterator[str]:
        """Tell when not even a disk that never syncs loses anything."""
        liar = replace(self, lies=True)
        if not liar.faults(moments[:: len(moments) // _LIARS]):
            yield "a disk that never syncs loses nothing either: the replay is blind"

    def faults(self, moments: tuple[Moment, ...], workers: int = 1) -> list[str]:
        """Cut the power at each moment, in their order, and return what was wrong then."""
        if workers == 1:
            return list(self._faults(moments))
        with processes().Pool(workers) as pool:
            shares = [moments[start::workers] for start in range(workers)]
            return [fault for some in pool.map(self.faults, shares) for fault in some]

    def _faults(self, moments: tuple[Moment, ...]) -> Iterator[str]:
        disk, notes, done = Disk(self.before, self.root, lies=self.lies), self.notes(), 0
        for moment in moments:
            for note in notes[done : moment.after]:
                disk.take(note)
            done = moment.after
            chance = random.Random(moment.number)  # noqa: S311  the same losses every time
            place = self.scratch / f"{os.getpid()}"
            forget_anchors()  # the machine's own belongs to the cut before
            lay_out(disk.left(moment.cut, chance), self.root, place)
            said = (disk.whole().get(self.root / SAID) or b"").decode().splitlines()
            for fault in self.broken(place / VAULT, tuple(said)):
                yield f"call {done}, {moment.cut}: {fault}"
            shutil.rmtree(place)


def recorded_session(
    folder: Path,
    module: str,
    rounds: int,
    broken: Callable[[Path, tuple[str, ...]], Iterator[str]],
) -> Replay:
    """Run a module of trials as a program on a new vault and record what it does.

    Raises:
        NotHere: nothing can be recorded on this machine.
    """
    folder = folder.resolve()  # the recorder compares names as the system knows them
    library = build_recorder(folder)
    root, before, scratch = folder / "disk", folder / "before", folder / "scratch"
    for each in (root, scratch):
        each.mkdir()
    vault = new_vault(root, VAULT)
    shutil.copytree(root, before)
    line = [sys.executable, "-m", module, str(vault), str(rounds)]
    return Replay(record(line, library, root, ROOT), before, root, scratch, broken)


def session(work: Callable[[Path, int, Callable[..., object]], None]) -> None:
    """Be the program of a recorded session: do the work, told vault and rounds on the command line.

    Args:
        work: takes the vault, how many rounds, and a function that writes its words to ``said``.
    """
    vault, rounds = Path(sys.argv[1]), int(sys.argv[2])
    with (vault.parent / SAID).open("wb", buffering=0) as said:
        work(vault, rounds, lambda *words: said.write(f"{' '.join(map(str, words))}\n".encode()))


def moments_of(
    notes: tuple[Note, ...], count: int, within: Callable[[Note], bool]
) -> tuple[Moment, ...]:
    """Return moments in their order: every second just around a call that is ``within``."""
    chance = random.Random(2)  # noqa: S311  the same moments every time
    chosen = [place for place, note in enumerate(notes) if within(note)]
    after = [
        chance.choice(chosen) + chance.randrange(2)
        if number % 2
        else chance.randrange(len(notes) + 1)
        for number in range(count)
    ]
    return tuple(map(Moment, range(count), sorted(after), cycle(Cut)))
