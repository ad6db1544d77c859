"""Counting what stands again: which dates differ from what rules now give, and putting them right.

An event that moves brings its dates along (`app.services.triggering_events`). Here it is rules and
calendars that changed, in one case or in the whole office.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.errors import Refused
from app.domain.recounting import AcceptedChange, CountedGroup, DateChange, is_same
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.counting import Counter
from app.services.office import Command, OfCase, Query
from app.services.recounting import UNWATCHED, apply_changes, changes_of, put_back
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class CaseWords:
    """The case of a date, as a row names it."""

    number: str
    title: str


@dataclass(frozen=True, kw_only=True)
class RecountPlan:
    """Dates beside those they would have now.

    Attributes:
        rows: of one case all of them; of the office those that differ, by day.
        cases: number and title of each case they belong to.
        examined: how many open dates were counted.
    """

    rows: tuple[DateChange, ...]
    cases: dict[CaseId, CaseWords]
    examined: int
    today: date


@dataclass(frozen=True, kw_only=True)
class PlanRecount(OfCase, Query[RecountPlan]):
    """Count every date of a case again; nothing is written.

    Attributes:
        given_up: deadlines whose override is to end; what follows them counts without it.
    """

    case: CaseId
    given_up: frozenset[DeadlineId] = frozenset()
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> RecountPlan:
        """Return all counted dates, whatever their state."""
        counter = Counter(reading, given_up=self.given_up)
        deadlines = reading.deadlines
        held = deadlines.of_case(self.case, deadlines.table.c.due_on, deadlines.table.c.id)
        changes = changes_of(reading, counter, held)
        return _plan(reading, changes, len(changes))


@dataclass(frozen=True, kw_only=True)
class PlanOfficeRecount(Query[RecountPlan]):
    """Count every open date of all cases again; nothing is written.

    Attributes:
        given_up: deadlines whose override is to end; what follows them counts without it.
        watch: told how far it is, on the thread that works.
    """

    given_up: frozenset[DeadlineId] = frozenset()
    watch: Watch = field(default=UNWATCHED, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> RecountPlan:
        """Return those that differ, by day.

        Raises:
            Cancelled: the user stopped it.
        """
        counter = Counter(reading, given_up=self.given_up)
        self.watch.step("reading")
        groups = reading.counted_groups.all(counter.comparisons)
        found: list[DeadlineId] = []
        for place, group in enumerate(groups):
            self.watch.step("counting", place, len(groups))
            if _differs(counter, group):
                found.extend(group.ids)
        self.watch.step("reading")
        differing = sorted(reading.deadlines.those(found), key=_by_day)
        examined = sum(group.size for group in groups)
        return _plan(reading, changes_of(reading, counter, differing), examined)


@dataclass(frozen=True)
class DifferingDates(Query[int]):
    """How many open dates differ from what rules, calendars and events now give.

    Asks only those that were counted from another edition than the one in force, or from an event
    that moved.
    """

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Count them; those that can be counted no more are among them."""
        counter = Counter(reading)
        packs, calendars = _editions(reading, counter)
        outdated = reading.counted_groups.outdated(packs, calendars, counter.comparisons)
        return sum(group.size for group in outdated if _differs(counter, group))


@dataclass(frozen=True, kw_only=True)
class RecountDeadlines(Command[tuple[Amended[Deadline], ...]]):
    """Put the dates that were ticked where rules, calendars and events now have them.

    Attributes:
        accepted: what was seen and ticked, and overridden dates that keep their day.
        case: theirs; None = of any case that is open to the user.
        watch: told how far it is, on the thread that carries the command out.
    """

    accepted: tuple[AcceptedChange, ...]
    case: CaseId | None = None
    watch: Watch = field(default=UNWATCHED, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID | None:
        """The case, if one is named."""
        return self.case

    def run(self, work: UnitOfWork) -> tuple[Amended[Deadline], ...]:
        """Count each once more and write it; reminders follow. All of them or none.

        Raises:
            Stale: a date, its event, its rule or its calendar changed since it was shown.
            Missing: one of them is not of the case, or not open to the user.
            Refused: nothing is ticked, or one is no longer owed.
            Cancelled: the user stopped it; nothing is written.
        """
        if not self.accepted:
            raise Refused("recount.nothing_ticked", field="accepted")
        return apply_changes(work, self.accepted, self.case, self.watch)

    def undo(self, done: tuple[Amended[Deadline], ...]) -> "TakeBackRecount":
        """Put the dates back."""
        return TakeBackRecount(done=done, case=self.case)


@dataclass(frozen=True, kw_only=True)
class TakeBackRecount(Command[tuple[Amended[Deadline], ...]]):
    """Undo counting again: the dates stand as they stood."""

    done: tuple[Amended[Deadline], ...]
    case: CaseId | None = None
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID | None:
        """The case, if one was named."""
        return self.case

    def run(self, work: UnitOfWork) -> tuple[Amended[Deadline], ...]:
        """Write the dates as they were.

        Raises:
            Stale: somebody changed one of them since.
            Missing: one of them is not of the case, or not open to the user.
        """
        return put_back(work, self.done, self.case)

    def undo(self, done: tuple[Amended[Deadline], ...]) -> "TakeBackRecount":
        """Put the new dates in again."""
        return TakeBackRecount(done=done, case=self.case)


def _differs(counter: Counter, group: CountedGroup) -> bool:
    """Whether some dates are not what their rule gives now; true where it gives nothing."""
    try:
        return not is_same(group, counter.count_from(group.source))
    except Refused:
        return True


def _editions(reading: Reading, counter: Counter) -> tuple[list[str], list[str]]:
    """Return the editions in force of every pack, and of every calendar that is still there."""
    packs = [f"{pack.code} {pack.edition}" for pack in counter.packs.values()]
    calendars = reading.court_calendars
    used = set(reading.counted_groups.calendars()).intersection(calendars.ids())
    return packs, [f"{id_} {calendars.in_force(id_).edition}" for id_ in sorted(used)]


def _plan(reading: Reading, changes: tuple[DateChange, ...], examined: int) -> RecountPlan:
    cases = reading.cases.those({change.deadline.case for change in changes})
    return RecountPlan(
        rows=changes,
        cases={each.id: CaseWords(number=each.number, title=each.title) for each in cases},
        examined=examined,
        today=reading.today,
    )


def _by_day(deadline: Deadline) -> tuple[date, UUID]:
    return deadline.due_on, deadline.id
