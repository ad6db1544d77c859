"""Printing about evidence: labels, custody form, receipts and the evidence log."""

from app.ui.evidence.papers.opening import (
    case_papers,
    item_papers,
    open_case_labels,
    open_custody_form,
    open_evidence_log,
    open_inventory,
    open_labels,
    open_place_labels,
    open_property_receipt,
    open_transfer_receipt,
)

__all__ = [
    "case_papers",
    "item_papers",
    "open_case_labels",
    "open_custody_form",
    "open_evidence_log",
    "open_inventory",
    "open_labels",
    "open_place_labels",
    "open_property_receipt",
    "open_transfer_receipt",
]
