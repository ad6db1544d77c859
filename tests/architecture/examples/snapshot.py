"""What the database says, so that two moments can be compared.

The rule for "as before": every row of every table is the same, but for
- the audit log, which only grows;
- versions, digests and places in the search index, which move with each change;
- identities: what was taken out and entered again has a new one;
- reminders that are silenced or answered, and ended assignments, which stay on file; those that
  are open must be the same;
- former wordings of a charge, which only grow.
"""

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
_GROWS = "charge_versions"


@dataclass(frozen=True)
class Snapshot:
    """Rows by table, parents first."""

    tables: dict[str, list[_Row]]

    def of_case(self, case: UUID) -> "Snapshot":
        """Return the rows that belong to one case."""
        return Snapshot(
            {
                name: [row for row in rows if case.bytes in {row.get("case"), row.get("id")}]
                for name, rows in self.tables.items()
            }
        )

    def differences(self, later: "Snapshot") -> dict[str, tuple[list[str], list[str]]]:
        """Return, table by table, rows that are gone and rows that are new."""
        renamed = later._renamed(self._same_again(later))
        found = {}
        for name, rows in self.tables.items():
            before, after = set(map(_text, rows)), set(map(_text, renamed.tables[name]))
            gone, new = sorted(before - after), sorted(after - before)
            if gone or (new and name != _GROWS):
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


def _rows(connection: sa.Connection, table: sa.Table) -> list[_Row]:
    """Read rows as they are stored; reminders are known by what they say, nothing names them."""
    unread = _MOVING | {"id"} if table.name == "reminders" else _MOVING
    names = [name for name in table.columns.keys() if name not in unread]
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
