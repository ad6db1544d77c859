"""Starting, amending, stopping and removing speedy-trial clocks, and the way back from each."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.clocks import SpeedyClock, SpeedyClockId
from app.domain.clocks.facts import fact_values, start_day
from app.domain.clocks.regimes import regime
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.particulars import Particulars
from app.domain.persons import PartyId
from app.domain.plausible_days import require_plausible
from app.domain.record import Version
from app.domain.text import require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.clock_reminders import follow
from app.services.clocks.writing import change_clock, tidy_clock, warn
from app.services.office import Command, OfCase
from app.services.reminding import drop_reminders
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class StartClock(OfCase, Command[SpeedyClock]):
    """Let a limit of time run against the prosecution.

    Attributes:
        regime: the law; of a family the text in force on the day of the start is taken.
        defendant: whose clock it is; None = that of all defendants.
        charges: the group of charges in words, e.g. ``"counts 1 to 3"``.
        facts: what the law asks for, by name; days as ``2026-03-02``, truths as ``yes`` or ``no``.
        lead_days: days ahead of the limit at which the office is reminded; None = the usual ones.
    """

    case: CaseId
    regime: str
    defendant: PartyId | None = None
    charges: str = ""
    facts: Particulars = ()
    note: str = ""
    lead_days: tuple[int, ...] | None = None
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> SpeedyClock:
        """Write the clock and its reminders.

        Raises:
            Refused: the law is unknown, a fact is missing or wrong, or the facts contradict each
                other.
        """
        clock = SpeedyClock(
            id=SpeedyClockId(new_id()),
            case=self.case,
            defendant=self.defendant,
            regime=self.regime,
            charges=self.charges,
            facts=self.facts,
            note=self.note,
            entered_by=work.actor.name,
            entered_at=work.now,
        )
        tidied = work.speedy_clocks.add(tidy_clock(work, clock))
        warn(work, tidied, self.lead_days)
        return tidied

    def undo(self, done: SpeedyClock) -> "TakeOutClock":
        """Take it out again."""
        return TakeOutClock(clock=done)


@dataclass(frozen=True, kw_only=True)
class TakeOutClock(Command[SpeedyClock]):
    """Undo the start of a clock; one that has run is removed with a reason instead."""

    clock: SpeedyClock
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.clock.case

    def run(self, work: UnitOfWork) -> SpeedyClock:
        """Remove the row and silence its reminders.

        Raises:
            Stale: somebody changed or removed it since.
        """
        drop_reminders(work, self.clock.id)
        work.speedy_clocks.remove(self.clock)
        return self.clock

    def undo(self, done: SpeedyClock) -> "StartClockAgain":
        """Start it again as it was."""
        return StartClockAgain(clock=done)


@dataclass(frozen=True, kw_only=True)
class StartClockAgain(Command[SpeedyClock]):
    """Put back a clock that was just taken out."""

    clock: SpeedyClock
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.clock.case

    def run(self, work: UnitOfWork) -> SpeedyClock:
        """Write it as it was; its reminders ring again.

        Raises:
            Stale: it is there.
        """
        work.speedy_clocks.restore(self.clock)
        follow(work, self.clock.case)
        return self.clock

    def undo(self, done: SpeedyClock) -> TakeOutClock:
        """Take it out again."""
        return TakeOutClock(clock=done)


@dataclass(frozen=True, kw_only=True)
class AmendClock(Command[Amended[SpeedyClock]]):
    """Change the facts of a clock, e.g. because a certificate was held invalid.

    The record carries the version that was shown.
    """

    clock: SpeedyClock
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.speedy_clocks.get(self.clock.id).case

    def run(self, work: UnitOfWork) -> Amended[SpeedyClock]:
        """Write defendant, charges, facts and note; everything is counted anew.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it was removed, or as for `StartClock`.
        """
        before = work.speedy_clocks.get(self.clock.id)
        if before.is_removed:
            raise Refused("clock.not_running")
        after = replace(
            before,
            version=self.clock.version,
            defendant=self.clock.defendant,
            charges=self.clock.charges,
            facts=self.clock.facts,
            note=self.clock.note,
        )
        return change_clock(work, before, tidy_clock(work, after))

    def undo(self, done: Amended[SpeedyClock]) -> "RestoreClock":
        """Put the old content back."""
        return RestoreClock(clock=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RestoreClock(Command[Amended[SpeedyClock]]):
    """Undo a change: the clock stands as it stood before."""

    clock: SpeedyClock
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.speedy_clocks.get(self.clock.id).case

    def run(self, work: UnitOfWork) -> Amended[SpeedyClock]:
        """Write the old content.

        Raises:
            Stale: somebody changed it since.
        """
        now = work.speedy_clocks.get(self.clock.id)
        return change_clock(work, now, replace(self.clock, case=now.case))

    def undo(self, done: Amended[SpeedyClock]) -> "RestoreClock":
        """Make the change again."""
        return RestoreClock(clock=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class _OnClock:
    """Mixed into acts on a stored clock.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    clock: SpeedyClockId
    expects: Version | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case the clock belongs to."""
        return work.speedy_clocks.get(self.clock).case

    def undo(self, done: Amended[SpeedyClock]) -> RestoreClock:
        """Put the old content back."""
        return RestoreClock(clock=done.taken_back)

    def _shown(self, work: UnitOfWork) -> SpeedyClock:
        stored = work.speedy_clocks.get(self.clock)
        return stored if self.expects is None else replace(stored, version=self.expects)


@dataclass(frozen=True, kw_only=True)
class StopClock(_OnClock, Command[Amended[SpeedyClock]]):
    """Write down that a clock was satisfied: trial began, plea, dismissal.

    Attributes:
        on: the day; ``reason``: what stopped it.
    """

    on: date
    reason: str
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[SpeedyClock]:
        """Stop it; its reminders fall silent.

        Raises:
            Refused: it does not run, the day lies ahead or before the start, or no reason is given.
        """
        before = self._shown(work)
        before.require_running()
        require_plausible(self.on, "on")
        if self.on > work.today:
            raise Refused("clock.stopped_ahead", field="on", on=self.on)
        law = regime(before.regime)
        start = start_day(law, fact_values(law, before.facts))
        if start is not None and self.on < start:
            raise Refused("clock.stopped_before", field="on", start=start)
        after = replace(before, stopped_on=self.on, stop_reason=require(self.reason, "reason"))
        return change_clock(work, before, after)


@dataclass(frozen=True, kw_only=True)
class ResumeClock(_OnClock, Command[Amended[SpeedyClock]]):
    """Let a stopped clock run again, as if it had never stopped, e.g. after a plea withdrawn."""

    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[SpeedyClock]:
        """Let it run.

        Raises:
            Refused: it runs already, or was removed.
        """
        before = self._shown(work)
        if before.stopped_on is None or before.is_removed:
            raise Refused("clock.not_stopped")
        return change_clock(work, before, replace(before, stopped_on=None, stop_reason=""))


@dataclass(frozen=True, kw_only=True)
class RemoveClock(_OnClock, Command[Amended[SpeedyClock]]):
    """Remove a clock that should never have been started; it stays on file with the reason."""

    reason: str
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[SpeedyClock]:
        """Take it off every list; its reminders fall silent.

        Raises:
            Refused: it was removed already, or no reason is given.
        """
        before = self._shown(work)
        if before.is_removed:
            raise Refused("clock.not_running")
        return change_clock(
            work, before, replace(before, removed_reason=require(self.reason, "reason"))
        )
