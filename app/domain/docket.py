"""The docket of a day: the hearings in the order they are called, with what came of each."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.hearings import Hearing, HearingStatus


@dataclass(frozen=True, kw_only=True)
class DocketLine:
    """One hearing of the day.

    Attributes:
        what: the kind in words; ``result``: what came of it in words, empty if nothing yet.
        attorney: name of who covers it, empty if nobody is named.
        number, title: of the case.
        next_what, next_on: the case's next date before the court after this one.
        setting: which setting of the hearing it is, 1 = the first.
    """

    hearing: Hearing
    what: str
    result: str
    attorney: str
    number: str
    title: str
    next_what: str = ""
    next_on: date | None = None
    setting: int = 1

    @property
    def id(self) -> UUID:
        """The hearing."""
        return self.hearing.id

    @property
    def is_open(self) -> bool:
        """Whether nothing came of it yet."""
        return self.hearing.status is HearingStatus.SET

    @property
    def order(self) -> tuple[str, str, str, object, str, UUID]:
        """Sort key: by court, room, judge and time; a room's cases stand together."""
        hearing = self.hearing
        return (
            hearing.court.casefold(),
            hearing.courtroom.casefold(),
            hearing.judge.casefold(),
            hearing.starts_at,
            self.number,
            hearing.id,
        )


@dataclass(frozen=True, kw_only=True)
class DayDocket:
    """A day's docket.

    Attributes:
        today: the day it is at the courthouse.
    """

    on: date
    today: date
    lines: tuple[DocketLine, ...]

    @property
    def open_count(self) -> int:
        """How many still have no result."""
        return sum(line.is_open for line in self.lines)
