"""The ripple of a hearing that is given another day, or taken off: everything that hangs on it.

It is computed from the file and never stored. A person ticks what shall follow; a tick carries the
version and the day that were shown, so that nothing else than what was seen is ever done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Stale
from app.domain.hearings import Hearing
from app.domain.record import Version


class RippleKind(StrEnum):
    """What is touched, in the order it is listed."""

    DEADLINE = "deadline"
    SUBPOENA = "subpoena"
    VICTIM = "victim"
    INTERPRETER = "interpreter"
    TASK = "task"
    EVIDENCE = "evidence"
    HEARING = "hearing"
    WITNESS = "witness"
    REMINDER = "reminder"


class RippleAct(StrEnum):
    """What is done about it if it is ticked."""

    MOVE = "move"
    FOLLOW = "follow"
    REISSUE = "reissue"
    TELL = "tell"
    CANCEL = "cancel"
    RECALL = "recall"
    CLOSE = "close"
    NOTHING = "nothing"


class RippleWhy(StrEnum):
    """Why a row is there and is proposed, or stays; ``OFF_``: of a hearing that is taken off."""

    COUNTED = "counted"
    OVERRIDDEN = "overridden"
    UNCHANGED = "unchanged"
    UNCOUNTABLE = "uncountable"
    GONE_BY = "gone_by"
    BY_HAND = "by_hand"
    DAYS_BEFORE = "days_before"
    SERVED = "served"
    UNSERVED = "unserved"
    SAME_HEARING = "same_hearing"
    TO_BE_TOLD = "to_be_told"
    NOT_ASKED = "not_asked"
    WANTS_NO_NOTICE = "wants_no_notice"
    OUT_FOR_COURT = "out_for_court"
    SAME_DAY = "same_day"
    UNAVAILABLE = "unavailable"
    UNAVAILABLE_THEN = "unavailable_then"
    FOLLOWS = "follows"
    NOT_PERMITTED = "not_permitted"
    OFF_COUNTED = "off_counted"
    OFF_FROM_DAY = "off_from_day"
    OFF_OVERRIDDEN = "off_overridden"
    OFF_BY_HAND = "off_by_hand"
    OFF_SERVED = "off_served"
    OFF_UNSERVED = "off_unserved"
    OFF_TO_BE_TOLD = "off_to_be_told"
    OFF_NOT_ASKED = "off_not_asked"
    OFF_DAYS_BEFORE = "off_days_before"
    OFF_SAME_DAY = "off_same_day"
    OFF_ENDS = "off_ends"


@dataclass(frozen=True)
class Tick:
    """What somebody saw and ticked.

    Attributes:
        version: of the record shown; ``new``: the day it was to get.
    """

    kind: RippleKind
    record: UUID
    version: Version
    new: date | None


@dataclass(frozen=True, kw_only=True)
class RippleRow:
    """One thing that hangs on the old day.

    Attributes:
        record: the deadline, subpoena, victim, party, task, item, hearing or witness.
        what: in words of the office: a title, the name of a witness, what a victim is called.
        old: its day now; ``new``: its day afterwards.
        said: what else is to be known, e.g. when a witness cannot come, or a reason given.
        count: how many, where the row stands for several.
        is_proposed: ticked when it is first shown.
    """

    kind: RippleKind
    record: UUID
    version: Version
    act: RippleAct
    what: str
    why: RippleWhy
    old: date | None = None
    new: date | None = None
    said: str = ""
    count: int = 1
    is_proposed: bool = False

    @property
    def key(self) -> tuple[RippleKind, UUID]:
        """What a tick names it by."""
        return self.kind, self.record

    @property
    def can_be_ticked(self) -> bool:
        """Whether there is anything to do about it here."""
        return self.act is not RippleAct.NOTHING

    @property
    def tick(self) -> Tick:
        """The row as somebody ticks it."""
        return Tick(self.kind, self.record, self.version, self.new)


@dataclass(frozen=True, kw_only=True)
class Ripple:
    """All of it.

    Attributes:
        hearing: as it stands; ``what``: its kind in words; ``number``, ``title``: of the case.
        on, starts_at: the new day, and the new start in UTC; its own where it is taken off.
        is_federal: whether its clocks, or else its court, are those of federal law.
        is_off: whether it is taken off the calendar without a new day.
    """

    hearing: Hearing
    what: str
    number: str
    title: str
    on: date
    starts_at: datetime
    rows: tuple[RippleRow, ...]
    is_federal: bool = True
    is_off: bool = False

    @property
    def proposed(self) -> tuple[Tick, ...]:
        """The ticks set at first."""
        return tuple(row.tick for row in self.rows if row.is_proposed and row.can_be_ticked)

    def picked(self, ticks: Iterable[Tick]) -> tuple[RippleRow, ...]:
        """Return the rows ticked, in the order they are listed.

        Raises:
            Stale: ``hearing.ripple_stale``: one of them is not what was shown any more.
        """
        asked = set(ticks)
        rows = tuple(row for row in self.rows if row.can_be_ticked and row.tick in asked)
        if len(rows) < len(asked):
            raise Stale("hearing.ripple_stale")
        return rows
