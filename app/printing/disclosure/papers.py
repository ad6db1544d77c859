"""One form for every paper of disclosure: a letterhead, words, tables, and lines to sign on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.printing.blocks import Block, Cell, Columns, HeavyRule, Row, Section
from app.printing.page import Furniture, PageSize, Paper, build
from app.printing.styles import (
    BODY,
    COLUMN_HEAD,
    MARKING,
    NUMBER,
    OFFICE,
    SOFT,
    STRONG,
    TITLE,
)
from app.printing.text import set_text

_LABEL_SHARE = 0.22
_SIGNED_ABOVE = 30.0
"""Room in points to sign in."""


@dataclass(frozen=True)
class Words:
    """Paragraphs, below a heading if there is one.

    Attributes:
        facts: pairs of a label and words, set in two columns above the paragraphs.
    """

    paragraphs: Sequence[str] = ()
    title: str = ""
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        shares: of the width, one a column.
        empty: said instead of rows where there are none.
    """

    title: str
    heads: Sequence[str]
    shares: Sequence[float]
    rows: Sequence[Sequence[str]]
    empty: str = ""


@dataclass(frozen=True)
class Signature:
    """Lines to sign on, side by side; each with what stands below it."""

    below: Sequence[str]


Part = Words | Table | Signature


@dataclass(frozen=True, kw_only=True)
class DisclosurePaper:
    """The content of a paper.

    Attributes:
        marking: who it is for, e.g. ``"DEFENSE"``.
        about: the caption of the case, below the title.
    """

    office: str
    title: str
    about: str
    marking: str
    parts: Sequence[Part] = field(default=())
    printed_at: datetime
    printed_by: str
    fingerprint: str
    is_demo: bool


def typeset_disclosure(paper: DisclosurePaper, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the paper as a PDF.

    Raises:
        ValueError: `printed_at` carries no time zone.
    """
    furniture = Furniture(
        name=f"{paper.title}, {paper.about}",
        office=paper.office,
        running_head=f"{paper.title}, {paper.about}",
        marking=paper.marking,
        printed_at=paper.printed_at,
        printed_by=paper.printed_by,
        fingerprint=paper.fingerprint,
        is_demo=paper.is_demo,
    )
    return build(_blocks(paper, size.content_width), furniture, size)


def _blocks(paper: DisclosurePaper, width: float) -> Iterator[Block]:
    left, right = width * 0.7, width * 0.28
    name = (
        set_text(paper.office.upper(), OFFICE, left)
        + set_text(paper.title, TITLE, left)
        + set_text(paper.about, SOFT, left)
    )
    mark = set_text(paper.marking, MARKING, right)
    cells = (Cell(0, left, name), Cell(width - right, right, mark, align_right=True))
    yield Row(cells, width, above=0, below=0)
    yield HeavyRule(width)
    for part in paper.parts:
        yield _section(part, width)


def _section(part: Part, width: float) -> Section:
    if isinstance(part, Table):
        return _table(part, width)
    if isinstance(part, Signature):
        return _signature(part, width)
    pairs = Columns.shared(width, _LABEL_SHARE, 1 - _LABEL_SHARE)
    whole = Columns.shared(width, 1)
    facts = (pairs.row([(label, SOFT)], [(words, BODY)]) for label, words in part.facts if words)
    texts = (whole.row([(text, BODY)]) for text in part.paragraphs if text.strip())
    return Section(part.title, (*facts, *texts), width)


def _table(part: Table, width: float) -> Section:
    if not part.rows:
        row = Columns.shared(width, 1).row([(part.empty, SOFT)])
        return Section(part.title, (row,), width)
    columns = Columns.shared(width, *part.shares, gutter=6)
    heads = columns.row(*([(head, COLUMN_HEAD)] for head in part.heads))
    rows = tuple(
        columns.row(*([(cell, BODY)] for cell in cells), ruled=True) for cells in part.rows
    )
    return Section(part.title, rows, width, heads=heads)


def _signature(part: Signature, width: float) -> Section:
    """Return one row that is never cut: a rule to sign on above each name."""
    share = width / max(len(part.below), 1)
    cells = tuple(
        Cell(
            place * share,
            share - 24,
            set_text("_" * 34, STRONG, share - 24)[:1] + set_text(words, NUMBER, share - 24),
        )
        for place, words in enumerate(part.below)
    )
    return Section("", (Row(cells, width, above=_SIGNED_ABOVE),), width)
