"""Writing a task: the same tidying and the same reminders, whichever act writes it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.errors import Refused
from app.domain.plausible_days import require_plausible
from app.domain.reminders import SubjectKind
from app.domain.severity import Severity
from app.domain.tasks import Task, TaskKind
from app.domain.text import clean, one_line, require
from app.services.amending import Amended
from app.services.reminding import (
    Occasion,
    drop_reminders,
    move_reminders,
    rename_reminders,
    set_reminders,
)
from app.storage.unit_of_work import UnitOfWork

MOST_STEPS = 200
"""Lines one checklist may have."""


def add(work: UnitOfWork, task: Task, lead_days: Iterable[int] | None = None) -> Task:
    """Write a task with its reminders.

    Raises:
        Missing: no such case, person of the office or victim.
        Refused: no title, an impossible day, or a contact owed to nobody of the case.
    """
    work.cases.get(task.case)
    written = work.tasks.add(tidy(work, task))
    if written.due_on is not None:
        set_reminders(work, _occasion(written, written.due_on), lead_days)
    return written


def change(work: UnitOfWork, before: Task, after: Task) -> Amended[Task]:
    """Write the new content and make the reminders follow.

    Raises:
        Stale: somebody changed it since.
        Refused: as for `add`.
    """
    changed = work.tasks.change(tidy(work, after))
    follow(work, before, changed)
    return Amended(before, changed)


def remove(work: UnitOfWork, task: Task) -> None:
    """Take a task away with its reminders.

    Raises:
        Stale: somebody changed it since.
    """
    drop_reminders(work, task.id)
    work.tasks.remove(task)


def follow(work: UnitOfWork, before: Task, task: Task) -> None:
    """Keep the reminders of a changed task in step with its day and title."""
    if task.is_done or task.due_on is None:
        drop_reminders(work, task.id)
    elif before.is_done or task.due_on != before.due_on:
        move_reminders(work, _occasion(task, task.due_on))
    else:
        rename_reminders(work, _occasion(task, task.due_on))


def tidy(work: UnitOfWork, task: Task) -> Task:
    """Return the task as it will be stored.

    Raises:
        Missing: no such person of the office or victim.
        Refused: no title, an impossible day, or a contact owed to nobody of the case.
    """
    if task.due_on is not None:
        require_plausible(task.due_on, "due_on")
    if task.assigned_to is not None:
        work.users.get(task.assigned_to)
    _require_own_victim(work, task)
    steps = [replace(s, words=one_line(s.words, "checklist")) for s in task.steps]
    if len(steps) > MOST_STEPS:
        raise Refused("task.too_many_steps", field="checklist", most=MOST_STEPS)
    return replace(
        task,
        title=require(one_line(task.title, "title"), "title"),
        checklist=tuple(str(step) for step in steps if step.words),
        note=clean(task.note, "note"),
    )


def _occasion(task: Task, due_on: date) -> Occasion:
    return Occasion(
        subject_kind=SubjectKind.TASK,
        subject=task.id,
        case=task.case,
        title=task.title,
        limit_on=due_on,
        severity=Severity.INTERNAL,
    )


def _require_own_victim(work: UnitOfWork, task: Task) -> None:
    """Refuse a contact owed to nobody, or to a victim of another case."""
    if task.kind is TaskKind.VICTIM_CONTACT and task.victim is None:
        raise Refused("task.victim_missing", field="victim")
    if task.victim is not None and work.victims.get(task.victim).case != task.case:
        raise Refused("task.other_case", field="victim")
