"""Deadlines counted from a hearing: through the event it is, or from its day alone."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Refused
from app.domain.recounting import DateChange, Outlook
from app.services.amending import Amended
from app.services.counting import Counter
from app.services.deadline_writing import change as write
from app.services.deadline_writing import redated
from app.services.hearings.ripple.change import DayChange
from app.services.recounting import apply_changes, events_after, planned_changes
from app.storage.unit_of_work import Reading, UnitOfWork


def counted_changes(reading: Reading, change: DayChange) -> tuple[DateChange, ...]:
    """Return every counted date that hangs on the hearing beside the day it would get."""
    events = events_after(reading, change.before.id, change.stands)
    return (*planned_changes(reading, events), *_free_changes(reading, change))


def recount(
    work: UnitOfWork, change: DayChange, ticked: Sequence[DateChange]
) -> tuple[Amended[Deadline], ...]:
    """Write new dates, also in the place of those that a person had set.

    The event of the hearing has been moved before. A person's day is given up last: what follows
    from it has the day that was shown.

    Raises:
        Stale: something they are counted with changed since they were shown.
        Refused: one is no longer owed, or nothing gives it a day.
    """
    of_event = [each for each in ticked if each.deadline.event is not None]
    kept = [each.accepted() for each in of_event if each.outlook is not Outlook.OVERRIDDEN]
    given_up = [
        each.accepted(gives_up_override=True)
        for each in of_event
        if each.outlook is Outlook.OVERRIDDEN
    ]
    free = [each for each in ticked if each.deadline.event is None]
    case = change.before.case
    return (
        *apply_changes(work, kept, case),
        *apply_changes(work, given_up, case),
        *(_write_free(work, change, each) for each in free),
    )


def _write_free(work: UnitOfWork, change: DayChange, ticked: DateChange) -> Amended[Deadline]:
    count = ticked.count
    if count is None:
        raise Refused("recount.nothing")
    before = ticked.deadline
    counted = _begun_anew(before, change).counted
    asked = replace(before, override_reason="", counted=counted)
    after = asked.counted_as(count, work.now, work.today)
    if after.due_on != before.due_on:
        after = redated(work, after)
    return write(work, before, after)


def _free_changes(reading: Reading, change: DayChange) -> tuple[DateChange, ...]:
    """Return the dates that were counted from the hearing's day before it was an event."""
    table = reading.deadlines.table.c
    found = reading.deadlines.where(
        table.case == change.before.case,
        table.status == DeadlineStatus.OPEN,
        table.event.is_(None),
        table.trigger_on == change.old,
        table.computed_due_on.is_not(None),
        order=(table.due_on, table.id),
    )
    counter = Counter(reading)
    return tuple(_free_change(reading, counter, change, each) for each in found)


def _free_change(
    reading: Reading, counter: Counter, change: DayChange, deadline: Deadline
) -> DateChange:
    try:
        count = counter.count(_begun_anew(deadline, change))
    except Refused as refusal:
        return DateChange(deadline=deadline, count=None, refusal=refusal)
    return DateChange(deadline=deadline, count=count, is_past=count.due_on < reading.today)


def _begun_anew(deadline: Deadline, change: DayChange) -> Deadline:
    """Return a deadline that is to be counted from the new day, and hours from the new time.

    Hours that were counted from another time of the old day keep that time.
    """
    old, new = (f"{each.local:%H:%M}" for each in (change.before, change.stands))
    counted = tuple(
        (name, new if (name, said) == ("clock", old) else said) for name, said in deadline.counted
    )
    return replace(deadline, trigger_on=change.new, counted=counted)
