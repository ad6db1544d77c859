"""The list of one day: hearings room by room with space for the outcome, then what is due."""

from collections.abc import Iterator
from dataclasses import replace

from app.printing.blocks import Block, Columns, Row, Section
from app.printing.calendar.content import CourtHearings, DayList, DueLine, HearingLine
from app.printing.page import PageSize, Paper, build
from app.printing.styles import BODY, COLUMN_HEAD, SOFT, STRONG

_NOTHING = "No hearings on this day."
_DUE = "Due on this day"
_ROOM_TO_WRITE = 15.0
"""Points kept free below a hearing, so that its outcome can be written beside it."""
_HEARING_SHARES = (0.5, 1.1, 1.9, 1.4, 1.1, 0.9, 2.1)
_PUBLIC_SHARES = (0.5, 1.1, 2.4, 2.0)
_DUE_SHARES = (0.8, 2.6, 1.0, 2.0)


def typeset_day(content: DayList, size: PageSize = PageSize.LETTER_ACROSS) -> Paper:
    """Return the list as a PDF.

    Raises:
        ValueError: the time of printing carries no time zone.
    """
    return build(_blocks(content, size.content_width), content.head.furniture(), size)


def _blocks(content: DayList, width: float) -> Iterator[Block]:
    yield from content.head.blocks(width)
    if not content.courts:
        yield Section("", (Columns.shared(width, 1).row([(_NOTHING, SOFT)]),), width)
    for court in content.courts:
        yield _court(court, width, for_office=content.for_office)
    if content.due:
        yield _due(content.due, width)


def _court(court: CourtHearings, width: float, *, for_office: bool) -> Section:
    shares = _HEARING_SHARES if for_office else _PUBLIC_SHARES
    columns = Columns.shared(width, *shares)
    heads = ["Time", "Case", "Caption", "Hearing"]
    if for_office:
        heads += ["Attorney", "Custody", "Outcome"]
    rows = tuple(_hearing(line, columns, for_office=for_office) for line in court.hearings)
    head = columns.row(*([(words, COLUMN_HEAD)] for words in heads))
    return Section(court.place, rows, width, heads=head)


def _hearing(line: HearingLine, columns: Columns, *, for_office: bool) -> Row:
    texts = [
        [(line.clock, STRONG)],
        [(line.number, BODY)],
        [(line.caption, STRONG)],
        [(line.what, BODY)],
    ]
    if not for_office:
        return columns.row(*texts, ruled=True)
    texts += [[(line.attorney, BODY)], [(line.custody, BODY)], [(line.result, BODY)]]
    row = columns.row(*texts, ruled=True)
    return row if line.result else replace(row, below=_ROOM_TO_WRITE)


def _due(lines: tuple[DueLine, ...], width: float) -> Section:
    columns = Columns.shared(width - _BOX_ROOM, *_DUE_SHARES)
    rows = tuple(_box_row(line, columns, width) for line in lines)
    return Section(_DUE, rows, width)


_BOX_ROOM = 16.0


def _box_row(line: DueLine, columns: Columns, width: float) -> Row:
    state = f"{line.kind}, done" if line.is_done else line.kind
    row = columns.row(
        [(state, BODY)],
        [(line.what, STRONG)],
        [(line.number, BODY)],
        [(line.caption, BODY)],
        ruled=True,
        has_box=not line.is_done,
    )
    cells = tuple(replace(cell, x=cell.x + _BOX_ROOM) for cell in row.cells)
    return replace(row, cells=cells, width=width)
