"""Holds over a whole case: everything logged in it is kept, also what comes in later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class CaseHold(Record):
    """A hold placed on all items of a case, or its release; never changed.

    Attributes:
        reason: why everything is kept, or why no longer.
        order: the paper behind it, e.g. a preservation order or a civil claim's number.
        releases: the hold that ends with this record; None = it is a hold.
    """

    case: CaseId
    reason: str
    order: str = ""
    at: datetime
    by: str
    releases: UUID | None = None


def standing(records: Iterable[CaseHold]) -> tuple[CaseHold, ...]:
    """Return the holds among the records that are not released, oldest first."""
    known = sorted(records, key=lambda each: each.id)
    over = {each.releases for each in known if each.releases is not None}
    return tuple(each for each in known if each.releases is None and each.id not in over)
