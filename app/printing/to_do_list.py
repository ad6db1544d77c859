"""What the new day of a hearing, or of many, asks for, as a list to tick by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.printing.blocks import Block, Columns, Row, Section
from app.printing.calendar import CalendarHead
from app.printing.page import PageSize, Paper, build
from app.printing.styles import BODY, COLUMN_HEAD, SOFT, STRONG, TextStyle

_NOTHING = "Nothing else hangs on this date."
_HEADS = ("What", "Which, and why", "Now", "Then, or by", "Who")
_SHARES = (0.9, 3.1, 1.35, 1.35, 1.2)
_BOX_ROOM = 16.0
_ROOM_TO_WRITE = 6.0
"""Points kept free below a line that nobody is named for, so that a name can be written."""


@dataclass(frozen=True, kw_only=True)
class ToDoLine:
    """One thing.

    Attributes:
        kind: in one word; ``what``: which one; ``why``: why it is listed.
        now, then: its day before and after, in words; ``who``: who does it, may be empty.
    """

    kind: str
    what: str
    why: str
    now: str = ""
    then: str = ""
    who: str = ""


@dataclass(frozen=True)
class ToDoPart:
    """Things of one sort; ``is_open``: each has a box to tick."""

    heading: str
    lines: tuple[ToDoLine, ...]
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class ToDoList:
    """All of it; a part without lines is left out, and ``nothing`` said where none has any."""

    head: CalendarHead
    parts: tuple[ToDoPart, ...]
    nothing: str = _NOTHING


def typeset_to_do(content: ToDoList, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the list as a PDF.

    Raises:
        ValueError: the time of printing carries no time zone.
    """
    return build(_blocks(content, size.content_width), content.head.furniture(), size)


def _blocks(content: ToDoList, width: float) -> Iterator[Block]:
    yield from content.head.blocks(width)
    parts = [part for part in content.parts if part.lines]
    if not parts:
        yield Section("", (Columns.shared(width, 1).row([(content.nothing, SOFT)]),), width)
    for part in parts:
        yield _part(part, width)


def _part(part: ToDoPart, width: float) -> Section:
    columns = Columns.shared(width - _BOX_ROOM, *_SHARES)
    head = _beside_boxes(columns.row(*([(words, COLUMN_HEAD)] for words in _HEADS)), width)
    rows = tuple(_row(line, columns, width, has_box=part.is_open) for line in part.lines)
    return Section(part.heading, rows, width, heads=head)


def _row(line: ToDoLine, columns: Columns, width: float, *, has_box: bool) -> Row:
    which: list[tuple[str, TextStyle]] = [(line.what, STRONG)]
    if line.why:
        which.append((line.why, SOFT))
    row = columns.row(
        [(line.kind, BODY)],
        which,
        *([(words, BODY)] for words in (line.now, line.then, line.who)),
        ruled=True,
        has_box=has_box,
    )
    if has_box and not line.who:
        row = replace(row, below=row.below + _ROOM_TO_WRITE)
    return _beside_boxes(row, width)


def _beside_boxes(row: Row, width: float) -> Row:
    cells = tuple(replace(cell, x=cell.x + _BOX_ROOM) for cell in row.cells)
    return replace(row, cells=cells, width=width)
