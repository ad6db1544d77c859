"""From process start to the unlock screen painted, against a bare window with one line edit.

Both run with compiled bytecode, as an installed program does; the first, unmeasured start makes it.
Some 40 % of what ours takes more is the namespace ``Qt``, whose enumerations PySide makes at its
first use: no widget of ours does without, and the bare window does.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measuring import Finding
from tests.benchmarks.offices import found

ROUNDS = 15
_ROOT = Path(__file__).resolve().parents[2]

_WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
class Watch(QObject):
    def eventFilter(self, who, event):
        if event.type() == QEvent.Type.Paint and who.isWidgetType() and who.isWindow():
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        sys.stdout.write("painted\\n"); sys.stdout.flush(); os._exit(0)
application = QApplication(sys.argv[:1])
watch = Watch()
application.installEventFilter(watch)
"""
_BARE = """
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
window = QWidget(); layout = QVBoxLayout(window); layout.addWidget(QLineEdit()); window.show()
application.exec()
"""
_OURS = "sys.argv = ['dossier', '--vault', sys.argv[1]]\nfrom app.__main__ import main\nmain()\n"


def measure(folder: Path, _cases: int) -> list[Finding]:
    """Start both in turn and compare the medians."""
    vault = folder / "start.dossier"
    found(vault).close()
    ours, bare = list[_Start](), list[_Start]()
    _painted(_WATCH + _OURS, vault)
    _painted(_WATCH + _BARE, vault)
    for _ in range(ROUNDS):
        ours.append(_painted(_WATCH + _OURS, vault))
        bare.append(_painted(_WATCH + _BARE, vault))
    title = "process start to unlock screen painted / bare PySide6 window"
    took = [statistics.median(each.took for each in starts) for starts in (ours, bare)]
    busy = [statistics.median(each.busy for each in starts) for starts in (ours, bare)]
    worked = " against ".join(f"{each * 1000:.0f}" for each in busy)
    detail = f"({worked} ms of processor = {busy[0] / busy[1]:.2f}x)"
    return [Finding(title, took[0], took[1], 1.3, detail)]


class _Start(NamedTuple):
    """Seconds by the clock until the window was painted, and of the processor."""

    took: float
    busy: float


def _painted(program: str, vault: Path) -> _Start:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(vault.parent / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    # An installed program has none, and ours would look into it before it starts.
    environment.pop("PYTHONPATH", None)
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, str(vault)],
        stdout=subprocess.PIPE,
        cwd=_ROOT,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - begun
        # Asked for by hand: what the process used is known to whoever waits for it alone.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if line != "painted\n":
        message = f"nothing was painted: {line!r}"
        raise RuntimeError(message)
    return _Start(took, used.ru_utime + used.ru_stime)
