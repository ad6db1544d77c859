"""Vaults to attack: real ones with a cheap key derivation, and the program as a process."""

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from app import bootstrap
from app.bootstrap import NewOffice
from app.services.office import Office
from app.storage.header_records import KdfCost

ROOT = Path(__file__).resolve().parents[2]
LOGIN = "a.rivera"
PASSPHRASE = "correct horse battery staple"
OFFICE = "Riverside County"
# What this machine remembers of vaults: ours are laid out again and again in the same place.
STATE = Path(mkdtemp(prefix="dossier-torture-"))
os.environ["XDG_STATE_HOME"] = str(STATE)
os.environ["XDG_RUNTIME_DIR"] = str(STATE)
atexit.register(shutil.rmtree, STATE, ignore_errors=True)

_CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


def new_vault(folder: Path, name: str = "office.dossier") -> Path:
    """Return a new vault of an office without cases."""
    return _laid_out(_founded("pattern"), folder / name)


def foreign_vault(folder: Path) -> Path:
    """Return a vault of another office, with keys of its own."""
    return _laid_out(_founded("foreign"), folder / "foreign.dossier")


def unlock(vault: Path) -> Office:
    """Open it as its administrator."""
    return bootstrap.unlock(vault, LOGIN, PASSPHRASE)


@cache
def _founded(name: str) -> dict[str, bytes]:
    """Return the files of a vault just founded; each name is an office with its own keys."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / f"{name}.dossier"
        new = NewOffice(
            folder=folder, name=OFFICE, login=LOGIN, person="A. Rivera", passphrase=PASSPHRASE,
            zone="America/Chicago", cost=_CHEAP,
        )  # fmt: skip
        bootstrap.found(new)[0].close()
        return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def forget_anchors() -> None:
    """Let this machine forget how far the logs had come, as if each vault were new to it."""
    shutil.rmtree(STATE / "dossier", ignore_errors=True)


def _laid_out(files: dict[str, bytes], vault: Path) -> Path:
    forget_anchors()
    vault.mkdir(mode=0o700)
    (vault / "objects").mkdir(mode=0o700)
    for name, content in files.items():
        (vault / name).write_bytes(content)
    return vault


@dataclass(frozen=True)
class Answer:
    """What one command line did."""

    code: int
    out: bytes
    err: str

    @property
    def is_plain(self) -> bool:
        """Whether it ended with a code of its own and no traceback."""
        return self.code in range(5) and "Traceback" not in self.err and "mistake" not in self.err


_AS_IT_IS: Mapping[str, str] = {}


class Terminal:
    """The program as users run it: its own process, its own home and scratch folder.

    Args:
        folder: where home, scratch folder and passphrase file are made.
        vault: the vault the environment names.
    """

    def __init__(self, folder: Path, vault: Path) -> None:
        self.home, self.scratch = folder / "home", folder / "scratch"
        for each in (self.home, self.scratch):
            each.mkdir(exist_ok=True)
        self.secret = folder / "passphrase"
        self.secret.write_text(PASSPHRASE)
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("DOSSIER")},
            "HOME": str(self.home),
            "TMPDIR": str(self.scratch),
            "DOSSIER_VAULT": str(vault),
            "DOSSIER_LOGIN": LOGIN,
            "DOSSIER_PASSPHRASE_FILE": str(self.secret),
        }

    def run(
        self, *words: str, given: bytes = b"", environment: Mapping[str, str] = _AS_IT_IS
    ) -> Answer:
        """Carry out one command line to its end."""
        done = subprocess.run(
            self.line(*words),
            cwd=ROOT,
            env={**self.environment, **environment},
            input=given,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def line(self, *words: str) -> list[str]:
        """Return the words that start the program."""
        return [sys.executable, "-m", "app", *words]


def fingerprint(folder: Path) -> dict[str, str]:
    """Return SHA-256 of every file below a folder, by its path."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
