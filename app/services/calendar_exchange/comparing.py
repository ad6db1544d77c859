"""Three states of one hearing side by side: what the feed said, what it says, what stands here.

What the feed changed is told apart from what the office changed: a field both changed is a
conflict, which nobody ticks by default.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time

from app.domain.calendar_exchange import Change, FeedLink, FeedRow, FeedSays, Remark, RowState
from app.domain.hearings import Hearing, HearingStatus

KindWords = Callable[[str], str]
"""Says a kind of hearing by its code."""


@dataclass(frozen=True)
class Standing:
    """A hearing an event is about, and what the feed last said of it.

    Attributes:
        link: None where the event is one of ours that comes back.
    """

    hearing: Hearing
    link: FeedLink | None
    said: FeedSays

    @property
    def is_another_date(self) -> bool:
        """Whether the hearing took the place of the one taken in, at a time of the office's own."""
        is_successor = self.link is not None and self.link.hearing != self.hearing.id
        now = FeedSays.of(self.hearing)
        return is_successor and (now.on, now.clock) != (self.said.on, self.said.clock)


def compared(row: FeedRow, standing: Standing, says: FeedSays, kinds: KindWords) -> FeedRow:
    """Return the row with what the feed changed since it was last taken in."""
    stands = FeedSays.of(standing.hearing)
    moved = standing.said.differing(says)
    changed = tuple(name for name in moved if name in stands.differing(says))
    if "is_cancelled" in changed and says.is_cancelled:  # nothing else matters then
        changed, says = ("is_cancelled",), replace(standing.said, is_cancelled=True)
    row = replace(row, says=says, changes=changes(stands, says, changed, kinds))
    if not changed:
        return replace(row, state=RowState.UNCHANGED)
    reopens = "is_cancelled" in changed and not says.is_cancelled
    if standing.hearing.status is not HearingStatus.SET and not reopens:
        return remarked(row, RowState.REFUSED, "feed.hearing_closed")
    both = [name for name in changed if name in standing.said.differing(stands)]
    # The court takes off the date it spoke of, not the one that took its place here.
    if both or (says.is_cancelled and standing.is_another_date):
        return remarked(row, RowState.CONFLICT, "feed.conflict")
    if says.is_cancelled:
        return ticked(replace(row, state=RowState.CANCELLED))
    return ticked(replace(row, state=RowState.MOVED if row.is_moved else RowState.CHANGED))


def changes(
    stands: FeedSays, says: FeedSays, names: tuple[str, ...], kinds: KindWords
) -> tuple[Change, ...]:
    """Return fields with what stands in the office and what the feed says."""
    return tuple((name, _shown(name, stands, kinds), _shown(name, says, kinds)) for name in names)


def ticked(row: FeedRow) -> FeedRow:
    """Tick a row unless something about it is for a person to decide."""
    return replace(row, is_ticked=_DOUBTS.isdisjoint(each.code for each in row.remarks))


def remarked(row: FeedRow, state: RowState, code: str) -> FeedRow:
    """Return a row in a state, with the sentence that says why."""
    return replace(row, state=state, remarks=(*row.remarks, Remark(code)))


_DOUBTS = frozenset({"feed.past", "feed.no_clock", "feed.twice_that_night", "feed.same_time"})
"""Remarks that leave a row for a person to tick."""


def _shown(name: str, says: FeedSays, kinds: KindWords) -> str:
    value = getattr(says, name)
    if name == "kind":
        return kinds(says.kind)
    return value.isoformat() if isinstance(value, date | time) else str(value)
