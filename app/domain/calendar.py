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
    DISCLOSURE = "disclosure"
    VICTIM = "victim"
    EVIDENCE = "evidence"
    TASK = "task"


_SATURDAY = 5
_FOLLOWING = frozenset({EntryKind.EVIDENCE, EntryKind.DISCLOSURE})
"""Their days are said by another record: a hand-over, a demand, an inquiry."""
EVERY_KIND = frozenset(EntryKind)


@dataclass(frozen=True, kw_only=True)
class EntryFilter:
    """Which of the office's entries are looked at.

    Attributes:
        kinds: of record.
        mine: only what is given to the asking person or lies in that person's cases.
        person: only what this person covers or is given, and what is given to nobody in a case
            the person works on.
        court, courtroom: only hearings held there, and whatever else is due in cases pending there.
        hearing: code list ``hearing``: only hearings of this type, and nothing else.
    """

    kinds: frozenset[EntryKind] = EVERY_KIND
    mine: bool = False
    person: UUID | None = None
    court: str = ""
    courtroom: str = ""
    hearing: str = ""

    @property
    def shown_kinds(self) -> frozenset[EntryKind]:
        """The kinds that can pass; a type of hearing leaves no other."""
        return self.kinds & {EntryKind.HEARING} if self.hearing else self.kinds

    @property
    def narrows(self) -> bool:
        """Whether anything can be hidden by it."""
        return self != EVERYTHING


EVERYTHING = EntryFilter()


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One thing on one day.

    Attributes:
        id: of the hearing, deadline or task; of the item for evidence due back; of the demand,
            inquiry or row of the ledger for disclosure owed.
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
        return self.kind not in _FOLLOWING

    @property
    def order(self) -> tuple[date, int, time, str, UUID]:
        """Sort key: hearings by the clock, then the other kinds by name."""
        rank = tuple(EntryKind).index(self.kind)
        return self.on, rank, self.clock or time.min, self.what, self.id


@dataclass(frozen=True)
class DayCount:
    """How full one day is.

    Attributes:
        count: entries that are not done yet.
        closed: why the courts are closed, e.g. ``"a Sunday"`` or a holiday's name; empty if open.
        is_known: whether the office's court calendar reaches that day.
    """

    day: date
    count: int
    closed: str = ""
    is_known: bool = True

    @property
    def is_holiday(self) -> bool:
        """Whether a holiday closes the courts, and not a weekend alone."""
        return bool(self.closed) and self.day.weekday() < _SATURDAY


@dataclass(frozen=True, kw_only=True)
class CalendarSpan:
    """Some days in a row.

    Attributes:
        entries: in the order days list them; of a day with more than was asked for, the first.
        counts: how many pass the filter on each day that has any.
        hidden: how many on all these days the filter keeps back.
        holidays: name of each court holiday among the days.
        today: the day it is at the courthouse.
    """

    first: date
    last: date
    entries: tuple[CalendarEntry, ...]
    counts: dict[date, int]
    hidden: int
    holidays: dict[date, str]
    today: date

    def on(self, day: date) -> tuple[CalendarEntry, ...]:
        """Return what lies on one day."""
        return tuple(entry for entry in self.entries if entry.on == day)


@dataclass(frozen=True, kw_only=True)
class CalendarChoices:
    """What the filter of the calendar offers.

    Attributes:
        user: who asks; what is chosen is kept for this person.
        people: identity and name of everybody who can be given something.
        courts, courtrooms: where hearings of the days asked about are held.
        hearings: code and words of each type of hearing.
    """

    user: UUID
    people: tuple[tuple[UUID, str], ...]
    courts: tuple[str, ...]
    courtrooms: tuple[str, ...]
    hearings: tuple[tuple[str, str], ...]
