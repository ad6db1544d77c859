"""Deadlines of the whole office as lines of a list: joined to their cases, behind the walls."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.confidence import Confidence
from app.domain.deadlines import CheckLine, DeadlineId, DeadlineLine, DeadlineStatus
from app.domain.paging import Cursor, Page
from app.domain.rule_counting import TO_CONFIRM
from app.domain.severity import Severity
from app.i18n.confidence import CONFIDENCE_WORDS
from app.storage.cases import assignments, cases
from app.storage.deadlines import deadlines
from app.storage.known import visible_to
from app.storage.paging import page_of, page_query
from app.storage.users import users

_KEYS = (deadlines.c.due_on, deadlines.c.id)
_COLUMNS = (
    deadlines.c.id,
    deadlines.c.case,
    cases.c.number,
    cases.c.title,
    deadlines.c.title.label("deadline"),
    deadlines.c.due_on,
    deadlines.c.severity,
    deadlines.c.status,
    deadlines.c.period,
    deadlines.c.trigger,
    deadlines.c.citation,
    deadlines.c.override_reason,
    (sa.func.instr(deadlines.c.trace, TO_CONFIRM) > 0).label("is_to_be_confirmed"),
    sa.type_coerce(deadlines.c.due_on, sa.String).label("key_day"),
    sa.type_coerce(deadlines.c.id, sa.LargeBinary).label("key_id"),
)
_OWNER = sa.func.coalesce(users.c.name, deadlines.c.entered_by)
"""Who set the date; of older ones only who entered it is known."""


class DeadlineLines:
    """Reads what is owed, most pressing first."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def page(
        self, *, until: date | None, mine: bool, after: Cursor | None, size: int
    ) -> Page[DeadlineLine]:
        """Return one page of the open deadlines up to a day, the longest overdue first.

        ``mine`` leaves those given to the user or in the user's cases.
        """
        query = sa.select(*_COLUMNS).join(cases, cases.c.id == deadlines.c.case)
        query = query.where(*self._conditions(until, mine=mine))
        query = page_query(query, _KEYS, descending=False, after=after, size=size)
        rows = self._connection.execute(query).fetchall()
        return page_of(rows, _line, keys=len(_KEYS), size=size)

    def to_check(self, *, after: Cursor | None, size: int) -> Page[CheckLine]:
        """Return one page of the dates nobody has looked at, by day."""
        columns = (*_COLUMNS, deadlines.c.version, _OWNER.label("owner"), self._is_own())
        query = sa.select(*columns).join(cases, cases.c.id == deadlines.c.case)
        query = query.outerjoin(users, users.c.id == deadlines.c.dated_by)
        query = query.where(*self._unchecked())
        query = page_query(query, _KEYS, descending=False, after=after, size=size)
        rows = self._connection.execute(query).fetchall()
        return page_of(rows, _check_line, keys=len(_KEYS), size=size)

    def count_to_check(self) -> tuple[int, int]:
        """Return how many dates wait for the user's eyes, and how many of the user's own wait."""
        own = sa.func.coalesce(sa.func.sum(self._is_own()), 0)
        query = sa.select(sa.func.count(), own).where(*self._unchecked())
        total, mine = self._connection.execute(query).one()
        return total - mine, mine

    def _is_own(self) -> sa.ColumnElement[Any]:
        """Return 1 where the user set the date; of older ones only the name is known."""
        name = sa.select(users.c.name).where(users.c.id == self._user).scalar_subquery()
        table = deadlines.c
        by_name = sa.and_(table.dated_by.is_(None), table.entered_by == name)
        own = sa.or_(table.dated_by == self._user, by_name)
        return sa.case((own, 1), else_=0).label("is_own")

    def _unchecked(self) -> tuple[sa.ColumnElement[bool], ...]:
        table = deadlines.c
        return (
            table.status == DeadlineStatus.OPEN,
            table.checked_at.is_(None),
            sa.or_(table.computed_due_on.is_not(None), table.severity == Severity.STATUTORY),
            visible_to(self._user, table.case),
        )

    def _conditions(self, until: date | None, *, mine: bool) -> list[sa.ColumnElement[bool]]:
        owed = deadlines.c
        conditions = [owed.status == DeadlineStatus.OPEN, visible_to(self._user, owed.case)]
        if until is not None:
            conditions.append(owed.due_on <= until)
        if mine:
            conditions.append(
                sa.or_(owed.assigned_to == self._user, owed.case.in_(cases_of(self._user)))
            )
        return conditions


def cases_of(user: UUID) -> sa.Select[Any]:
    """Return the query for the cases a user is assigned to now."""
    return sa.select(assignments.c.case).where(
        assignments.c.user == user, assignments.c.until.is_(None)
    )


def _line(row: Any) -> DeadlineLine:  # noqa: ANN401  a row of this module's own query
    return DeadlineLine(
        id=DeadlineId(row.id),
        case=row.case,
        number=row.number,
        title=row.title,
        deadline=row.deadline,
        due_on=row.due_on,
        severity=row.severity,
        status=row.status,
        reason=_reason(row),
    )


def _check_line(row: Any) -> CheckLine:  # noqa: ANN401  a row of this module's own query
    return CheckLine(
        line=_line(row), version=row.version, dated_by=row.owner or "", is_own=bool(row.is_own)
    )


def _reason(row: Any) -> str:  # noqa: ANN401  a row of this module's own query
    """Say in one line why the day is what it is."""
    if row.override_reason:
        return str(row.override_reason)
    counted = " ".join(part for part in (row.period, row.trigger) if part)
    confirm = CONFIDENCE_WORDS[Confidence.CONFIRM].lower() if row.is_to_be_confirmed else ""
    return ", ".join(part for part in (confirm, counted, row.citation) if part)
