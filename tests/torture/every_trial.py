"""All trials, entered by the modules that hold them."""

from tests.torture import (
    clocks,
    damage,
    disks,
    headers,
    hostile_text,
    intruding,
    killing,
    power_cuts,
    terminals,
)
from tests.torture.trial import TRIALS

MODULES = (killing, power_cuts, headers, intruding, damage, disks, clocks, hostile_text, terminals)

__all__ = ["MODULES", "TRIALS"]
