"""The paper of a disposal: certificate of destruction, release receipt, transfer receipt.

What left, on whose word, who asked, approved, let go and stood by; then lines to sign, each with
the words the person stands for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    TextStyle,
)
from app.printing.text import set_text

_MARKING = "INTERNAL"
_LINE = "_" * 40
"""To sign on."""
_ROOM_TO_SIGN = 16.0
"""Points above a line to sign on."""


@dataclass(frozen=True, kw_only=True)
class DisposedItem:
    """One item of the list.

    Attributes:
        facts: what else is said of it, e.g. serial number and their number.
    """

    tag: str
    case: str
    description: str
    facts: Sequence[str]
    authority: str
    asked: str
    approved: str


@dataclass(frozen=True, kw_only=True)
class SignedPart:
    """Somebody's part in the act.

    Attributes:
        statement: the words typed for the person; ``signed``: when and by whom they were taken.
    """

    part: str
    name: str
    statement: str
    signed: str


@dataclass(frozen=True, kw_only=True)
class DisposalSheet:
    """The content of the paper.

    Attributes:
        facts: label and words of what is the same for all items.
        remark: what must be known besides, e.g. how many items are not listed.
    """

    office: str
    title: str
    number: str
    facts: Sequence[tuple[str, str]]
    items: Sequence[DisposedItem]
    heads: Sequence[str]
    items_title: str
    signatures_title: str
    signatures: Sequence[SignedPart]
    remark: str
    printed_at: datetime
    printed_by: str
    fingerprint: str
    is_demo: bool


def typeset_disposal(sheet: DisposalSheet, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the paper as a PDF.

    Raises:
        ValueError: `printed_at` carries no time zone.
    """
    furniture = Furniture(
        name=f"{sheet.number} {sheet.title}",
        office=sheet.office,
        running_head=f"{sheet.number}, continued: {sheet.title}",
        marking=_MARKING,
        printed_at=sheet.printed_at,
        printed_by=sheet.printed_by,
        fingerprint=sheet.fingerprint,
        is_demo=sheet.is_demo,
    )
    return build(_blocks(sheet, size.content_width), furniture, size)


def _blocks(sheet: DisposalSheet, width: float) -> Iterator[Block]:
    yield _letterhead(sheet, width)
    yield HeavyRule(width)
    yield _facts(sheet, width)
    yield _items(sheet, width)
    if sheet.remark:
        yield Section("", (Columns.shared(width, 1).row([(sheet.remark, SOFT)]),), width)
    rows = tuple(_signature(each, width) for each in sheet.signatures)
    yield Section(sheet.signatures_title, rows, width)


def _letterhead(sheet: DisposalSheet, width: float) -> Row:
    left, right = width * 0.68, width * 0.3
    name = set_text(sheet.office.upper(), OFFICE, left) + set_text(sheet.title, TITLE, left)
    mark = set_text(sheet.number, NUMBER, right) + set_text(_MARKING, MARKING, right)
    cells = (Cell(0, left, name), Cell(width - right, right, mark, align_right=True))
    return Row(cells, width, above=0, below=0)


def _facts(sheet: DisposalSheet, width: float) -> Section:
    columns = Columns.shared(width, 1, 3.4)
    rows = (columns.row([(label, SOFT)], [(words, BODY)]) for label, words in sheet.facts)
    return Section("", tuple(rows), width)


def _items(sheet: DisposalSheet, width: float) -> Section:
    columns = Columns.shared(width, 0.9, 2.6, 1.5, 1.3, 1.3)
    heads = columns.row(*([(head, COLUMN_HEAD)] for head in sheet.heads))
    rows = tuple(_item(columns, each) for each in sheet.items)
    return Section(sheet.items_title, rows, width, heads=heads)


def _item(columns: Columns, item: DisposedItem) -> Row:
    more: list[tuple[str, TextStyle]] = [(fact, SOFT) for fact in item.facts]
    return columns.row(
        [(item.tag, STRONG), (item.case, SOFT)],
        [(item.description, BODY), *more],
        [(item.authority, BODY)],
        [(item.asked, BODY)],
        [(item.approved, BODY)],
        ruled=True,
    )


def _signature(part: SignedPart, width: float) -> Row:
    columns = Columns.shared(width, 1, 2.1, 1.6)
    row = columns.row(
        [(part.part, SOFT), (part.name, STRONG)],
        [(part.statement, BODY), (part.signed, SOFT)],
        [(_LINE, SOFT)],
    )
    return replace(row, above=_ROOM_TO_SIGN)
