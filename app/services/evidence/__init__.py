"""Logging evidence, handing it over, correcting its chain of custody, and looking at both."""

from app.services.evidence.amendments import (
    AmendEvidenceItem,
    RevealedParticular,
    RevealParticular,
)
from app.services.evidence.check import CaseCustodyCheck, CheckedItem, CheckedPage, CustodyCheck
from app.services.evidence.custody import (
    LEAVING,
    CheckIn,
    CheckOut,
    CorrectCustody,
    TransferCustody,
)
from app.services.evidence.entry import (
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
from app.services.evidence.item_file import (
    EvidenceByTag,
    EvidenceItemView,
    ItemFile,
    ProvenCount,
    Relative,
)
from app.services.evidence.lists import (
    CaseEvidence,
    EvidenceCounts,
    EvidencePage,
    OverdueCount,
    OverdueEvidence,
    RecentHolders,
)
from app.services.evidence.parts import CombineItems, Divided, SplitItem
from app.services.evidence.proof import LinkItemToCharge, UnlinkItemFromCharge
from app.services.evidence.scanned import BarcodeOf, ReadBarcode, Scanned
from app.services.evidence.signing import SignatureEntry, SignStep

__all__ = [
    "LEAVING",
    "AmendEvidenceItem",
    "BarcodeOf",
    "CaseCustodyCheck",
    "CaseEvidence",
    "CheckIn",
    "CheckOut",
    "CheckTags",
    "CheckedItem",
    "CheckedPage",
    "CloseInventory",
    "CombineItems",
    "CorrectCustody",
    "CustodyCheck",
    "Divided",
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
    "LinkItemToCharge",
    "LogEvidence",
    "LogEvidenceBatch",
    "Logged",
    "NextTagNumber",
    "OverdueCount",
    "OverdueEvidence",
    "ProvenCount",
    "ReadBarcode",
    "RecentHolders",
    "Relative",
    "ResolveFinding",
    "RevealParticular",
    "RevealedParticular",
    "Scanned",
    "SightItem",
    "Sighted",
    "SignStep",
    "SignatureEntry",
    "SplitItem",
    "StartInventory",
    "TakenTag",
    "TransferCustody",
    "UnlinkItemFromCharge",
]
