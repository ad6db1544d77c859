"""What rings ahead of a clock's limit once the limit has moved: nothing lost, nothing twice.

A person's liberty hangs on the day. So what rang and was not answered rings on, what was answered
for this very day stays answered, and a limit that moves up past a lead time rings at once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from app.domain.reminders import Reminder, ReminderState, due_at, last_moment


@dataclass(frozen=True, kw_only=True)
class Ring:
    """A reminder to be set.

    Attributes:
        due_at: when it rings, UTC.
        moved_from: the later limit it tells the end of; None for a usual one.
    """

    lead_days: int
    due_at: datetime
    state: ReminderState = ReminderState.WAITING
    moved_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class MovedLimit:
    """A limit beside the reminders that were set for those before it.

    Attributes:
        before: every reminder the clock has had, at least one.
        limit_on: the new limit.
        now, today: the moment in UTC, and the day it is at the courthouse.
        zone: the courthouse's.
        unseen: nobody acted on the clock, so that one moved up rings however far away it is.
    """

    before: tuple[Reminder, ...]
    limit_on: date
    now: datetime
    today: date
    zone: str
    unseen: bool = False

    @property
    def moved_from(self) -> date | None:
        """The limit it takes the place of, where that one was later."""
        was = self._limit_before
        return was if was > self.limit_on else None

    def rings(self) -> tuple[Ring, ...]:
        """Return what takes the place of the open reminders."""
        at_once = self._at_once()
        ahead = [
            Ring(lead_days=lead, due_at=self._at(lead))
            for lead in self._leads
            if lead not in self._behind and not self._is_answered(lead, self.limit_on)
        ]
        if at_once is not None:
            return (*(each for each in ahead if each.lead_days != at_once.lead_days), at_once)
        still = self._ringing_on()
        return (*ahead, *([] if still is None else [still]))

    def _at_once(self) -> Ring | None:
        """Return the ring of a limit that moved up: unseen, or past a lead time.

        One that is back where it was has its reminders of then; see `_ringing_on`.
        """
        jumped = any(each.lead_days in self._behind for each in self.before if self._waits(each))
        is_back = any(each.limit_on == self.limit_on for each in self.before)
        if self.moved_from is None or not (self.unseen or (jumped and not is_back)):
            return None
        left = max((self.limit_on - self.today).days, 0)
        return Ring(lead_days=left, due_at=self.now, moved_from=self.moved_from)

    def _ringing_on(self) -> Ring | None:
        """Return the nearest lead time behind us, where nobody has answered what rang.

        The shortest of all rings in any case: no limit goes unannounced.
        """
        behind = [lead for lead in self._behind if not self._is_answered(lead, self.limit_on)]
        unanswered = [each for each in self.before if self._is_unanswered(each)]
        if not behind or not (unanswered or self._behind == self._leads):
            return None
        last = min(unanswered, key=lambda each: (not each.is_open, each.lead_days), default=None)
        if last is None or last.state is not ReminderState.SNOOZED or last.due_at <= self.now:
            return Ring(lead_days=behind[0], due_at=self._at(behind[0]))
        until = min(last.due_at, last_moment(self.limit_on, self.zone))
        return Ring(lead_days=behind[0], due_at=until, state=ReminderState.SNOOZED)

    def _at(self, lead: int) -> datetime:
        return due_at(self.limit_on, lead, self.zone)

    @cached_property
    def _leads(self) -> list[int]:
        """The lead times chosen for the clock, the shortest first."""
        return sorted({each.lead_days for each in self.before if each.moved_from is None})

    @cached_property
    def _behind(self) -> list[int]:
        return [lead for lead in self._leads if self._at(lead) <= self.now]

    @cached_property
    def _limit_before(self) -> date:
        """The limit of the reminders that are open, or of the latest that were."""
        return max(self.before, key=lambda each: (each.is_open, each.id)).limit_on

    def _waits(self, reminder: Reminder) -> bool:
        return reminder.state is ReminderState.WAITING and reminder.due_at > self.now

    def _is_unanswered(self, reminder: Reminder) -> bool:
        """Whether it rang for the limit before or for this one, and nobody has answered it.

        One that was silenced while the clock stood still, or as the limit moved, is among them; one
        that never was to ring is not: it has never been changed.
        """
        if reminder.limit_on not in (self._limit_before, self.limit_on) or self._waits(reminder):
            return False
        if reminder.is_open:
            return True
        if reminder.version == 1 or reminder.due_at > self.now:
            return False
        return not self._is_answered(reminder.lead_days, reminder.limit_on)

    def _is_answered(self, lead: int, limit_on: date) -> bool:
        """Whether somebody has answered for a limit at this warning or a later one."""
        return any(
            each.limit_on == limit_on and each.acknowledged_at and each.lead_days <= lead
            for each in self.before
        )
