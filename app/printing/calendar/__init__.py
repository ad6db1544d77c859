"""The office's days on paper: the list of one day, and a month as a grid."""

from app.printing.calendar.content import (
    CalendarHead,
    CourtHearings,
    DayList,
    DueLine,
    HearingLine,
    MonthDay,
    MonthSheet,
)
from app.printing.calendar.day_list import typeset_day
from app.printing.calendar.month import typeset_month

__all__ = [
    "CalendarHead",
    "CourtHearings",
    "DayList",
    "DueLine",
    "HearingLine",
    "MonthDay",
    "MonthSheet",
    "typeset_day",
    "typeset_month",
]
