"""Papers about evidence: custody form, receipts, the evidence log and inventories."""

from app.printing.evidence.content import (
    AttachedLine,
    CustodyForm,
    EvidenceLog,
    Fact,
    FoundLine,
    InventoryReport,
    LetterHead,
    LogKind,
    LogLine,
    PropertyLine,
    PropertyReceipt,
    SealLine,
    SeenLine,
    SignedLine,
    StepLine,
    Stroke,
    TransferLine,
    TransferReceipt,
)
from app.printing.evidence.custody_form import typeset_custody_form
from app.printing.evidence.inventory import typeset_inventory
from app.printing.evidence.log import typeset_log
from app.printing.evidence.receipts import typeset_property_receipts, typeset_transfer_receipt

__all__ = [
    "AttachedLine",
    "CustodyForm",
    "EvidenceLog",
    "Fact",
    "FoundLine",
    "InventoryReport",
    "LetterHead",
    "LogKind",
    "LogLine",
    "PropertyLine",
    "PropertyReceipt",
    "SealLine",
    "SeenLine",
    "SignedLine",
    "StepLine",
    "Stroke",
    "TransferLine",
    "TransferReceipt",
    "typeset_custody_form",
    "typeset_inventory",
    "typeset_log",
    "typeset_property_receipts",
    "typeset_transfer_receipt",
]
