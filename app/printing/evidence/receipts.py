"""Receipts: for a hand-over, and for the person whose property was taken."""

from collections.abc import Iterator, Sequence
from itertools import chain

from app.i18n import _, ngettext
from app.printing.blocks import Block, Columns, Row, Section
from app.printing.evidence.content import (
    PropertyLine,
    PropertyReceipt,
    TransferLine,
    TransferReceipt,
)
from app.printing.evidence.parts import (
    NewPage,
    facts,
    finished,
    letterhead,
    lines_to_sign,
    listed,
    signature,
    table,
)
from app.printing.page import PageSize, Paper
from app.printing.styles import BODY, SOFT, STRONG


def typeset_transfer_receipt(receipt: TransferReceipt, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the receipt for one hand-over as a PDF.

    Raises:
        ValueError: the time of printing carries no zone.
    """
    return finished(receipt.head, _transfer(receipt, size.content_width), receipt, size)


def typeset_property_receipts(
    receipts: Sequence[PropertyReceipt], size: PageSize = PageSize.LETTER
) -> Paper:
    """Return the receipts of a case as one PDF, each person's on pages of its own.

    Raises:
        ValueError: the time of printing carries no zone.
    """
    first, *others = receipts
    width = size.content_width
    pages = (_property(first, width), *(_further(each, width) for each in others))
    return finished(first.head, chain.from_iterable(pages), tuple(receipts), size)


def _further(receipt: PropertyReceipt, width: float) -> Iterator[Block]:
    yield NewPage()
    yield from letterhead(receipt.head, width)
    yield from _property(receipt, width)


def _transfer(receipt: TransferReceipt, width: float) -> Iterator[Block]:
    yield facts(receipt.facts, width)
    if receipt.corrections:
        rows = tuple(Columns((width,)).row([(words, STRONG)]) for words in receipt.corrections)
        yield Section(_("Corrected later"), rows, width)
    columns = Columns.shared(width, 0.9, 0.35, 2.6, 0.7, 1.5)
    heads = (_("Tag"), _("Step"), _("Description"), _("Quantity"), _("Seal and condition"))
    rows_of_items = (_transferred(line, columns) for line in receipt.items)
    count = len(receipt.items)
    title = ngettext("{n} item", "{n} items", count).format(n=count)
    yield table(title, columns, heads, rows_of_items, width)
    if receipt.signatures:
        signed = tuple(signature(each, width) for each in receipt.signatures)
        yield Section(_("Signed"), signed, width)
    if receipt.unsigned:
        yield lines_to_sign(receipt.unsigned, width)


def _transferred(line: TransferLine, columns: Columns) -> Row:
    return columns.row(
        [(line.tag, STRONG)],
        [(line.step, BODY)],
        [(line.description, BODY)],
        [(line.quantity, BODY)],
        [(line.seal, BODY), (line.remark, SOFT)],
        ruled=True,
    )


def _property(receipt: PropertyReceipt, width: float) -> Iterator[Block]:
    yield facts(receipt.facts, width)
    columns = Columns.shared(width, 0.35, 0.9, 3.2, 0.8)
    heads = (_("No."), _("Tag"), _("Description"), _("Quantity"))
    rows = (_taken(line, columns) for line in receipt.items)
    count = len(receipt.items)
    title = ngettext("{n} item taken", "{n} items taken", count).format(n=count)
    yield table(title, columns, heads, rows, width)
    said = _(
        "This receipt lists the property that was taken. It does not say who owns it. Bring it when"
        " you ask for your property, and name the tag."
    )
    yield Section("", (Columns((width,)).row([(said, SOFT)]),), width)
    yield lines_to_sign(
        (
            (_("Given by, name and agency"), ""),
            (_("Received by the person named above, or the reason why not signed"), ""),
        ),
        width,
    )


def _taken(line: PropertyLine, columns: Columns) -> Row:
    return columns.row(
        [(line.number, BODY)],
        [(line.tag, STRONG)],
        [(line.description, BODY), *listed(line.facts)],
        [(line.quantity, BODY)],
        ruled=True,
    )
