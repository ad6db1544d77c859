"""Unlocking: the derivation, what follows it, and how long the window stands still meanwhile."""

import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.bootstrap import NewOffice
from app.storage import kdf
from app.storage.header_records import KdfCost
from app.storage.nameplate import header_file
from app.ui.launch import _doors, _import_the_rest
from app.ui.theme import STYLE, Theme
from app.ui.unlock import UnlockWindow
from app.ui.unlock.enter import EnterCard
from tests.benchmarks.measuring import Finding, seconds

LOGIN, PASSPHRASE = "a.rivera", "correct horse battery staple"
ROUNDS = 7
_CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
_TICK_MS = 2


def measure(folder: Path, _cases: int) -> list[Finding]:
    """Unlock with almost no derivation for what follows it, and in a window at full cost."""
    cheap = _founded(folder / "cheap.dossier", _CHEAP)
    full = _founded(folder / "full.dossier", None)
    cost = header_file(full).read().header.users[0].cost
    derivation = statistics.median(
        seconds(lambda: kdf.derive(PASSPHRASE, bytes(16), cost)) for _ in range(ROUNDS)
    )
    _enter(cheap)
    # The quickest round: the rest is what else the machine does, and the disk's moods.
    rounds = [_enter(cheap) for _ in range(3 * ROUNDS)]
    after, busy = (min(each) for each in zip(*rounds, strict=True))
    stands_still, whole = _in_a_window(full)
    memory = f"{cost.memory_kib // 1024} MiB, {cost.iterations} passes"
    return [
        Finding("key derivation / 1 s", derivation, 1.0, 1.5, memory, 1.5),
        Finding(
            "unlock after the derivation / the derivation",
            after,
            derivation,
            1.0,
            f"{busy * 1000:.1f} ms of processor time",
            0.020,
        ),
        Finding(
            "longest standstill of the window / a whole unlock in it",
            stands_still,
            whole,
            1.0,
            "",
            0.050,
        ),
    ]


def _founded(vault: Path, cost: KdfCost | None) -> Path:
    new = NewOffice(
        folder=vault,
        name="Measured County",
        login=LOGIN,
        person="A. Rivera",
        passphrase=PASSPHRASE,
        zone="America/Chicago",
        cost=cost,
    )
    bootstrap.leave(bootstrap.found(new)[0])
    return vault


def _enter(vault: Path) -> tuple[float, float]:
    """Unlock; return seconds by the clock and of the processor."""
    begun, worked = time.perf_counter(), time.thread_time()
    office = bootstrap.unlock(vault, LOGIN, PASSPHRASE)
    took, busy = time.perf_counter() - begun, time.thread_time() - worked
    bootstrap.leave(office)
    return took, busy


class _Pulse:
    """A timer in the window's thread that notes the longest time it was not called."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _in_a_window(vault: Path) -> tuple[float, float]:
    """Return the longest standstill from the press of Unlock to the open office, and the whole."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([*sys.argv[:1], *STYLE])
    Theme(app)
    _import_the_rest()
    longest, whole = [], []
    for _ in range(ROUNDS):
        window = UnlockWindow(_doors(), vault)
        opened: list[object] = []
        window.opened.connect(lambda office, _folder, got=opened: got.append(office))
        window.show()
        card = window.card
        assert isinstance(card, EnterCard)
        for _round in range(50):
            app.processEvents()
            time.sleep(0.002)
        card._name.set_value(LOGIN)
        card._passphrase.set_value(PASSPHRASE)
        pulse, begun = _Pulse(), time.perf_counter()
        card.unlock()
        while not opened:
            app.processEvents()
        pulse.stop()
        longest.append(pulse.longest)
        whole.append(time.perf_counter() - begun)
        bootstrap.leave(opened[0])  # type: ignore[arg-type]  # what the doors opened
        window.close()
    return statistics.median(longest), statistics.median(whole)
