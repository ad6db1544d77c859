"""Logging evidence, handing it over, correcting its chain of custody, and looking at both."""

from app.services.evidence.custody import CorrectCustody, TransferCustody
from app.services.evidence.entry import (
    AmendEvidenceItem,
    CheckTags,
    LogEvidence,
    LogEvidenceBatch,
    Logged,
    NextTagNumber,
    TakenTag,
)
from app.services.evidence.inventory import (
    CloseInventory,
    GiveUpInventory,
    Inventories,
    InventoryLine,
    InventoryOf,
    InventoryView,
    ResolveFinding,
    Sighted,
    SightItem,
    StartInventory,
)
from app.services.evidence.item_file import AttachedFile, EvidenceByTag, EvidenceItemView, ItemFile
from app.services.evidence.lists import (
    CaseEvidence,
    EvidenceCounts,
    EvidencePage,
    OverdueCount,
    OverdueEvidence,
    RecentHolders,
)
from app.services.evidence.scanned import BarcodeOf, ReadBarcode, Scanned

__all__ = [
    "AmendEvidenceItem",
    "AttachedFile",
    "BarcodeOf",
    "CaseEvidence",
    "CheckTags",
    "CloseInventory",
    "CorrectCustody",
    "EvidenceByTag",
    "EvidenceCounts",
    "EvidenceItemView",
    "EvidencePage",
    "GiveUpInventory",
    "Inventories",
    "InventoryLine",
    "InventoryOf",
    "InventoryView",
    "ItemFile",
    "LogEvidence",
    "LogEvidenceBatch",
    "Logged",
    "NextTagNumber",
    "OverdueCount",
    "OverdueEvidence",
    "ReadBarcode",
    "RecentHolders",
    "ResolveFinding",
    "Scanned",
    "SightItem",
    "Sighted",
    "StartInventory",
    "TakenTag",
    "TransferCustody",
]
