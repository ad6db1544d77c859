"""The control sheet: dates with who counted them, who looked at them, and what came of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.printing.blocks import Block, Columns, Row, Section
from app.printing.calendar import CalendarHead
from app.printing.page import PageSize, Paper, build
from app.printing.styles import BODY, COLUMN_HEAD, SOFT, STRONG

_COLUMNS = (
    ("Date", 1.25),
    ("Case", 1.1),
    ("What, and by which rule", 1.9),
    ("Counted from", 1.6),
    ("Set by", 1.15),
    ("Looked at by", 1.15),
    ("By hand, done, proof", 1.65),
)
_OF_ONE_CASE = tuple(each for each in _COLUMNS if each[0] != "Case")
_TOTAL_SHARES = (1.6, 5.0)


@dataclass(frozen=True, kw_only=True)
class ControlLine:
    """One date; each pair is what is set plain, and what is set softly below it.

    Attributes:
        counted: event or day it was counted from, and how far.
        set_by, looked_at: name, and when; of a date nobody looked at the first says so.
        since: what a person decided since, and what shows that it was done.
    """

    day: tuple[str, str]
    case: tuple[str, str]
    what: tuple[str, str]
    counted: tuple[str, str]
    set_by: tuple[str, str]
    looked_at: tuple[str, str]
    since: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class ControlSheet:
    """The dates by day.

    Attributes:
        totals: label and words of how many there are, above the dates.
        names_cases: whether the dates are of several cases, named in a column of their own.
        nothing: said where there are none.
    """

    head: CalendarHead
    totals: tuple[tuple[str, str], ...]
    lines: tuple[ControlLine, ...]
    names_cases: bool
    nothing: str


def typeset_control(content: ControlSheet, size: PageSize = PageSize.LETTER_ACROSS) -> Paper:
    """Return the sheet as a PDF.

    Raises:
        ValueError: the time of printing carries no time zone.
    """
    return build(_blocks(content, size.content_width), content.head.furniture(), size)


def _blocks(content: ControlSheet, width: float) -> Iterator[Block]:
    yield from content.head.blocks(width)
    totals = Columns.shared(width, *_TOTAL_SHARES)
    rows = (totals.row([(label, SOFT)], [(words, BODY)]) for label, words in content.totals)
    yield Section("", tuple(rows), width)
    if not content.lines:
        yield Section("", (Columns.shared(width, 1).row([(content.nothing, SOFT)]),), width)
        return
    named = _COLUMNS if content.names_cases else _OF_ONE_CASE
    columns = Columns.shared(width, *(share for _words, share in named), gutter=7)
    heads = columns.row(*([(words, COLUMN_HEAD)] for words, _share in named))
    lines = tuple(_row(line, columns, names_case=content.names_cases) for line in content.lines)
    yield Section("", lines, width, heads=heads)


def _row(line: ControlLine, columns: Columns, *, names_case: bool) -> Row:
    told = (line.what, line.counted, line.set_by, line.looked_at, line.since)
    pairs = (line.case, *told) if names_case else told
    day, was = line.day
    return columns.row(
        [(day, STRONG), *([(was, SOFT)] if was else [])],
        *(
            [*([(plain, BODY)] if plain else []), *([(soft, SOFT)] if soft else [])] or [("", BODY)]
            for plain, soft in pairs
        ),
        ruled=True,
    )
