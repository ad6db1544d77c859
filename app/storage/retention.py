"""Holds over cases, notices of disposal and certificates on disk; rows are only ever added."""

from uuid import UUID

from app.domain.errors import Missing
from app.domain.retention.certificates import CERTIFICATE_PREFIX, DisposalCertificate
from app.domain.retention.holds import CaseHold, standing
from app.domain.retention.notices import DisposalNotice, NoticeClock, clocks
from app.storage.numbering import highest_number
from app.storage.repository import Repository
from app.storage.schema import record_table

case_holds = record_table("case_holds", CaseHold, unique=[("releases",)], append_only=True)
disposal_notices = record_table("disposal_notices", DisposalNotice, append_only=True)
disposal_certificates = record_table(
    "disposal_certificates", DisposalCertificate, unique=[("number",)], append_only=True
)


class CaseHolds(Repository[CaseHold]):
    """Holds over whole cases, and their releases."""

    record = CaseHold
    table = case_holds

    def standing(self, case: UUID) -> tuple[CaseHold, ...]:
        """Return the holds over a case that are not released, oldest first."""
        return standing(self.of_case(case))


class DisposalNotices(Repository[DisposalNotice]):
    """Notices that items are to leave, and the answers."""

    record = DisposalNotice
    table = disposal_notices

    def clocks(self, item: UUID) -> tuple[NoticeClock, ...]:
        """Return the notices about an item, each with its latest answer, oldest first."""
        return clocks(self.where(disposal_notices.c.item == item))


class DisposalCertificates(Repository[DisposalCertificate]):
    """Certificates of everything that left for good."""

    record = DisposalCertificate
    table = disposal_certificates

    def next_count(self, year: int) -> int:
        """Return the number the next certificate of a year takes."""
        prefix = f"{CERTIFICATE_PREFIX}{year}-"
        return highest_number(self._connection, disposal_certificates.c.number, prefix) + 1

    def by_number(self, number: str) -> DisposalCertificate:
        """Return the certificate with a number.

        Raises:
            Missing: there is none.
        """
        found = self.where(disposal_certificates.c.number == number)
        if not found:
            raise Missing("disposal.no_certificate", number=number)
        return found[0]
