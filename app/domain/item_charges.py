"""Which counts an item of evidence proves."""

from dataclasses import dataclass

from app.domain.cases import CaseId
from app.domain.charges import ChargeId
from app.domain.evidence import ItemId
from app.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class ItemCharge(Record):
    """An item proves a count, or one element of it.

    Attributes:
        element: one line of the count's elements, as it stood when it was named; empty = the count.
    """

    case: CaseId
    item: ItemId
    charge: ChargeId
    element: str = ""
    note: str = ""
