"""The line each case shows in lists: derived from other tables, never edited, rebuilt at will.

It is the same for everybody, so it never speaks of a person who is protected from anybody.

One narrow table with an index for each order keeps the first page of a million cases as quick as
that of ten thousand.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.cases import (
    OPEN_STATUSES,
    CaseFilter,
    CaseLine,
    CaseSort,
    CaseStatus,
    Stage,
)
from app.domain.paging import Cursor, Page
from app.storage.columns import Day, Identity, PlainText, Word, identity
from app.storage.driver import run, run_many
from app.storage.known import HIDDEN_TASKS, visible_to
from app.storage.schema import metadata
from app.storage.search_words import SearchWords

NEVER = "9999-12-31"
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


_COLUMNS = ", ".join(f'"{column.name}"' for column in case_heads.c)
_OPEN = ", ".join(f"'{status}'" for status in sorted(OPEN_STATUSES))
_VISIBLE = """("case" NOT IN (SELECT "case" FROM case_walls)
  OR "case" IN (SELECT "case" FROM case_walls WHERE "user" = :user))"""
_MINE = """"case" IN
  (SELECT "case" FROM assignments WHERE "user" = :user AND until IS NULL)"""
_FOUND = f""""case" IN (SELECT e."case" FROM search_entries e WHERE e.rowid_ IN
  (SELECT rowid FROM search_words WHERE search_words MATCH :words)
  AND (e.kind != 'task' OR e.record NOT IN ({HIDDEN_TASKS})))"""  # noqa: S608  words of our own


class CaseHeads:
    """Reads the lines and keeps those of touched cases right.

    Lists are read with SQL written out and handed to the driver itself: building the statement
    and unpacking its rows through SQLAlchemy cost more than running it. A line is short enough
    never to reach an overflow page, so SQLCipher itself notices any damage to it.
    """

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
        sql, values = self._page_statement(which, sort, descending=descending, after=after)
        # A bound LIMIT makes SQLite prepare the statement anew at each run.
        rows = run(self._connection, f"{sql} LIMIT {size + 1}", values).fetchall()
        lines = _lines(rows[:size])
        if len(rows) <= size:
            return Page(lines)
        last = rows[size - 1]
        return Page(lines, (last[_PLACE[sort]], last[0]))

    def stale(self) -> tuple[UUID, ...]:
        """Return the cases whose line is not what the other tables say; none where all is well."""
        derived, stored = _DERIVED.format(which="true"), f"SELECT {_COLUMNS} FROM case_heads"  # noqa: S608  own names
        sql = f"""SELECT * FROM (SELECT * FROM ({derived}) EXCEPT {stored})
          UNION ALL SELECT * FROM ({stored} EXCEPT SELECT * FROM ({derived}))"""  # noqa: S608  own names
        rows = run(self._connection, sql).fetchall()
        return tuple(dict.fromkeys(identity(bytes(row[0])) for row in rows))

    def count(self, which: CaseFilter) -> int:
        """Return how many cases the filter leaves."""
        where, values = self._where(which)
        sql = f"SELECT count(*) FROM case_heads WHERE {where}"  # noqa: S608  conditions above
        return int(self._connection.exec_driver_sql(sql, values).scalar_one())

    def _page_statement(
        self, which: CaseFilter, sort: CaseSort, *, descending: bool, after: Cursor | None
    ) -> tuple[str, dict[str, object]]:
        where, values = self._where(which)
        way, beyond = ("DESC", "<") if descending else ("ASC", ">")
        if after is not None:
            where += f' AND ({sort.value}, "case") {beyond} (:after, :after_case)'
            values["after"], values["after_case"] = after
        order = f'{sort.value} {way}, "case" {way}'
        sql = (
            f"SELECT {_COLUMNS} FROM case_heads WHERE {where} "  # noqa: S608  words of our own
            f"ORDER BY {order}"
        )
        return sql, values

    def _where(self, which: CaseFilter) -> tuple[str, dict[str, object]]:
        chosen = {
            _VISIBLE: True,
            _MINE: which.mine,
            f"status IN ({_OPEN})": which.open_only,
            "stage = :stage": which.stage is not None,
            f"next_on = '{NEVER}'": which.without_date,
            _FOUND: bool(which.words.strip()),
        }
        values: dict[str, object] = {
            "user": self._user.bytes,
            "stage": which.stage.value if which.stage else None,
            "words": SearchWords.typed(which.words).expression(whole=True) or _NOTHING,
        }
        return " AND ".join(sql for sql, is_asked in chosen.items() if is_asked), values

    def line(self, case: UUID) -> CaseLine | None:
        """Return the line of one case."""
        sql = f'SELECT {_COLUMNS} FROM case_heads WHERE "case" = :case'  # noqa: S608  own words
        row = self._connection.exec_driver_sql(sql, {"case": case.bytes}).first()
        return _lines([row])[0] if row else None

    def count_by(self, column: str) -> dict[str, int]:
        """Return how many visible cases stand at each value of ``stage`` or ``status``."""
        key = case_heads.c[column]
        query = (
            sa.select(sa.type_coerce(key, sa.String), sa.func.count())
            .where(visible_to(self._user, case_heads.c.case))
            .group_by(key)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def refresh(self, touched: Iterable[UUID]) -> None:
        """Rebuild the lines of these cases."""
        run_many(self._connection, _REFRESH, [(case.bytes,) for case in touched])


_NOTHING = '"\N{REPLACEMENT CHARACTER}"'
"""Matches nothing: what was typed holds no letter or digit."""
_PLACE = {sort: case_heads.c.keys().index(sort.value) for sort in CaseSort}


def _lines(rows: Sequence[Any]) -> tuple[CaseLine, ...]:
    """Return the lines of rows in the order of `case_heads`.

    Converted column by column, which Python does without a call of ours for each row.
    """
    if not rows:
        return ()
    columns = list(zip(*rows, strict=True))
    for place, convert in _CONVERTED:
        columns[place] = tuple(map(convert, columns[place]))
    return tuple(map(CaseLine._make, zip(*columns, strict=True)))


@lru_cache(maxsize=20_000)
def _day(stored: str) -> date | None:
    return None if stored == NEVER else date.fromisoformat(stored)


def _place(column: str) -> int:
    return case_heads.c.keys().index(column)


_CONVERTED: tuple[tuple[int, Callable[[Any], object]], ...] = (
    (_place("case"), identity),
    (_place("stage"), {stage.value: stage for stage in Stage}.__getitem__),
    (_place("status"), {status.value: status for status in CaseStatus}.__getitem__),
    (_place("received_on"), _day),
    (_place("next_on"), _day),
)


_DERIVED = """
WITH told AS MATERIALIZED (
  SELECT c.id AS id, substr(c.number, 1, 100) AS number, substr(c.title, 1, 200) AS title,
  c.stage AS stage, c.status AS status, substr(c.category, 1, 100) AS category,
  coalesce(c.received_on, '9999-12-31') AS received_on,
  (SELECT p.family || CASE WHEN p.given = '' THEN '' ELSE ', ' || p.given END
     FROM parties d JOIN persons p ON p.id = d.person
     WHERE d."case" = c.id AND d.role = 'DEF' ORDER BY d.number, d.id LIMIT 1) AS defendant,
  (SELECT count(*) FROM parties d WHERE d."case" = c.id AND d.role = 'DEF') AS defendants,
  (SELECT h.description FROM charges h WHERE h."case" = c.id
     ORDER BY h.is_top DESC, h.number, h.id LIMIT 1) AS charge,
  (SELECT count(*) FROM charges h WHERE h."case" = c.id) AS charges,
  (SELECT day || what FROM (
      SELECT * FROM (SELECT "on" AS day, 'h' || kind AS what FROM hearings
        WHERE "case" = c.id AND status = 'set' ORDER BY "on" LIMIT 1)
      UNION ALL SELECT * FROM (SELECT due_on, 'd' || title FROM deadlines
        WHERE "case" = c.id AND status = 'open' ORDER BY due_on LIMIT 1)
      UNION ALL SELECT * FROM (SELECT due_on, 't' || title FROM tasks
        WHERE "case" = c.id AND done_at IS NULL AND due_on IS NOT NULL
          AND (victim IS NULL OR victim NOT IN (SELECT v.id FROM parties v
            WHERE v.person IN (SELECT person FROM person_walls)))
        ORDER BY due_on LIMIT 1))
     ORDER BY day LIMIT 1) AS next
  FROM cases c WHERE {which})
SELECT id, number, title, stage, status, category, received_on,
  substr(coalesce(defendant, ''), 1, 120), defendants,
  substr(coalesce(charge, ''), 1, 200), charges,
  coalesce(substr(next, 1, 10), '9999-12-31'),
  coalesce(substr(next, 11, 1), ''), coalesce(substr(next, 12, 200), '')
FROM told
"""
"""What other tables say of the cases that meet a condition, in the order of the columns."""
_TOLD = [name for name in case_heads.c.keys() if name != "case"]  # noqa: SIM118  not a dict
_REFRESH = f"""
INSERT INTO case_heads ({_COLUMNS}) {_DERIVED.format(which="c.id = ?")} WHERE true
ON CONFLICT ("case") DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _TOLD)}
WHERE ({", ".join(f"case_heads.{name}" for name in _TOLD)})
  IS NOT ({", ".join(f"excluded.{name}" for name in _TOLD)})
"""
"""A line that says the same already is left alone, with its indexes."""
