"""From records to paper: the case summary for one reader, and the file it is saved to."""

from app.services.documents.case_summary import (
    PreviewCaseSummary,
    PrintCaseSummary,
    PrintedSummary,
)
from app.services.documents.saving import require_free, save_paper

__all__ = [
    "PreviewCaseSummary",
    "PrintCaseSummary",
    "PrintedSummary",
    "require_free",
    "save_paper",
]
