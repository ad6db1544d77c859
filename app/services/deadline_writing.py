"""Writing a deadline: the same tidying and the same reminders, whichever act writes it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Refused
from app.domain.plausible_days import require_plausible
from app.domain.reminders import SubjectKind
from app.domain.text import clean, one_line, require
from app.services.amending import Amended
from app.services.reminding import (
    Occasion,
    drop_all_reminders,
    drop_reminders,
    move_all_reminders,
    move_reminders,
    rename_all_reminders,
    set_reminders,
)
from app.storage.unit_of_work import UnitOfWork

FIRST_VERSION = 1
"""Of a record that nobody has changed."""


def add(work: UnitOfWork, deadline: Deadline, lead_days: Iterable[int] | None) -> Deadline:
    """Enter a deadline in the actor's name, with its reminders.

    Raises:
        Missing: there is no such case.
        Refused: no title, or the year cannot be meant.
    """
    work.cases.get(deadline.case)
    entered = replace(
        redated(work, tidy(work, deadline)), entered_by=work.actor.name, entered_at=work.now
    )
    work.deadlines.add(entered)
    set_reminders(work, _occasion(entered), lead_days)
    return entered


def restore(work: UnitOfWork, deadline: Deadline) -> Deadline:
    """Write a deadline again that was taken out; what is owed rings as it did.

    Raises:
        Stale: it is there.
    """
    work.deadlines.restore(deadline)
    if deadline.status is DeadlineStatus.OPEN:
        move_reminders(work, _occasion(deadline))
    return deadline


def take_out(work: UnitOfWork, deadline: Deadline) -> None:
    """Remove an entry that was just made, with its reminders.

    Raises:
        Refused: ``deadline.cancel_instead``: somebody else entered it, or it was changed since.
        Stale: what is stored is not this record.
    """
    is_own = deadline.entered_by == work.actor.name
    if not is_own or deadline.version > FIRST_VERSION:
        raise Refused("deadline.cancel_instead")
    drop_reminders(work, deadline.id)
    work.deadlines.remove(deadline)


def change(work: UnitOfWork, before: Deadline, after: Deadline) -> Amended[Deadline]:
    """Write the new content and make the reminders follow: only what is owed has any."""
    (changed,) = change_all(work, [(before, after)])
    return changed


def change_all(
    work: UnitOfWork, changes: Sequence[tuple[Deadline, Deadline]]
) -> tuple[Amended[Deadline], ...]:
    """Write the new content of many as `change` does of one.

    Args:
        work: the transaction.
        changes: each deadline as this transaction read it, and as it is to be.

    Raises:
        Stale: one was changed since it was read.
    """
    written = work.deadlines.change_all(changes)
    amended = [
        Amended(before, changed) for (before, _), changed in zip(changes, written, strict=True)
    ]
    move_all_reminders(work, [_occasion(each.after) for each in amended if _is_owed_anew(each)])
    rename_all_reminders(work, [_occasion(each.after) for each in amended if _is_owed_still(each)])
    drop_all_reminders(work, [each.after.id for each in amended if not _is_owed(each.after)])
    return tuple(amended)


def _is_owed(deadline: Deadline) -> bool:
    return deadline.status is DeadlineStatus.OPEN


def _is_owed_still(changed: Amended[Deadline]) -> bool:
    """Whether it was owed on the same day before."""
    before, after = changed.before, changed.after
    return _is_owed(before) and _is_owed(after) and before.due_on == after.due_on


def _is_owed_anew(changed: Amended[Deadline]) -> bool:
    """Whether it is owed, and was not or on another day."""
    return _is_owed(changed.after) and not _is_owed_still(changed)


def cancelled(work: UnitOfWork, deadline: Deadline, reason: str) -> Deadline:
    """Return the deadline as no longer owed, with reason, name and moment."""
    return replace(
        deadline,
        status=DeadlineStatus.CANCELLED,
        cancel_reason=reason,
        cancelled_by=work.actor.name,
        cancelled_at=work.now,
    )


def redated(work: UnitOfWork, deadline: Deadline) -> Deadline:
    """Return the deadline as one whose day the actor has just set: nobody has looked at it yet."""
    return replace(deadline, dated_by=work.user, checked_by="", checked_at=None)


def tidy(work: UnitOfWork, deadline: Deadline) -> Deadline:
    """Return the deadline as it will be stored.

    Raises:
        Missing: nobody in the office is the person it is given to.
        Refused: no title, or the year cannot be meant.
    """
    if deadline.assigned_to is not None:
        work.users.get(deadline.assigned_to)
    require_plausible(deadline.due_on, "due_on")
    return replace(
        deadline,
        title=require(one_line(deadline.title, "title"), "title"),
        citation=one_line(deadline.citation, "citation"),
        note=clean(deadline.note, "note"),
    )


def _occasion(deadline: Deadline) -> Occasion:
    return Occasion(
        subject_kind=SubjectKind.DEADLINE,
        subject=deadline.id,
        case=deadline.case,
        title=deadline.title,
        limit_on=deadline.due_on,
        severity=deadline.severity,
    )
