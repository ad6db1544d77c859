"""Checking the audit log, and everything else the vault holds."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from app.domain.audit import ChainReport
from app.domain.errors import Damaged
from app.domain.evidence import Attachment
from app.domain.users import Permission
from app.domain.verification import VaultReport
from app.services.office import Query
from app.storage.attachments import StoredObject
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class VerifyAudit(Query[ChainReport]):
    """Whether each entry of the audit log follows from the one before it."""

    needs: ClassVar[Permission] = Permission.AUDIT_VERIFY

    def run(self, reading: Reading) -> ChainReport:
        """Walk the chain from its first entry."""
        return reading.audit.check()


@dataclass(frozen=True)
class CheckOnEntry(Query[bool]):
    """Whether pages and log are whole: quick enough to be asked at every unlocking."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> bool:
        """Check every page's seal and every entry's link; records are checked when they are read.

        Raises:
            Damaged: the database is too damaged to be read at all.
        """
        return not reading.check_database() and reading.audit.check().is_whole


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
            chain=reading.audit.check(),
            database=database,
            records=records,
            damaged_kinds=damaged_kinds,
            attachments=len(attachments),
            damaged_attachments=named,
            damaged_behind_walls=len(damaged) - len(named),
        )


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
    stored = StoredObject(
        name=attachment.stored_as,
        key=attachment.key,
        size=attachment.size,
        sha256_plain=bytes.fromhex(attachment.sha256),
        sha256_cipher=bytes.fromhex(attachment.sha256_stored),
    )
    try:
        reading.objects.verify(stored)
    except Damaged:
        return False
    return True
