"""Which page was printed when: the code on paper, looked up in the log."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.domain.audit import AuditEntry, fingerprint
from app.domain.errors import Missing, Refused
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading

_CODE = re.compile(r"[A-Z2-7]{20}")
_SCANNED = re.compile(r"\s*((?:[A-Za-z2-7]{4}-){4}[A-Za-z2-7]{4})\s+\S.*", re.DOTALL)
"""What the QR code of a paper says: the code in groups, then what the paper is about."""


@dataclass(frozen=True)
class PaperCode:
    """What a code on paper says.

    Attributes:
        seq, at: the log's last entry when the page was printed.
        printed_by: the entry that follows it, if it records a print.
    """

    seq: int
    at: datetime
    printed_by: AuditEntry | None


@dataclass(frozen=True)
class FindPaper(Query[PaperCode]):
    """The place in the log that a code printed on a page stands for.

    Attributes:
        code: as typed from the foot of the page, or all that its QR code says.
    """

    code: str
    needs: ClassVar[Permission] = Permission.AUDIT_VERIFY

    def run(self, reading: Reading) -> PaperCode:
        """Go through the log until the code comes out.

        Raises:
            Refused: it is no such code.
            Missing: no entry of this log gives it.
        """
        scanned = _SCANNED.fullmatch(self.code)
        typed = scanned[1] if scanned else self.code
        wanted = "".join(filter(str.isalnum, typed)).upper()
        if not _CODE.fullmatch(wanted):
            raise Refused("audit.no_code", field="code")
        found: AuditEntry | None = None
        for entry in reading.audit.all():
            if found is not None:
                return PaperCode(found.seq, found.at, _of_print(reading, entry))
            if fingerprint(entry.seq, entry.link).replace("-", "") == wanted:
                found = entry
        if found is None:
            raise Missing("audit.unknown_code", field="code")
        return PaperCode(found.seq, found.at, None)


def _of_print(reading: Reading, entry: AuditEntry) -> AuditEntry | None:
    """Return the entry if it records a print the user may know of."""
    if not entry.action.startswith("Print") or entry.case in reading.walls.closed_to(reading.user):
        return None
    return entry
