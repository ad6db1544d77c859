"""The review list: items whose retention somebody should look at, read off their lines."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.codes import CodeBook, CodeList
from app.domain.custody import Whereabouts
from app.domain.paging import Cursor, Page
from app.domain.retention.review import (
    CLOSED_DAYS,
    DisposalState,
    ReviewFilter,
    ReviewLine,
    ReviewReason,
    ReviewSort,
)
from app.storage.evidence_heads import (
    NEVER,
    EvidenceHeads,
    captioned,
    captioned_page,
    evidence_heads,
)
from app.storage.known import visible_to
from app.storage.paging import page_of

_h = evidence_heads.c


class ReviewLines:
    """Reads items to review in cases the user may see; what has left is not among them."""

    def __init__(self, connection: sa.Connection, user: UUID, today: date, codes: CodeBook) -> None:
        self._connection = connection
        self._user = user
        self._today = today
        self._codes = codes
        self._heads = EvidenceHeads(connection, user, today, codes)

    def page(
        self,
        which: ReviewFilter,
        sort: ReviewSort,
        *,
        descending: bool,
        after: Cursor | None,
        size: int,
    ) -> Page[ReviewLine]:
        """Return one page of the list."""
        query = captioned_page(_h[sort.value], descending=descending, after=after, size=size)
        rows = self._connection.execute(query.where(*self._conditions(which))).fetchall()
        return page_of(rows, self._line, keys=2, size=size)

    def of_item(self, item: UUID) -> ReviewLine | None:
        """Return the line of one item the user may see, also of one that has left."""
        query = captioned().where(_h.item == item, visible_to(self._user, _h.case))
        row = self._connection.execute(query).first()
        return self._line(row) if row else None

    def counts(self) -> dict[ReviewReason, int]:
        """Return how many items there are for each reason."""
        sums = [
            sa.func.sum(sa.case((self._because(reason), 1), else_=0)).label(reason.name)
            for reason in ReviewReason
        ]
        row = self._connection.execute(sa.select(*sums).where(*self._kept())).one()
        return {reason: int(getattr(row, reason.name) or 0) for reason in ReviewReason}

    def _conditions(self, which: ReviewFilter) -> list[sa.ColumnElement[bool]]:
        conditions = [*self._kept(), self._because(which.reason)]
        if which.case is not None:
            conditions.append(_h.case == which.case)
        if which.kind:
            conditions.append(_h.kind == which.kind)
        return conditions

    def _kept(self) -> tuple[sa.ColumnElement[bool], ...]:
        return (visible_to(self._user, _h.case), _h.whereabouts != Whereabouts.CLOSED)

    def _because(self, reason: ReviewReason) -> sa.ColumnElement[bool]:
        today = self._today
        over = _h.keep_until <= today
        conditions = {
            ReviewReason.RETENTION_OVER: over,
            ReviewReason.REVIEW_DAY: _h.review_on <= today,
            ReviewReason.SAFEKEEPING: sa.and_(_h.retention_class == "SAFEKEEP", over),
            ReviewReason.CASE_CLOSED: _h.closed_on < today - timedelta(days=CLOSED_DAYS),
            ReviewReason.UNCLASSIFIED: _h.retention_class == "",
            ReviewReason.HELD: sa.or_(_h.holds > 0, _h.case_holds > 0),
            ReviewReason.REQUESTED: _h.disposal == DisposalState.REQUESTED,
            ReviewReason.APPROVED: _h.disposal == DisposalState.APPROVED,
        }
        if reason in conditions:
            return conditions[reason]
        return sa.or_(
            *(conditions[each] for each in (ReviewReason.RETENTION_OVER, ReviewReason.REVIEW_DAY)),
            *(conditions[each] for each in (ReviewReason.CASE_CLOSED, ReviewReason.UNCLASSIFIED)),
        )

    def _line(self, row: Any) -> ReviewLine:  # noqa: ANN401  a row of this module's own query
        return ReviewLine(
            line=self._heads.line_of(row),
            retention_class=row.retention_class,
            class_words=self._codes.label(CodeList.RETENTION_CLASS, row.retention_class),
            keep_until=_known(row.keep_until),
            review_on=_known(row.review_on),
            closed_on=_known(row.closed_on),
            case_holds=row.case_holds,
            disposal=row.disposal,
        )


def _known(day: date) -> date | None:
    return None if day == NEVER else day
