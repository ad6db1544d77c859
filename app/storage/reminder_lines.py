"""The reminders inbox: reminders joined to their cases, behind the walls, most pressing first."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.cases import CaseId
from app.domain.paging import Cursor, Page
from app.domain.reminders import (
    Inbox,
    InboxCounts,
    ReminderId,
    ReminderLine,
    ReminderState,
    SubjectKind,
)
from app.domain.severity import Severity
from app.storage.cases import cases
from app.storage.deadline_lines import cases_of
from app.storage.deadlines import deadlines
from app.storage.hearings import hearings
from app.storage.known import known_to, visible_to
from app.storage.paging import page_of, page_query
from app.storage.reminders import OPEN_STATES, reminders
from app.storage.tasks import tasks

_r = reminders.c
_SHOWN = 200
"""Characters of a title that a line shows."""
_URGENCY = sa.case((_r.severity == Severity.STATUTORY, 0), else_=1)
_Keys = tuple[sa.ColumnElement[Any], ...]


class ReminderLines:
    """Reads the parts of the inbox for one user.

    Where ``discloses`` is False, nothing of disclosure is among them.

    Of one deadline, hearing or task only the latest reminder that has rung is due: whoever
    answers it has answered the earlier ones.
    """

    def __init__(
        self, connection: sa.Connection, user: UUID, now: datetime, *, discloses: bool = True
    ) -> None:
        self._connection = connection
        self._user = user
        self._now = now
        self._discloses = discloses

    def page(
        self, part: Inbox, *, mine: bool, after: Cursor | None, size: int
    ) -> Page[ReminderLine]:
        """Return one page of a part of the inbox.

        With ``mine`` only reminders of the user's cases, or of what is given to the user.
        """
        keys, descending = _order(part)
        query = _lines(*keys).where(*self._conditions(part, mine=mine))
        query = page_query(query, keys, descending=descending, after=after, size=size)
        rows = self._connection.execute(query).fetchall()
        return page_of(rows, _line, keys=len(keys), size=size)

    def count(self, part: Inbox, *, mine: bool) -> int:
        """Return how many reminders lie in a part of the inbox."""
        return self._count(*self._conditions(part, mine=mine))

    def counts(self, *, mine: bool) -> InboxCounts:
        """Return how many lie in each part that has a tab."""
        parts = (Inbox.DUE, Inbox.SNOOZED, Inbox.ACKNOWLEDGED)
        return InboxCounts(*(self.count(part, mine=mine) for part in parts))

    def came_due(self, since: datetime, until: datetime, *, mine: bool) -> int:
        """Return how many of those due now began to ring between two moments."""
        return self._count(
            *self._conditions(Inbox.DUE, mine=mine), _r.due_at > since, _r.due_at <= until
        )

    def due_for(self, subjects: frozenset[UUID]) -> dict[UUID, ReminderId]:
        """Return the due reminder of each of these subjects that has one."""
        query = sa.select(_r.subject, _r.id).where(
            _r.subject.in_(sorted(subjects)), *self._conditions(Inbox.DUE, mine=False)
        )
        return {row.subject: ReminderId(row.id) for row in self._connection.execute(query)}

    def _count(self, *conditions: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count()).select_from(reminders).where(*conditions)
        return int(self._connection.execute(query).scalar_one())

    def _conditions(self, part: Inbox, *, mine: bool) -> list[sa.ColumnElement[bool]]:
        conditions = [
            visible_to(self._user, _r.case),
            *known_to(self._user, reminders),
            *self._of_part(part),
        ]
        if not self._discloses:
            conditions.append(_r.subject_kind != SubjectKind.DISCLOSURE)
        if mine:
            conditions.append(self._is_mine())
        return conditions

    def _of_part(self, part: Inbox) -> tuple[sa.ColumnElement[bool], ...]:
        if part is Inbox.DUE:
            return (_r.state.in_(OPEN_STATES), _r.due_at <= self._now, ~self._superseded())
        if part is Inbox.SNOOZED:
            return (_r.state == ReminderState.SNOOZED, _r.due_at > self._now)
        if part is Inbox.COMING:
            return (_r.state == ReminderState.WAITING, _r.due_at > self._now)
        return (_r.state == ReminderState.ACKNOWLEDGED,)

    def _superseded(self) -> sa.ColumnElement[bool]:
        later = reminders.alias("later").c
        return (
            sa.select(later.id)
            .where(
                later.subject == _r.subject,
                later.state.in_(OPEN_STATES),
                later.due_at <= self._now,
                later.lead_days < _r.lead_days,
            )
            .exists()
        )

    def _is_mine(self) -> sa.ColumnElement[bool]:
        given = sa.union_all(
            sa.select(deadlines.c.id).where(deadlines.c.assigned_to == self._user),
            sa.select(tasks.c.id).where(tasks.c.assigned_to == self._user),
            sa.select(hearings.c.id).where(hearings.c.attorney == self._user),
        )
        return sa.or_(_r.case.in_(cases_of(self._user)), _r.subject.in_(given))


def _order(part: Inbox) -> tuple[_Keys, bool]:
    """Return the ORDER BY columns of a part, and whether the latest comes first."""
    if part is Inbox.DUE:
        return (_URGENCY, _r.limit_on, _r.id), False
    if part is Inbox.ACKNOWLEDGED:
        return (_r.acknowledged_at, _r.id), True
    return (_r.due_at, _r.id), False


def _lines(*keys: sa.ColumnElement[Any]) -> sa.Select[Any]:
    raw = [sa.type_coerce(key, _raw(key)).label(f"key_{n}") for n, key in enumerate(keys)]
    return sa.select(
        _r.id, _r.case, _r.subject_kind, _r.subject, _r.severity, _r.lead_days, _r.due_at,
        _r.limit_on, _r.state, _r.snoozed_times, _r.acknowledged_at, _r.acknowledged_by,
        _r.moved_from,
        sa.func.substr(_r.title, 1, _SHOWN).label("title"),
        sa.func.substr(_r.note, 1, _SHOWN).label("note"),
        cases.c.number,
        sa.func.substr(cases.c.title, 1, _SHOWN).label("case_title"),
        *raw,
    ).join(cases, cases.c.id == _r.case)  # fmt: skip


def _raw(key: sa.ColumnElement[Any]) -> type[sa.types.TypeEngine[Any]]:
    """Return the type under which a cursor holds the key."""
    if key is _r.id:
        return sa.LargeBinary
    return sa.Integer if key is _URGENCY else sa.String


def _line(row: Any) -> ReminderLine:  # noqa: ANN401  a row of this module's own query
    return ReminderLine(
        id=ReminderId(row.id),
        case=CaseId(row.case),
        number=row.number,
        case_title=row.case_title,
        subject_kind=row.subject_kind,
        subject=row.subject,
        title=row.title,
        severity=row.severity,
        lead_days=row.lead_days,
        due_at=row.due_at,
        limit_on=row.limit_on,
        state=row.state,
        snoozed_times=row.snoozed_times,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        note=row.note,
        moved_from=row.moved_from,
    )
