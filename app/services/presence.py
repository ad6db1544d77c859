"""Coming and going: the log keeps when a window was unlocked and when it was locked again.

The time between is what the reminders inbox calls "while Dossier was closed".
"""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.users import Permission
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class EnterOffice(Command[None]):
    """Sit down at the unlocked window; the log keeps the moment."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> None:
        """Write nothing: the door's own entry says who came and when."""


@dataclass(frozen=True)
class LeaveOffice(Command[None]):
    """Lock the window or end the program; the log keeps the moment."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> None:
        """Close what was opened for a reason; the door's own entry says who left and when."""
        work.walls.end_openings()


def came_due_while_away(reading: Reading, *, mine: bool) -> int:
    """Return how many of the reminders due now began before the person's last arrival.

    Counted are those that came due after the trace the person left before it, so that what lay
    in the inbox already is not announced twice.
    """
    absence = reading.presence.last_absence()
    if absence is None:
        return 0
    return reading.reminder_lines.came_due(absence.since, absence.until, mine=mine)
