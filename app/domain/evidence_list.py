"""Evidence as lists show it: one line an item, with what its last custody event says."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.cases import CaseId
from app.domain.custody import Whereabouts
from app.domain.evidence import ItemId
from app.domain.locations import LocationId


class EvidenceSort(StrEnum):
    """What a list of items can be ordered by."""

    TAG = "tag"
    KIND = "kind"
    HOLDER = "holder"
    SINCE = "since"
    DUE_BACK = "due_back_on"


@dataclass(frozen=True, kw_only=True)
class EvidenceFilter:
    """Which items a list shows.

    Attributes:
        case: only items of this case.
        whereabouts: only items in the room, out, or gone for good.
        overdue: only items that are out and should be back by now.
        words: only items found by these words.
    """

    case: CaseId | None = None
    whereabouts: Whereabouts | None = None
    overdue: bool = False
    words: str = ""


EVERY_ITEM = EvidenceFilter()


@dataclass(frozen=True, kw_only=True)
class EvidenceLine:
    """An item as one line of a list.

    Attributes:
        kind: code list ``evidence_kind``; ``kind_label`` its words.
        description: its first 200 characters.
        since: when the present holder took it; None for an item without a chain.
        due_back_on: the day it should be back, if one was set when it left.
        number: within its case, from 1 without gaps.
        parent: the item it lies in or comes from.
        location: the place of storage, where the last step named one.
        holds: how many are not released.
    """

    item: ItemId
    case: CaseId
    case_number: str
    case_title: str
    tag: str
    kind: str
    kind_label: str
    description: str
    holder: str
    place: str
    since: datetime | None
    due_back_on: date | None
    whereabouts: Whereabouts
    number: int = 0
    parent: ItemId | None = None
    location: LocationId | None = None
    holds: int = 0

    def days_overdue(self, today: date) -> int:
        """Return by how many days it is late; 0 for an item that is not."""
        if self.whereabouts is not Whereabouts.OUT or self.due_back_on is None:
            return 0
        return max((today - self.due_back_on).days, 0)


@dataclass(frozen=True, kw_only=True)
class EvidenceTotals:
    """How many items stand where; ``overdue`` ones are among those out."""

    room: int = 0
    out: int = 0
    closed: int = 0
    overdue: int = 0

    @property
    def every(self) -> int:
        """All items."""
        return self.room + self.out + self.closed
