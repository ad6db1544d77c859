"""Moving an entry to another day: a form shows the day first, and Undo follows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from app.domain.calendar import CalendarEntry, EntryKind
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.hearings import Hearing, HearingId
from app.domain.tasks import Task
from app.i18n import _
from app.services.deadlines import AmendDeadline, DeadlineOf
from app.services.hearings import HearingOf, MoveHearing
from app.services.office import Command
from app.services.tasks import AmendTask, CaseTask, CaseTasks
from app.ui import wording
from app.ui.another_day import open_move
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.dated_look import what_words
from app.ui.day_field import DayField
from app.ui.page import Frame

_LONGEST_NAME = 120
_ACTS: dict[EntryKind, type[Command[Any]]] = {
    EntryKind.HEARING: MoveHearing,
    EntryKind.DEADLINE: AmendDeadline,
    EntryKind.TASK: AmendTask,
    EntryKind.VICTIM: AmendTask,
}
Moved = Callable[[date], Command[Any]]


def may_move(frame: Frame, entry: CalendarEntry) -> bool:
    """Whether the entry can be moved, and by this user."""
    return entry.can_move and frame.desk.may(_ACTS[entry.kind])


def ask_to_move(frame: Frame, entry: CalendarEntry, to: date | None = None) -> None:
    """Fetch the record behind an entry and open the form, at the day it was dropped on."""
    opened = partial(_MOVERS[entry.kind], frame, entry, to or entry.on)
    frame.desk.ask(_QUERIES[entry.kind](entry), frame.dialog_parent(), opened)


class MoveForm(DatedForm):
    """Another day for one entry.

    Args:
        frame: the window.
        entry: what is moved.
        to: the day proposed.
        field: the command's word for the day.
        moved: makes the command for a day.
    """

    def __init__(
        self, frame: Frame, entry: CalendarEntry, to: date, field: str, moved: Moved
    ) -> None:
        name = f"{what_words(entry)}, {entry.title}"[:_LONGEST_NAME]
        super().__init__(
            frame.desk,
            _("Move to another day"),
            _("Move"),
            lede=_("{name}. Now on {day}.").format(name=name, day=wording.full_day(entry.on)),
            parent=frame.dialog_parent(),
            width=480,
        )
        self._frame = frame
        self._moved = moved
        self._to = DayField(frame.desk, field, _("New day"), to)
        self.add(self._to)
        self.committed.connect(self._tell)

    def command(self) -> Command[Any]:
        """Return the command that moves it."""
        return self._moved(self._to.value())

    def _tell(self) -> None:
        day = wording.day(self._to.value())
        tell_undoable(self._frame, _("Moved to {day}.").format(day=day))


def _move_hearing(frame: Frame, _entry: CalendarEntry, to: date, hearing: Hearing) -> None:
    open_move(frame, hearing, to)


def _move_deadline(frame: Frame, entry: CalendarEntry, to: date, deadline: Deadline) -> None:
    def moved(day: date) -> AmendDeadline:
        return AmendDeadline(deadline=replace(deadline, due_on=day))

    MoveForm(frame, entry, to, "due_on", moved).open()


def _move_task(frame: Frame, entry: CalendarEntry, to: date, tasks: tuple[CaseTask, ...]) -> None:
    found: list[Task] = [each.task for each in tasks if each.task.id == entry.id]
    if not found:
        return

    def moved(day: date) -> AmendTask:
        return AmendTask(task=replace(found[0], due_on=day))

    MoveForm(frame, entry, to, "due_on", moved).open()


def _hearing_of(entry: CalendarEntry) -> HearingOf:
    return HearingOf(HearingId(entry.id))


def _deadline_of(entry: CalendarEntry) -> DeadlineOf:
    return DeadlineOf(DeadlineId(entry.id))


def _tasks_of(entry: CalendarEntry) -> CaseTasks:
    return CaseTasks(entry.case)


_MOVERS: dict[EntryKind, Callable[..., None]] = {
    EntryKind.HEARING: _move_hearing,
    EntryKind.DEADLINE: _move_deadline,
    EntryKind.TASK: _move_task,
    EntryKind.VICTIM: _move_task,
}
_QUERIES: dict[EntryKind, Callable[[CalendarEntry], object]] = {
    EntryKind.HEARING: _hearing_of,
    EntryKind.DEADLINE: _deadline_of,
    EntryKind.TASK: _tasks_of,
    EntryKind.VICTIM: _tasks_of,
}
