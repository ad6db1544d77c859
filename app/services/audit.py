"""Checking the audit log, and everything else the vault holds."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from app.domain.attachments import Attachment
from app.domain.audit import Fact
from app.domain.audit_report import ChainReport, DeepReport
from app.domain.errors import Damaged, Refused
from app.domain.users import Permission
from app.domain.verification import VaultReport
from app.services.office import Command, Query
from app.storage.attachments import StoredObject
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class VerifyAudit(Query[ChainReport]):
    """Whether each entry of the audit log follows from the one before it."""

    needs: ClassVar[Permission] = Permission.AUDIT_VERIFY

    def run(self, reading: Reading) -> ChainReport:
        """Walk the chain from its first entry."""
        return reading.check_log()


@dataclass(frozen=True)
class VerifyRecords(Query[DeepReport]):
    """Whether every record is what the log last said of it: the deep form of the check."""

    needs: ClassVar[Permission] = Permission.AUDIT_VERIFY

    def run(self, reading: Reading) -> DeepReport:
        """Compare them all; some seconds in an office of ten thousand cases."""
        return reading.check_records()


@dataclass(frozen=True)
class EntryCheck:
    """What looking the vault over found.

    Attributes:
        pages: whether every page of the database is whole.
        chain: the audit log.
    """

    pages: bool
    chain: ChainReport


@dataclass(frozen=True)
class CheckOnEntry(Query[EntryCheck]):
    """Whether pages and log are whole: quick enough to be asked at every unlocking."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> EntryCheck:
        """Check every page's seal and every entry's link; records are checked when they are read.

        Raises:
            Damaged: the database is too damaged to be read at all.
        """
        return EntryCheck(not reading.check_database(), reading.check_log())


@dataclass(frozen=True, kw_only=True)
class AcceptLog(Command[ChainReport]):
    """Take the log as it is for the truth, although an anchor knew more; the reason is recorded.

    Attributes:
        reason: as a code: ``restored``, ``crash``, ``moved`` or ``unknown``.
    """

    reason: str
    needs: ClassVar[Permission] = Permission.USERS_MANAGE
    needs_confirmation: ClassVar[bool] = True
    is_checkpoint: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> ChainReport:
        """Forget what the anchors knew and return what they said.

        Raises:
            Refused: nothing is wrong with the anchors, or the reason is not one of the codes.
            Unavailable: the disk refuses.
        """
        if self.reason not in ACCEPTED_FOR:
            raise Refused("audit.accept_reason", field="reason", known=", ".join(ACCEPTED_FOR))
        report = work.check_log()
        if all(finding.is_whole for finding in report.anchors):
            raise Refused("audit.nothing_to_accept")
        work.accept_log()
        return report

    def noted(self, done: ChainReport) -> tuple[Fact, ...]:
        """Why, and how far each anchor had known the log to come."""
        known = tuple((each.place.value, f"{each.state}:{each.seq}") for each in done.anchors)
        return (("reason", self.reason), *known)


ACCEPTED_FOR = ("restored", "crash", "moved", "unknown")


@dataclass(frozen=True)
class VerifyVault(Query[VaultReport]):
    """Whether every page, record, entry and attached file is what was written."""

    needs: ClassVar[Permission] = Permission.AUDIT_VERIFY

    def run(self, reading: Reading) -> VaultReport:
        """Read everything the vault holds.

        Raises:
            Damaged: the database is too damaged to be read at all.
        """
        database = reading.check_database()
        records, damaged_kinds = _records(reading)
        attachments = () if "attachments" in damaged_kinds else reading.attachments.where()
        damaged = [each for each in attachments if not _is_whole(reading, each)]
        named = tuple(
            each.name for each in damaged if reading.walls.admits(each.case, reading.user)
        )
        return VaultReport(
            chain=reading.check_log(),
            deep=None if damaged_kinds or database else _compared(reading),
            database=database,
            records=records,
            damaged_kinds=damaged_kinds,
            attachments=len(attachments),
            damaged_attachments=named,
            damaged_behind_walls=len(damaged) - len(named),
        )


def _compared(reading: Reading) -> DeepReport | None:
    """Return how the records compare with the log; None where its entries cannot be read."""
    with suppress(Damaged):
        return reading.check_records()
    return None


def _records(reading: Reading) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return how many records of each kind are whole, and the kinds where one is not."""
    counts: dict[str, int] = {}
    repositories = reading.repositories()
    for repository in repositories:
        with suppress(Damaged):
            counts[repository.kind] = repository.check()
    kinds = (repository.kind for repository in repositories)
    return counts, tuple(kind for kind in kinds if kind not in counts)


def _is_whole(reading: Reading, attachment: Attachment) -> bool:
    try:
        reading.objects.verify(StoredObject.of(attachment))
    except Damaged:
        return False
    return True
