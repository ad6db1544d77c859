"""Code planted in folders that the environment names to Python and Qt."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.torture.offices import ROOT, Terminal, new_vault
from tests.torture.trial import Outcome, trial

_MODULES = (
    "click", "sqlcipher3", "sqlalchemy", "cryptography", "platformdirs", "filelock", "psutil",
    "alembic", "secrets", "hashlib", "json", "zoneinfo", "uuid", "socket",
)  # fmt: skip
"""Our libraries, and modules of Python that are loaded once the program is running."""
_BAIT = "from pathlib import Path; Path({mark!r}).touch()\nraise ImportError({name!r})\n"
_WINDOW = """
import sys
from app.surroundings import trust_no_path_from_outside
trust_no_path_from_outside()
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
app = QApplication(["dossier", "-platform", "offscreen"])
print(*QCoreApplication.libraryPaths(), sep="\\n")
"""


@trial("Modules and plug-ins planted in folders that the environment names: 0 loaded")
def planted_code(folder: Path, full: bool) -> Outcome:
    """Plant modules and a plug-in folder, start terminal and window, and look what was loaded."""
    terminal, bait, mark = Terminal(folder, new_vault(folder)), folder / "bait", folder / "mark"
    _plant(bait, mark)
    wrong = list[str]()
    for words in (("cases", "list"), ("verify",), ("--version",)) if full else (("--version",),):
        answer = terminal.run(*words, environment={"PYTHONPATH": str(bait)})
        if answer.code or mark.exists():
            wrong.append(
                f"{words}: exit {answer.code}, planted: {mark.exists()} {answer.err[-200:]}"
            )
    wrong += _foreign_plugins(bait)
    return Outcome(f"{len(_MODULES)} modules, a folder of plug-ins", "none loaded", tuple(wrong))


def _plant(bait: Path, mark: Path) -> None:
    (bait / "platforms").mkdir(parents=True)
    for name in _MODULES:
        (bait / f"{name}.py").write_text(_BAIT.format(mark=str(mark), name=name))


def _foreign_plugins(bait: Path) -> Iterator[str]:
    """Tell of the planted folder among those Qt looks into."""
    names = ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QML_IMPORT_PATH")
    environment = {**os.environ, **dict.fromkeys(names, str(bait)), "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-c", _WINDOW]
    done = subprocess.run(
        line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode or not done.stdout.strip():
        yield f"the window does not start: {done.stderr[-200:]}"
    if str(bait) in done.stdout:
        yield f"Qt looks into {bait}"
