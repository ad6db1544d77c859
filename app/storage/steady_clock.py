"""The present by two clocks: the one people set, and one that nobody can set."""

import sys
import time
from functools import cache
from pathlib import Path

from app.domain.attempts import Moment

_LINUX_BOOT = Path("/proc/sys/kernel/random/boot_id")


def present() -> Moment:
    """Return the moment it is."""
    return Moment(wall=time.time(), up=_seconds_since_start(), boot=_boot())


def _seconds_since_start() -> float:
    """Return seconds since the machine was started, sleep included."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        # Goes on in sleep there, unlike what `time.monotonic` reads.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


@cache
def _boot() -> str:
    """Return what names this start of the machine; empty where the system does not tell.

    Without it a smaller uptime still shows a restart, and a larger one only counts too little.
    """
    try:
        return _LINUX_BOOT.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
