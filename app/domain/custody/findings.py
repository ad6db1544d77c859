"""What looking over a chain of custody can find: each finding is what a court would ask about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.particulars import Particulars


class Gravity(StrEnum):
    """How much a finding weighs."""

    BROKEN = "broken"
    """The chain cannot have been as it is written."""
    OPEN = "open"
    """Something must still be done, or explained."""
    REMARK = "remark"
    """The form is not filled in to the last line."""


class Fault(StrEnum):
    """What is found. The order is that of a report: the gravest first."""

    LINK = "link"
    NUMBER = "number"
    FOREIGN = "foreign"
    START = "start"
    GAP = "gap"
    TIME = "time"
    AHEAD = "ahead"
    ORDER = "order"
    HOLD = "hold"
    ROLES = "roles"
    MOVED = "moved"
    NO_SUCH_STEP = "no_such_step"
    SIGNATURE = "signature"
    HASH = "hash"
    TWO_PERSONS = "two_persons"
    WEIGHT = "weight"
    SEAL = "seal"
    SEAL_NUMBER = "seal_number"
    OVERDUE = "overdue"
    LAB = "lab"
    DISCREPANCY = "discrepancy"
    NOT_RECEIVED = "not_received"
    UNSIGNED = "unsigned"
    DETAIL = "detail"
    LATE = "late"
    NO_DUE_DAY = "no_due_day"
    UNABLE = "unable"


GRAVITY = {
    **dict.fromkeys(Fault, Gravity.BROKEN),
    **dict.fromkeys(
        (
            *(Fault.HASH, Fault.TWO_PERSONS, Fault.WEIGHT, Fault.SEAL, Fault.SEAL_NUMBER),
            *(Fault.OVERDUE, Fault.LAB, Fault.DISCREPANCY, Fault.NOT_RECEIVED),
        ),
        Gravity.OPEN,
    ),
    **dict.fromkeys(
        (Fault.UNSIGNED, Fault.DETAIL, Fault.LATE, Fault.NO_DUE_DAY, Fault.UNABLE),
        Gravity.REMARK,
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Attributes:
        steps: ``seq`` of the steps concerned.
        said: what its sentence needs, by name.
        corrections: ``seq`` of the corrections that speak of these steps.
    """

    fault: Fault
    steps: tuple[int, ...] = ()
    said: Particulars = ()
    corrections: tuple[int, ...] = ()

    @property
    def gravity(self) -> Gravity:
        """How much it weighs."""
        return GRAVITY[self.fault]


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of a report."""
    order = list(Fault)
    weights = list(Gravity)
    return tuple(
        sorted(
            findings,
            key=lambda each: (weights.index(each.gravity), order.index(each.fault), each.steps),
        )
    )
