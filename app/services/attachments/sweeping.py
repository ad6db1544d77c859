"""Clearing away encrypted files that no record knows, left when the program died in between.

Only what is beyond doubt goes: both anchors must agree with the log, so that the database is none
put back from an older day; every record of a file must be whole; and the file must be a day old.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.users import Permission
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class OrphansLeft(Query[int]):
    """How many encrypted files no record knows that may be cleared away."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number, 0 also where there is any doubt."""
        if not _is_beyond_doubt(reading):
            return 0
        return len(reading.objects.orphans(reading.attachments.named_objects()))


@dataclass(frozen=True)
class SweepOrphans(Command[int]):
    """Remove encrypted files that no record knows."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> int:
        """Remove them and return how many there were; none where there is any doubt.

        Raises:
            Damaged: a record of a file is not what was written.
            Unavailable: the disk refuses.
        """
        if not _is_beyond_doubt(work):
            return 0
        return work.objects.sweep(work.attachments.stored_names())

    def noted(self, done: int) -> tuple[Fact, ...]:
        """How many went."""
        return (("removed", str(done)),)


def _is_beyond_doubt(reading: Reading) -> bool:
    """Whether the log was found to be what both anchors knew, when the vault was opened.

    An anchor that names no entry was not there: then nothing speaks for the database being the
    latest one.
    """
    findings = reading.seal.anchors.findings
    return bool(findings) and all(each.is_whole and each.seq > 0 for each in findings)
