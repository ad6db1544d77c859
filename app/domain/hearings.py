"""Hearings: when a case is before the court, and what came of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.cases import CaseId
from app.domain.court_time import court_time
from app.domain.errors import Refused
from app.domain.record import Record

HearingId = NewType("HearingId", UUID)
CourtroomId = NewType("CourtroomId", UUID)


class HearingStatus(StrEnum):
    """Whether a hearing still stands."""

    SET = "set"
    HELD = "held"
    CONTINUED = "continued"
    VACATED = "vacated"


class ContinuedBy(StrEnum):
    """Who asked for a continuance."""

    PEOPLE = "people"
    DEFENSE = "defense"
    JOINT = "joint"
    COURT = "court"


LEADS_TO_NEW_DAY: dict[str, ContinuedBy] = {
    "CONT-P": ContinuedBy.PEOPLE,
    "CONT-D": ContinuedBy.DEFENSE,
    "CONT-J": ContinuedBy.JOINT,
    "CONT-C": ContinuedBy.COURT,
    "RESET": ContinuedBy.COURT,
    "TRAIL": ContinuedBy.COURT,
}
"""Results that say the hearing goes on another day, and who is taken to have asked for it."""
CANCELED = "CANC"
"""The result that says the court will not sit: the hearing is vacated."""
TRIAL_KINDS = frozenset({"JT", "BT"})
"""Kinds of hearing at which a case is tried."""

LONGEST_MINUTES = 24 * 60
"""A sitting that lasts longer is entered day by day."""


@dataclass(frozen=True, kw_only=True)
class Hearing(Record):
    """A date before the court.

    Attributes:
        kind: code list ``hearing``.
        on: the court day; ``starts_at``: the same start in UTC; ``zone``: the court's IANA zone,
            which ties the two together.
        result: code list ``hearing_result``.
        continued_by: one of `ContinuedBy`, empty unless continued; ``excludable``: whether the time
            is excluded from a speedy-trial clock, None = not decided.
        continuance_code: code list ``continuance_reason``; ``continuance_reason``: in words.
        vacate_reason: why the court will not sit on it, empty unless vacated.
        continues: the hearing whose place it takes after a continuance.
    """

    id: HearingId
    case: CaseId
    kind: str
    on: date
    starts_at: datetime
    zone: str
    minutes: int = 30
    status: HearingStatus = HearingStatus.SET
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    attorney: UUID | None = None
    mode: str = ""
    result: str = ""
    continued_by: str = ""
    continuance_reason: str = ""
    excludable: bool | None = None
    vacate_reason: str = ""
    note: str = ""
    continues: HearingId | None = None
    continuance_code: str = ""

    @property
    def local(self) -> datetime:
        """The start as the court's own clock shows it."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def ends_at(self) -> datetime:
        """When it is over (UTC), if it takes as long as it is set for."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def overlaps(self, other: "Hearing") -> bool:
        """Whether both are set for the same time."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def moved_to(self, on: date, clock: time) -> "Hearing":
        """Return the hearing at another time of the same court's clock.

        Raises:
            Refused: ``time.missing_hour``.
        """
        return replace(self, on=on, starts_at=court_time(on, clock, self.zone))

    def require_set(self) -> None:
        """Refuse to act on a hearing that no longer stands.

        Raises:
            Refused: ``hearing.not_set``.
        """
        if self.status is not HearingStatus.SET:
            raise Refused("hearing.not_set", status=self.status)


@dataclass(frozen=True, kw_only=True)
class Courtroom(Record):
    """A room the office's cases are heard in.

    Attributes:
        court, room, judge: as hearings name them.
        capacity: hearings it takes on a day; 0 = not limited.
        calendar: id of the court calendar kept there; empty = the office's.
    """

    id: CourtroomId
    court: str
    room: str
    judge: str = ""
    capacity: int = 0
    note: str = ""
    is_active: bool = True
    calendar: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingLine:
    """A hearing as one line of a list.

    Attributes:
        what: the kind in words; ``result``: what came of it in words, empty if nothing yet.
        attorney: name of who covers it, empty if nobody is named.
    """

    hearing: Hearing
    what: str
    result: str
    attorney: str
