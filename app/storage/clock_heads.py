"""The key by which each running clock stands in lists: derived from clocks and exclusions.

It is rebuilt for every case in which one of them changed; nobody edits it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.cases import OPEN_STATUSES, CaseId
from app.domain.clocks import SpeedyClockId
from app.domain.clocks.heads import ClockHead, head_of
from app.domain.paging import Cursor, Page
from app.storage.cases import cases
from app.storage.clocks import ExcludedSpans, SpeedyClocks, excluded_spans, speedy_clocks
from app.storage.columns import Identity
from app.storage.deadline_lines import cases_of
from app.storage.known import visible_to
from app.storage.paging import page_of, page_query
from app.storage.schema import metadata

SOURCES = frozenset({"speedy_clocks", "excluded_spans"})
"""Kinds a head is derived from."""

clock_heads = sa.Table(
    "clock_heads",
    metadata,
    sa.Column("clock", Identity, primary_key=True),
    sa.Column("case", Identity, sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("limit_day", sa.Integer, nullable=False, index=True),
    sa.Column("left", sa.Integer),
    sa.Column("still_until", sa.Integer, nullable=False),
)
"""Days are their numbers in the calendar (1 is 1 January of year 1), to be reckoned with in SQL."""


@dataclass(frozen=True)
class HeadLine:
    """A running clock with the case it belongs to.

    Attributes:
        limit_on: the day it runs out as of the day asked about.
    """

    clock: SpeedyClockId
    case: CaseId
    number: str
    title: str
    limit_on: date


class ClockHeads:
    """Reads the running clocks in order, and keeps the heads of touched cases right."""

    def __init__(
        self, connection: sa.Connection, user: UUID, clocks: SpeedyClocks, spans: ExcludedSpans
    ) -> None:
        self._connection = connection
        self._user = user
        self._clocks = clocks
        self._spans = spans

    def page(
        self,
        today: date,
        *,
        until: date | None = None,
        mine: bool = False,
        after: Cursor | None = None,
        size: int,
    ) -> Page[HeadLine]:
        """Return one page of the clocks that run in open cases, the tightest first.

        Args:
            today: the day asked about.
            until: only those that run out by then; None = all.
            mine: only those of the user's cases.
            after: where the page begins.
            size: rows of the page.
        """
        key = limit_as_of(today)
        columns = (clock_heads.c.clock, clock_heads.c.case, cases.c.number, cases.c.title)
        keys = (key, clock_heads.c.clock)
        stored = (key.label("key"), sa.type_coerce(clock_heads.c.clock, sa.LargeBinary))
        query = (
            sa.select(*columns, *stored)
            .join(cases, cases.c.id == clock_heads.c.case)
            .where(visible_to(self._user, clock_heads.c.case), in_open_case())
        )
        if until is not None:
            query = query.where(key <= until.toordinal())
        if mine:
            query = query.where(clock_heads.c.case.in_(cases_of(self._user)))
        query = page_query(query, keys, descending=False, after=after, size=size)
        rows = self._connection.execute(query).fetchall()
        return page_of(rows, _line, keys=len(keys), size=size)

    def refresh(self, touched: Iterable[UUID]) -> None:
        """Rebuild the heads of these cases."""
        for case in touched:
            self._connection.execute(clock_heads.delete().where(clock_heads.c.case == case))
            rows = [_row(head) for head in self._derived(case)]
            if rows:
                self._connection.execute(clock_heads.insert(), rows)

    def stale(self) -> tuple[UUID, ...]:
        """Return the cases whose heads are not what clocks and exclusions say."""
        stored: dict[UUID, list[dict[str, Any]]] = {}
        heads = self._connection.execute(sa.select(clock_heads).order_by(clock_heads.c.clock))
        for row in heads:
            stored.setdefault(row.case, []).append(dict(row._mapping))  # noqa: SLF001  SQLAlchemy's public name for it
        named = {*stored, *self._connection.scalars(sa.select(speedy_clocks.c.case).distinct())}
        return tuple(
            case
            for case in sorted(named)
            if stored.get(case, []) != [_row(head) for head in self._derived(case)]
        )

    def _derived(self, case: UUID) -> Iterator[ClockHead]:
        """Yield the heads of a case as its records say, by clock."""
        spans = self._spans.every(excluded_spans.c.case == case)
        for clock in self._clocks.every(speedy_clocks.c.case == case):
            if clock.is_running:
                yield head_of(clock, spans)


def in_open_case() -> sa.ColumnElement[bool]:
    """Return the condition that the case is still open; what was left running in others is over."""
    is_open = cases.c.status.in_(sorted(OPEN_STATUSES))
    return clock_heads.c.case.in_(sa.select(cases.c.id).where(is_open))


def limit_as_of(today: date) -> sa.ColumnElement[int]:
    """Return the day a clock runs out: one that stands still is moved along with today."""
    stands_still = sa.and_(
        clock_heads.c.left.is_not(None), clock_heads.c.still_until >= today.toordinal()
    )
    return sa.case(
        (stands_still, clock_heads.c.left + today.toordinal()), else_=clock_heads.c.limit_day
    )


def _row(head: ClockHead) -> dict[str, Any]:
    return {
        "clock": head.clock,
        "case": head.case,
        "limit_day": head.limit_on.toordinal(),
        "left": head.left,
        "still_until": head.still_until.toordinal(),
    }


def _line(row: Any) -> HeadLine:  # noqa: ANN401  a row of this module's own query
    return HeadLine(row.clock, row.case, row.number, row.title, date.fromordinal(row.key))
