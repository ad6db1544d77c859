"""The case summary on paper: its content, its redaction for a reader, and its layout."""

from app.printing.case_summary.content import (
    CaseSummary,
    ChargeLine,
    ClockLine,
    DeadlineLine,
    DefendantLine,
    EventLine,
    EvidenceLine,
    NoteLine,
    PersonLine,
    TaskLine,
    VictimStatusLine,
)
from app.printing.case_summary.layout import render, typeset
from app.printing.case_summary.redaction import for_profile, left_out

__all__ = [
    "CaseSummary",
    "ChargeLine",
    "ClockLine",
    "DeadlineLine",
    "DefendantLine",
    "EventLine",
    "EvidenceLine",
    "NoteLine",
    "PersonLine",
    "TaskLine",
    "VictimStatusLine",
    "for_profile",
    "left_out",
    "render",
    "typeset",
]
