"""The line each item of evidence shows in lists: derived from its chain, rebuilt at every step.

Who holds an item is what its last custody event says. Working that out for each row of a list of
half a million items would take seconds, so the answer is kept in one narrow table, never edited.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from app.domain.cases import CaseId
from app.domain.codes import CodeBook, CodeList
from app.domain.custody import AWAY_ACTIONS, FINAL_ACTIONS, HANDLING_ACTIONS, Action, Whereabouts
from app.domain.evidence import ItemId
from app.domain.evidence_list import EvidenceFilter, EvidenceLine, EvidenceSort, EvidenceTotals
from app.domain.locations import LocationId
from app.domain.paging import Cursor, Page
from app.domain.retention.review import DisposalState
from app.domain.search import HitKind
from app.storage.cases import cases
from app.storage.columns import Day, Identity, Instant, PlainText, Word
from app.storage.driver import run
from app.storage.evidence import custody_events, evidence_items
from app.storage.keeping import CASE_CLOSED_ON, CASE_HOLDS, DISPOSAL, KEEP_UNTIL
from app.storage.known import visible_to
from app.storage.paging import page_of, page_query
from app.storage.repository import AT_ONCE, in_portions
from app.storage.schema import metadata
from app.storage.search_index import search_entries
from app.storage.search_words import SearchWords

SOURCES = frozenset({"evidence_items", "custody_events"})
"""Kinds an item's line is derived from."""
CASE_SOURCES = frozenset({"cases", "charges", "sentences", "case_appeals", "case_holds"})
"""Kinds of its case that say how long it is kept."""

NEVER = date(9999, 12, 31)
"""Stands for "not due back": such items sort last and the column is never NULL."""
UNKNOWN = datetime(1, 1, 1, tzinfo=UTC)
"""Stands for "no chain yet"."""

SHOWN = 200
"""Characters of a description that a line shows."""

evidence_heads = sa.Table(
    "evidence_heads",
    metadata,
    sa.Column("item", Identity, sa.ForeignKey("evidence_items.id"), primary_key=True),
    sa.Column("case", Identity, sa.ForeignKey("cases.id"), nullable=False),
    sa.Column("tag", PlainText, nullable=False),
    sa.Column("kind", PlainText, nullable=False),
    sa.Column("description", PlainText, nullable=False),
    sa.Column("holder", PlainText, nullable=False),
    sa.Column("place", PlainText, nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("due_back_on", Day, nullable=False),
    sa.Column("whereabouts", Word(Whereabouts), nullable=False),
    sa.Column("number_in_case", sa.Integer, nullable=False, server_default="0"),
    sa.Column("parent", Identity, nullable=True),
    sa.Column("location", Identity, nullable=True),
    sa.Column("holds", sa.Integer, nullable=False, server_default="0"),
    sa.Column("retention_class", PlainText, nullable=False, server_default=""),
    sa.Column("review_on", Day, nullable=False, server_default=NEVER.isoformat()),
    sa.Column("keep_until", Day, nullable=False, server_default=NEVER.isoformat()),
    sa.Column("closed_on", Day, nullable=False, server_default=NEVER.isoformat()),
    sa.Column("case_holds", sa.Integer, nullable=False, server_default="0"),
    sa.Column("disposal", Word(DisposalState), nullable=False, server_default=""),
)
_h = evidence_heads.c
for _sort in EvidenceSort:
    sa.Index(None, _h[_sort.value], _h.item)
sa.Index(None, _h.case, _h.tag, _h.item)
sa.Index(None, _h.whereabouts, _h.tag, _h.item)
sa.Index(None, _h.whereabouts, _h.due_back_on, _h.case)
sa.Index(None, _h.location)
sa.Index(None, _h.keep_until, _h.item)
sa.Index(None, _h.review_on, _h.item)
sa.Index(None, _h.disposal, _h.tag)


class EvidenceHeads:
    """Reads the lines and keeps those of touched items right."""

    def __init__(self, connection: sa.Connection, user: UUID, today: date, codes: CodeBook) -> None:
        self._connection = connection
        self._user = user
        self._today = today
        self._codes = codes

    def page(
        self,
        which: EvidenceFilter,
        sort: EvidenceSort,
        *,
        descending: bool,
        after: Cursor | None,
        size: int,
    ) -> Page[EvidenceLine]:
        """Return one page of the items the user may see."""
        query = captioned_page(_h[sort.value], descending=descending, after=after, size=size)
        rows = self._connection.execute(query.where(*self._conditions(which))).fetchall()
        return page_of(rows, self.line_of, keys=2, size=size)

    def stale(self) -> tuple[UUID, ...]:
        """Return the items whose line is not what their chain says; none where all is well."""
        stored = sa.select(*evidence_heads.c)
        gone = sa.select(*stored.except_(_derived()).subquery().c)
        new = sa.select(*_derived().except_(stored).subquery().c)
        rows = [*self._connection.execute(gone), *self._connection.execute(new)]
        return tuple(dict.fromkeys(row[0] for row in rows))

    def of_case(self, case: UUID) -> tuple[EvidenceLine, ...]:
        """Return every item of one case, by tag."""
        which = EvidenceFilter(case=CaseId(case))
        query = captioned().where(*self._conditions(which)).order_by(_h.tag)
        return tuple(self.line_of(row) for row in self._connection.execute(query))

    def line(self, item: UUID) -> EvidenceLine | None:
        """Return the line of one item the user may see."""
        query = captioned().where(_h.item == item, visible_to(self._user, _h.case))
        row = self._connection.execute(query).first()
        return self.line_of(row) if row else None

    def totals(self, which: EvidenceFilter) -> EvidenceTotals:
        """Return how many items the filter leaves, by where they are."""
        late = sa.func.sum(sa.case((self._overdue(), 1), else_=0))
        query = (
            sa.select(_h.whereabouts, sa.func.count(), late)
            .where(*self._conditions(which))
            .group_by(_h.whereabouts)
        )
        found = {
            place: (count, overdue) for place, count, overdue in self._connection.execute(query)
        }
        counts = {place.value: found.get(place, (0, 0))[0] for place in Whereabouts}
        return EvidenceTotals(**counts, overdue=found.get(Whereabouts.OUT, (0, 0))[1])

    def at_places(self, places: Iterable[UUID]) -> tuple[EvidenceLine, ...]:
        """Return the items in the room that should lie at one of the places, by tag."""
        which = EvidenceFilter(
            places=frozenset(map(LocationId, places)), whereabouts=Whereabouts.ROOM
        )
        query = captioned().where(*self._conditions(which)).order_by(_h.tag)
        return tuple(self.line_of(row) for row in self._connection.execute(query))

    def lines(self, items: Iterable[UUID]) -> dict[UUID, EvidenceLine]:
        """Return the lines of those items the user may see."""
        found: dict[UUID, EvidenceLine] = {}
        for some in in_portions(items):
            query = captioned().where(_h.item.in_(some), visible_to(self._user, _h.case))
            for row in self._connection.execute(query):
                found[row.item] = self.line_of(row)
        return found

    def count_by_place(self) -> dict[LocationId, int]:
        """Return how many visible items in the room lie right at each place."""
        query = (
            sa.select(_h.location, sa.func.count())
            .where(
                visible_to(self._user, _h.case),
                _h.location.is_not(None),
                _h.whereabouts == Whereabouts.ROOM,
            )
            .group_by(_h.location)
        )
        return {LocationId(place): n for place, n in self._connection.execute(query)}

    def recent_holders(self, limit: int) -> tuple[str, ...]:
        """Return who holds items now in cases the user may see, latest hand-over first."""
        latest = (
            sa.select(_h.holder, _h.since)
            .where(visible_to(self._user, _h.case), _h.holder != "")
            .order_by(_h.since.desc(), _h.item.desc())
            .limit(AT_ONCE)
        )
        holders = (holder for holder, _since in self._connection.execute(latest))
        return tuple(islice(dict.fromkeys(holders), limit))

    def refresh(self, touched: Iterable[UUID]) -> None:
        """Rebuild the lines of touched items."""
        sql, values = _rebuilding()
        for item in touched:
            run(self._connection, sql, {**values, _TOUCHED: item.bytes})

    def refresh_cases(self, touched: Iterable[UUID]) -> None:
        """Rebuild the lines of everything logged in touched cases."""
        for some in in_portions(touched):
            query = sa.select(_h.item).where(_h.case.in_(some))
            self.refresh(self._connection.execute(query).scalars().all())

    def _conditions(self, which: EvidenceFilter) -> list[sa.ColumnElement[bool]]:
        conditions = [visible_to(self._user, _h.case)]
        if which.case is not None:
            conditions.append(_h.case == which.case)
        if which.whereabouts is not None:
            conditions.append(_h.whereabouts == which.whereabouts)
        if which.places is not None:
            conditions.append(_h.location.in_(which.places))
        if which.overdue:
            conditions.append(self._overdue())
        if which.words.strip():
            conditions.append(_is_found(which.words))
        return conditions

    def _overdue(self) -> sa.ColumnElement[bool]:
        return sa.and_(_h.whereabouts == Whereabouts.OUT, _h.due_back_on < self._today)

    def line_of(self, row: Any) -> EvidenceLine:  # noqa: ANN401  a row of `captioned`
        """Return the line of a row."""
        return EvidenceLine(
            item=ItemId(row.item),
            case=CaseId(row.case),
            case_number=row.number,
            case_title=row.title,
            tag=row.tag,
            kind=row.kind,
            kind_label=self._codes.label(CodeList.EVIDENCE_KIND, row.kind),
            description=row.description,
            holder=row.holder,
            place=row.place,
            since=None if row.since == UNKNOWN else row.since,
            due_back_on=None if row.due_back_on == NEVER else row.due_back_on,
            whereabouts=row.whereabouts,
            number=row.number_in_case,
            parent=row.parent,
            location=row.location,
            holds=row.holds,
        )


_TOUCHED = "touched"


@cache
def _rebuilding() -> tuple[str, dict[str, object]]:
    """Return the statement that makes the line of one item anew, and what never changes in it.

    It is built once and goes to the driver itself: building it, and sending it through SQLAlchemy,
    took longer than running it.
    """
    derived = _derived().where(evidence_items.c.id == sa.bindparam(_TOUCHED, type_=Identity()))
    line = evidence_heads.insert().from_select(evidence_heads.c.keys(), derived)
    dialect = sqlite.dialect(paramstyle="named")
    whole = line.prefix_with("OR REPLACE").compile(dialect=dialect)
    values = {}
    for name, bound in whole.binds.items():
        convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
        values[name] = bound.value if convert is None else convert(bound.value)
    return str(whole), values


def captioned(*more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Select lines with the caption of their case."""
    columns = (*evidence_heads.c, cases.c.number, sa.func.substr(cases.c.title, 1, SHOWN))
    labelled = (*columns[:-1], columns[-1].label("title"), *more)
    return sa.select(*labelled).join(cases, cases.c.id == _h.case)


def captioned_page(
    key: sa.Column[Any], *, descending: bool, after: Cursor | None, size: int
) -> sa.Select[Any]:
    """Select one page of lines by a column and the item; the caller adds which ones."""
    raw = (sa.type_coerce(key, sa.String), sa.type_coerce(_h.item, sa.LargeBinary))
    return page_query(
        captioned(*raw), (key, _h.item), descending=descending, after=after, size=size
    )


def _derived() -> sa.Select[Any]:
    """Select what items and their chains say now.

    ``said`` says who holds the item: a correction carries the holder as corrected. ``move`` says
    since when, and where that leaves it: an item opened at the laboratory is still there.
    """
    said = custody_events.alias("said")
    move = custody_events.alias("move")
    item = evidence_items.c
    return (
        sa.select(
            item.id,
            item.case,
            item.tag,
            item.kind,
            sa.func.substr(item.description, 1, SHOWN),
            sa.func.coalesce(said.c.holder, ""),
            sa.func.coalesce(said.c.place, ""),
            sa.func.coalesce(move.c.at, sa.literal(UNKNOWN, Instant)),
            sa.func.coalesce(_corrected_due(move), move.c.due_back_on, sa.literal(NEVER, Day)),
            sa.case(
                (_is_any(move.c.action, AWAY_ACTIONS), Whereabouts.OUT.value),
                (_is_any(move.c.action, FINAL_ACTIONS), Whereabouts.CLOSED.value),
                else_=Whereabouts.ROOM.value,
            ),
            _number(item),
            item.parent,
            said.c.location,
            _times(Action.HELD) - _times(Action.HOLD_RELEASED),
            item.retention_class,
            sa.func.coalesce(item.review_on, sa.literal(NEVER, Day)),
            _said(KEEP_UNTIL, Day()),
            _said(CASE_CLOSED_ON, Day()),
            _said(CASE_HOLDS, sa.Integer()),
            _said(DISPOSAL, Word(DisposalState)),
        )
        .select_from(evidence_items)
        .outerjoin(said, _is_latest(said, ()))
        .outerjoin(move, _is_latest(move, HANDLING_ACTIONS | {Action.CORRECTED}))
    )


def _said(sql: str, type_: Any) -> sa.ColumnElement[Any]:  # noqa: ANN401  any column type
    """Return an expression of `keeping` as a column."""
    return sa.literal_column(sql, type_).label(None)


def _number(item: Any) -> sa.ColumnElement[int]:  # noqa: ANN401  an alias's columns
    """Return the item's number within its case: its own, or its place among those without one."""
    older = evidence_items.alias()
    place = (
        sa.select(sa.func.count())
        .where(older.c.case == item.case, older.c.number == 0, older.c.id <= item.id)
        .correlate(evidence_items)
        .scalar_subquery()
    )
    return sa.case((item.number > 0, item.number), else_=place)


def _times(action: Action) -> sa.ScalarSelect[int]:
    """Return how often something happened to the item."""
    other = custody_events.alias()
    return (
        sa.select(sa.func.count())
        .where(other.c.item == evidence_items.c.id, other.c.action == action)
        .correlate(evidence_items)
        .scalar_subquery()
    )


def _corrected_due(move: Any) -> sa.ScalarSelect[date]:  # noqa: ANN401  an alias
    """Return the day back as the latest correction of it says, if one follows the move."""
    other = custody_events.alias()
    return (
        sa.select(other.c.due_back_on)
        .where(
            other.c.item == evidence_items.c.id,
            other.c.action == Action.CORRECTED,
            other.c.due_back_on.is_not(None),
            other.c.seq > move.c.seq,
        )
        .order_by(other.c.seq.desc())
        .limit(1)
        .correlate(evidence_items, move)
        .scalar_subquery()
    )


def _is_latest(event: Any, passing_over: Iterable[Action]) -> sa.ColumnElement[bool]:  # noqa: ANN401  an alias
    """Return the condition that ``event`` is the item's last one but for some actions."""
    other = custody_events.alias()
    passed = tuple(passing_over)
    kept = (~_is_any(other.c.action, passed),) if passed else ()
    latest = (
        sa.select(sa.func.max(other.c.seq))
        .where(other.c.item == evidence_items.c.id, *kept)
        .correlate(evidence_items)
        .scalar_subquery()
    )
    return sa.and_(event.c.item == evidence_items.c.id, event.c.seq == latest)


def _is_any(column: sa.ColumnElement[Action], actions: Iterable[Action]) -> sa.ColumnElement[bool]:
    """Say it without IN, whose list SQLAlchemy would spell out anew at each run."""
    return sa.or_(*(column == action for action in sorted(actions)))


def _is_found(typed: str) -> sa.ColumnElement[bool]:
    """Return the condition that every word typed is found in the item."""
    expression = SearchWords.typed(typed).expression(HitKind.EVIDENCE, whole=True)
    if not expression:
        return sa.false()
    words = sa.table("search_words", sa.column("rowid"))
    matched = sa.select(words.c.rowid).where(
        sa.text("search_words MATCH :typed").bindparams(typed=expression)
    )
    return _h.item.in_(
        sa.select(search_entries.c.record).where(search_entries.c.rowid_.in_(matched))
    )
