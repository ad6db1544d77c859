"""A hearing the court gave another day through its feed, while nobody has looked what hangs on it.

The day itself is written at once: a calendar that shows the old one would be wrong. Subpoenas,
victims to be told, deadlines and work stay on the old day until a person has gone through them, so
each such move is kept until then.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.hearings import Hearing
from app.domain.record import Record

CourtMoveId = NewType("CourtMoveId", UUID)


@dataclass(frozen=True, kw_only=True)
class CourtMove(Record):
    """A move that waits to be gone through.

    It is over once the hearing no longer stands where the feed put it: whoever gave it another day
    by hand, or its result, has seen what hung on it.

    Attributes:
        hearing: it may have been taken off since.
        was_at: the start it had, UTC; what hangs on it still stands there.
        starts_at: the start the feed gave it.
        feed: name of the feed.
    """

    id: CourtMoveId
    case: CaseId
    hearing: UUID
    was_at: datetime
    starts_at: datetime
    feed: str

    def before(self, hearing: Hearing) -> Hearing:
        """Return the hearing as it stood before the feed moved it, in its present version."""
        was_at = self.was_at.astimezone(hearing.local.tzinfo)
        return hearing.moved_to(was_at.date(), was_at.time())


@dataclass(frozen=True, kw_only=True)
class CourtMoveLine:
    """A move as one line of a list.

    Attributes:
        hearing: as it stands on the new day; ``what``: its kind in words.
        number, title: of the case.
        was_on: the day given up.
        hangs: how many things hang on the old day that something can be done about.
    """

    move: CourtMove
    hearing: Hearing
    what: str
    number: str
    title: str
    hangs: int

    @property
    def before(self) -> Hearing:
        """The hearing as it stood before."""
        return self.move.before(self.hearing)

    @property
    def was_on(self) -> date:
        """The day given up."""
        return self.before.on


@dataclass(frozen=True, kw_only=True)
class CourtMovesLeft:
    """What is left to go through.

    Attributes:
        total: how many moves; ``lines``: the next of them, the soonest first.
    """

    total: int
    lines: tuple[CourtMoveLine, ...]
