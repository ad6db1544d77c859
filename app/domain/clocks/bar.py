"""The run of a clock as a bar: stretches of days that count, are excluded, or are still left."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.clocks.spans import TakenSpan
from app.domain.clocks.standing import ClockStanding

_DAY = timedelta(days=1)


class Stretch(StrEnum):
    """What the days of a segment are to the clock."""

    COUNTED = "counted"
    EXCLUDED = "excluded"
    IMPORTED = "imported"
    PROPOSED = "proposed"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Days that follow each other and are the same to the clock.

    Attributes:
        because: the exclusions behind it; empty for days that count.
    """

    first: date
    last: date
    stretch: Stretch
    because: tuple[TakenSpan, ...] = ()

    @property
    def days(self) -> int:
        """Its length."""
        return (self.last - self.first).days + 1

    @property
    def is_open(self) -> bool:
        """Whether an exclusion behind it is still open."""
        return any(each.is_open for each in self.because)


def segments(standing: ClockStanding, until: date | None = None) -> tuple[Segment, ...]:
    """Return the bar of a clock from the day after its start.

    Args:
        standing: where it stands.
        until: a later day to reach, such as the trial; None = as far as there is something to say.
    """
    figures = standing.figures
    if figures is None or figures.start is None or "excluded_total" in dict(standing.clock.facts):
        return ()  # a total has no place on a bar of days
    known = (_goal(standing), figures.last_compliant, standing.reached, until)
    last = max(day for day in known if day is not None)
    pieces = _pieces(standing, figures.start + _DAY, last)
    return tuple(_merged(piece for piece in pieces if piece is not None))


def _pieces(standing: ClockStanding, first: date, last: date) -> Iterator[Segment | None]:
    """Yield the elementary stretches between all days on which something begins or ends."""
    ranges = (*standing.taken, *standing.proposed)
    edges = {first, standing.reached + _DAY}
    goal = _goal(standing)
    if goal is not None:
        edges.add(goal + _DAY)
    for each in ranges:
        edges |= {each.first, each.last + _DAY}
    inside = sorted(edge for edge in edges if first <= edge <= last)
    begin = sorted(ranges, key=lambda each: each.first)
    active: list[TakenSpan] = []
    for at, following in zip(inside, [*inside[1:], last + _DAY], strict=True):
        while begin and begin[0].first <= at:
            active.append(begin.pop(0))
        active = [each for each in active if each.last >= at]
        yield _piece(standing, at, following - _DAY, active)


def _piece(
    standing: ClockStanding, first: date, last: date, active: list[TakenSpan]
) -> Segment | None:
    confirmed = tuple(each for each in active if not each.is_proposed)
    if confirmed:
        own = any(not each.is_imported for each in confirmed)
        stretch = Stretch.EXCLUDED if own else Stretch.IMPORTED
        return Segment(first=first, last=last, stretch=stretch, because=confirmed)
    proposed = tuple(active)
    if proposed:
        return Segment(first=first, last=last, stretch=Stretch.PROPOSED, because=proposed)
    stretch_or_none = _uncovered(standing, first)
    if stretch_or_none is None:
        return None
    return Segment(first=first, last=last, stretch=stretch_or_none)


def _uncovered(standing: ClockStanding, day: date) -> Stretch | None:
    goal = _goal(standing)
    is_past = day <= standing.reached
    if goal is not None and day > goal:
        return Stretch.OVER if is_past and standing.limit_date is not None else None
    if is_past:
        return Stretch.COUNTED
    return Stretch.LEFT if goal is not None else None


def _goal(standing: ClockStanding) -> date | None:
    """Return the limit date, or for laws that set a first lawful day, that day."""
    earliest = standing.figures.earliest if standing.figures else None
    return standing.limit_date or earliest


def _merged(pieces: Iterator[Segment]) -> Iterator[Segment]:
    run: Segment | None = None
    for piece in pieces:
        if run is not None and _same(run, piece):
            run = replace(run, last=piece.last)
            continue
        if run is not None:
            yield run
        run = piece
    if run is not None:
        yield run


def _same(run: Segment, piece: Segment) -> bool:
    alike = (run.stretch, run.because) == (piece.stretch, piece.because)
    return alike and run.last + _DAY == piece.first
