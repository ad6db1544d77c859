"""The ways into the print preview of papers about evidence, one function each."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.custody import Chain
from app.domain.evidence import ItemId
from app.domain.inventory import InventoryId
from app.domain.labels import LabelRun
from app.i18n import _
from app.services.evidence import ItemFile
from app.services.evidence.papers import (
    PrintCaseLabels,
    PrintCustodyForm,
    PrintEvidenceLog,
    PrintLabels,
    PrintPlaceLabels,
    PrintPropertyReceipt,
    PrintTransferReceipt,
)
from app.ui.evidence.papers.label_options import LabelOptions
from app.ui.evidence.papers.options import (
    CaseOptions,
    FixedOptions,
    InventoryOptions,
    ReceiptOptions,
)
from app.ui.icons import Icon
from app.ui.menus import MenuEntry
from app.ui.page import Frame
from app.ui.paper import PaperOptions, PaperPreview


def open_labels(frame: Frame, items: Sequence[UUID]) -> None:
    """Open the labels of some items of one case."""
    chosen = tuple(map(ItemId, items))

    def wish(run_on: LabelRun) -> PrintLabels:
        return PrintLabels(items=chosen, run_on=run_on)

    _open(frame, _("Print labels"), LabelOptions(frame, wish))


def open_case_labels(frame: Frame, case: UUID, *, of_file: bool = False) -> None:
    """Open the labels of every item of a case, or the one of its file."""

    def wish(run_on: LabelRun) -> PrintCaseLabels:
        return PrintCaseLabels(case=CaseId(case), run_on=run_on, of_file=of_file)

    _open(frame, _("Print labels"), LabelOptions(frame, wish))


def open_place_labels(frame: Frame, codes: Sequence[str] = ()) -> None:
    """Open the labels of places and agencies with these codes; none named = of all in use."""

    def wish(run_on: LabelRun) -> PrintPlaceLabels:
        return PrintPlaceLabels(run_on=run_on, codes=tuple(codes))

    _open(frame, _("Print labels"), LabelOptions(frame, wish))


def open_custody_form(frame: Frame, item: UUID) -> None:
    """Open the custody form of an item."""
    words = _("Stays with the item. Empty rows at the end are for hand-overs away from the office.")
    form = PrintCustodyForm(ItemId(item))
    _open(frame, _("Print custody form"), FixedOptions(form, words))


def open_transfer_receipt(
    frame: Frame, item: UUID, seq: int | None = None, *, is_batch: bool = False
) -> None:
    """Open the receipt for a step of an item's chain; for its last move where none is named.

    `is_batch`: other items changed hands in the same act.
    """
    receipt = PrintTransferReceipt(item=ItemId(item), seq=seq)
    _open(frame, _("Print receipt"), ReceiptOptions(receipt, is_batch=is_batch))


def open_property_receipt(frame: Frame, case: UUID, items: Sequence[UUID] = ()) -> None:
    """Open the receipts for the people things were taken from; of these items where some are."""
    words = _(
        "For the person it was taken from. Holder, place of storage and what the office thinks of"
        " it are not on it."
    )
    receipt = PrintPropertyReceipt(case=CaseId(case), items=tuple(map(ItemId, items)))
    _open(frame, _("Print property receipt"), FixedOptions(receipt, words))


def open_evidence_log(frame: Frame, case: UUID) -> None:
    """Open the evidence log of a case."""
    _open(frame, _("Print evidence log"), CaseOptions(CaseId(case)))


def open_inventory(frame: Frame, session: InventoryId) -> None:
    """Open the report of an inventory."""
    _open(frame, _("Print inventory"), InventoryOptions(session))


def item_papers(frame: Frame, shown: ItemFile) -> list[MenuEntry]:
    """Return what can be printed of an item by this person."""
    item, case = shown.item.id, shown.line.case
    offered: tuple[tuple[type[Any], MenuEntry], ...] = (
        (PrintLabels, _entry(_("Label"), Icon.TAG, open_labels, frame, (item,))),
        (
            PrintCustodyForm,
            _entry(_("Custody form"), Icon.FINGERPRINT, open_custody_form, frame, item),
        ),
        (
            PrintPropertyReceipt,
            _entry(
                _("Property receipt"), Icon.FILE_TEXT, open_property_receipt, frame, case, (item,)
            ),
        ),
    )
    entries = [entry for act, entry in offered if frame.desk.may(act)]
    if shown.chain.events and frame.desk.may(PrintTransferReceipt):
        entries.append(
            MenuEntry(
                _("Receipt for the last hand-over"),
                partial(open_transfer_receipt, frame, item, is_batch=_is_batch(shown.chain)),
                Icon.RECEIPT,
            )
        )
    return entries


def case_papers(frame: Frame, case: UUID) -> list[MenuEntry]:
    """Return what can be printed of a case's evidence by this person."""
    log = _entry(_("Evidence log or exhibits"), Icon.CLIPBOARD_LIST, open_evidence_log, frame, case)
    receipts = _entry(_("Property receipts"), Icon.FILE_TEXT, open_property_receipt, frame, case)
    of_items = _entry(_("Labels of all items"), Icon.TAG, open_case_labels, frame, case)
    of_file = partial(open_case_labels, frame, case, of_file=True)
    offered: tuple[tuple[type[Any], MenuEntry], ...] = (
        (PrintEvidenceLog, log),
        (PrintCaseLabels, of_items),
        (PrintCaseLabels, MenuEntry(_("Label of the case"), of_file, Icon.FOLDER_OPEN)),
        (PrintPropertyReceipt, receipts),
    )
    return [entry for act, entry in offered if frame.desk.may(act)]


def _is_batch(chain: Chain) -> bool:
    move = chain.last_move
    return move is not None and move.batch is not None


def _entry(text: str, drawing: Icon, opening: Any, *about: object) -> MenuEntry:  # noqa: ANN401  one of the functions above
    return MenuEntry(text, partial(opening, *about), drawing)


def _open(frame: Frame, title: str, options: PaperOptions) -> None:
    PaperPreview(frame, title, options).open()
