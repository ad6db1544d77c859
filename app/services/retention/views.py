"""What keeps an item and how far its disposal has come; the review list of the office."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.custody import FINAL_ACTIONS, CustodyEvent
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.paging import PAGE, Cursor, Page
from app.domain.particulars import particular
from app.domain.retention.assess import assess
from app.domain.retention.disposal import Disposal, Method, open_disposal
from app.domain.retention.grounds import Assessment, Ground
from app.domain.retention.holds import CaseHold
from app.domain.retention.notices import NoticeClock
from app.domain.retention.review import (
    EVERY_DUE,
    DisposalState,
    ReviewFilter,
    ReviewLine,
    ReviewReason,
    ReviewSort,
)
from app.domain.users import Permission
from app.services.office import Query
from app.services.retention.standing import Standings
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class RequestView:
    """A request that waits, in words.

    Attributes:
        id: by which it is approved, refused, withdrawn and carried out.
        approved_by, approved_at: empty and None while it is not.
    """

    id: UUID
    tag: str
    kind: str
    method: Method | None
    method_words: str
    authority: str
    paper: str
    reason: str
    asked_by: str
    asked_at: datetime
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RetentionFile:
    """Everything about how long an item is kept.

    Attributes:
        class_words: of its retention class; empty = none was chosen.
        assessment: every ground; ``standing``: those that keep it today.
        earliest: first day on which nothing keeps it; None = no day can be said.
        request: the one that waits.
        certificate: number of the certificate, once it has left for good.
    """

    item: EvidenceItem
    today: date
    class_words: str
    assessment: Assessment
    case_holds: tuple[CaseHold, ...]
    holds: tuple[CustodyEvent, ...]
    notices: tuple[NoticeClock, ...]
    request: RequestView | None
    certificate: str

    @property
    def standing(self) -> tuple[Ground, ...]:
        """The grounds that keep it today."""
        return self.assessment.standing(self.today)

    @property
    def earliest(self) -> date | None:
        """The first day on which nothing keeps it."""
        return self.assessment.earliest

    @property
    def state(self) -> DisposalState:
        """How far its disposal has come."""
        if self.request is None:
            return DisposalState.NONE
        is_approved = self.request.approved_at is not None
        return DisposalState.APPROVED if is_approved else DisposalState.REQUESTED


@dataclass(frozen=True)
class ItemRetention(Query[RetentionFile]):
    """How long an item is kept and why, and how far its disposal has come."""

    item: ItemId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case of the item."""
        return reading.evidence.get(self.item).case

    def run(self, reading: Reading) -> RetentionFile:
        """Return it.

        Raises:
            Missing: there is no such item.
        """
        item = reading.evidence.get(self.item)
        standing = Standings(reading).of(item)
        disposal = open_disposal(standing.chain)
        return RetentionFile(
            item=item,
            today=reading.today,
            class_words=reading.codes.label(CodeList.RETENTION_CLASS, item.retention_class),
            assessment=assess(standing, disposal.method if disposal else None),
            case_holds=standing.of.holds,
            holds=standing.chain.holds,
            notices=standing.notices,
            request=_request(reading, item, disposal) if disposal else None,
            certificate=_certificate(standing.chain.events),
        )


@dataclass(frozen=True)
class WaitingRequests(Query[tuple[RequestView, ...]]):
    """The requests of some items that wait, to be decided on or carried out together."""

    items: tuple[ItemId, ...]
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[RequestView, ...]:
        """Return them by tag; items of hidden cases and those without a request are not in it."""
        found = []
        for item in reading.evidence.where(reading.evidence.table.c.id.in_(self.items)):
            disposal = open_disposal(reading.custody.chain(item))
            _walled, is_admitted = reading.walls.standing(item.case, reading.user)
            if is_admitted and disposal is not None:
                found.append(_request(reading, item, disposal))
        return tuple(sorted(found, key=lambda each: each.tag))


@dataclass(frozen=True, kw_only=True)
class ReviewPage(Query[Page[ReviewLine]]):
    """One page of the items whose retention somebody should look at."""

    which: ReviewFilter = EVERY_DUE
    sort: ReviewSort = ReviewSort.KEEP_UNTIL
    descending: bool = False
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> Page[ReviewLine]:
        """Return the page; items of hidden cases are not in it."""
        return reading.review_lines.page(
            self.which, self.sort, descending=self.descending, after=self.after, size=self.size
        )


@dataclass(frozen=True)
class ReviewCounts(Query[dict[ReviewReason, int]]):
    """How many items there are to review, for each reason."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> dict[ReviewReason, int]:
        """Return the numbers of visible items."""
        return reading.review_lines.counts()


def _request(reading: Reading, item: EvidenceItem, disposal: Disposal) -> RequestView:
    asked, given = disposal.request, disposal.approval
    label = reading.codes.label
    code = particular(asked.details, "authority")
    return RequestView(
        id=asked.id,
        tag=item.tag,
        kind=item.kind,
        method=disposal.method,
        method_words=label(CodeList.DISPOSAL_METHOD, asked.method),
        authority=label(CodeList.DISPOSAL_AUTHORITY, code),
        paper=asked.authority,
        reason=asked.purpose,
        asked_by=asked.entered_by,
        asked_at=asked.at,
        approved_by=given.entered_by if given else "",
        approved_at=given.at if given else None,
    )


def _certificate(events: tuple[CustodyEvent, ...]) -> str:
    gone = (event for event in reversed(events) if event.action in FINAL_ACTIONS)
    return next((particular(event.details, "receipt") for event in gone), "")
