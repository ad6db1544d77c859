"""All trials, entered by the modules that hold them."""

from tests.torture import damage, intruding, killing
from tests.torture.trial import TRIALS

MODULES = (killing, intruding, damage)

__all__ = ["MODULES", "TRIALS"]
