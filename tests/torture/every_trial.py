"""All trials, entered by the modules that hold them."""

from tests.torture import (
    backups,
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
    knocking,
    leaks,
    leaving,
    memory,
    objects,
    planting,
    power_cuts,
    rekeying,
    searches,
    tampering,
    terminals,
)
from tests.torture.trial import TRIALS

MODULES = (
    killing,
    intruding,
    damage,
    backups,
    tampering,
    disks,
    clocks,
    hostile_text,
    terminals,
    planting,
    power_cuts,
    searches,
    headers,
    failing_disk,
    imports,
    file_names,
    rekeying,
    knocking,
    memory,
    leaks,
    leaving,
    objects,
)

__all__ = ["MODULES", "TRIALS"]
