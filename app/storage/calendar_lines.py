"""The statements that read dated records of every kind, behind the walls, under one set of names.

Each table has an index that begins with its day, goes on in the order a day lists the kind, and
holds all that is asked of a record before it is shown: a full day is counted, and its first lines
are found, without touching the records themselves. Of disclosure a day holds too little for that.
What was continued, vacated or cancelled is left out by saying what it is not, so that no index of
states is taken instead.

The statements take ``:first`` and ``:last``, the days they begin and end with. They are made once
for each user and filter: building one takes as long as running it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.calendar import EntryFilter, EntryKind
from app.domain.custody import Whereabouts
from app.domain.deadlines import DeadlineStatus
from app.domain.hearings import HearingStatus
from app.domain.paging import Cursor
from app.domain.tasks import TaskKind
from app.storage.cases import cases
from app.storage.columns import Day, Identity, Instant, PlainText
from app.storage.deadline_lines import cases_of
from app.storage.deadlines import deadlines
from app.storage.evidence_heads import evidence_heads
from app.storage.hearings import hearings
from app.storage.known import known_to, visible_to
from app.storage.owed_days import OWED_TABLES, OwedTable
from app.storage.paging import behind, page_query
from app.storage.tasks import tasks

KINDS = tuple(EntryKind)
"""A line names its kind by its ``rank``, the place in here."""
_h, _d, _t, _e = hearings.c, deadlines.c, tasks.c, evidence_heads.c
_Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class _Source:
    """A table that entries of a kind are read from, and what of it the calendar needs.

    Attributes:
        given_to: who covers it or has to do it; None where a kind names nobody.
        court, courtroom: its own; None where only its case has one.
    """

    kind: EntryKind
    table: sa.Table
    id: sa.ColumnElement[UUID]
    day: sa.ColumnElement[Any]
    what: sa.ColumnElement[str]
    on_calendar: tuple[_Condition, ...]
    done: _Condition
    given_to: sa.ColumnElement[UUID | None] | None = None
    starts_at: sa.ColumnElement[Any] | None = None
    zone: sa.ColumnElement[str] | None = None
    minutes: sa.ColumnElement[int] | None = None
    place: sa.ColumnElement[str] | None = None
    court: sa.ColumnElement[str] | None = None
    courtroom: sa.ColumnElement[str] | None = None
    computed: _Condition | None = None

    @property
    def case(self) -> sa.ColumnElement[UUID]:
        """The case it belongs to."""
        return self.table.c.case

    @property
    def within(self) -> _Condition:
        """It lies on one of the days, the last included."""
        first, last = (sa.bindparam(name, type_=Day()) for name in ("first", "last"))
        return self.day.between(first, last)


def _of_tasks(kind: EntryKind, which: _Condition) -> _Source:
    return _Source(
        kind=kind,
        table=tasks,
        id=_t.id,
        day=_t.due_on,
        what=_t.title,
        on_calendar=(which,),
        done=_t.done_at.is_not(None),
        given_to=_t.assigned_to,
    )


def _of_disclosure(owed: OwedTable) -> _Source:
    column = owed.table.c
    return _Source(
        kind=EntryKind.DISCLOSURE,
        table=owed.table,
        id=column.id,
        day=column.due_on,
        what=owed.what,
        on_calendar=(sa.or_(owed.settled, owed.is_awaited),),
        done=owed.settled,
    )


_SOURCES = (
    _Source(
        kind=EntryKind.HEARING,
        table=hearings,
        id=_h.id,
        day=_h.on,
        what=_h.kind,
        on_calendar=(_h.status.not_in((HearingStatus.CONTINUED, HearingStatus.VACATED)),),
        done=_h.status == HearingStatus.HELD,
        given_to=_h.attorney,
        starts_at=_h.starts_at,
        zone=_h.zone,
        minutes=_h.minutes,
        place=sa.case((_h.courtroom != "", _h.courtroom), else_=_h.court),
        court=_h.court,
        courtroom=_h.courtroom,
    ),
    _Source(
        kind=EntryKind.DEADLINE,
        table=deadlines,
        id=_d.id,
        day=_d.due_on,
        what=_d.title,
        on_calendar=(_d.status != DeadlineStatus.CANCELLED,),
        done=_d.status == DeadlineStatus.DONE,
        given_to=_d.assigned_to,
        computed=_d.computed_due_on.is_not(None),
    ),
    _of_tasks(EntryKind.VICTIM, _t.kind == TaskKind.VICTIM_CONTACT),
    _Source(
        kind=EntryKind.EVIDENCE,
        table=evidence_heads,
        id=_e.item,
        day=_e.due_back_on,
        what=_e.tag,
        on_calendar=(_e.whereabouts == Whereabouts.OUT,),
        done=sa.false(),
        place=_e.holder,
    ),
    _of_tasks(EntryKind.TASK, _t.kind != TaskKind.VICTIM_CONTACT),
    *map(_of_disclosure, OWED_TABLES),
)
_ORDER = ("starts_at", "what", "id")
"""How the lines of one kind follow each other on a day."""
PAGE_KEYS = 2 + len(_ORDER)
"""Values of a cursor: the day, the rank, and these."""


@lru_cache(maxsize=64)
def counts_by_day(user: UUID, which: EntryFilter, *, done: bool = True) -> sa.CompoundSelect[Any]:
    """Return the statement for rank, day and number of what passes.

    Args:
        user: who asks.
        which: a filter that some kind can pass.
        done: whether what is done is counted as well.
    """
    return sa.union_all(
        *(
            sa.select(_rank(source.kind), sa.type_coerce(source.day, Day()), sa.func.count())
            .where(source.within, *conditions, *(() if done else (sa.not_(source.done),)))
            .group_by(source.day)
            for source, conditions in _wanted(user, which)
        )
    )


@lru_cache(maxsize=64)
def all_lines(user: UUID, which: EntryFilter) -> sa.Select[Any]:
    """Return the statement for the lines of everything that passes, in no order."""
    return _with_case(
        sa.union_all(
            *(
                _line(source).where(source.within, *conditions)
                for source, conditions in _wanted(user, which)
            )
        ).subquery()
    )


@lru_cache(maxsize=64)
def first_lines(user: UUID, which: EntryFilter, most: int) -> sa.Select[Any]:
    """Return the statement for the first lines of each day, across the kinds ``most`` of a day.

    Besides, it takes for each kind, under its name, a JSON array of the days to look at.
    """
    found = sa.union_all(
        *(_first_of_source(source, conditions, most) for source, conditions in _wanted(user, which))
    ).subquery()
    line = found.c
    order = (line.rank, *(line[name] for name in _ORDER))
    nth = sa.func.row_number().over(partition_by=line.day, order_by=order).label("nth")
    numbered = sa.select(found, nth).subquery()
    return _with_case(numbered).where(numbered.c.nth <= most)


def next_lines(user: UUID, which: EntryFilter, after: Cursor | None, size: int) -> sa.Select[Any]:
    """Return the statement for the lines behind a cursor, in the order days list them.

    Of every table as many are found as the page may need; the page is the first of all of them. Its
    rows end with `PAGE_KEYS` values for the next cursor.
    """
    found = sa.union_all(
        *(
            _next_of_source(source, conditions, after, size)
            for source, conditions in _wanted(user, which)
        )
    ).subquery()
    line = found.c
    stored = (
        sa.type_coerce(line.day, sa.String()),
        line.rank,
        sa.func.coalesce(sa.type_coerce(line.starts_at, sa.String()), ""),
        line.what,
        sa.type_coerce(line.id, sa.LargeBinary()),
    )
    query = _with_case(found).add_columns(*(key.label(None) for key in stored))
    return page_query(query, stored, descending=False, after=None, size=size)


def _next_of_source(
    source: _Source, conditions: Iterable[_Condition], after: Cursor | None, size: int
) -> sa.Select[Any]:
    rank = sa.literal(KINDS.index(source.kind))
    starts_at = sa.literal("") if source.starts_at is None else source.starts_at
    found = (
        sa.select(source.id)
        .where(source.within, *conditions)
        .order_by(source.day, *_own_order(source))
        .limit(size + 1)
    )
    if after is not None:
        found = found.where(behind((source.day, rank, starts_at, source.what, source.id), after))
    return _line(source).where(source.id.in_(found))


def _with_case(lines: sa.Subquery) -> sa.Select[Any]:
    return sa.select(lines, cases.c.number, cases.c.title).join(cases, cases.c.id == lines.c.case)


def _first_of_source(
    source: _Source, conditions: Iterable[_Condition], most: int
) -> sa.Select[Any]:
    days = sa.func.json_each(sa.bindparam(source.kind, type_=sa.Text())).table_valued("value")
    first = (
        sa.select(source.id)
        .where(source.day == days.c.value, *conditions)
        .order_by(*_own_order(source))
        .limit(most)
    )
    # Only the day comes from outside: inside, the table is read anew for each.
    found = source.id.in_(first.correlate(days))
    return _line(source).join_from(days, source.table, found)


def _own_order(source: _Source) -> list[sa.ColumnElement[Any]]:
    """Return the columns by which the lines of the kind follow each other on a day."""
    columns = (getattr(source, name) for name in _ORDER)
    return [column for column in columns if column is not None]


def _wanted(user: UUID, which: EntryFilter) -> list[tuple[_Source, tuple[_Condition, ...]]]:
    """Return each table whose kind can pass, with the conditions of the user and the filter."""
    return [
        (
            source,
            (
                *source.on_calendar,
                visible_to(user, source.case),
                *known_to(user, source.table),
                *_passes(source, user, which),
            ),
        )
        for source in _SOURCES
        if source.kind in which.shown_kinds
    ]


def _passes(source: _Source, user: UUID, which: EntryFilter) -> list[_Condition]:
    conditions: list[_Condition] = []
    if which.mine:
        own = source.case.in_(cases_of(user))
        conditions.append(own if source.given_to is None else own | (source.given_to == user))
    if which.person is not None:
        conditions.append(_concerns(source, which.person))
    if which.court:
        conditions.append(_held_in(source, source.court, cases.c.court, which.court))
    if which.courtroom:
        conditions.append(_held_in(source, source.courtroom, cases.c.courtroom, which.courtroom))
    if which.hearing:
        conditions.append(source.what == which.hearing)
    return conditions


def _rank(kind: EntryKind) -> sa.ColumnElement[int]:
    return sa.literal_column(str(KINDS.index(kind)), sa.Integer).label("rank")


def _line(source: _Source) -> sa.Select[Any]:
    """Return the columns of one kind under the names all kinds share."""
    columns: list[sa.ColumnElement[Any]] = [
        _rank(source.kind),
        sa.type_coerce(source.id, Identity()).label("id"),
        sa.type_coerce(source.case, Identity()).label("case"),
        sa.type_coerce(source.day, Day()).label("day"),
        sa.type_coerce(source.what, PlainText()).label("what"),
        sa.type_coerce(_or(source.starts_at, "NULL"), Instant()).label("starts_at"),
        sa.type_coerce(_or(source.zone, "NULL"), PlainText()).label("zone"),
        sa.type_coerce(_or(source.minutes, "0"), sa.Integer).label("minutes"),
        sa.type_coerce(_or(source.place, "''"), PlainText()).label("place"),
        sa.type_coerce(source.done, sa.Integer).label("done"),
        sa.type_coerce(_or(source.computed, "0"), sa.Integer).label("computed"),
    ]
    return sa.select(*columns)


def _or(column: sa.ColumnElement[Any] | None, otherwise: str) -> sa.ColumnElement[Any]:
    return sa.literal_column(otherwise) if column is None else column


def _concerns(source: _Source, person: UUID) -> _Condition:
    """Return that the person is named, or nobody is and the person works on the case."""
    in_case = source.case.in_(cases_of(person))
    if source.given_to is None:
        return in_case
    return (source.given_to == person) | (source.given_to.is_(None) & in_case)


def _held_in(
    source: _Source,
    own: sa.ColumnElement[str] | None,
    of_case: sa.ColumnElement[str],
    wanted: str,
) -> _Condition:
    """Return that the entry names the place, or names none and its case does."""
    in_case = sa.exists().where(cases.c.id == source.case, of_case == wanted)
    return in_case if own is None else (own == wanted) | ((own == "") & in_case)
