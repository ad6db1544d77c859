"""How long evidence is kept, what keeps it, and how it leaves for good."""

from app.services.retention.classes import ClassifyItems, PutBackClasses
from app.services.retention.disposing import (
    ApproveDisposal,
    Disposed,
    ExecuteDisposal,
    RefuseDisposal,
    RequestDisposal,
    WithdrawDisposal,
)
from app.services.retention.holds import CaseHolds, HoldCase, ReleaseCaseHold
from app.services.retention.notices import AnswerNotice, GiveNotice
from app.services.retention.papers import (
    DisposalPaper,
    PreviewDisposalPaper,
    PrintDisposalPaper,
)
from app.services.retention.views import (
    ItemRetention,
    RequestView,
    RetentionFile,
    ReviewCounts,
    ReviewPage,
    WaitingRequests,
)

__all__ = [
    "AnswerNotice",
    "ApproveDisposal",
    "CaseHolds",
    "ClassifyItems",
    "DisposalPaper",
    "Disposed",
    "ExecuteDisposal",
    "GiveNotice",
    "HoldCase",
    "ItemRetention",
    "PreviewDisposalPaper",
    "PrintDisposalPaper",
    "PutBackClasses",
    "RefuseDisposal",
    "ReleaseCaseHold",
    "RequestDisposal",
    "RequestView",
    "RetentionFile",
    "ReviewCounts",
    "ReviewPage",
    "WaitingRequests",
    "WithdrawDisposal",
]
