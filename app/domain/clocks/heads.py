"""What a list needs to put ten thousand clocks in order without reckoning each of them.

The key of a clock is the day it runs out. While a range without a last day is open the clock stands
still, so that its key is always so many days ahead of today; a cap of the statute may end that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.cases import CaseId
from app.domain.clocks.facts import fact_values, start_day
from app.domain.clocks.reading import standings
from app.domain.clocks.records import ExcludedSpan, SpeedyClock, SpeedyClockId
from app.domain.clocks.regimes import exclusion_kind, regime
from app.domain.clocks.spans import cap_of
from app.domain.clocks.standing import ClockStanding, Surroundings
from app.domain.court_calendars import CourtCalendar
from app.domain.errors import Refused

NEVER = date.max
"""Stands for "no limit date follows", so that such clocks sort last."""


@dataclass(frozen=True, kw_only=True)
class ClockHead:
    """A running clock in the order of lists.

    Attributes:
        limit_on: the day it runs out, or would if it stood still no longer; `NEVER` for none.
        left: days on it while it stands still; None for one that runs.
        still_until: the day on which a cap ends the standstill; `NEVER` for none.
    """

    clock: SpeedyClockId
    case: CaseId
    limit_on: date
    left: int | None = None
    still_until: date = NEVER


def head_of(
    clock: SpeedyClock,
    of_case: Iterable[ExcludedSpan],
    calendar: Callable[[str], CourtCalendar],
    known: ClockStanding | None = None,
) -> ClockHead:
    """Return the head of a running clock.

    Args:
        clock: as it is stored.
        of_case: excluded days of its case, in any state.
        calendar: the court calendar in force, by its id.
        known: where it stands on any day, if that has been reckoned already.
    """
    spans, around = tuple(of_case), Surroundings({}, str, calendar)
    opened = [span.first for span in spans if span.counts and span.is_open]
    if known is not None and not opened:
        return ClockHead(clock=clock.id, case=clock.case, limit_on=known.limit_date or NEVER)
    # One that was open before the start stops the clock as it starts.
    began = max([_some_day(clock), *opened])
    standing = _on(clock, spans, began, around)
    head = ClockHead(clock=clock.id, case=clock.case, limit_on=standing.limit_date or NEVER)
    if not standing.is_provisional or standing.remaining is None:
        return head
    until = _still_until(standing)
    after = standing if until == NEVER else _on(clock, spans, until, around)
    limit = after.limit_date or NEVER
    return replace(head, limit_on=limit, left=standing.remaining, still_until=until)


def _still_until(standing: ClockStanding) -> date:
    """Return the day on which the last of the open ranges reaches its cap."""
    kinds = [(exclusion_kind(each.span.kind), each.span.first) for each in standing.open_ranges]
    return max(cap_of(kind, first) or NEVER for kind, first in kinds)


def _on(
    clock: SpeedyClock, spans: tuple[ExcludedSpan, ...], day: date, around: Surroundings
) -> ClockStanding:
    (standing,) = standings((clock,), spans, day, around, is_told=False)
    return standing


def _some_day(clock: SpeedyClock) -> date:
    """Return a day to ask about: where no range is open, the limit is the same whatever it is."""
    try:
        law = regime(clock.regime)
        start = start_day(law, fact_values(law, clock.facts))
    except Refused:
        start = None
    return (start or date(2000, 1, 1)) + timedelta(days=1)
