"""Counting dates again, for whoever moves what they count from: an event, a hearing, a rule.

Plan first: `events_after` says which events follow a hearing, `planned_changes` what becomes of the
dates that count from them. Then, in the command that moves: `move_events`, and `apply_changes` with
what was ticked. `take_back` undoes both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.deadlines import Deadline
from app.domain.errors import Refused, Stale
from app.domain.hearings import Hearing, HearingId
from app.domain.recounting import AcceptedChange, DateChange
from app.domain.triggering_events import TriggeringEvent
from app.services.amending import Amended
from app.services.deadline_writing import change, redated
from app.services.rule_counting import RuleCounter
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Recounted:
    """What counting again wrote, so that it can be taken back.

    Attributes:
        events: that were moved; ``deadlines``: that followed.
    """

    events: tuple[Amended[TriggeringEvent], ...] = ()
    deadlines: tuple[Amended[Deadline], ...] = ()


def events_after(
    reading: Reading, hearing: HearingId, successor: Hearing
) -> tuple[TriggeringEvent, ...]:
    """Return the events that are a hearing, as they will be when it is moved.

    Args:
        reading: the transaction.
        hearing: the hearing as it stood.
        successor: the one that takes its place; the same where only its day changes.
    """
    tied = reading.triggering_events.where(reading.triggering_events.table.c.hearing == hearing)
    return tuple(
        replace(
            event,
            hearing=successor.id,
            on=successor.local.date(),
            at=None if event.at is None else successor.starts_at,
        )
        for event in tied
    )


def planned_changes(reading: Reading, moved: Iterable[TriggeringEvent]) -> tuple[DateChange, ...]:
    """Return what becomes of the dates that count from events, by day; nothing is written.

    Args:
        reading: the transaction.
        moved: the events as they will be.
    """
    events = {event.id: event for event in moved}
    counter = RuleCounter(reading, events)
    deadlines = reading.deadlines
    hanging = deadlines.where(
        deadlines.table.c.event.in_(sorted(events)),
        order=(deadlines.table.c.due_on, deadlines.table.c.id),
    )
    return changes_of(reading, counter, hanging)


def changes_of(
    reading: Reading, counter: RuleCounter, deadlines: Iterable[Deadline]
) -> tuple[DateChange, ...]:
    """Return each counted deadline beside the day it would have now."""
    return tuple(_change(reading, counter, each) for each in deadlines if each.is_computed)


def move_events(
    work: UnitOfWork, moved: Iterable[TriggeringEvent]
) -> tuple[Amended[TriggeringEvent], ...]:
    """Write events at their new days, without their deadlines.

    Raises:
        Stale: somebody changed one since it was read.
    """
    events = work.triggering_events
    return tuple(Amended(events.get(event.id), events.change(event)) for event in moved)


def apply_changes(
    work: UnitOfWork, accepted: Iterable[AcceptedChange]
) -> tuple[Amended[Deadline], ...]:
    """Write the new dates that were accepted; reminders follow, the check by a second person ends.

    Raises:
        Stale: a deadline, its event, its rule or its calendar changed since it was shown.
        Refused: one is no longer owed.
    """
    counter = RuleCounter(work)
    return tuple(_apply(work, counter, each) for each in accepted)


def take_back(work: UnitOfWork, done: Recounted) -> Recounted:
    """Put events and deadlines back as they stood.

    Raises:
        Stale: somebody changed one of them since.
    """
    return Recounted(
        events=move_events(work, (each.taken_back for each in done.events)),
        deadlines=tuple(change(work, each.after, each.taken_back) for each in done.deadlines),
    )


def _change(reading: Reading, counter: RuleCounter, deadline: Deadline) -> DateChange:
    try:
        count = counter.count(deadline)
    except Refused as refusal:
        return DateChange(deadline=deadline, count=None, refusal=refusal)
    return DateChange(deadline=deadline, count=count, is_past=count.due_on < reading.today)


def _apply(work: UnitOfWork, counter: RuleCounter, accepted: AcceptedChange) -> Amended[Deadline]:
    before = work.deadlines.get(accepted.deadline)
    before.require_open()
    if before.version != accepted.version:
        raise Stale("record.stale")
    count = counter.count(before)
    if count.due_on != accepted.becomes:
        raise Stale("recount.stale")
    kept = replace(before, override_reason="") if accepted.gives_up_override else before
    after = kept.counted_as(count, work.now, work.today)
    if after.due_on != before.due_on:
        after = redated(work, after)
    return change(work, before, after)
