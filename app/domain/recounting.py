"""Counting again: what becomes of dates when their event, their rule or their calendar changes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.domain.counts import Count
from app.domain.court_rules import CourtRuleId
from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.errors import Refused
from app.domain.particulars import Particulars
from app.domain.record import Version
from app.domain.triggering_events import TriggeringEventId


class Outlook(StrEnum):
    """What counting again means for a date."""

    MOVES = "moves"
    STAYS = "stays"
    OVERRIDDEN = "overridden"
    CLOSED = "closed"
    LOST = "lost"


GOVERNED = "by rule "
"""Opens the period of a date whose day is that of another rule it is compared with."""


@dataclass(frozen=True)
class Comparisons:
    """The rules whose days hang on others of the same case.

    Attributes:
        rules: whose day is the later or the earlier of several, or follows such a one.
        others: with which those are compared.
    """

    rules: frozenset[CourtRuleId] = frozenset()
    others: frozenset[CourtRuleId] = frozenset()


@dataclass(frozen=True, kw_only=True)
class EventStart:
    """An event as counts begin from it.

    Attributes:
        id: its identity; None where no override among its dates makes a difference.
        code: code list ``trigger_event``.
    """

    id: TriggeringEventId | None
    code: str
    on: date
    at: datetime | None
    service: str


@dataclass(frozen=True, kw_only=True)
class CountedFrom:
    """All that a date is counted from; equal ones give equal days.

    Attributes:
        event: the event as it is now; without one, the count begins ``trigger_on``.
        counted: what a free count was asked.
    """

    rule: CourtRuleId | None
    counted: Particulars
    trigger_on: date | None
    trigger: str
    service: str
    event: EventStart | None


@dataclass(frozen=True, kw_only=True)
class CountedGroup:
    """Open dates that were counted alike: from the same start, with the same answer.

    Attributes:
        size: how many; ``written_ids``: their identities in hexadecimal, with commas between.
            Of tens of thousands few are ever read.
    """

    source: CountedFrom
    computed_due_on: date
    conservative_on: date | None
    due_at: datetime | None
    is_overridden: bool
    size: int
    written_ids: str

    @property
    def ids(self) -> tuple[DeadlineId, ...]:
        """The identities."""
        return tuple(DeadlineId(UUID(hex=each)) for each in self.written_ids.split(","))


class Counted(Protocol):
    """A counted date, or some that were counted alike."""

    @property
    def computed_due_on(self) -> date | None:
        """The day the rule gave."""

    @property
    def conservative_on(self) -> date | None:
        """The day to plan for."""

    @property
    def due_at(self) -> datetime | None:
        """The last moment, where the rule counts hours."""

    @property
    def is_overridden(self) -> bool:
        """Whether a person's day stands in its place."""


def is_same(was: Counted, now: Count) -> bool:
    """Whether a count gives the days and the moment that a date has already."""
    if (was.computed_due_on, was.conservative_on) != (now.due_on, now.conservative_on):
        return False
    return was.is_overridden or was.due_at == now.due_at


@dataclass(frozen=True, kw_only=True)
class DateChange:
    """A counted date beside the one it would have now.

    Attributes:
        deadline: as it is stored.
        count: what the rule gives now; None if it gives none.
        refusal: why it cannot be counted any more; None if it can.
        is_past: whether the new day lies behind us.
    """

    deadline: Deadline
    count: Count | None
    refusal: Refused | None = None
    is_past: bool = False

    @property
    def outlook(self) -> Outlook:
        """What would become of it: done and cancelled ones stay, a person's day is kept."""
        if self.deadline.status is not DeadlineStatus.OPEN:
            return Outlook.CLOSED
        if self.count is None:
            return Outlook.LOST
        if self.deadline.is_overridden:
            return Outlook.OVERRIDDEN
        return Outlook.STAYS if self.is_same else Outlook.MOVES

    @property
    def is_same(self) -> bool:
        """Whether the rule gives the days and the moment that stand there."""
        return self.count is not None and is_same(self.deadline, self.count)

    @property
    def becomes(self) -> date | None:
        """The day the rule gives now."""
        return self.count.due_on if self.count else None

    def accepted(self, *, gives_up_override: bool = False) -> "AcceptedChange":
        """Return the change as somebody accepts it.

        Raises:
            Refused: ``recount.nothing``: there is no day to accept.
        """
        if self.count is None:
            raise Refused("recount.nothing")
        return AcceptedChange(
            deadline=self.deadline.id,
            version=self.deadline.version,
            becomes=self.count.due_on,
            gives_up_override=gives_up_override,
        )


@dataclass(frozen=True, kw_only=True)
class AcceptedChange:
    """A new date that somebody saw and accepted.

    Attributes:
        version: of the deadline that was shown; ``becomes``: the day the rule gave then.
        gives_up_override: whether the counted day takes the place of the one a person set. Else
            that one stays, and the new count is kept beside it.
    """

    deadline: DeadlineId
    version: Version
    becomes: date
    gives_up_override: bool = False
