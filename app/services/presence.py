"""Coming and going: the log keeps when somebody unlocked the vault and when it was locked again.

The time between two arrivals at the window is what the reminders inbox calls "while Dossier was
closed". A command of the terminal is a visit: it shows nobody what came due.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.errors import Damaged, Unavailable
from app.domain.users import OffReason, Permission
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork

CLOCK_SLACK_S = 2
"""Seconds a clock may be corrected by without a word in the log."""


class _Arrive(Command[timedelta]):
    """Coming to work: the log also keeps whether the computer's clock was set back meanwhile."""

    def run(self, work: UnitOfWork) -> timedelta:
        """Write when the person was last seen, and finish what was cut short.

        Returns:
            How far the clock stands before the last entry of the log; nothing where it does not.
        """
        behind = _clock_behind(work)
        _come(work)
        return max(behind, timedelta())

    def noted(self, done: timedelta) -> tuple[Fact, ...]:
        """By how many seconds the clock was set back, if it was."""
        seconds = int(done.total_seconds())
        return (("clock_set_back_s", str(seconds)),) if seconds > CLOCK_SLACK_S else ()


def _clock_behind(work: UnitOfWork) -> timedelta:
    """Return how far the clock stands before the last entry, if that one can be read.

    Checking the log tells where it cannot: nobody must be kept outside by it.
    """
    with suppress(Damaged):
        for last in work.audit.newest(1):
            return last.at - work.now
    return timedelta()


@dataclass(frozen=True)
class EnterOffice(_Arrive):
    """Sit down at the unlocked window; the log keeps the moment."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW
    is_checkpoint: ClassVar[bool] = True
    comes_first: ClassVar[bool] = True


@dataclass(frozen=True)
class VisitOffice(_Arrive):
    """Unlock the vault for one command of the terminal; the log keeps the moment."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW
    comes_first: ClassVar[bool] = True


@dataclass(frozen=True)
class LeaveOffice(Command[None]):
    """Lock the window or end the program; the log keeps the moment."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW
    is_checkpoint: ClassVar[bool] = True
    comes_first: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        """Close what was opened for a reason; the door's own entry says who left and when."""
        work.walls.end_openings()


def _come(work: UnitOfWork) -> None:
    """Write when the person was seen; the header follows what the records say by now.

    A crash may have left it behind: a key not yet taken away, or an older notice.
    """
    work.users.change(replace(work.users.get(work.user), seen_at=work.now))
    keys = work.members.uids
    for user in work.users.where():
        if user.off_why == OffReason.REVOKED and user.id in keys:
            work.afterwards.append(partial(_if_the_disk_lets, partial(work.revoke, user.id)))
    notice = work.settings.current().notice
    if notice != work.members.notice:
        show = partial(work.members.show_notice, notice)
        work.afterwards.append(partial(_if_the_disk_lets, show))


def _if_the_disk_lets(finish: Callable[[], None]) -> None:
    """Finish it now or at a later entry: a full disk must not keep anybody outside."""
    with suppress(Unavailable):
        finish()


def came_due_while_away(reading: Reading, *, mine: bool) -> int:
    """Return how many of the reminders due now began before the person's last arrival.

    Counted are those that came due after the trace the person left before it, so that what lay
    in the inbox already is not announced twice.
    """
    absence = reading.presence.last_absence()
    if absence is None:
        return 0
    return reading.reminder_lines.came_due(absence.since, absence.until, mine=mine)
