"""Speedy-trial clocks: how much of the prosecution's time is used, and when it runs out.

Each regime is a `Clock` made from its dates; `Clock.answer` gives dates, counts and the reason.
"""

from app.domain.speedy_trial.clock import Answer, Clock, Status
from app.domain.speedy_trial.excluded_days import ExcludedDays, Exclusion
from app.domain.speedy_trial.federal import DetainedClock, IndictmentClock, TrialClock
from app.domain.speedy_trial.regimes import REGIMES

__all__ = [
    "REGIMES",
    "Answer",
    "Clock",
    "DetainedClock",
    "ExcludedDays",
    "Exclusion",
    "IndictmentClock",
    "Status",
    "TrialClock",
]
