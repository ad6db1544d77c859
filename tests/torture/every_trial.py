"""All trials, entered by the modules that hold them."""

from tests.torture import damage, hostile_text, intruding, killing
from tests.torture.trial import TRIALS

MODULES = (killing, intruding, damage, hostile_text)

__all__ = ["MODULES", "TRIALS"]
