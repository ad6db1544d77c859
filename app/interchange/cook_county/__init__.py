"""The case-level files of the Cook County State's Attorney, read into plain values.

The office publishes its felony cases in four files, one a stage: intake, initiation, dispositions
and sentencing. Nothing here touches the vault.
"""

from app.interchange.cook_county.ledger import Finding, RowCount, Severity
from app.interchange.cook_county.reader import Progress, read_office
from app.interchange.cook_county.values import (
    ChargeAgainst,
    ChargeVersion,
    ClockShift,
    Coded,
    FelonyReview,
    Offense,
    Origin,
    Referrals,
    SourceCase,
    SourceCharge,
    SourceDefendant,
    SourceDisposition,
    SourceSentence,
)

__all__ = [
    "ChargeAgainst",
    "ChargeVersion",
    "ClockShift",
    "Coded",
    "FelonyReview",
    "Finding",
    "Offense",
    "Origin",
    "Progress",
    "Referrals",
    "RowCount",
    "Severity",
    "SourceCase",
    "SourceCharge",
    "SourceDefendant",
    "SourceDisposition",
    "SourceSentence",
    "read_office",
]
