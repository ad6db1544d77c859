"""Debian and Ubuntu packages: installed when we may, otherwise named in the exact command.

What cannot be done ends the program with a sentence and exit code 1.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

LISTS = Path("/var/lib/apt/lists")
UPDATE = ["apt-get", "update"]
INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]
# Another apt may be at work, for example the unattended upgrades after a start.
WAIT_FOR_OTHERS = ["-o", "DPkg::Lock::Timeout=120"]


def install(packages: list[str]) -> None:
    """Install packages, or end the program with the command an administrator can run."""
    if shutil.which("apt-get") is None or not _may_install():
        sys.exit(advice(packages))
    print("Installing system packages: " + " ".join(packages))
    if _have_lists() and not _as_root([*INSTALL, *packages]):
        return
    # No lists yet, or old ones that name files which have left the archive.
    problem = _as_root(UPDATE) or _as_root([*INSTALL, *packages])
    if problem:
        sys.exit(f"{problem}\nThe packages could not be installed.\n{advice(packages)}")


def advice(packages: list[str]) -> str:
    """Return the sentence that tells how to install packages by hand."""
    if shutil.which("apt-get") is None:
        return (
            "Dossier needs system libraries that are missing here. Install what your system has\n"
            "for these Debian packages, then try again:\n\n    " + " ".join(packages)
        )
    who, sudo = ("this", "sudo ") if shutil.which("sudo") else ("this as root", "")
    return (
        f"Dossier needs system packages. Run {who}, then try again:\n\n"
        f"    {sudo}{shlex.join(UPDATE)} && {sudo}{shlex.join([*INSTALL, *packages])}"
    )


def _may_install() -> bool:
    """Tell whether we are root, or can become root without a question."""
    if os.geteuid() == 0:
        return True
    return (
        bool(shutil.which("sudo"))
        and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    )


def _have_lists() -> bool:
    return LISTS.is_dir() and any("Packages" in path.name for path in LISTS.iterdir())


def _as_root(command: list[str]) -> str:
    """Run an apt-get command without questions; return what went wrong, or nothing."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quietly = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", *command, *WAIT_FOR_OTHERS]
    done = subprocess.run(quietly, capture_output=True, text=True, check=False)
    return done.stderr.strip() or "apt-get failed" if done.returncode else ""
