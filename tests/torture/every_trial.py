"""All trials, entered by the modules that hold them."""

from tests.torture import (
    clocks,
    damage,
    disks,
    hostile_text,
    intruding,
    killing,
    leaks,
    leaving,
    memory,
    terminals,
)
from tests.torture.trial import TRIALS

MODULES = (
    killing,
    intruding,
    damage,
    disks,
    clocks,
    hostile_text,
    terminals,
    memory,
    leaks,
    leaving,
)

__all__ = ["MODULES", "TRIALS"]
