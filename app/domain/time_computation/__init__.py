"""Computing time: from an event and a period to the day or hour by which to act, and why.

`compute_days` and `compute_hours` answer any method of counting.
"""

from app.domain.closed_days import ClosedDay
from app.domain.court_time import time_zone
from app.domain.time_computation.answer import DayDeadline, HourDeadline, LastMoment
from app.domain.time_computation.compute import compute_days, compute_hours
from app.domain.time_computation.methods import Method, method_of, takes_service
from app.domain.time_computation.question import (
    DayProfile,
    DayQuestion,
    Direction,
    Filing,
    FilingMethod,
    HourProfile,
    HourQuestion,
    Period,
    Service,
    Session,
    Unit,
)

ENGINE = "2026-11"
"""The edition of these methods: the rule text of 2026. It changes when an answer could change."""

__all__ = [
    "ENGINE",
    "ClosedDay",
    "DayDeadline",
    "DayProfile",
    "DayQuestion",
    "Direction",
    "Filing",
    "FilingMethod",
    "HourDeadline",
    "HourProfile",
    "HourQuestion",
    "LastMoment",
    "Method",
    "Period",
    "Service",
    "Session",
    "Unit",
    "compute_days",
    "compute_hours",
    "method_of",
    "takes_service",
    "time_zone",
]
