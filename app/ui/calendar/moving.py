"""Moving an entry to another day or time: a form shows it first, and Undo follows.

`ask_to_move` is the one call the calendar makes. What a move of each kind asks for is decided by
the opener of that kind in `_OPENERS`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
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
from app.ui.widgets import secondary

_LONGEST_NAME = 120
_ACTS: dict[EntryKind, type[Command[Any]]] = {
    EntryKind.HEARING: MoveHearing,
    EntryKind.DEADLINE: AmendDeadline,
    EntryKind.TASK: AmendTask,
    EntryKind.VICTIM: AmendTask,
}


def may_move(frame: Frame, entry: CalendarEntry) -> bool:
    """Whether the entry can be moved, and by this user."""
    return entry.can_move and frame.desk.may(_ACTS[entry.kind])


def ask_to_move(
    frame: Frame, entry: CalendarEntry, to: date | None = None, clock: time | None = None
) -> None:
    """Fetch the record behind an entry and open the form that moves it.

    Args:
        frame: the window.
        entry: what is moved; `may_move` has said that it can be.
        to: the day it was dropped on, None for the day it has.
        clock: the time of day it was dropped on, None for the one it has.
    """
    opened = partial(_OPENERS[entry.kind], frame, entry, to or entry.on, clock or entry.clock)
    frame.desk.ask(_QUERIES[entry.kind](entry), frame.dialog_parent(), opened)


class MoveForm(DatedForm):
    """Another day for one entry; a subclass says which command that is.

    Args:
        frame: the window.
        entry: what is moved.
        to: the day proposed.
        field: the command's word for the day.
    """

    def __init__(self, frame: Frame, entry: CalendarEntry, to: date, field: str) -> None:
        name = f"{what_words(entry)}, {entry.title}"[:_LONGEST_NAME]
        super().__init__(
            frame.desk,
            _("Move to another day"),
            _("Move"),
            lede=_("{name}. Now on {day}.").format(name=name, day=_when(entry)),
            parent=frame.dialog_parent(),
            width=520,
        )
        self._frame = frame
        self.be_about(entry.case)
        self.to = DayField(frame.desk, field, _("New day"), to)
        self.committed.connect(self._tell)

    def _tell(self) -> None:
        day = wording.day(self.to.value())
        tell_undoable(self._frame, _("Moved to {day}.").format(day=day))


class MoveDeadlineForm(MoveForm):
    """Another day for a deadline that no rule set."""

    def __init__(self, frame: Frame, entry: CalendarEntry, deadline: Deadline, to: date) -> None:
        super().__init__(frame, entry, to, "due_on")
        self._deadline = deadline
        self.add(self.to, secondary(_REMINDERS, wrap=True))

    def command(self) -> AmendDeadline:
        """Return the deadline on its new day."""
        return AmendDeadline(deadline=replace(self._deadline, due_on=self.to.value()))


class MoveTaskForm(MoveForm):
    """Another day for a task."""

    def __init__(self, frame: Frame, entry: CalendarEntry, task: Task, to: date) -> None:
        super().__init__(frame, entry, to, "due_on")
        self._task = task
        self.add(self.to, secondary(_REMINDERS, wrap=True))

    def command(self) -> AmendTask:
        """Return the task on its new day."""
        return AmendTask(task=replace(self._task, due_on=self.to.value()))


_REMINDERS = _("Its reminders move with it.")


def _when(entry: CalendarEntry) -> str:
    day = wording.full_day(entry.on)
    return f"{day} {wording.clock(entry.clock)}" if entry.clock else day


def _move_hearing(
    frame: Frame, _entry: CalendarEntry, to: date, clock: time | None, hearing: Hearing
) -> None:
    open_move(frame, hearing, to, clock)


def _move_deadline(
    frame: Frame, entry: CalendarEntry, to: date, _clock: time | None, deadline: Deadline
) -> None:
    MoveDeadlineForm(frame, entry, deadline, to).open()


def _move_task(
    frame: Frame,
    entry: CalendarEntry,
    to: date,
    _clock: time | None,
    tasks: tuple[CaseTask, ...],
) -> None:
    for each in tasks:
        if each.task.id == entry.id:
            MoveTaskForm(frame, entry, each.task, to).open()


def _hearing_of(entry: CalendarEntry) -> HearingOf:
    return HearingOf(HearingId(entry.id))


def _deadline_of(entry: CalendarEntry) -> DeadlineOf:
    return DeadlineOf(DeadlineId(entry.id))


def _tasks_of(entry: CalendarEntry) -> CaseTasks:
    return CaseTasks(entry.case)


_OPENERS: dict[EntryKind, Callable[..., None]] = {
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
