"""Keeps the reminders of speedy-trial clocks in step with their limits, whatever moved them.

`follow` is called inside every act on the clocks of a case. Where a calendar or a law changed and
nobody acted on a clock, `MoveClockReminders` does it for all of them: in the transaction of the act
that changed the calendar, or as the office is opened by another edition of the program.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.backups import Watch
from app.domain.clocks.rings import MovedLimit, Ring
from app.domain.clocks.standing import ClockStanding
from app.domain.reminders import Reminder, SubjectKind
from app.domain.users import Permission
from app.services.clock_standings import CaseClockBook, clock_occasion, names_of, reckoned_of
from app.services.office import Command, Query
from app.services.reminding import (
    Occasion,
    drop_reminders,
    reminder_of,
    rename_reminders,
    set_reminders,
    silence,
)
from app.storage.repository import AT_ONCE, in_portions
from app.storage.unit_of_work import Reading, UnitOfWork

LEAD_DAYS = (30, 14, 7, 3, 1, 0)
"""Days ahead of a clock's limit at which the office is reminded, unless others are chosen."""

STOPPED = "clocks.cancelled"
"""What is left when somebody stops it."""
UNWATCHED = Watch(stopped=STOPPED)
"""Nobody waits for it, and nobody can stop it."""

V = TypeVar("V")


def follow(work: UnitOfWork, case: UUID) -> None:
    """Let the reminders of all clocks of a case follow their limits.

    While a clock stands still nothing rings: its limit moves with each day.
    """
    book = CaseClockBook(work, case)
    for removed in (each for each in book.clocks if each.is_removed):
        drop_reminders(work, removed.id)
    for standing in book.standings(work.today):
        _follow(work, standing)


def _follow(work: UnitOfWork, standing: ClockStanding) -> None:
    clock = standing.clock
    occasion = clock_occasion(standing)
    if occasion is None:
        drop_reminders(work, clock.id)
        return
    waiting = work.reminders.open_for(clock.id)
    if waiting and all(each.limit_on == occasion.limit_on for each in waiting):
        rename_reminders(work, occasion)
    elif waiting or not _is_answered(work, occasion):
        _move(work, occasion)


def _is_answered(work: UnitOfWork, occasion: Occasion) -> bool:
    """Whether somebody has answered for this very limit at its last warning."""
    held = [each for each in _all_of(work, occasion) if each.limit_on == occasion.limit_on]
    last = min((each.lead_days for each in held), default=0)
    return any(each.acknowledged_at and each.lead_days == last for each in held)


def _move(work: UnitOfWork, occasion: Occasion, *, unseen: bool = False) -> MovedLimit | None:
    """Set the reminders anew and return what became of the limit; None where it is the first."""
    before = _all_of(work, occasion)
    if not before:
        set_reminders(work, occasion, LEAD_DAYS)
        return None
    moved = MovedLimit(
        before=before,
        limit_on=occasion.limit_on,
        now=work.now,
        today=work.today,
        zone=work.zone,
        unseen=unseen,
    )
    silence(work, (each for each in before if each.is_open))
    work.reminders.add_all(_reminder(occasion, ring) for ring in moved.rings())
    return moved


def _all_of(work: UnitOfWork, occasion: Occasion) -> tuple[Reminder, ...]:
    return work.reminders.where(work.reminders.table.c.subject == occasion.subject)


def _reminder(occasion: Occasion, ring: Ring) -> Reminder:
    return reminder_of(occasion, ring.lead_days, ring.due_at, ring.state, ring.moved_from)


@dataclass(frozen=True, kw_only=True)
class ClocksFollowed:
    """What became of the clocks as calendars or laws changed.

    Attributes:
        reckoned: cases whose clocks were reckoned anew; ``editions``: by what.
        moved: clocks whose reminders moved; ``moved_up``: those of them with an earlier limit.
    """

    reckoned: int = 0
    moved: int = 0
    moved_up: int = 0
    editions: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClocksLeftBehind(Query[bool]):
    """Whether clocks were reckoned by a calendar or a law that has changed since."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> bool:
        """Look at those behind walls as well: their limits move too, and nobody is told which."""
        return bool(reading.clock_heads.outdated())


@dataclass(frozen=True, kw_only=True)
class MoveClockReminders(Command[ClocksFollowed]):
    """Reckon all clocks anew that a changed calendar or law concerns; their reminders follow.

    Nobody decides anything here: it is done whoever is at the keyboard, behind walls as well.

    Attributes:
        because: the act that changed the calendar, ``"opening"`` or ``"new_day"``.
        watch: told how far it is, on the thread that carries the command out.
    """

    because: str
    watch: Watch = field(default=UNWATCHED, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> ClocksFollowed:
        """Write reminders and heads.

        Raises:
            Cancelled: the user stopped it.
        """
        cases = work.clock_heads.outdated()
        if not cases:
            return ClocksFollowed()
        warned = work.reminders.limits_of(SubjectKind.CLOCK)
        moved: list[MovedLimit | None] = []
        for place, some in enumerate(in_portions(cases)):
            self.watch.step("clocks", place * AT_ONCE, len(cases))
            moved += _follow_unseen(work, some, warned)
        self.watch.step("clocks", len(cases), len(cases))
        return ClocksFollowed(
            reckoned=len(cases),
            moved=len(moved),
            moved_up=sum(1 for each in moved if each is not None and each.moved_from),
            editions=work.clock_heads.editions(),
        )

    def noted(self, done: ClocksFollowed) -> tuple[Fact, ...]:
        """Why, by which editions, and how many limits moved."""
        return (
            ("because", self.because),
            ("cases", str(done.reckoned)),
            *(("by", edition) for edition in done.editions),
            ("clocks_moved", str(done.moved)),
            ("clocks_moved_up", str(done.moved_up)),
        )


@dataclass(frozen=True, kw_only=True)
class MovesCalendars(Command[V]):
    """An act on the days of a court calendar: the clocks that count by it follow at once.

    Attributes:
        watch: told how far they are; who stops it stops the whole act.
    """

    watch: Watch = field(default=UNWATCHED, repr=False, compare=False)

    def entails(self, done: V) -> Iterator[Command[Any]]:
        """Let them follow in the same transaction, with an entry of its own where any moved."""
        yield MoveClockReminders(because=type(self).__name__, watch=self.watch)


def _follow_unseen(
    work: UnitOfWork, cases: tuple[UUID, ...], warned: Mapping[UUID, frozenset[date]]
) -> Iterator[MovedLimit | None]:
    """Let the clocks of some cases follow, and yield those that moved."""
    reckoned = tuple(reckoned_of(work, cases))
    work.clock_heads.keep(
        cases, ((head, standing.clock.regime) for standing, head in reckoned if head is not None)
    )
    otherwise = [each for each, _ in reckoned if _warns_of(each) != warned.get(each.clock.id)]
    for standing in _named(work, otherwise):
        occasion, is_open = clock_occasion(standing), standing.clock.id in warned
        if occasion is None:
            drop_reminders(work, standing.clock.id)
            yield None
        elif _is_to_ring(work, occasion, is_open=is_open):
            yield _move(work, occasion, unseen=True)


def _warns_of(standing: ClockStanding) -> frozenset[date] | None:
    """Return the day the reminders of a clock warn of, in the form of `Reminders.limits_of`."""
    occasion = clock_occasion(standing)
    return None if occasion is None else frozenset((occasion.limit_on,))


def _named(work: UnitOfWork, standings: Iterable[ClockStanding]) -> Iterator[ClockStanding]:
    """Give clocks the names of their defendants, which stand in reminders."""
    taken = tuple(standings)
    defendants = {each.clock.defendant for each in taken if each.clock.defendant}
    names = names_of(work, defendants)
    for each in taken:
        who = each.clock.defendant
        yield each if who is None else replace(each, name=names.get(who, ""))


def _is_to_ring(work: UnitOfWork, occasion: Occasion, *, is_open: bool) -> bool:
    """Whether reminders are to be set: not for a limit answered for, nor for one long past."""
    return is_open or (occasion.limit_on >= work.today and not _is_answered(work, occasion))
