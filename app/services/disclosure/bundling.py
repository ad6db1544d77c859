"""From rows of the ledger to the files that are numbered: each proven, counted, and chosen."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from app.domain.attachments import Attachment
from app.domain.disclosure.items import DisclosureFile, produced_files
from app.domain.disclosure.ledger import LedgerRow, State
from app.domain.disclosure.productions import Form, ProductionDraft, Source
from app.domain.disclosure.requests import ProtectiveOrder
from app.domain.errors import Damaged, Refused
from app.printing.disclosure import count_pages
from app.services.disclosure.case_records import CaseRecords
from app.storage.attachments import StoredObject
from app.storage.unit_of_work import Reading

MOST_PDF_BYTES = 256 * 1024 * 1024
"""A PDF larger than this is produced as it is: its pages would be numbered in memory."""


def rows_of(records: CaseRecords, draft: ProductionDraft) -> tuple[LedgerRow, ...]:
    """Return the rows of a draft, in its order.

    Raises:
        Refused: one of them is of another case, or may not go out: it is not decided, its
            protective order is missing, it is lost, or no copy of it may leave the office.
    """
    rows = tuple(records.row(UUID(hex=each)) for each in draft.items)
    for row in rows:
        require_producible(row)
    return rows


def require_producible(row: LedgerRow) -> None:
    """Refuse a row that may not go into a production.

    Raises:
        Refused: with what is missing.
    """
    number = row.item.number
    if not row.item.may_leave:
        raise Refused("disclosure.csam", field="items", number=number)
    if row.state is State.LOST:
        raise Refused("production.lost", field="items", number=number)
    if row.state is State.ORDER_WANTED or (row.served and not row.may_be_produced):
        raise Refused("production.no_order", field="items", number=number)
    if not row.may_be_produced:
        raise Refused("production.not_decided", field="items", number=number)


def sources_of(reading: Reading, rows: Sequence[LedgerRow]) -> tuple[Source, ...]:
    """Return what is numbered for these rows: each file, or the thing on paper.

    Every file is read whole and proven to be what was attached.

    Raises:
        Damaged: one of the files is not what was written, with its name.
    """
    return tuple(source for row in rows for source in _of_row(reading, row))


def _of_row(reading: Reading, row: LedgerRow) -> Iterator[Source]:
    files = produced_files(row.files)
    if not files:
        yield _on_paper(row)
    for file in files:
        yield _of_file(reading, row, file)


def _on_paper(row: LedgerRow) -> Source:
    item = row.item
    return Source(
        row=item.id,
        item_number=item.number,
        title=item.title,
        duty=item.duty,
        form=Form.PAPER,
        pages=item.pages or 1,
        agency=item.agency,
        order=_order_id(row.order),
    )


def _of_file(reading: Reading, row: LedgerRow, file: DisclosureFile) -> Source:
    attachment = reading.attachments.get(file.attachment)
    pages = _pages(reading, attachment)
    item = row.item
    return Source(
        row=item.id,
        item_number=item.number,
        title=item.title,
        duty=item.duty,
        form=Form.NATIVE if pages is None else Form.PDF,
        pages=pages or 1,
        agency=item.agency,
        attachment=attachment.id,
        name=attachment.name,
        size=attachment.size,
        sha256=attachment.sha256,
        replaces=file.replaces,
        basis=file.basis,
        order=_order_id(row.order),
    )


def _pages(reading: Reading, attachment: Attachment) -> int | None:
    """Return the pages of a PDF, None for any other file; either way every byte is proven."""
    try:
        if attachment.size > MOST_PDF_BYTES:
            reading.objects.verify(StoredObject.of(attachment))
            return None
        first, *rest = reading.objects.chunks(StoredObject.of(attachment))
        return count_pages(first + b"".join(rest)) if first.startswith(b"%PDF-") else None
    except Damaged as error:
        raise Damaged("production.file_damaged", name=attachment.name[:80]) from error


def _order_id(order: ProtectiveOrder | None) -> UUID | None:
    return order.id if order is not None else None
