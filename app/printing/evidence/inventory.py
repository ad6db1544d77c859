"""The report of an inventory: what was seen, what was missed, what lay there besides, who signs."""

from collections.abc import Iterator

from app.i18n import _
from app.printing.blocks import Block, Columns, Row
from app.printing.evidence.content import FoundLine, InventoryReport, SeenLine
from app.printing.evidence.parts import Text, facts, finished, lines_to_sign, prose, table
from app.printing.page import PageSize, Paper
from app.printing.styles import BODY, SOFT, STRONG


def typeset_inventory(report: InventoryReport, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the report as a PDF.

    Raises:
        ValueError: the time of printing carries no zone.
    """
    return finished(report.head, _blocks(report, size.content_width), report, size)


def _blocks(report: InventoryReport, width: float) -> Iterator[Block]:
    if report.warning:
        yield prose("", report.warning, width)
    yield facts(report.facts, width)
    yield _found(_("Missing"), report.missing, width)
    yield _found(_("Misplaced or unexpected"), report.unexpected, width)
    yield _seen(report, width)
    yield lines_to_sign(report.signers, width)


def _found(title: str, lines: tuple[FoundLine, ...], width: float) -> Block:
    columns = Columns.shared(width, 0.9, 2.2, 1.7, 2.4, gutter=8)
    heads = (_("Tag"), _("Description"), _("Finding"), _("What came of it"))
    rows = (
        columns.row(
            [(line.tag, STRONG), (line.case, SOFT)],
            [(line.description, BODY)],
            [(line.finding, BODY), *_places(line)],
            [(line.result, BODY), (line.memo, BODY), (line.resolved, SOFT)],
            ruled=True,
        )
        for line in lines
    )
    return table(title, columns, heads, rows, width)


def _places(line: FoundLine) -> Iterator[Text]:
    if line.seen_at:
        yield _("Seen at {place}").format(place=line.seen_at), SOFT
    if line.belongs:
        yield _("By its chain now: {place}").format(place=line.belongs), SOFT


def _seen(report: InventoryReport, width: float) -> Block:
    columns = Columns.shared(width, 0.9, 2.6, 1.5, 2.0, gutter=8)
    heads = (_("Tag"), _("Description"), _("Seen"), _("When and by whom"))
    rows: Iterator[Row] = (_seen_row(columns, line) for line in report.seen)
    return table(_("Seen where they should be"), columns, heads, rows, width)


def _seen_row(columns: Columns, line: SeenLine) -> Row:
    return columns.row(
        [(line.tag, STRONG), (line.case, SOFT)],
        [(line.description, BODY)],
        [(line.how, BODY), (line.place, SOFT)],
        [(line.read, SOFT)],
        ruled=True,
    )
