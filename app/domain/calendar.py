"""The office's calendar: everything that has a day, whatever kind of record it is."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseId


class EntryKind(StrEnum):
    """What sort of record lies on a day, in the order a day lists them."""

    HEARING = "hearing"
    DEADLINE = "deadline"
    VICTIM = "victim"
    EVIDENCE = "evidence"
    TASK = "task"


EVERY_KIND = frozenset(EntryKind)


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One thing on one day.

    Attributes:
        id: of the hearing, deadline or task; of the item for evidence due back.
        what: the kind of hearing in words, a title, or the tag of an item.
        number, title: of the case.
        clock: the court's local time, hearings only; ``minutes``: how long it is set for.
        place: courtroom, or who holds the item.
        is_done: held, completed, ticked off.
        is_computed: whether a rule set the day; such entries are not dragged.
    """

    kind: EntryKind
    id: UUID
    case: CaseId
    on: date
    what: str
    number: str
    title: str
    clock: time | None = None
    minutes: int = 0
    place: str = ""
    is_done: bool = False
    is_computed: bool = False

    @property
    def can_move(self) -> bool:
        """Whether a person may put it on another day without giving a reason."""
        if self.is_done or self.is_computed:
            return False
        return self.kind is not EntryKind.EVIDENCE

    @property
    def order(self) -> tuple[date, int, time, str, UUID]:
        """Sort key: hearings by the clock, then the other kinds by name."""
        rank = tuple(EntryKind).index(self.kind)
        return self.on, rank, self.clock or time.min, self.what, self.id


@dataclass(frozen=True)
class DayCount:
    """How full one day is: entries that are not done yet."""

    day: date
    count: int


@dataclass(frozen=True, kw_only=True)
class CalendarSpan:
    """Some days in a row.

    Attributes:
        entries: in the order days list them.
        holidays: name of each court holiday among the days.
        today: the day it is at the courthouse.
    """

    first: date
    last: date
    entries: tuple[CalendarEntry, ...]
    holidays: dict[date, str]
    today: date

    def on(self, day: date) -> tuple[CalendarEntry, ...]:
        """Return what lies on one day."""
        return tuple(entry for entry in self.entries if entry.on == day)
