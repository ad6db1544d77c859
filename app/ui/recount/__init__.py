"""Counting again: old and new dates side by side, ticked or not, applied as one act."""

from app.ui.recount.forms import (
    CaseRecountForm,
    MoveEventForm,
    OfficeRecountForm,
    recount,
    recount_office,
)

__all__ = [
    "CaseRecountForm",
    "MoveEventForm",
    "OfficeRecountForm",
    "recount",
    "recount_office",
]
