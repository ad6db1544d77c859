"""Holidays as a table: ``date,name`` and, where they are there, ``kind`` and ``source``.

Public tables hold the days of many states; their columns ``jurisdiction`` and ``category`` become
labels to choose rows by.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.court_days import CourtDayKind
from app.domain.holiday_imports import HolidayRow
from app.domain.text import one_line
from app.interchange.csv_tables import Column, CsvTable, Record, WrongWidth

_NEEDED = (Column("date", ("day", "on")), Column("name", ("holiday", "title", "summary")))
_FURTHER = ("kind", "source", "jurisdiction", "category")
_LABELS = ("jurisdiction", "category")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_US = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_LONGEST_LABEL = 60


def table_rows(path: Path) -> tuple[HolidayRow, ...]:
    """Return the rows of a CSV file.

    Raises:
        ImportRefused: it cannot be read as a whole; file, line and reason are named.
    """
    with CsvTable(path, _NEEDED) as table:
        further = [name for name in _FURTHER if name in table.ignored]
    names = ("date", "name", *further)
    with CsvTable(path, (*_NEEDED, *map(Column, further))) as table:
        return tuple(_row(record, names) for record in table)


def _row(record: Record, names: tuple[str, ...]) -> HolidayRow:
    if isinstance(record.cells, WrongWidth):
        reason = f"the row has {record.cells.found} fields instead of {record.cells.expected}"
        return HolidayRow(line=record.line, on=None).refused(reason)
    cells = {name: one_line(cell, name) for name, cell in zip(names, record.cells, strict=True)}
    row = HolidayRow(
        line=record.line,
        on=_day(cells["date"]),
        name=cells["name"],
        source=cells.get("source", ""),
        labels=tuple((name, cells[name][:_LONGEST_LABEL]) for name in _LABELS if name in cells),
    )
    if row.on is None:
        stated = cells["date"][:_LONGEST_LABEL]
        return row.refused(f"“{stated}” is no day; write 2026-12-24 or 12/24/2026")
    return _with_kind(row, cells)


def _with_kind(row: HolidayRow, cells: Mapping[str, str]) -> HolidayRow:
    stated = cells.get("kind", "").casefold()
    if not stated:
        return row
    if stated not in set(CourtDayKind):
        known = ", ".join(CourtDayKind)
        return row.refused(f"“{stated[:_LONGEST_LABEL]}” is no kind of day; known are {known}")
    return replace(row, kind=CourtDayKind(stated))


def _day(stated: str) -> date | None:
    """Return the day of a cell, as the world or as America writes it; None where there is none."""
    if found := _ISO.fullmatch(stated):
        year, month, day = map(int, found.groups())
    elif found := _US.fullmatch(stated):
        month, day, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
