"""Whether the computer's clock can be right; what everybody is shown where it cannot."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.errors import Refused
from app.domain.machine_clock import ClockBelief, ClockFault, belief
from app.domain.users import Permission
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class WhatTheLogKnows(Query[ClockBelief]):
    """The latest moment the log believes, to hold the computer's clock against."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> ClockBelief:
        """Look at the moments of all entries; of whose they are nothing is told."""
        return _believed(reading)


@dataclass(frozen=True)
class VouchForClock(Command[ClockFault]):
    """Say that the computer's clock is right, although the log speaks against it.

    So it is where it ran ahead before, or where nobody wrote anything for over a year.
    """

    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    is_checkpoint: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> ClockFault:
        """Write nothing besides the door's own entry; from it on the log is believed again.

        Raises:
            Refused: nothing speaks against the clock.
        """
        fault = _believed(work).fault(work.now)
        if fault is None:
            raise Refused("clock_fault.none")
        return fault

    def noted(self, done: ClockFault) -> tuple[Fact, ...]:
        """What spoke against it."""
        return (("against", done),)


def _believed(reading: Reading) -> ClockBelief:
    return belief(reading.audit.written(VouchForClock.__name__))
