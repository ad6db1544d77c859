"""Whether the clock of the machine can be right, by the moments the audit log already holds.

Days left, reminders and the day's list go by the machine's clock, and a dead battery sets it to
1970. It cannot be known what time it is; but an entry made later than now says that the clock was
set back, and one made more than a year before says that it may have been set far ahead.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

SLACK = timedelta(minutes=1)
"""A clock is corrected by seconds now and then; nobody is told of that."""
MOST_AHEAD = timedelta(days=366)
"""An office in which nothing was written for a year is rarer than a clock set wrong."""


class ClockFault(StrEnum):
    """How a clock stands beside the log."""

    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True, kw_only=True)
class Written:
    """An entry of the log, as far as it tells the time.

    Attributes:
        is_vouched: somebody said with it that the clock was right then.
    """

    seq: int
    at: datetime
    is_vouched: bool = False


@dataclass(frozen=True, kw_only=True)
class ClockBelief:
    """What the log says of the time.

    Attributes:
        known: the latest moment that is believed; None in an empty log.
        since: position of the first entry made by a clock that is not, if the last one was.
    """

    known: datetime | None = None
    since: int | None = None

    def fault(self, now: datetime) -> ClockFault | None:
        """Return how a clock that shows ``now`` cannot be right, or None."""
        if self.known is None:
            return None
        if now < self.known - SLACK:
            return ClockFault.BEHIND
        return ClockFault.AHEAD if now > self.known + MOST_AHEAD else None

    def after(self, entry: Written) -> "ClockBelief":
        """Return what is believed once an entry was written."""
        if entry.is_vouched or self.known is None:
            return ClockBelief(known=entry.at)
        if self.fault(entry.at) is None:
            return ClockBelief(known=max(self.known, entry.at))
        return self if self.since is not None else replace(self, since=entry.seq)


def belief(entries: Iterable[Written]) -> ClockBelief:
    """Return what entries say of the time, the oldest first.

    Of entries whose moments follow each other within one year, the first and the last are enough.
    """
    held = ClockBelief()
    for entry in entries:
        held = held.after(entry)
    return held
