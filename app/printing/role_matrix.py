"""What each role may do, on one sheet for the wall or the auditor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.printing.blocks import Block, Cell, Columns, HeavyRule, Row, Section
from app.printing.page import Furniture, PageSize, Paper, build
from app.printing.styles import BODY, COLUMN_HEAD, MARKING, OFFICE, SOFT, TITLE
from app.printing.text import set_text

_MARKING = "INTERNAL"
_YES, _NO = "yes", "-"


@dataclass(frozen=True, kw_only=True)
class RoleSheet:
    """The content of the sheet.

    Attributes:
        roles: their names, one a column.
        lines: for each permission its words, and for each role whether it is allowed.
        remark: what must be known besides.
    """

    office: str
    title: str
    roles: Sequence[str]
    lines: Sequence[tuple[str, Sequence[bool]]]
    remark: str
    printed_at: datetime
    printed_by: str
    fingerprint: str
    is_demo: bool


def typeset_roles(sheet: RoleSheet, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the sheet as a PDF.

    Raises:
        ValueError: `printed_at` carries no time zone.
    """
    furniture = Furniture(
        name=sheet.title,
        office=sheet.office,
        running_head=f"{sheet.title}, continued",
        marking=_MARKING,
        printed_at=sheet.printed_at,
        printed_by=sheet.printed_by,
        fingerprint=sheet.fingerprint,
        is_demo=sheet.is_demo,
    )
    return build(_blocks(sheet, size.content_width), furniture, size)


def _blocks(sheet: RoleSheet, width: float) -> Iterator[Block]:
    left, right = width * 0.7, width * 0.28
    name = set_text(sheet.office.upper(), OFFICE, left) + set_text(sheet.title, TITLE, left)
    mark = set_text(_MARKING, MARKING, right)
    cells = (Cell(0, left, name), Cell(width - right, right, mark, align_right=True))
    yield Row(cells, width, above=0, below=0)
    yield HeavyRule(width)
    columns = Columns.shared(width, 2.0, *(1 for _ in sheet.roles), gutter=4)
    heads = columns.row([("", COLUMN_HEAD)], *([(role, COLUMN_HEAD)] for role in sheet.roles))
    rows = tuple(
        columns.row(
            [(words, BODY)],
            *([(_YES, BODY) if allowed else (_NO, SOFT)] for allowed in held),
            ruled=True,
        )
        for words, held in sheet.lines
    )
    yield Section("", rows, width, heads=heads)
    remark = Columns.shared(width, 1).row([(sheet.remark, SOFT)])
    yield Section("", (remark,), width)
