"""The line each case shows in lists: derived from other tables, never edited, rebuilt at will.

One narrow table with an index for each order keeps the first page of a million cases as quick as
that of ten thousand.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.cases import (
    OPEN_STATUSES,
    CaseFilter,
    CaseId,
    CaseLine,
    CaseSort,
    CaseStatus,
    Stage,
)
from app.domain.paging import Cursor, Page
from app.storage.cases import assignments, visible_to
from app.storage.columns import Day, Identity, PlainText, Word
from app.storage.paging import page_query
from app.storage.schema import metadata
from app.storage.search import matching_cases

NEVER = date(9999, 12, 31)
"""Stands for "nothing dated", so that such cases sort last and the column is never NULL."""

case_heads = sa.Table(
    "case_heads",
    metadata,
    sa.Column("case", Identity, sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("number", PlainText, nullable=False),
    sa.Column("title", PlainText, nullable=False),
    sa.Column("stage", Word(Stage), nullable=False),
    sa.Column("status", Word(CaseStatus), nullable=False),
    sa.Column("category", PlainText, nullable=False),
    sa.Column("received_on", Day, nullable=False),
    sa.Column("defendant", PlainText, nullable=False),
    sa.Column("defendants", sa.Integer, nullable=False),
    sa.Column("charge", PlainText, nullable=False),
    sa.Column("charges", sa.Integer, nullable=False),
    sa.Column("next_on", Day, nullable=False),
    sa.Column("next_kind", PlainText, nullable=False),
    sa.Column("next_what", PlainText, nullable=False),
)
for _column in CaseSort:
    sa.Index(None, case_heads.c[_column.value], case_heads.c.case)
sa.Index(None, case_heads.c.stage, case_heads.c.number, case_heads.c.case)


class CaseHeads:
    """Reads the lines and keeps those of touched cases right."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def page(
        self,
        which: CaseFilter,
        sort: CaseSort,
        *,
        descending: bool,
        after: Cursor | None,
        size: int,
    ) -> Page[CaseLine]:
        """Return one page of the cases the user may see."""
        key = case_heads.c[sort.value]
        keys = (key, case_heads.c.case)
        raw = (sa.type_coerce(key, sa.String), sa.type_coerce(case_heads.c.case, sa.LargeBinary))
        query = sa.select(*case_heads.c, *raw).where(*self._conditions(which))
        query = page_query(query, keys, descending=descending, after=after, size=size)
        rows = self._connection.execute(query).fetchall()
        shown = rows[:size]
        last = tuple(shown[-1][-2:]) if len(rows) > size else None
        return Page(tuple(_line(row) for row in shown), last)

    def count(self, which: CaseFilter) -> int:
        """Return how many cases the filter leaves."""
        query = sa.select(sa.func.count()).select_from(case_heads)
        return int(self._connection.execute(query.where(*self._conditions(which))).scalar_one())

    def line(self, case: UUID) -> CaseLine | None:
        """Return the line of one case."""
        row = self._connection.execute(
            sa.select(case_heads).where(case_heads.c.case == case)
        ).first()
        return _line(row) if row else None

    def count_by(self, column: str) -> dict[str, int]:
        """Return how many visible cases stand at each value of ``stage`` or ``status``."""
        key = case_heads.c[column]
        query = (
            sa.select(sa.type_coerce(key, sa.String), sa.func.count())
            .where(visible_to(self._user, case_heads.c.case))
            .group_by(key)
        )
        return {value: count for value, count in self._connection.execute(query)}

    def refresh(self, touched: Iterable[UUID]) -> None:
        """Rebuild the lines of these cases."""
        for case in touched:
            self._connection.execute(_REFRESH_ONE, {"case": case.bytes})

    def refresh_all(self) -> None:
        """Rebuild every line, after many cases were written at once."""
        self._connection.execute(_REFRESH_ALL)

    def _conditions(self, which: CaseFilter) -> list[sa.ColumnElement[bool]]:
        heads = case_heads.c
        conditions = [visible_to(self._user, heads.case)]
        if which.mine:
            mine = sa.select(assignments.c.case).where(
                assignments.c.user == self._user, assignments.c.until.is_(None)
            )
            conditions.append(heads.case.in_(mine))
        if which.open_only:
            conditions.append(heads.status.in_(sorted(OPEN_STATUSES)))
        if which.stage is not None:
            conditions.append(heads.stage == which.stage)
        if which.without_date:
            conditions.append(heads.next_on == NEVER)
        if which.words.strip():
            conditions.append(heads.case.in_(matching_cases(which.words)))
        return conditions


def _line(row: Any) -> CaseLine:  # noqa: ANN401  a row of this module's own query
    return CaseLine(
        case=CaseId(row.case),
        number=row.number,
        title=row.title,
        stage=row.stage,
        status=row.status,
        category=row.category,
        received_on=None if row.received_on == NEVER else row.received_on,
        defendant=row.defendant,
        defendants=row.defendants,
        charge=row.charge,
        charges=row.charges,
        next_on=None if row.next_on == NEVER else row.next_on,
        next_kind=row.next_kind,
        next_what=row.next_what,
    )


_REFRESH = """
INSERT INTO case_heads
  ("case", number, title, stage, status, category, received_on,
   defendant, defendants, charge, charges, next_on, next_kind, next_what)
SELECT id, number, title, stage, status, category, received_on,
  substr(coalesce(defendant, ''), 1, 200), defendants,
  substr(coalesce(charge, ''), 1, 200), charges,
  coalesce(substr(next, 1, 10), '9999-12-31'),
  coalesce(substr(next, 11, 1), ''), coalesce(substr(next, 12, 200), '')
FROM (SELECT c.id AS id, substr(c.number, 1, 100) AS number, substr(c.title, 1, 200) AS title,
  c.stage AS stage, c.status AS status, substr(c.category, 1, 200) AS category,
  coalesce(c.received_on, '9999-12-31') AS received_on,
  (SELECT p.family || CASE WHEN p.given = '' THEN '' ELSE ', ' || p.given END
     FROM parties d JOIN persons p ON p.id = d.person
     WHERE d."case" = c.id AND d.role = 'DEF' ORDER BY d.number, d.id LIMIT 1) AS defendant,
  (SELECT count(*) FROM parties d WHERE d."case" = c.id AND d.role = 'DEF') AS defendants,
  (SELECT h.description FROM charges h WHERE h."case" = c.id
     ORDER BY h.is_top DESC, h.number, h.id LIMIT 1) AS charge,
  (SELECT count(*) FROM charges h WHERE h."case" = c.id) AS charges,
  (SELECT day || what FROM (
      SELECT "on" AS day, 'h' || kind AS what FROM hearings
        WHERE "case" = c.id AND status = 'set'
      UNION ALL SELECT due_on, 'd' || title FROM deadlines
        WHERE "case" = c.id AND status = 'open'
      UNION ALL SELECT due_on, 't' || title FROM tasks
        WHERE "case" = c.id AND done_at IS NULL AND due_on IS NOT NULL)
     ORDER BY day LIMIT 1) AS next
  FROM cases c {where})
WHERE true
ON CONFLICT ("case") DO UPDATE SET
  number = excluded.number, title = excluded.title, stage = excluded.stage,
  status = excluded.status, category = excluded.category, received_on = excluded.received_on,
  defendant = excluded.defendant, defendants = excluded.defendants,
  charge = excluded.charge, charges = excluded.charges, next_on = excluded.next_on,
  next_kind = excluded.next_kind, next_what = excluded.next_what
"""
_REFRESH_ONE = sa.text(_REFRESH.format(where="WHERE c.id = :case"))
_REFRESH_ALL = sa.text(_REFRESH.format(where=""))
