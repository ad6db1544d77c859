"""Items somebody should look at: what may go, what was put on a day, what nobody classified."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cases import CaseId
from app.domain.evidence_list import EvidenceLine

CLOSED_DAYS = 90
"""Days after which a closed case that still has items is looked at (IAPE: tickler files)."""


class DisposalState(StrEnum):
    """How far the disposal of an item has come."""

    NONE = ""
    REQUESTED = "requested"
    APPROVED = "approved"


class ReviewReason(StrEnum):
    """Why an item is on the list."""

    DUE = "due"
    """Any of the others."""
    RETENTION_OVER = "retention_over"
    REVIEW_DAY = "review_day"
    SAFEKEEPING = "safekeeping"
    CASE_CLOSED = "case_closed"
    UNCLASSIFIED = "unclassified"
    HELD = "held"
    """Kept by a hold; not due, but to be looked at from time to time."""
    REQUESTED = "requested"
    APPROVED = "approved"


class ReviewSort(StrEnum):
    """What the review list can be ordered by."""

    TAG = "tag"
    KEEP_UNTIL = "keep_until"
    REVIEW_ON = "review_on"


@dataclass(frozen=True, kw_only=True)
class ReviewFilter:
    """Which items the review list shows.

    Attributes:
        reason: why they should be looked at.
        case: only items of this case.
        kind: only items of this kind (code list ``evidence_kind``).
    """

    reason: ReviewReason = ReviewReason.DUE
    case: CaseId | None = None
    kind: str = ""


EVERY_DUE = ReviewFilter()


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """An item as one line of the review list.

    Attributes:
        retention_class: code list ``retention_class``; empty = nobody chose one.
        keep_until: first day after its period of retention; None = no day can be said.
        review_on: the day somebody wanted to look at it.
        closed_on: the day its case was closed or declined, if it is.
        case_holds: holds over the whole case; those of the item stand in ``line``.
        disposal: how far a request has come.
    """

    line: EvidenceLine
    retention_class: str
    class_words: str
    keep_until: date | None
    review_on: date | None
    closed_on: date | None
    case_holds: int
    disposal: DisposalState

    @property
    def holds(self) -> int:
        """Every hold that keeps it."""
        return self.line.holds + self.case_holds

    def reasons(self, today: date) -> tuple[ReviewReason, ...]:
        """Return why it is on the list."""
        said = {
            ReviewReason.RETENTION_OVER: _passed(self.keep_until, today),
            ReviewReason.REVIEW_DAY: _passed(self.review_on, today),
            ReviewReason.CASE_CLOSED: self.closed_on is not None
            and (today - self.closed_on).days > CLOSED_DAYS,
            ReviewReason.UNCLASSIFIED: not self.retention_class,
        }
        return tuple(reason for reason, is_so in said.items() if is_so)


def _passed(day: date | None, today: date) -> bool:
    return day is not None and day <= today
