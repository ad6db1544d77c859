"""The program as the operating system sees it: what may be read of it, and how it starts anew.

Strings cannot be wiped in Python. So nothing may dump this process, and a lock replaces it by a
fresh one, which gives every key and every row back to the system.
"""

import os
import re
import sys
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

VAULT, LOCKED = "--vault", "--locked"
_NO_DUMPS = 4  # PR_SET_DUMPABLE of linux/prctl.h
_NO_BOXES = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX
_NO_HEAP = 1  # WER_FAULT_REPORTING_FLAG_NOHEAP


class Handover(NamedTuple):
    """What the fresh process is told: no name, no case, no key.

    Attributes:
        vault: folder of the vault to stand before; empty for none.
        locked_at: the time of the lock by the courthouse clock, ``14:02``; empty for no lock.
        drafts: how many drafts were kept.
        is_lost: whether something typed could not be kept.
    """

    vault: str = ""
    locked_at: str = ""
    drafts: int = 0
    is_lost: bool = False

    def words(self) -> list[str]:
        """Return the command line that says it."""
        vault = [VAULT, self.vault] if self.vault else []
        return [*vault, LOCKED, f"{self.locked_at},{self.drafts},{int(self.is_lost)}"]


def handover_from(words: Sequence[str]) -> Handover | None:
    """Return what a command line of the window says; None where it is one of the terminal."""
    vault, locked = "", ",0,0"
    rest = list(words)
    while rest:
        if len(rest) == 1 or rest[0] not in (VAULT, LOCKED):
            return None
        name, value, *rest = rest
        vault, locked = (value, locked) if name == VAULT else (vault, value)
    said = _SAID.fullmatch(locked)
    if said is None:
        return None
    at, drafts, lost = said.groups()
    return Handover(vault, at, int(drafts), lost == "1")


_SAID = re.compile(r"((?:[0-2]\d:[0-5]\d)?),(\d{1,6}),([01])", re.ASCII)


def forbid_core_files() -> None:
    """Let a crash of this process leave no file of its memory. Cheap: before anything else."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hide_memory() -> None:
    """Keep crash handlers and other programs of the same user out of this process's memory.

    A crash handler behind a pipe gets a dump whatever the limit says; only the system's own mark
    stops it. Windows: no heap in crash reports, no box that waits on the screen. macOS has no mark
    of this kind for programs without an entitlement; there the limit is all there is.
    """
    import ctypes  # noqa: PLC0415  slow to import: the first paint does not wait for it

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NO_DUMPS, 0, 0, 0, 0)
    elif sys.platform == "win32":
        vars(ctypes)["windll"].kernel32.SetErrorMode(_NO_BOXES)
        vars(ctypes)["windll"].kernel32.WerSetFlags(_NO_HEAP)


def start_anew(handover: Handover) -> NoReturn:
    """Replace this process by a fresh one with the same window program.

    On Unix it keeps its number; on Windows a new process starts and this one ends. If the system
    refuses, the process ends all the same: what it holds in memory must go.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a window program on Windows has none
            stream.flush()
    words = [*_own_words(), *handover.words()]
    # A program packed into one file must unpack itself again.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    try:
        if os.name == "posix":
            os.execv(words[0], words)  # noqa: S606  our own program, no shell
        _spawn(words)
    finally:
        os._exit(0)


def _own_words() -> list[str]:
    """Return how this program was started, without its own options."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    own = len(sys.orig_argv) - len(sys.argv[1:])
    return [sys.executable, *sys.orig_argv[1:own]]


def _spawn(words: list[str]) -> None:
    import subprocess  # noqa: PLC0415  Windows only

    subprocess.Popen(words, close_fds=True)  # noqa: S603  our own program
