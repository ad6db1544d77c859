"""A hearing the court moved or took off through its feed, while nobody has looked what hangs on it.

What the court says is written at once: a calendar that shows the old day would be wrong. Subpoenas,
victims to be told, deadlines and work stay as they were until a person has gone through them, so
each such move is kept until then.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.hearings import TRIAL_KINDS, Hearing, HearingStatus
from app.domain.record import Record
from app.domain.ripple import RippleKind, RippleRow, RippleWhy, Tick

CourtMoveId = NewType("CourtMoveId", UUID)


@dataclass(frozen=True, kw_only=True)
class CourtMove(Record):
    """A move that waits to be gone through.

    It is over once the hearing no longer stands where the feed left it: whoever gave it another day
    by hand, or its result, has seen what hung on it.

    Attributes:
        hearing: it may have been taken off since.
        was_at: the start it had, UTC; what hangs on it still stands there.
        starts_at: the start the feed gave it.
        feed: name of the feed.
        is_cancelled: whether the feed took it off instead.
    """

    id: CourtMoveId
    case: CaseId
    hearing: UUID
    was_at: datetime
    starts_at: datetime
    feed: str
    is_cancelled: bool = False

    def is_left(self, hearing: Hearing) -> bool:
        """Whether a hearing is still as the feed left it."""
        left = HearingStatus.VACATED if self.is_cancelled else HearingStatus.SET
        return hearing.starts_at == self.starts_at and hearing.status is left

    def before(self, hearing: Hearing) -> Hearing:
        """Return the hearing as it stood before the feed moved it, in its present version."""
        was_at = self.was_at.astimezone(hearing.local.tzinfo)
        stood = hearing.moved_to(was_at.date(), was_at.time())
        return replace(stood, status=HearingStatus.SET, vacate_reason="")


class Doubt(StrEnum):
    """What of a move itself is for a person to judge, beside what hangs on it."""

    TRIAL = "trial"
    PAST = "past"
    CLOSED_DAY = "closed_day"
    COVERED_TWICE = "covered_twice"
    MOVED_BESIDE = "moved_beside"


PLAIN_WHYS = frozenset(
    {
        # A rule counts the day anew, and nobody has set another one.
        *(RippleWhy.COUNTED, RippleWhy.UNCHANGED),
        # Nobody holds the order yet, so it can name the new day.
        *(RippleWhy.UNSERVED, RippleWhy.SAME_HEARING),
        # A task to tell somebody: what is said, and whether, is up to whoever carries it out.
        *(RippleWhy.TO_BE_TOLD, RippleWhy.NOT_ASKED, RippleWhy.WANTS_NO_NOTICE),
        *(RippleWhy.OFF_TO_BE_TOLD, RippleWhy.OFF_NOT_ASKED),
        # Reminders go by the hearing alone.
        *(RippleWhy.FOLLOWS, RippleWhy.OFF_ENDS),
    }
)
"""What hangs on a plain move: things whose fate the file itself settles.

Everything else needs judgement: a day a person set, an order already served, work and evidence that
nothing but a date ties to the hearing, another hearing of that day, a witness who cannot always
come, what another role has to change, and each deadline or order that would be called off.
"""


def doubts_of(
    hearing: Hearing, rows: tuple[RippleRow, ...], own: tuple[Doubt, ...]
) -> tuple[Doubt | RippleWhy, ...]:
    """Return why a move needs a person, nothing where it is plain.

    A trial is never plain: its day is held against the speedy-trial clock first.

    Args:
        hearing: that was moved.
        rows: what hangs on it.
        own: what is against the new day itself.
    """
    trial = (Doubt.TRIAL,) if hearing.kind in TRIAL_KINDS else ()
    hanging = (row.why for row in rows if row.why not in PLAIN_WHYS)
    return tuple(dict.fromkeys((*trial, *own, *hanging)))


@dataclass(frozen=True, kw_only=True)
class CourtMoveLine:
    """A move as one line of a list.

    Attributes:
        hearing: as it stands on the new day; ``what``: its kind in words.
        number, title: of the case.
        rows: what hangs on the old day.
        doubts: why it needs a person.
    """

    move: CourtMove
    hearing: Hearing
    what: str
    number: str
    title: str
    rows: tuple[RippleRow, ...] = ()
    doubts: tuple[Doubt | RippleWhy, ...] = ()

    @property
    def before(self) -> Hearing:
        """The hearing as it stood before."""
        return self.move.before(self.hearing)

    @property
    def was_on(self) -> date:
        """The day given up."""
        return self.before.on

    @property
    def is_continuance(self) -> bool:
        """Whether it is written as a continuance unless somebody says otherwise."""
        return not self.move.is_cancelled and self.hearing.on > self.was_on

    @property
    def is_plain(self) -> bool:
        """Whether nothing about it needs a person's judgement."""
        return not self.doubts

    @property
    def hangs(self) -> int:
        """How many things hang on the old day that something can be done about."""
        return sum(row.can_be_ticked for row in self.rows)

    @property
    def counts(self) -> Mapping[RippleKind, int]:
        """How many of each kind hang on it, reminders one by one."""
        found: Counter[RippleKind] = Counter()
        for row in self.rows:
            found[row.kind] += row.count if row.kind is RippleKind.REMINDER else 1
        return found

    @property
    def proposed(self) -> tuple[Tick, ...]:
        """What surely follows."""
        return tuple(row.tick for row in self.rows if row.is_proposed and row.can_be_ticked)


@dataclass(frozen=True, kw_only=True)
class CourtMovesLeft:
    """What is left to go through.

    Attributes:
        total: how many moves; ``lines``: the next of them, the soonest first.
    """

    total: int
    lines: tuple[CourtMoveLine, ...]
