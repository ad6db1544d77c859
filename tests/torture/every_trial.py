"""All trials, entered by the modules that hold them."""

from tests.torture import (
    clocks,
    damage,
    disks,
    failing_disk,
    file_names,
    headers,
    hostile_text,
    imports,
    intruding,
    killing,
    planting,
    power_cuts,
    searches,
    tampering,
    terminals,
)
from tests.torture.trial import TRIALS

MODULES = (
    killing,
    planting,
    power_cuts,
    searches,
    headers,
    intruding,
    damage,
    tampering,
    disks,
    failing_disk,
    clocks,
    hostile_text,
    imports,
    file_names,
    terminals,
)

__all__ = ["MODULES", "TRIALS"]
