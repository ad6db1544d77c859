"""All trials, entered by the modules that hold them."""

from tests.torture import (
    backups,
    clocks,
    damage,
    disks,
    hostile_text,
    intruding,
    killing,
    tampering,
    terminals,
)
from tests.torture.trial import TRIALS

MODULES = (killing, intruding, damage, backups, tampering, disks, clocks, hostile_text, terminals)

__all__ = ["MODULES", "TRIALS"]
