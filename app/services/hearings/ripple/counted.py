"""Deadlines counted from a hearing: through the event it is, or from its day alone."""

from dataclasses import replace

from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Refused
from app.domain.recounting import DateChange
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


def recount(work: UnitOfWork, accepted: DateChange) -> tuple[Amended[Deadline], ...]:
    """Write one new date, also in the place of one that a person had set.

    The event of the hearing has been moved before.

    Raises:
        Stale: something it is counted with changed since it was shown.
    """
    if accepted.deadline.event is not None:
        return apply_changes(work, (accepted.accepted(gives_up_override=True),))
    count = accepted.count
    if count is None:
        raise Refused("recount.nothing")
    before = accepted.deadline
    after = replace(before, override_reason="").counted_as(count, work.now, work.today)
    if after.due_on != before.due_on:
        after = redated(work, after)
    return (write(work, before, after),)


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
        count = counter.count(replace(deadline, trigger_on=change.new))
    except Refused as refusal:
        return DateChange(deadline=deadline, count=None, refusal=refusal)
    return DateChange(deadline=deadline, count=count, is_past=count.due_on < reading.today)
