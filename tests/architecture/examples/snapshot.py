"""What the database says, so that two moments can be compared.

The rule for "as before": every row of every table is the same, but for
- the audit log, which only grows;
- versions, digests and places in the search index, which move with each change;
- identities: what is done a second time (a subpoena, a continuance) has a new one;
- reminders that are silenced or answered, and ended assignments, which stay on file; those that
  are open must be the same;
- former wordings of a charge, an item of evidence and a court rule, which only grow.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.reminders import ReminderState
from app.storage.schema import metadata

_Row = dict[str, Any]

_MOVING = frozenset({"version", "digest", "rowid_"})
_OPEN = frozenset({ReminderState.WAITING.value, ReminderState.SNOOZED.value})
_GROW = frozenset({"charge_versions", "item_amendments", "rule_editions"})


@dataclass(frozen=True)
class Snapshot:
    """Rows by table, parents first."""

    tables: dict[str, list[_Row]]

    def differences(self, later: "Snapshot") -> dict[str, tuple[list[str], list[str]]]:
        """Return, table by table, rows that are gone and rows that are new."""
        renamed = later._renamed(self._same_again(later))
        found = {}
        for name, rows in self.tables.items():
            before, after = Counter(map(_text, rows)), Counter(map(_text, renamed.tables[name]))
            gone, new = sorted(before - after), sorted(after - before)
            if gone or (new and name not in _GROW):
                found[name] = (gone, new)
        return found

    def _same_again(self, later: "Snapshot") -> dict[object, object]:
        """Match rows that were entered again to those they stand for, by their content."""
        names: dict[object, object] = {}
        for table, rows in self.tables.items():
            kept = {row.get("id") for row in later.tables[table]}
            known = {row.get("id") for row in rows}
            gone = [row for row in rows if row.get("id") not in kept]
            for row in later.tables[table]:
                if row.get("id") in known:
                    continue
                content = _without_id(_with(row, names))
                twin = next((each for each in gone if _without_id(each) == content), None)
                if twin is not None:
                    gone.remove(twin)
                    names[row.get("id")] = twin.get("id")
        return names

    def _renamed(self, names: dict[object, object]) -> "Snapshot":
        return Snapshot(
            {table: [_with(row, names) for row in rows] for table, rows in self.tables.items()}
        )


def snapshot(connection: sa.Connection) -> Snapshot:
    """Return everything the rule above compares."""
    return Snapshot(
        {
            table.name: _rows(connection, table)
            for table in metadata.sorted_tables
            if table.name != "audit_entries"
        }
    )


def rows_of_case(connection: sa.Connection, case: UUID) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that belongs to a case, to the letter, table by table."""
    tables = [t for t in metadata.sorted_tables if "case" in t.c and t.name != "audit_entries"]
    return {
        table.name: [
            tuple(row)
            for row in connection.exec_driver_sql(
                f'SELECT * FROM "{table.name}" WHERE "case" = :case ORDER BY 1',  # noqa: S608  names of ours
                {"case": case.bytes},
            )
        ]
        for table in tables
    }


def _rows(connection: sa.Connection, table: sa.Table) -> list[_Row]:
    """Read rows as they are stored; reminders are known by what they say, nothing names them."""
    unread = _MOVING | {"id"} if table.name == "reminders" else _MOVING
    names = [column.name for column in table.c if column.name not in unread]
    columns = ", ".join(f'"{name}"' for name in names)
    stored = connection.exec_driver_sql(f'SELECT {columns} FROM "{table.name}"')  # noqa: S608  names of ours
    rows = [dict(zip(names, row, strict=True)) for row in stored]
    return [row for row in rows if _STAYS.get(table.name, _always)(row)]


def _always(row: _Row) -> bool:
    return bool(row)


_STAYS: dict[str, Callable[[_Row], bool]] = {
    "reminders": lambda row: row["state"] in _OPEN,
    "assignments": lambda row: row["until"] is None,
}


def _with(row: _Row, names: dict[object, object]) -> _Row:
    return {column: names.get(value, value) for column, value in row.items()}


def _without_id(row: _Row) -> _Row:
    return {column: value for column, value in row.items() if column != "id"}


def _text(row: _Row) -> str:
    return repr(sorted(row.items()))
