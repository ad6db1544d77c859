"""The certificate of a disposal: one number for everything that left in one act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.record import Record
from app.domain.retention.disposal import Method

CERTIFICATE_PREFIX = "DC-"
"""The number behind it holds the year and counts from 1 in each, e.g. ``"DC-2026-0007"``."""


@dataclass(frozen=True, kw_only=True)
class DisposalCertificate(Record):
    """What left together; which items those are says the chain of each, by ``batch``.

    Attributes:
        number: unique in the office.
        method: the same for all items.
        batch: the custody events of the act.
        items: how many left.
        at: when; ``by``: who let them go; ``witness``: who stood by.
    """

    number: str
    method: Method
    batch: UUID
    items: int
    at: datetime
    by: str
    witness: str
    to: str = ""
    place: str = ""


def certificate_number(year: int, count: int) -> str:
    """Return a number, e.g. ``"DC-2026-0007"``."""
    return f"{CERTIFICATE_PREFIX}{year}-{count:04d}"
