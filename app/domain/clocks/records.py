"""A speedy-trial clock and a span of excluded days, as they are stored."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.hearings import HearingId
from app.domain.particulars import Particulars
from app.domain.persons import PartyId
from app.domain.record import Record

SpeedyClockId = NewType("SpeedyClockId", UUID)
ExcludedSpanId = NewType("ExcludedSpanId", UUID)


class SpanState(StrEnum):
    """Whether a span of excluded days counts."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class SpeedyClock(Record):
    """A limit of time on the prosecution of one defendant for one group of charges.

    Attributes:
        regime: the law it runs by, e.g. ``"US-STA-70"`` (see `speedy_trial`).
        charges: the group in words, e.g. ``"counts 1 to 3"``.
        facts: what the regime asks for by name, e.g. ``(("clock_start", "2026-03-02"),)``.
        stopped_on: the day it was satisfied: trial began, plea, dismissal; None = it runs.
        stop_reason: what stopped it.
        removed_reason: why it should never have been started, empty unless it was removed; a
            removed clock runs nowhere but stays on file.
    """

    id: SpeedyClockId
    case: CaseId
    defendant: PartyId | None
    regime: str
    charges: str = ""
    facts: Particulars = ()
    stopped_on: date | None = None
    stop_reason: str = ""
    note: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    removed_reason: str = ""

    @property
    def is_removed(self) -> bool:
        """Whether it was taken away with a reason."""
        return bool(self.removed_reason)

    @property
    def is_running(self) -> bool:
        """Whether the law still counts."""
        return self.stopped_on is None and not self.is_removed

    def require_running(self) -> None:
        """Refuse to act on a clock that was stopped or removed.

        Raises:
            Refused: ``clock.not_running``.
        """
        if not self.is_running:
            raise Refused("clock.not_running")


@dataclass(frozen=True, kw_only=True)
class ExcludedSpan(Record):
    """Days that a clock does not count, both ends included.

    Attributes:
        kind: code list ``excluded_time``, e.g. ``"H1D"`` for a pending motion.
        defendant: whose clocks it stops; None = those of every defendant of the case.
        is_shared: whether clocks of joined defendants stop as well (18 U.S.C. 3161(h)(6)).
        last: None = still open, as a pending motion is.
        authority: the order or finding it rests on; ``reason``: in words, with who asked.
        hearing: the continued hearing it came from.
        state: only confirmed ones count; a continuance proposes one.
    """

    id: ExcludedSpanId
    case: CaseId
    kind: str
    first: date
    last: date | None = None
    defendant: PartyId | None = None
    is_shared: bool = True
    authority: str = ""
    reason: str = ""
    hearing: HearingId | None = None
    state: SpanState = SpanState.PROPOSED
    decided_by: str = ""
    decided_at: datetime | None = None
    note: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether the days are excluded."""
        return self.state is SpanState.CONFIRMED

    @property
    def is_open(self) -> bool:
        """Whether it has no last day yet."""
        return self.last is None
