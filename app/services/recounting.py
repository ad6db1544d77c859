"""Counting dates again, for whoever moves what they count from: an event, a hearing, a rule.

Plan first: `events_after` says which events follow a hearing, `planned_changes` what becomes of the
dates that count from them. Then, in the command that moves: `move_events`, and `apply_changes` with
what was ticked. `take_back` undoes both.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.errors import Missing, Refused, Stale
from app.domain.hearings import Hearing, HearingId
from app.domain.recounting import AcceptedChange, DateChange
from app.domain.triggering_events import TriggeringEvent
from app.services.amending import Amended
from app.services.counting import Counter
from app.services.deadline_writing import change_all, redated
from app.storage.repository import in_portions
from app.storage.unit_of_work import Reading, UnitOfWork

STOPPED = "recount.cancelled"
"""What is left when somebody stops it."""
UNWATCHED = Watch(stopped=STOPPED)
"""Nobody waits for it, and nobody can stop it."""
_AT_ONCE = 200
"""Dates written together: more are hardly quicker, and nobody waits long for a stop."""


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
    return events_after_all(reading, {hearing: successor})


def events_after_all(
    reading: Reading, moved: Mapping[HearingId, Hearing]
) -> tuple[TriggeringEvent, ...]:
    """Return the events that are hearings, as they will be when those are moved.

    Args:
        reading: the transaction.
        moved: the hearing that takes the place of each one, as for `events_after`.
    """
    events = reading.triggering_events
    tied = (
        event
        for some in in_portions(moved)
        for event in events.where(events.table.c.hearing.in_(some))
    )
    return tuple(_following(event, moved) for event in tied)


def _following(event: TriggeringEvent, moved: Mapping[HearingId, Hearing]) -> TriggeringEvent:
    assert event.hearing is not None  # noqa: S101  it was found by it
    successor = moved[event.hearing]
    return replace(
        event,
        hearing=successor.id,
        on=successor.local.date(),
        at=None if event.at is None else successor.starts_at,
    )


def planned_changes(
    reading: Reading,
    moved: Iterable[TriggeringEvent],
    given_up: AbstractSet[DeadlineId] = frozenset(),
) -> tuple[DateChange, ...]:
    """Return what becomes of the dates that count from events, by day; nothing is written.

    Args:
        reading: the transaction.
        moved: the events as they will be.
        given_up: deadlines whose override is to end; what follows them counts without it.
    """
    events = {event.id: event for event in moved}
    counter = Counter(reading, events, given_up)
    deadlines = reading.deadlines
    hanging = deadlines.where(
        deadlines.table.c.event.in_(sorted(events)),
        order=(deadlines.table.c.due_on, deadlines.table.c.id),
    )
    changes = changes_of(reading, counter, hanging)
    return tuple(sorted((*changes, *_compared_changes(reading, counter, hanging)), key=_by_day))


def _compared_changes(
    reading: Reading, counter: Counter, hanging: tuple[Deadline, ...]
) -> Iterable[DateChange]:
    """Return the dates that are compared with others, count from elsewhere, and would move."""
    seen = {each.id for each in hanging}
    for case in sorted({each.case for each in hanging}):
        beside = (each for each in compared_in(reading, case, counter) if each.id not in seen)
        yield from (each for each in changes_of(reading, counter, beside) if not each.is_same)


def compared_in(
    reading: Reading, case: CaseId, counter: Counter | None = None
) -> tuple[Deadline, ...]:
    """Return the dates of a case that hang on others of it, whatever event they count from."""
    rules = (counter or Counter(reading)).comparisons.rules
    if not rules:
        return ()
    table = reading.deadlines.table.c
    return reading.deadlines.where(table.case == case, table.rule.in_(sorted(rules)))


def _by_day(change: DateChange) -> tuple[date, UUID]:
    return change.deadline.due_on, change.deadline.id


def changes_of(
    reading: Reading, counter: Counter, deadlines: Iterable[Deadline]
) -> tuple[DateChange, ...]:
    """Return each counted deadline beside the day it would have now."""
    deadlines = tuple(deadlines)
    counter.know_events_of(deadlines)
    return tuple(_change(reading, counter, each) for each in deadlines if each.is_computed)


def move_events(
    work: UnitOfWork, moved: Iterable[TriggeringEvent]
) -> tuple[Amended[TriggeringEvent], ...]:
    """Write events at their new days, without their deadlines.

    Raises:
        Stale: somebody changed one since it was read.
    """
    events, written = work.triggering_events, tuple(moved)
    stored = {event.id: event for event in events.those(each.id for each in written)}
    # One that is gone stands for itself, and is found missing as it is written.
    changes = [(stored.get(event.id, event), event) for event in written]
    changed = events.change_all(changes)
    return tuple(
        Amended(before, after) for (before, _), after in zip(changes, changed, strict=True)
    )


def apply_changes(
    work: UnitOfWork,
    accepted: Iterable[AcceptedChange],
    case: UUID | None = None,
    watch: Watch = UNWATCHED,
) -> tuple[Amended[Deadline], ...]:
    """Write the new dates that were accepted; reminders follow, the check by a second person ends.

    Args:
        work: the transaction, in which the events have been moved already.
        accepted: what was ticked.
        case: theirs; None = of any case that is open to the user.
        watch: told how far it is.

    Raises:
        Missing: one of them is not of the case, or not open to the user.
        Cancelled: the user stopped it.
        Stale: a deadline, its event, its rule or its calendar changed since it was shown.
        Refused: one is no longer owed.
    """
    ticked = tuple(accepted)
    given_up = frozenset(each.deadline for each in ticked if each.gives_up_override)
    within, counter = Within(work, case), Counter(work, given_up=given_up)
    shown = within.those(each.deadline for each in ticked)
    counter.know_events_of(shown.values())
    recount = _Recount(work, shown, counter)
    written = list[Amended[Deadline]]()
    for start in range(0, len(ticked), _AT_ONCE):
        recounted = []
        for place, each in enumerate(ticked[start : start + _AT_ONCE], start):
            watch.step("writing", place, len(ticked))
            recounted.append(recount.recounted(each))
        written.extend(change_all(work, recounted))
    return tuple(written)


def take_back(work: UnitOfWork, done: Recounted, case: CaseId) -> Recounted:
    """Put events and deadlines of a case back as they stood.

    Raises:
        Stale: somebody changed one of them since.
        Missing: one of them is not of the case.
    """
    if any(work.triggering_events.get(each.after.id).case != case for each in done.events):
        raise Missing("record.missing", kind="triggering_events")
    events = (replace(each.taken_back, case=case) for each in done.events)
    return Recounted(
        events=move_events(work, events), deadlines=put_back(work, done.deadlines, case)
    )


def put_back(
    work: UnitOfWork, deadlines: Iterable[Amended[Deadline]], case: UUID | None = None
) -> tuple[Amended[Deadline], ...]:
    """Put deadlines back as they stood; reminders follow.

    Args:
        work: the transaction.
        deadlines: what was changed.
        case: theirs; None = of any case that is open to the user.

    Raises:
        Stale: somebody changed one of them since.
        Missing: one of them is not of the case, or not open to the user.
    """
    held = tuple(deadlines)
    stored = Within(work, case).those(each.after.id for each in held)
    return change_all(work, [_put_back(stored[each.after.id], each) for each in held])


class Within:
    """Says of deadlines whether they may be written: those of one case, or of all open ones."""

    def __init__(self, work: UnitOfWork, case: UUID | None) -> None:
        self._deadlines = work.deadlines
        self._case = case
        self._closed = work.walls.closed_to(work.user)

    def those(self, ids: Iterable[DeadlineId]) -> dict[DeadlineId, Deadline]:
        """Return deadlines by identity, as they are stored.

        Raises:
            Missing: one is not there, or may not be written.
        """
        wanted = set(ids)
        found = {each.id: each for each in self._deadlines.those(sorted(wanted))}
        if found.keys() != wanted or not all(map(self._may_write, found.values())):
            raise Missing("record.missing", kind="deadlines")
        return found

    def _may_write(self, deadline: Deadline) -> bool:
        is_elsewhere = self._case is not None and deadline.case != self._case
        return not is_elsewhere and deadline.case not in self._closed


def _put_back(stored: Deadline, amended: Amended[Deadline]) -> tuple[Deadline, Deadline]:
    return stored, replace(amended.taken_back, case=stored.case)


def _change(reading: Reading, counter: Counter, deadline: Deadline) -> DateChange:
    try:
        count = counter.count(deadline)
    except Refused as refusal:
        return DateChange(deadline=deadline, count=None, refusal=refusal)
    return DateChange(deadline=deadline, count=count, is_past=count.due_on < reading.today)


@dataclass(frozen=True)
class _Recount:
    """Counts accepted dates once more."""

    work: UnitOfWork
    shown: Mapping[DeadlineId, Deadline]
    counter: Counter

    def recounted(self, accepted: AcceptedChange) -> tuple[Deadline, Deadline]:
        """Return a deadline as it stands, and as it is to be.

        Raises:
            Stale, Refused: see `apply_changes`.
        """
        work = self.work
        before = self.shown[accepted.deadline]
        if before.version != accepted.version:
            raise Stale("record.stale")
        before.require_open()
        count = self.counter.count(before)
        if count.due_on != accepted.becomes:
            raise Stale("recount.stale")
        kept = replace(before, override_reason="") if accepted.gives_up_override else before
        after = self._serviced(kept.counted_as(count, work.now, work.today))
        if after.due_on != before.due_on:
            after = redated(work, after)
        return before, after

    def _serviced(self, deadline: Deadline) -> Deadline:
        """Return the deadline with the means of service its event now says."""
        if deadline.event is None:
            return deadline
        return replace(deadline, service=self.counter.event(deadline.event).service)
