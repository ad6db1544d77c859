"""Days by which the office must act: entered by hand, counted by rule, moved, done."""

from app.services.deadlines.asking import (
    Assignable,
    CaseDates,
    DatesOfCase,
    DeadlineOf,
    DeadlinePreview,
    DeadlinesPage,
    DeadlinesWithin,
    PressingDeadlines,
    PreviewDeadline,
)
from app.services.deadlines.changing import (
    AmendDeadline,
    CancelDeadline,
    CompleteDeadline,
    OverrideDeadline,
    ReopenDeadline,
    RestoreDeadline,
)
from app.services.deadlines.entering import (
    AddComputedDeadline,
    AddDeadline,
    EnterDeadlineAgain,
    RemoveDeadline,
)

__all__ = [
    "AddComputedDeadline",
    "AddDeadline",
    "AmendDeadline",
    "Assignable",
    "CancelDeadline",
    "CaseDates",
    "CompleteDeadline",
    "DatesOfCase",
    "DeadlineOf",
    "DeadlinePreview",
    "DeadlinesPage",
    "DeadlinesWithin",
    "EnterDeadlineAgain",
    "OverrideDeadline",
    "PressingDeadlines",
    "PreviewDeadline",
    "RemoveDeadline",
    "ReopenDeadline",
    "RestoreDeadline",
]
