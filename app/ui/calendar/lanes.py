"""Hearings of one day side by side: which lane each gets.

Where there is no room for all, those without a lane stand together as a number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.calendar import CalendarEntry

MINUTES_A_DAY = 24 * 60
LEAST_MINUTES = 30
"""A shorter hearing is drawn as long, so that it can be read and hit."""


@dataclass(frozen=True)
class Block:
    """A hearing at its time of day, or those there is no lane for.

    Attributes:
        entries: one; several for those that stand together as "+n more".
        begins, ends: minutes since midnight.
        lane, lanes: its place among those at the same time.
    """

    entries: tuple[CalendarEntry, ...]
    begins: int
    ends: int
    lane: int
    lanes: int

    @property
    def entry(self) -> CalendarEntry | None:
        """The hearing; None where it stands for several."""
        return self.entries[0] if len(self.entries) == 1 else None


def minutes_of(entry: CalendarEntry) -> tuple[int, int]:
    """Return when a hearing begins and ends, as drawn, in minutes since midnight."""
    clock = entry.clock
    begins = clock.hour * 60 + clock.minute if clock is not None else 0
    begins = min(begins, MINUTES_A_DAY - LEAST_MINUTES)
    ends = begins + max(entry.minutes, LEAST_MINUTES)
    return begins, min(ends, MINUTES_A_DAY)


def arranged(entries: Iterable[CalendarEntry], most: int) -> list[Block]:
    """Return where the hearings of a day go, with at most so many lanes side by side."""
    ordered = sorted(entries, key=_longest_first)
    return [block for group in _groups(ordered) for block in _in_lanes(group, max(1, most))]


def _longest_first(entry: CalendarEntry) -> tuple[int, int]:
    """Return a sort key: of those that begin together, a trial stands left of short hearings."""
    begins, ends = minutes_of(entry)
    return begins, -ends


def _groups(ordered: Sequence[CalendarEntry]) -> Iterator[list[CalendarEntry]]:
    """Yield those that overlap, one with the next."""
    group: list[CalendarEntry] = []
    until = 0
    for entry in ordered:
        begins, ends = minutes_of(entry)
        if group and begins >= until:
            yield group
            group, until = [], 0
        group.append(entry)
        until = max(until, ends)
    if group:
        yield group


def _in_lanes(group: Sequence[CalendarEntry], most: int) -> Iterator[Block]:
    lanes = _lanes(group)
    count = max(lanes) + 1
    shown = count if count <= most else most - 1
    width = min(count, most)
    for entry, lane in zip(group, lanes, strict=True):
        if lane < shown:
            begins, ends = minutes_of(entry)
            yield Block((entry,), begins, ends, lane, width)
    rest = [entry for entry, lane in zip(group, lanes, strict=True) if lane >= shown]
    # Calendar calls at nine and at two are told apart even where hearings between join them.
    for together in _groups(rest):
        spans = [minutes_of(entry) for entry in together]
        begins, ends = min(span[0] for span in spans), max(span[1] for span in spans)
        yield Block(tuple(together), begins, ends, shown, width)


def _lanes(group: Sequence[CalendarEntry]) -> list[int]:
    """Return the first free lane of each, in their order."""
    free_at: list[int] = []
    lanes = []
    for entry in group:
        begins, ends = minutes_of(entry)
        lane = next((n for n, until in enumerate(free_at) if until <= begins), len(free_at))
        if lane == len(free_at):
            free_at.append(0)
        free_at[lane] = ends
        lanes.append(lane)
    return lanes
