"""The key by which each running clock stands in lists: derived from clocks and exclusions.

It is rebuilt for every case in which one of them changed, and where a calendar or a law did (see
`ClockHeads.outdated`); nobody edits it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import __version__
from app.domain.cases import OPEN_STATUSES, CaseId
from app.domain.clocks import ExcludedSpan, SpeedyClockId
from app.domain.clocks.heads import NEVER, ClockHead, head_of
from app.domain.clocks.regimes import edition, regime, regimes
from app.domain.paging import Cursor, Page
from app.storage.cases import cases
from app.storage.clocks import ExcludedSpans, SpeedyClocks, excluded_spans, speedy_clocks
from app.storage.columns import Identity
from app.storage.court_days import CourtCalendars
from app.storage.deadline_lines import cases_of
from app.storage.known import visible_to
from app.storage.paging import page_of, page_query
from app.storage.repository import in_portions
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
    sa.Column("reckoned_by", sa.Text, nullable=False, server_default=""),
)
"""Days are their numbers in the calendar (1 is 1 January of year 1), to be reckoned with in SQL.

``reckoned_by``: calendar, laws and program, each with its edition.
"""


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
        self,
        connection: sa.Connection,
        user: UUID,
        records: tuple[SpeedyClocks, ExcludedSpans],
        calendars: CourtCalendars,
        today: date,
    ) -> None:
        self._connection = connection
        self._user = user
        self._clocks, self._spans = records
        self._calendars = calendars
        self._today = today

    def page(
        self,
        *,
        until: date | None = None,
        mine: bool = False,
        after: Cursor | None = None,
        size: int,
    ) -> Page[HeadLine]:
        """Return one page of the clocks that run in open cases, the tightest first.

        Args:
            until: only those that run out by then; None = all.
            mine: only those of the user's cases.
            after: where the page begins.
            size: rows of the page.
        """
        key = limit_as_of(self._today)
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
        for some in in_portions(touched):
            rows = [row for of_case in self._derived(some).values() for row in of_case]
            self._write(some, rows)

    def keep(self, cases: tuple[UUID, ...], heads: Iterable[tuple[ClockHead, str]]) -> None:
        """Put these heads in the place of those of some cases.

        Args:
            cases: whose; at most as many as one statement names (`in_portions`).
            heads: every running clock of theirs, with the law it runs by.
        """
        reckoned_by = cache(self._reckoned_by)
        self._write(cases, [self._stored(head, law, reckoned_by) for head, law in heads])

    def editions(self) -> tuple[str, ...]:
        """Return what clocks were reckoned by, one for each calendar they count by."""
        column = clock_heads.c.reckoned_by
        return tuple(self._connection.scalars(sa.select(column).distinct().order_by(column)))

    def outdated(self) -> tuple[UUID, ...]:
        """Return the cases with a clock whose limit may be another one than when it was reckoned.

        A calendar, a law or the program has changed, or a cap has ended a standstill since.
        """
        current = filter(self._is_current, self.editions())
        changed = clock_heads.c.reckoned_by.not_in(tuple(current))
        ended = sa.and_(
            clock_heads.c.left.is_not(None), clock_heads.c.still_until < self._today.toordinal()
        )
        query = sa.select(clock_heads.c.case).distinct().where(sa.or_(changed, ended))
        return tuple(self._connection.scalars(query.order_by(clock_heads.c.case)))

    def stale(self) -> tuple[UUID, ...]:
        """Return the cases whose heads are not what clocks and exclusions say."""
        stored: dict[UUID, list[dict[str, Any]]] = {}
        heads = self._connection.execute(sa.select(clock_heads).order_by(clock_heads.c.clock))
        for row in heads:
            kept = self._settled(dict(row._mapping))  # noqa: SLF001  SQLAlchemy's public name for it
            stored.setdefault(row.case, []).append(kept)
        named = {*stored, *self._connection.scalars(sa.select(speedy_clocks.c.case).distinct())}
        return tuple(
            case
            for some in in_portions(sorted(named))
            for derived in (self._derived(some),)
            for case in some
            if stored.get(case, []) != derived.get(case, [])
        )

    def _derived(self, some: Iterable[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
        """Return the heads of some cases as their records say, by clock."""
        calendar = cache(lambda calendar_id: self._calendars.in_force(calendar_id).calendar)
        reckoned_by = cache(self._reckoned_by)
        spans: dict[UUID, list[ExcludedSpan]] = defaultdict(list)
        for span in self._spans.every(excluded_spans.c.case.in_(some)):
            spans[span.case].append(span)
        found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
        for clock in self._clocks.every(speedy_clocks.c.case.in_(some)):
            if clock.is_running:
                head = head_of(clock, spans[clock.case], calendar)
                found[clock.case].append(self._stored(head, clock.regime, reckoned_by))
        return found

    def _stored(
        self, head: ClockHead, law: str, reckoned_by: Callable[[str], str]
    ) -> dict[str, Any]:
        row = {**_row(head), "reckoned_by": reckoned_by(regime(law).calendar)}
        return self._settled(row)

    def _write(self, cases: tuple[UUID, ...], rows: list[dict[str, Any]]) -> None:
        self._connection.execute(clock_heads.delete().where(clock_heads.c.case.in_(cases)))
        if rows:
            self._connection.execute(clock_heads.insert(), rows)

    def _settled(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a head that stands still no longer once a cap has ended its standstill."""
        if row["left"] is None or row["still_until"] >= self._today.toordinal():
            return row
        return {**row, "left": None, "still_until": NEVER.toordinal()}

    def _is_current(self, reckoned_by: str) -> bool:
        calendar, *_editions = reckoned_by.split("/")
        is_known = any(law.calendar == calendar for law in regimes())
        return is_known and reckoned_by == self._reckoned_by(calendar)

    def _reckoned_by(self, calendar_id: str) -> str:
        calendar = self._calendars.in_force(calendar_id)
        return f"{calendar_id}/{calendar.edition}/{edition()}/{__version__}"


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
