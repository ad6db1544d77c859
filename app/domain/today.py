"""The day's list: what an office must look at today, ordered by what happens if nobody does."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from app.domain.calendar import DayCount
from app.domain.cases import CaseId
from app.domain.reminders import ReminderId, SubjectKind


class Consequence(StrEnum):
    """Why a matter is on the list, worst first."""

    OVERDUE = "overdue"
    CLOCK = "clock"
    FILE_DAMAGED = "file_damaged"
    HEARING = "hearing"
    DUE_TODAY = "due_today"
    CONTACT_OWED = "contact_owed"
    EVIDENCE_LATE = "evidence_late"
    EVIDENCE_REVIEW = "evidence_review"
    NO_NEXT_DATE = "no_next_date"


RANKS = tuple(Consequence)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One line of the day's list.

    Attributes:
        subject: what sort of record it is; None for a case as a whole.
        id: of the deadline, hearing, task, item, clock, kept file or case.
        number, title: of the case; ``what``: what must be done.
        on: the day it was or is due; for a case without a date, the day it was last worked on;
            for a kept file that is no longer what was taken in, the day that was found.
        is_missing: whether the kept file is gone; otherwise it is there and was changed.
        clock: when a hearing begins, by the court's clock; ``place``: where.
        is_statutory: whether a law set the day.
        about: the law behind a deadline or clock, the judge, the victim as called, who holds an
            item, the tag of a kept file's item, the top charge of a case without a date.
        who: the person of the office it is given to.
        reminder: the reminder of it that is due, if one.
    """

    consequence: Consequence
    subject: SubjectKind | None
    id: UUID
    case: CaseId
    number: str
    title: str
    what: str
    on: date | None
    clock: time | None = None
    place: str = ""
    is_statutory: bool = False
    is_missing: bool = False
    about: str = ""
    who: str = ""
    reminder: ReminderId | None = None

    @property
    def order(self) -> tuple[int, bool, date, time, str, UUID]:
        """Sort key: consequence, what a law demands, the oldest day, the clock."""
        return (
            RANKS.index(self.consequence),
            not self.is_statutory,
            self.on or date.max,
            self.clock or time.min,
            self.number,
            self.id,
        )

    def days_late(self, today: date) -> int:
        """By how many days its day has passed."""
        return max((today - self.on).days, 0) if self.on is not None else 0


@dataclass(frozen=True)
class TodayCounts:
    """The figures above the list; they count everything, the list stops at some length."""

    overdue: int = 0
    due_today: int = 0
    next_7_days: int = 0
    contacts_owed: int = 0
    evidence_late: int = 0
    evidence_review: int = 0
    no_next_date: int = 0
    clocks: int = 0
    files_damaged: int = 0


CLOCK_DAYS = 14
"""Days before a speedy-trial clock runs out from which it is on the day's list."""


@dataclass(frozen=True, kw_only=True)
class AgeOfPending:
    """How old the active cases of one kind are.

    Attributes:
        kind: code list ``case_kind``.
        days: the age asked about; ``goal``: share of cases that should be no older, 0 to 1.
        within: cases no older; ``cases``: all active ones whose day of receipt is known.
    """

    kind: str
    days: int
    goal: float
    within: int
    cases: int

    @property
    def share(self) -> float:
        """How much of the goal is reached, 0 to 1; 1 where there are no cases."""
        return self.within / self.cases if self.cases else 1.0


TIME_STANDARDS: tuple[tuple[str, int, float], ...] = (
    ("felony", 90, 0.75),
    ("felony", 180, 0.90),
    ("misdemeanor", 60, 0.75),
)
"""Kind, days, share: Model Time Standards for State Trial Courts (NCSC 2011, adopted 2012).

The standards speak of disposed cases; the day's page holds the age of pending ones against them,
as CourTools measure 4 does.
"""


@dataclass(frozen=True, kw_only=True)
class DayAtOffice:
    """Everything the first page of the morning shows.

    Attributes:
        matters: most urgent first; ``hidden``: how many more there are than are listed.
        reminders_due: reminders that ask for attention now; ``came_due_while_away``: those of
            them that began while the person was away.
        load: how full the next days are.
        pending: age of the active cases; ``unknown_kind``: active cases that are not in it,
            because their kind has no standard or their day of receipt is not known.
    """

    today: date
    counts: TodayCounts
    matters: tuple[Matter, ...]
    hidden: int
    reminders_due: int
    came_due_while_away: int
    load: tuple[DayCount, ...]
    pending: tuple[AgeOfPending, ...]
    unknown_kind: int

    @property
    def hearings(self) -> tuple[Matter, ...]:
        """Today's hearings by the clock."""
        return tuple(m for m in self.matters if m.consequence is Consequence.HEARING)

    def listed(self) -> dict[Consequence, int]:
        """Return how many matters of each sort are listed."""
        return dict(Counter(m.consequence for m in self.matters))
