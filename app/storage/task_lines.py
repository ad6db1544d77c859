"""Tasks as lines of a list: joined to their cases and people, behind the walls."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.cases import CaseId
from app.domain.paging import Cursor, Page
from app.domain.tasks import TaskId, TaskLine, steps_of
from app.storage.cases import cases
from app.storage.columns import Day
from app.storage.deadline_lines import cases_of
from app.storage.known import known_to, visible_to
from app.storage.paging import page_of, page_query
from app.storage.tasks import tasks
from app.storage.users import users

_t = tasks.c
_NEVER = date(9999, 12, 31)
"""Stands for "no day set", so that such tasks come last."""
_DAY = sa.func.coalesce(_t.due_on, sa.literal(_NEVER, Day))
_KEYS = (_DAY, _t.id)
_SHOWN = 200
"""Characters of a title that a line shows."""
_COLUMNS = (
    _t.id,
    _t.case,
    _t.kind,
    _t.priority,
    _t.due_on,
    _t.done_at,
    _t.done_by,
    _t.checklist,
    sa.func.substr(_t.title, 1, _SHOWN).label("title"),
    cases.c.number,
    sa.func.substr(cases.c.title, 1, _SHOWN).label("case_title"),
    users.c.name.label("assignee"),
    sa.type_coerce(_DAY, sa.String).label("key_day"),
    sa.type_coerce(_t.id, sa.LargeBinary).label("key_id"),
)


class TaskLines:
    """Reads what is to do, the longest overdue first."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def page(
        self, *, case: UUID | None, open_only: bool, mine: bool, after: Cursor | None, size: int
    ) -> Page[TaskLine]:
        """Return one page of tasks of one case, or of all cases.

        With ``mine`` only those given to the user or in the user's cases.
        """
        query = (
            sa.select(*_COLUMNS)
            .join(cases, cases.c.id == _t.case)
            .outerjoin(users, users.c.id == _t.assigned_to)
            .where(*self._conditions(case, open_only=open_only, mine=mine))
        )
        query = page_query(query, _KEYS, descending=False, after=after, size=size)
        rows = self._connection.execute(query).fetchall()
        return page_of(rows, _line, keys=len(_KEYS), size=size)

    def _conditions(
        self, case: UUID | None, *, open_only: bool, mine: bool
    ) -> list[sa.ColumnElement[bool]]:
        conditions = [visible_to(self._user, _t.case), *known_to(self._user, tasks)]
        if case is not None:
            conditions.append(_t.case == case)
        if open_only:
            conditions.append(_t.done_at.is_(None))
        if mine:
            given = _t.assigned_to == self._user
            conditions.append(sa.or_(given, _t.case.in_(cases_of(self._user))))
        return conditions


def _line(row: Any) -> TaskLine:  # noqa: ANN401  a row of this module's own query
    steps = steps_of(row.checklist)
    return TaskLine(
        id=TaskId(row.id),
        case=CaseId(row.case),
        number=row.number,
        case_title=row.case_title,
        title=row.title,
        kind=row.kind,
        priority=row.priority,
        due_on=row.due_on,
        assignee=row.assignee or "",
        done_at=row.done_at,
        done_by=row.done_by,
        steps=len(steps),
        steps_done=sum(step.is_done for step in steps),
    )
