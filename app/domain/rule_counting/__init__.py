"""Counting by court rules: from an event of a case to the day due, with all that must be said."""

from app.domain.rule_counting.beside import DayBeside
from app.domain.rule_counting.cautions import TO_CONFIRM
from app.domain.rule_counting.counting import calendar_of, count_chain
from app.domain.rule_counting.periods import PeriodCount, count_period, counts_hours
from app.domain.rule_counting.records import Caution, CautionKind, RuleAnswer, RuleStart
from app.domain.rule_counting.sessions import read_session

__all__ = [
    "TO_CONFIRM",
    "Caution",
    "CautionKind",
    "DayBeside",
    "PeriodCount",
    "RuleAnswer",
    "RuleStart",
    "calendar_of",
    "count_chain",
    "count_period",
    "counts_hours",
    "read_session",
]
