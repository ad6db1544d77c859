"""Writing hearings: the same tidying and the same reminders, whichever act writes them.

One, or thousands as a court's feed brings them: the vault is asked for all of them at once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.hearings import LONGEST_MINUTES, Hearing, HearingStatus
from app.domain.reminders import SubjectKind
from app.domain.severity import Severity
from app.domain.text import clean, one_line
from app.services.amending import Amended
from app.services.recounting import events_after_all, move_events
from app.services.reminding import (
    Occasion,
    drop_all_reminders,
    move_all_reminders,
    rename_all_reminders,
    set_all_reminders,
    set_reminders,
)
from app.storage.repository import in_portions
from app.storage.unit_of_work import Reading, UnitOfWork


def add(work: UnitOfWork, hearing: Hearing, lead_days: Iterable[int] | None) -> Hearing:
    """Write a new hearing with its reminders."""
    work.hearings.add(hearing)
    set_reminders(work, _occasion(work, hearing), lead_days)
    return hearing


def add_all(work: UnitOfWork, hearings: Sequence[Hearing]) -> None:
    """Write new hearings with the usual reminders."""
    work.hearings.add_all(hearings)
    set_all_reminders(work, (_occasion(work, each) for each in hearings))


def restore(work: UnitOfWork, hearing: Hearing) -> None:
    """Write a hearing again that was taken off; its reminders ring at the same lead times.

    Raises:
        Stale: it is there.
    """
    work.hearings.restore(hearing)
    if hearing.status is HearingStatus.SET:
        move_all_reminders(work, (_occasion(work, hearing),))


def change(work: UnitOfWork, before: Hearing, after: Hearing) -> Amended[Hearing]:
    """Write the new content and make the reminders follow: only a hearing that stands has any."""
    (done,) = change_all(work, ((before, after),))
    return done


def change_all(
    work: UnitOfWork, changes: Sequence[tuple[Hearing, Hearing]]
) -> tuple[Amended[Hearing], ...]:
    """Write many changes, each as before and after, as `change` does.

    Raises:
        Stale: one of them was changed since.
    """
    changed = work.hearings.change_all(changes)
    done = tuple(
        Amended(before, after) for (before, _), after in zip(changes, changed, strict=True)
    )
    move_all_reminders(work, _occasions(work, done, _is_redated))
    rename_all_reminders(work, _occasions(work, done, _is_only_renamed))
    drop_all_reminders(work, [each.after.id for each in done if not _stands(each.after)])
    return done


def amend_all(
    work: UnitOfWork, changes: Sequence[tuple[Hearing, Hearing]]
) -> tuple[Amended[Hearing], ...]:
    """Write many changes; the events that are one of the hearings follow its time.

    Deadlines do not: `app.services.hearings.MoveHearing` shows them first.

    Raises:
        Stale: one of them was changed since.
    """
    done = change_all(work, changes)
    moved = {
        each.after.id: each.after for each in done if each.before.starts_at != each.after.starts_at
    }
    move_events(work, events_after_all(work, moved))
    return done


def vacated(hearing: Hearing, reason: str) -> Hearing:
    """Return a hearing taken off the calendar, to be written.

    Raises:
        Refused: it no longer stands.
    """
    hearing.require_set()
    return replace(hearing, status=HearingStatus.VACATED, vacate_reason=reason)


def remove(work: UnitOfWork, hearing: Hearing) -> None:
    """Take a hearing off with its reminders.

    Raises:
        Stale: somebody changed or removed it since.
        Refused: a subpoena, an event, an exclusion or another hearing names it.
    """
    remove_all(work, (hearing,))


def remove_all(work: UnitOfWork, hearings: Sequence[Hearing]) -> None:
    """Take many hearings off as `remove` does, all of them or none."""
    for some in in_portions(each.id for each in hearings):
        _require_unnamed(work, some)
    drop_all_reminders(work, [each.id for each in hearings])
    work.hearings.remove_all(hearings)


def lead_days(work: Reading, hearing: Hearing) -> set[int] | None:
    """Return the lead times a hearing was set with, for the date that takes its place."""
    held = work.reminders.where(work.reminders.table.c.subject == hearing.id)
    return {reminder.lead_days for reminder in held} or None


def tidy(work: Reading, hearing: Hearing) -> Hearing:
    """Return the hearing as it will be stored.

    Raises:
        Missing: nobody in the office is the person who covers it.
        Refused: the kind is unknown or the length is absurd.
    """
    if hearing.attorney is not None:
        work.users.get(hearing.attorney)
    return worded(work, hearing)


def worded(work: Reading, hearing: Hearing) -> Hearing:
    """Return the hearing as `tidy` does, where nobody was newly named to cover it.

    Raises:
        Refused: the kind is unknown or the length is absurd.
    """
    if not work.codes.knows(CodeList.HEARING, hearing.kind):
        raise Refused("hearing.unknown_kind", field="kind")
    if not 1 <= hearing.minutes <= LONGEST_MINUTES:
        raise Refused("hearing.minutes", field="minutes", longest=LONGEST_MINUTES)
    return replace(
        hearing,
        court=one_line(hearing.court, "court"),
        courtroom=one_line(hearing.courtroom, "courtroom"),
        judge=one_line(hearing.judge, "judge"),
        mode=one_line(hearing.mode, "mode"),
        note=clean(hearing.note, "note"),
    )


def _require_unnamed(work: UnitOfWork, ids: tuple[UUID, ...]) -> None:
    subpoenas, events = work.subpoenas.table.c, work.triggering_events.table.c
    if work.subpoenas.count_every(subpoenas.hearing.in_(ids)):
        raise Refused("hearing.has_subpoenas")
    spans, hearings = work.excluded_spans.table.c, work.hearings.table.c
    named = (
        work.triggering_events.count_every(events.hearing.in_(ids))
        + work.excluded_spans.count_every(spans.hearing.in_(ids))
        + work.hearings.count_every(hearings.continues.in_(ids))
    )
    if named:
        raise Refused("hearing.is_named")


def _stands(hearing: Hearing) -> bool:
    return hearing.status is HearingStatus.SET


def _is_redated(done: Amended[Hearing]) -> bool:
    is_as_before = _stands(done.before) and done.before.on == done.after.on
    return _stands(done.after) and not is_as_before


def _is_only_renamed(done: Amended[Hearing]) -> bool:
    return _stands(done.after) and not _is_redated(done)


def _occasions(
    work: UnitOfWork,
    done: Iterable[Amended[Hearing]],
    which: Callable[[Amended[Hearing]], bool],
) -> list[Occasion]:
    return [_occasion(work, each.after) for each in done if which(each)]


def _occasion(work: UnitOfWork, hearing: Hearing) -> Occasion:
    return Occasion(
        subject_kind=SubjectKind.HEARING,
        subject=hearing.id,
        case=hearing.case,
        title=work.codes.label(CodeList.HEARING, hearing.kind),
        limit_on=hearing.on,
        severity=Severity.COURT_ORDERED,
    )
