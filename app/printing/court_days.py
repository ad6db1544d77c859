"""The holidays and closings of a court in one year, on a sheet for the wall."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.printing.blocks import Block, Columns, Section
from app.printing.calendar import CalendarHead
from app.printing.page import PageSize, Paper, build
from app.printing.styles import BODY, COLUMN_HEAD, SOFT, STRONG

_NOTHING = "No day is known in this year."
_SHARES = (1.7, 3.4, 1.9, 3.0)


@dataclass(frozen=True, kw_only=True)
class CourtDayLine:
    """One day.

    Attributes:
        day: e.g. ``"Fri 3 Jul 2026"``.
        remark: for which day it is observed, or that the court is open after all; may be empty.
    """

    day: str
    name: str
    remark: str
    kind: str
    source: str


@dataclass(frozen=True, kw_only=True)
class CourtDaysSheet:
    """The days in order, and what somebody who relies on them should know."""

    head: CalendarHead
    lines: tuple[CourtDayLine, ...]
    notes: tuple[str, ...]


def typeset_court_days(sheet: CourtDaysSheet, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the sheet as a PDF.

    Raises:
        ValueError: the time of printing carries no time zone.
    """
    return build(_blocks(sheet, size.content_width), sheet.head.furniture(), size)


def _blocks(sheet: CourtDaysSheet, width: float) -> Iterator[Block]:
    yield from sheet.head.blocks(width)
    whole = Columns.shared(width, 1)
    if sheet.lines:
        columns = Columns.shared(width, *_SHARES)
        heads = columns.row(*([(word, COLUMN_HEAD)] for word in ("Day", "Name", "Kind", "Source")))
        rows = tuple(
            columns.row(
                [(line.day, STRONG)],
                [(line.name, BODY), *([(line.remark, SOFT)] if line.remark else [])],
                [(line.kind, BODY)],
                [(line.source, SOFT)],
                ruled=True,
            )
            for line in sheet.lines
        )
        yield Section("", rows, width, heads=heads)
    else:
        yield Section("", (whole.row([(_NOTHING, SOFT)]),), width)
    if sheet.notes:
        yield Section("", tuple(whole.row([(note, SOFT)]) for note in sheet.notes), width)
