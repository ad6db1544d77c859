"""Speedy-trial clocks and excluded time on disk."""

from app.domain.clocks import ExcludedSpan, SpeedyClock
from app.storage.repository import Changeable
from app.storage.schema import record_table

speedy_clocks = record_table("speedy_clocks", SpeedyClock)
excluded_spans = record_table("excluded_spans", ExcludedSpan, indexed=[("case", "state")])


class SpeedyClocks(Changeable[SpeedyClock]):
    """The clocks of all cases."""

    record = SpeedyClock
    table = speedy_clocks


class ExcludedSpans(Changeable[ExcludedSpan]):
    """Days that clocks do not count."""

    record = ExcludedSpan
    table = excluded_spans
