"""The window program from outside: its steps, its memory, its open files, and what it wrote."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.torture.offices import ROOT
from tests.torture.trial import NotHere

_DRIVER = Path(__file__).with_name("driven_window.py")
_ALPHABETS = ("utf-8", "utf-16-le", "utf-32-le")
"""Python keeps text in one, two or four bytes a letter, Qt in two."""
_BLOCK = 1 << 24
_PLACES = ("home", "scratch", "config", "data", "work")


class WatchedWindow:
    """A window program in a sandbox of its own: home, scratch folder, settings, working folder.

    Args:
        folder: where the sandbox is made.
        vault: the vault it opens.
        before: a program that starts it, e.g. ``strace`` with its options.
    """

    def __init__(self, folder: Path, vault: Path, before: Iterable[str] = ()) -> None:
        if sys.platform != "linux":
            raise NotHere("reads Linux's /proc")
        self.vault = vault
        self.places = {
            name: folder / name for name in ("home", "scratch", "config", "data", "work")
        }
        for place in self.places.values():
            place.mkdir(exist_ok=True)
        self.errors = folder / "stderr"
        with self.errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [*before, sys.executable, str(_DRIVER), "--vault", str(vault)],
                cwd=self.places["work"],
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        self.pid = self.heard()["painted"]

    def _environment(self) -> Mapping[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DOSSIER", "XDG", "DBUS"))}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(self.places["home"]),
            "TMPDIR": str(self.places["scratch"]),
            "XDG_CONFIG_HOME": str(self.places["config"]),
            "XDG_DATA_HOME": str(self.places["data"]),
            "XDG_CACHE_HOME": str(self.places["data"]),
            "XDG_RUNTIME_DIR": str(self.places["scratch"]),
        }

    def heard(self) -> dict[str, Any]:
        """Return the next line the program says."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            message = f"the window ended: {self.errors.read_text('utf-8', 'replace')[-2000:]}"
            raise AssertionError(message)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def do(self, step: str, *given: object, **named: object) -> Any:
        """Let the window do a step and return its answer."""
        self.tell(step, *given, **named)
        answer = self.heard()
        assert "failed" not in answer, answer
        return answer.get("done")

    def tell(self, step: str, *given: object, **named: object) -> None:
        """Tell the window a step without waiting for it."""
        assert self._process.stdin is not None
        line = json.dumps({"step": step, "given": given, "named": named})
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    def lock(self) -> None:
        """Lock by keyboard and wait until the fresh process has painted its first screen."""
        self.tell("lock")
        answer = self.heard()
        assert "painted" in answer, answer
        self.pid = answer["painted"]

    def wait(self) -> None:
        """Wait until the program has ended."""
        self._process.wait(60)

    def memory_holds(self, needles: Mapping[str, bytes | str]) -> dict[str, int]:
        """Return how often each needle stands in the memory of the process.

        Raises:
            NotHere: somebody else's memory may not be read here.
        """
        wanted = {name: list(_written(needle)) for name, needle in needles.items()}
        found = dict.fromkeys(needles, 0)
        for block in self._memory():
            for name, ways in wanted.items():
                found[name] += sum(block.count(way) for way in ways)
        return found

    def _memory(self) -> Iterator[bytes]:
        home = Path(f"/proc/{self.pid}")
        try:
            memory = (home / "mem").open("rb", buffering=0)
        except PermissionError:
            raise NotHere("only root may read the memory of a hidden process") from None
        with memory:
            for line in (home / "maps").read_text().splitlines():
                span = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
                if span is not None and not line.endswith(
                    ("[vvar]", "[vsyscall]", "[vvar_vclock]")
                ):
                    yield from _read(memory, *(int(part, 16) for part in span.groups()))

    def vault_handles(self) -> list[str]:
        """Return the open files of the process that lie in the vault."""
        return [path for path in self.open_files() if path.startswith(str(self.vault))]

    def open_files(self) -> list[str]:
        """Return what each open file of the process is, deleted ones too."""
        return [str(link.readlink()) for link in self.links()]

    def links(self) -> list[Path]:
        """Return the process's open files as links that can be read."""
        links = Path(f"/proc/{self.pid}/fd").iterdir()
        return [link for link in links if link.is_symlink()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.kill()
        self._process.wait()


def _written(needle: bytes | str) -> Iterator[bytes]:
    if isinstance(needle, bytes):
        yield needle
    else:
        yield from (needle.encode(alphabet) for alphabet in _ALPHABETS)


def _read(memory: Any, begin: int, end: int) -> Iterator[bytes]:
    """Yield a span in blocks that overlap, so that nothing is cut in two."""
    overlap = b""
    while begin < end:
        try:
            memory.seek(begin)
            block = memory.read(min(_BLOCK, end - begin))
        except (OSError, ValueError, OverflowError):
            return
        if not block:
            return
        yield overlap + block
        overlap = block[-512:]
        begin += len(block)
