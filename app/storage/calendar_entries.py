"""Everything that has a day, read across the kinds of record and behind the walls.

All kinds are read by one statement, which lets only so many entries of a day through and counts
the others: a month shows a few lines a day, however much an office has on it. What was continued,
vacated or cancelled is no longer on the calendar.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.calendar import EVERYTHING, CalendarEntry, DayCount, EntryFilter, EntryKind
from app.domain.codes import CodeBook, CodeList
from app.domain.custody import Whereabouts
from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import DeadlineStatus
from app.domain.hearings import HearingStatus
from app.domain.tasks import TaskKind
from app.storage.cases import cases
from app.storage.columns import Day as DayColumn
from app.storage.columns import Identity, Instant, PlainText
from app.storage.deadline_lines import cases_of
from app.storage.deadlines import deadlines
from app.storage.evidence_heads import evidence_heads
from app.storage.hearings import hearings
from app.storage.known import known_to, visible_to
from app.storage.tasks import tasks

_KINDS = tuple(EntryKind)
_h, _d, _t, _e = hearings.c, deadlines.c, tasks.c, evidence_heads.c
_Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class _Source:
    """One kind of entry: the table it is read from, and what of it the calendar needs.

    Attributes:
        given_to: who covers it or has to do it; None where a kind names nobody.
        court, courtroom: its own; None where only its case has one.
    """

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


def _of_tasks(which: _Condition) -> _Source:
    return _Source(
        table=tasks,
        id=_t.id,
        day=_t.due_on,
        what=_t.title,
        on_calendar=(which,),
        done=_t.done_at.is_not(None),
        given_to=_t.assigned_to,
    )


_SOURCES: dict[EntryKind, _Source] = {
    EntryKind.HEARING: _Source(
        table=hearings,
        id=_h.id,
        day=_h.on,
        what=_h.kind,
        on_calendar=(_h.status.in_((HearingStatus.SET, HearingStatus.HELD)),),
        done=_h.status == HearingStatus.HELD,
        given_to=_h.attorney,
        starts_at=_h.starts_at,
        zone=_h.zone,
        minutes=_h.minutes,
        place=sa.case((_h.courtroom != "", _h.courtroom), else_=_h.court),
        court=_h.court,
        courtroom=_h.courtroom,
    ),
    EntryKind.DEADLINE: _Source(
        table=deadlines,
        id=_d.id,
        day=_d.due_on,
        what=_d.title,
        on_calendar=(_d.status.in_((DeadlineStatus.OPEN, DeadlineStatus.DONE)),),
        done=_d.status == DeadlineStatus.DONE,
        given_to=_d.assigned_to,
        computed=_d.computed_due_on.is_not(None),
    ),
    EntryKind.VICTIM: _of_tasks(_t.kind == TaskKind.VICTIM_CONTACT),
    EntryKind.EVIDENCE: _Source(
        table=evidence_heads,
        id=_e.item,
        day=_e.due_back_on,
        what=_e.tag,
        on_calendar=(_e.whereabouts == Whereabouts.OUT,),
        done=sa.false(),
        place=_e.holder,
    ),
    EntryKind.TASK: _of_tasks(_t.kind != TaskKind.VICTIM_CONTACT),
}


@dataclass(frozen=True)
class DayEntries:
    """What was read of some days: entries in the order days list them, and how many there are."""

    entries: tuple[CalendarEntry, ...]
    counts: dict[date, int]


class CalendarEntries:
    """Reads days in a row."""

    def __init__(self, connection: sa.Connection, user: UUID, codes: CodeBook) -> None:
        self._connection = connection
        self._user = user
        self._codes = codes

    def between(
        self,
        first: date,
        last: date,
        which: EntryFilter = EVERYTHING,
        most_a_day: int | None = None,
    ) -> DayEntries:
        """Return what lies on the days from ``first`` to ``last``.

        Args:
            first: the day begun with.
            last: the day ended with, included.
            which: only what passes.
            most_a_day: entries of one day that are returned; all of them where None.
        """
        if not which.shown_kinds:
            return DayEntries((), {})
        rows = self._connection.execute(self._lines(first, last, which, most_a_day)).all()
        entries = sorted(map(self._entry, rows), key=lambda entry: entry.order)
        return DayEntries(tuple(entries), {row.day: row.total for row in rows})

    def count(self, first: date, last: date, which: EntryFilter = EVERYTHING) -> int:
        """Return how many entries lie on the days."""
        parts = [
            sa.select(sa.func.count())
            .select_from(source.table)
            .where(*conditions)
            .scalar_subquery()
            for source, conditions in self._wanted(first, last, which)
        ]
        return sum(self._connection.execute(sa.select(*parts)).one()) if parts else 0

    def load(self, first: date, days: int, *, mine: bool = False) -> tuple[DayCount, ...]:
        """Return how full each of ``days`` days from ``first`` is; what is done is not counted."""
        span = [plus_days(first, offset) for offset in range(days)]
        if not span:
            return ()
        wanted = self._wanted(span[0], span[-1], EntryFilter(mine=mine))
        open_days = sa.union_all(
            *(
                sa.select(sa.type_coerce(source.day, DayColumn()).label("day"))
                .select_from(source.table)
                .where(*conditions, sa.not_(source.done))
                for source, conditions in wanted
            )
        ).subquery()
        query = sa.select(open_days.c.day, sa.func.count()).group_by(open_days.c.day)
        counts = {row[0]: row[1] for row in self._connection.execute(query)}
        return tuple(DayCount(day, counts.get(day, 0)) for day in span)

    def places(self, first: date, last: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the courts and the courtrooms in which hearings are held on the days, by name."""
        query = (
            sa.select(_h.court, _h.courtroom)
            .where(_h.on.between(first, last), visible_to(self._user, _h.case))
            .distinct()
        )
        rows = self._connection.execute(query).all()
        courts, rooms = {row.court for row in rows}, {row.courtroom for row in rows}
        return tuple(sorted(courts - {""})), tuple(sorted(rooms - {""}))

    def _lines(
        self, first: date, last: date, which: EntryFilter, most_a_day: int | None
    ) -> sa.Select[Any]:
        """Return the statement for the entries, each with the number of those on its day."""
        found = sa.union_all(
            *(
                _line(source).where(*conditions)
                for source, conditions in self._wanted(first, last, which)
            )
        ).subquery()
        line, by_day = found.c, found.c.day
        order = (line.rank, line.starts_at, line.what, line.id)
        numbered = sa.select(
            found,
            sa.func.row_number().over(partition_by=by_day, order_by=order).label("line"),
            sa.func.count().over(partition_by=by_day).label("total"),
        ).subquery()
        query = sa.select(numbered, cases.c.number, cases.c.title).join(
            cases, cases.c.id == numbered.c.case
        )
        return query if most_a_day is None else query.where(numbered.c.line <= most_a_day)

    def _wanted(
        self, first: date, last: date, which: EntryFilter
    ) -> list[tuple[_Source, tuple[_Condition, ...]]]:
        """Return each kind that can pass, with the conditions of the user and the filter."""
        wanted = []
        for kind in _KINDS:
            if kind not in which.shown_kinds:
                continue
            source = _SOURCES[kind]
            within = source.day.between(first, last)
            known = known_to(self._user, source.table)
            visible = visible_to(self._user, source.case)
            passes = tuple(self._passes(source, which))
            wanted.append((source, (within, *source.on_calendar, visible, *known, *passes)))
        return wanted

    def _passes(self, source: _Source, which: EntryFilter) -> list[_Condition]:
        conditions: list[_Condition] = []
        if which.mine:
            own = source.case.in_(cases_of(self._user))
            conditions.append(
                own if source.given_to is None else own | (source.given_to == self._user)
            )
        if which.person is not None:
            conditions.append(_concerns(source, which.person))
        if which.court:
            conditions.append(_held_in(source, source.court, cases.c.court, which.court))
        if which.courtroom:
            conditions.append(
                _held_in(source, source.courtroom, cases.c.courtroom, which.courtroom)
            )
        if which.hearing:
            conditions.append(source.what == which.hearing)
        return conditions

    def _entry(self, row: Any) -> CalendarEntry:  # noqa: ANN401  a row of `_lines`
        kind = _KINDS[row.rank]
        is_hearing = kind is EntryKind.HEARING
        return CalendarEntry(
            kind=kind,
            id=row.id,
            case=row.case,
            on=row.day,
            what=self._codes.label(CodeList.HEARING, row.what) if is_hearing else row.what,
            number=row.number,
            title=row.title,
            clock=row.starts_at.astimezone(ZoneInfo(row.zone)).time() if is_hearing else None,
            minutes=row.minutes,
            place=row.place,
            is_done=bool(row.done),
            is_computed=bool(row.computed),
        )


def _line(source: _Source) -> sa.Select[Any]:
    """Return the columns of one kind under the names all kinds share."""
    kind = next(kind for kind, each in _SOURCES.items() if each is source)
    columns: list[sa.ColumnElement[Any]] = [
        sa.literal_column(str(_KINDS.index(kind)), sa.Integer).label("rank"),
        sa.type_coerce(source.id, Identity()).label("id"),
        sa.type_coerce(source.case, Identity()).label("case"),
        sa.type_coerce(source.day, DayColumn()).label("day"),
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
