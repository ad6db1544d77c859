"""The project's own `.venv`: made once, filled from the hash-checked lock, kept in step with it."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

WINDOWS = sys.platform == "win32"
SPACE_NEEDED = 3 * 1024**3 // 2
"""Bytes for the environment (1.1 GB) beside the downloads while they are unpacked (0.4 GB)."""


class Environment:
    """A Python environment beside the project, holding what `requirements.lock` pins."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.folder = project / ".venv"
        self.lock = project / "requirements.lock"
        self.scripts = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.scripts / ("python.exe" if WINDOWS else "python")

    def missing_packages(self) -> list[str]:
        """Return the Debian package that this Python lacks to make an environment, if any."""
        if self.is_current() or self._usable() or _has("ensurepip") or _has("pip"):
            return []
        if sys.base_prefix != "/usr":
            return []  # not the system's Python: no system package can complete it
        return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]

    def prepare(self) -> None:
        """Make the environment match the lock; does nothing when it already does.

        Raises:
            SystemExit: no space, no network, or something else is in the way. Carries a sentence.
        """
        if self.is_current():
            return
        self._check_space()
        if not self._usable():
            self._create()
        self._install()
        self._link_project()
        self._stamp.write_text(self._key(), encoding="ascii")

    def is_current(self) -> bool:
        """Tell whether the environment was completed for this lock, Python and place."""
        return (
            self.python.exists()
            and self._stamp.exists()
            and self._stamp.read_text(encoding="ascii") == self._key()
        )

    @property
    def _stamp(self) -> Path:
        return self.folder / "dossier-lock"

    @property
    def _site_packages(self) -> Path:
        place = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path("purelib", "venv", place))

    def _key(self) -> str:
        whose = f"{sys.implementation.cache_tag} {self.project}"
        return hashlib.sha256(self.lock.read_bytes() + os.fsencode(whose)).hexdigest()

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.project).free
        if free < SPACE_NEEDED:
            sys.exit(
                f"The Python packages need 1.5 GB of free disk space, and {self.project} has "
                f"{free / 1024**3:.1f} GB. Make room, then try again."
            )

    def _usable(self) -> bool:
        """Tell whether the environment's Python starts, is of our version and can be filled."""
        if not self.python.exists():
            return False
        ask = [str(self.python), "-c", "import sys; print(sys.implementation.cache_tag)"]
        told = subprocess.run(ask, capture_output=True, text=True, check=False)
        same = told.stdout.strip() == sys.implementation.cache_tag
        return same and (self._has_pip() or _has("pip"))

    def _create(self) -> None:
        self._clear()
        print(f"Making {self.folder}")
        options = [] if _has("ensurepip") else ["--without-pip"]
        make = [sys.executable, "-m", "venv", *options, str(self.folder)]
        if subprocess.call(make):
            sys.exit("Python could not make the environment; its message is above.")

    def _clear(self) -> None:
        if Path(sys.prefix) == self.folder:
            sys.exit("This is the .venv's own Python. Use the one that your system calls python3.")
        if not self.folder.exists():
            return
        if any(self.folder.iterdir()) and not (self.folder / "pyvenv.cfg").exists():
            sys.exit(f"{self.folder} is not a Python environment. Move it away, then try again.")
        shutil.rmtree(self.folder)

    def _install(self) -> None:
        print("Installing the locked Python packages, about 300 MB the first time")
        words = ["install", "--require-hashes", "--only-binary=:all:", "-r", str(self.lock)]
        quiet = [] if sys.stdout.isatty() else ["--quiet"]
        if subprocess.call([*self._pip(), "--no-input", *words, *quiet]):
            sys.exit(
                "The Python packages could not be installed; pip's message is above.\n"
                "Most often there is no network, or the disk is full. Then simply try again."
            )

    def _pip(self) -> list[str]:
        """Return the words that run pip on the environment, its own or the system's."""
        if self._has_pip():
            return [str(self.python), "-m", "pip"]
        return [sys.executable, "-m", "pip", "--python", str(self.python)]

    def _has_pip(self) -> bool:
        ask = [str(self.python), "-m", "pip", "--version"]
        return subprocess.run(ask, capture_output=True, check=False).returncode == 0

    def _link_project(self) -> None:
        """Make `import app` and the `dossier` command work, without downloading a build tool."""
        # A relative line is plain ASCII whatever the project's folder is called.
        path = os.path.relpath(self.project, self._site_packages)
        (self._site_packages / "dossier.pth").write_text(path + "\n", encoding="ascii")
        # -P: a folder named app where the user happens to be must not be taken for ours.
        if WINDOWS:
            text = '@"%~dp0python.exe" -P -m app %*\n'
            (self.scripts / "dossier.cmd").write_text(text, encoding="ascii")
            return
        command = self.scripts / "dossier"
        text = f'#!/bin/sh\nexec {shlex.quote(str(self.python))} -P -m app "$@"\n'
        command.write_bytes(os.fsencode(text))
        command.chmod(0o755)


def _has(module: str) -> bool:
    importlib.invalidate_caches()  # apt may just have installed it
    return importlib.util.find_spec(module) is not None
