"""Somebody leaves the desk: the lock comes on time, and first of all after a sleep."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from app.services.cases import OpenCase
from app.services.settings import ChangeSettings, TheSettings
from tests.torture.offices import LOGIN, PASSPHRASE, new_vault, unlock
from tests.torture.trial import Outcome, trial
from tests.torture.watched_window import WatchedWindow

_SLEEPS = ((31.0, 31.0), (3_600.0, 0.0), (0.0, 86_400.0), (-7_200.0, 40.0))
"""Seconds that pass on the wall clock, which may be set meanwhile, and on the one nobody sets."""
_MINUTE, _TOLERANCE, _STOPPED = 60, 5, 33


@trial("The lock comes within 5 s of its time; after a sleep it comes before anything is shown")
def lock_on_time(folder: Path, full: bool) -> Outcome:
    """Let the clocks jump; the long way also waits a minute by the clock and stops the process."""
    vault, wrong = new_vault(folder), list[str]()
    _furnish(vault)
    sleeps = _SLEEPS if full else _SLEEPS[:1]
    seen = "locked before a paint"
    with WatchedWindow(folder, vault) as window:
        for sleep in sleeps:
            window.do("unlock", LOGIN, PASSPHRASE)
            window.tell("sleep", *sleep)
            wrong += [f"after {sleep}: {each}" for each in _shown_before_lock(window)]
        if full:
            wrong += _stopped(window)
            late = _waited(window) - _MINUTE
            seen = f"{seen}; {late:+.1f} s off the minute"
            wrong += [f"{late:+.1f} s off the minute"] if abs(late) > _TOLERANCE else []
    return Outcome(f"{len(sleeps) + 2 * full} absences", seen, tuple(wrong))


def _furnish(vault: Path) -> None:
    office = unlock(vault)
    office.do(OpenCase(title="State v. Roe"))
    office.do(ChangeSettings(replace(office.ask(TheSettings()), idle_minutes=1)))
    office.close()


def _shown_before_lock(window: WatchedWindow) -> list[str]:
    """Return what was painted before the fresh process said that it stands there."""
    shown = []
    while "painted" not in (line := window.heard()):
        shown.append(f"{line} before the lock")
    return shown


def _stopped(window: WatchedWindow) -> list[str]:
    """Stop the process as a sleeping computer would, and let it go on."""
    window.do("unlock", LOGIN, PASSPHRASE)
    time.sleep(2)
    window.do("tell_paints")
    os.kill(window.pid, signal.SIGSTOP)
    time.sleep(_STOPPED)
    begun = time.monotonic()
    os.kill(window.pid, signal.SIGCONT)
    shown = [f"stopped: {each}" for each in _shown_before_lock(window)]
    took = time.monotonic() - begun
    return shown + ([f"stopped: locked after {took:.1f} s"] if took > _TOLERANCE else [])


def _waited(window: WatchedWindow) -> float:
    """Return how long nobody touched anything until the lock, in seconds."""
    window.do("unlock", LOGIN, PASSPHRASE)
    begun = time.monotonic()
    _shown_before_lock(window)
    return time.monotonic() - begun
