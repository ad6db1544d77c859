"""Four eyes: dates that a second person looks at, and writing down that one did."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.deadlines import CheckLine, Deadline
from app.domain.errors import Refused
from app.domain.paging import PAGE, Cursor, Page
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.deadline_writing import change
from app.services.deadlines.changing import RestoreDeadline
from app.services.deadlines.on_deadline import OnDeadline
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class CheckDeadline(OnDeadline, Command[Amended[Deadline]]):
    """Write down that a second person looked at the date and found it right.

    Attributes:
        due_on: the day that was looked at; None = whatever stands there.
    """

    due_on: date | None = None
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Write name and moment; a change of the date ends the check.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it is no longer owed, was looked at already, or the same person set the date.
        """
        before = self.owed(work)
        if before.checked_at is not None:
            raise Refused("deadline.checked_already", by=before.checked_by)
        if before.is_dated_by(work.user, work.actor.name):
            raise Refused("deadline.own_date")
        if self.due_on not in (None, before.due_on):
            raise Refused("deadline.other_day", field="due_on", day=before.due_on)
        after = replace(before, checked_by=work.actor.name, checked_at=work.now)
        return change(work, before, after)

    def undo(self, done: Amended[Deadline]) -> RestoreDeadline:
        """Take the check back."""
        return RestoreDeadline(deadline=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class DatesToCheck(Query[Page[CheckLine]]):
    """One page of the open computed and statutory dates nobody has looked at, by day."""

    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Page[CheckLine]:
        """Return the page; those the asking person set are marked."""
        return reading.deadline_lines.to_check(after=self.after, size=self.size)


@dataclass(frozen=True, kw_only=True)
class CheckStanding:
    """Whether the office wants four eyes, and how many dates wait for somebody else.

    Attributes:
        waiting: dates the asking person may look at; ``own``: that person's own.
    """

    is_wanted: bool
    waiting: int
    own: int


@dataclass(frozen=True)
class HowChecksStand(Query[CheckStanding]):
    """How many dates wait to be looked at."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CheckStanding:
        """Count them."""
        waiting, own = reading.deadline_lines.count_to_check()
        return CheckStanding(
            is_wanted=reading.settings.current().four_eyes, waiting=waiting, own=own
        )
