"""From process start to the unlock screen painted, against a bare window with one line edit.

Both run with compiled bytecode, as an installed program does; the first, unmeasured start makes it.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

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
    ours, bare = [], []
    _painted(_WATCH + _OURS, vault)
    _painted(_WATCH + _BARE, vault)
    for _ in range(ROUNDS):
        ours.append(_painted(_WATCH + _OURS, vault))
        bare.append(_painted(_WATCH + _BARE, vault))
    return [
        Finding(
            "process start to unlock screen painted / bare PySide6 window",
            statistics.median(ours),
            statistics.median(bare),
            1.3,
        )
    ]


def _painted(program: str, vault: Path) -> float:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(_ROOT),
        "PYTHONPYCACHEPREFIX": str(vault.parent / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, str(vault)],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - begun
    if line != "painted\n":
        message = f"nothing was painted: {line!r}"
        raise RuntimeError(message)
    return took
