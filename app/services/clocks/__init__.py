"""Speedy-trial clocks: started, amended, stopped; days excluded; what if."""

from app.services.clock_standings import ClockView
from app.services.clocks.asking import (
    CaseClocks,
    ClocksOfCase,
    OfficeClock,
    OfficeClocks,
    SpanLine,
)
from app.services.clocks.excluding import (
    AddExclusion,
    AmendExclusion,
    CloseExclusion,
    ConfirmExclusion,
    EnterExclusionAgain,
    RestoreExclusion,
    TakeOutExclusion,
    WithdrawExclusion,
)
from app.services.clocks.papers import PreviewClockSheet, PrintClockSheet
from app.services.clocks.running import (
    AmendClock,
    RemoveClock,
    RestoreClock,
    ResumeClock,
    StartClock,
    StartClockAgain,
    StopClock,
    TakeOutClock,
)
from app.services.clocks.supposing import ClockChange, WhatIf, WhatIfAnswer

__all__ = [
    "AddExclusion",
    "AmendClock",
    "AmendExclusion",
    "CaseClocks",
    "ClockChange",
    "ClockView",
    "ClocksOfCase",
    "CloseExclusion",
    "ConfirmExclusion",
    "EnterExclusionAgain",
    "OfficeClock",
    "OfficeClocks",
    "PreviewClockSheet",
    "PrintClockSheet",
    "RemoveClock",
    "RestoreClock",
    "RestoreExclusion",
    "ResumeClock",
    "SpanLine",
    "StartClock",
    "StartClockAgain",
    "StopClock",
    "TakeOutClock",
    "TakeOutExclusion",
    "WhatIf",
    "WhatIfAnswer",
    "WithdrawExclusion",
]
