"""Speedy-trial clocks of a case: one a defendant and charge group, and the days they exclude."""

from app.domain.clocks.records import (
    ExcludedSpan,
    ExcludedSpanId,
    SpanState,
    SpeedyClock,
    SpeedyClockId,
)

__all__ = ["ExcludedSpan", "ExcludedSpanId", "SpanState", "SpeedyClock", "SpeedyClockId"]
