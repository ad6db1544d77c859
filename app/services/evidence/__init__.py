"""Logging evidence, handing it over, correcting its chain of custody, and looking at both."""

from app.services.evidence.amendments import (
    AmendEvidenceItem,
    RevealedParticular,
    RevealParticular,
)
from app.services.evidence.custody import CorrectCustody, TransferCustody
from app.services.evidence.entry import (
    CheckTags,
    LogEvidence,
    LogEvidenceBatch,
    Logged,
    NextTagNumber,
)
from app.services.evidence.item_file import (
    AttachedFile,
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

__all__ = [
    "AmendEvidenceItem",
    "AttachedFile",
    "CaseEvidence",
    "CheckTags",
    "CombineItems",
    "CorrectCustody",
    "Divided",
    "EvidenceByTag",
    "EvidenceCounts",
    "EvidenceItemView",
    "EvidencePage",
    "ItemFile",
    "LinkItemToCharge",
    "LogEvidence",
    "LogEvidenceBatch",
    "Logged",
    "NextTagNumber",
    "OverdueCount",
    "OverdueEvidence",
    "ProvenCount",
    "RecentHolders",
    "Relative",
    "RevealParticular",
    "RevealedParticular",
    "SplitItem",
    "TransferCustody",
    "UnlinkItemFromCharge",
]
