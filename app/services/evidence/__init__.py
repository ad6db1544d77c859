"""Logging evidence, handing it over, correcting its chain of custody, and looking at both."""

from app.services.evidence.check import CaseCustodyCheck, CheckedItem, CheckedPage, CustodyCheck
from app.services.evidence.custody import (
    LEAVING,
    CheckIn,
    CheckOut,
    CorrectCustody,
    TransferCustody,
)
from app.services.evidence.entry import (
    AmendEvidenceItem,
    CheckTags,
    LogEvidence,
    LogEvidenceBatch,
    Logged,
    NextTagNumber,
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
from app.services.evidence.signing import SignatureEntry, SignStep

__all__ = [
    "LEAVING",
    "AmendEvidenceItem",
    "AttachedFile",
    "CaseCustodyCheck",
    "CaseEvidence",
    "CheckIn",
    "CheckOut",
    "CheckTags",
    "CheckedItem",
    "CheckedPage",
    "CorrectCustody",
    "CustodyCheck",
    "EvidenceByTag",
    "EvidenceCounts",
    "EvidenceItemView",
    "EvidencePage",
    "ItemFile",
    "LogEvidence",
    "LogEvidenceBatch",
    "Logged",
    "NextTagNumber",
    "OverdueCount",
    "OverdueEvidence",
    "RecentHolders",
    "SignStep",
    "SignatureEntry",
    "TransferCustody",
]
