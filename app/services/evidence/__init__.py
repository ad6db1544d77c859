"""Logging evidence, handing it over, correcting its chain of custody, and looking at both."""

from app.services.evidence.custody import CorrectCustody, TransferCustody
from app.services.evidence.entry import (
    AmendEvidenceItem,
    CheckTags,
    LogEvidence,
    LogEvidenceBatch,
    Logged,
    NextTagNumber,
)
from app.services.evidence.item_file import EvidenceByTag, EvidenceItemView, ItemFile
from app.services.evidence.lists import (
    CaseEvidence,
    EvidenceCounts,
    EvidencePage,
    OverdueCount,
    OverdueEvidence,
    RecentHolders,
)

__all__ = [
    "AmendEvidenceItem",
    "CaseEvidence",
    "CheckTags",
    "CorrectCustody",
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
    "TransferCustody",
]
