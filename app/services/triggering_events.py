"""The events of a case that rules count from: recorded, moved with what hangs on them, removed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.errors import Missing, Refused
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.persons import PartyId, Role
from app.domain.recounting import AcceptedChange, DateChange
from app.domain.text import require
from app.domain.triggering_events import TriggeringEvent, TriggeringEventId
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.deadline_writing import cancelled, change
from app.services.event_entry import EventEntry, tidied_event
from app.services.office import Command, OfCase, Query
from app.services.party_names import PartyNames
from app.services.recounting import (
    Recounted,
    apply_changes,
    compared_in,
    move_events,
    planned_changes,
    put_back,
    take_back,
)
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class RecordEvent(OfCase, Command[TriggeringEvent]):
    """Write down that something happened, or is set to happen, from which rules count."""

    case: CaseId
    entry: EventEntry
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> TriggeringEvent:
        """Write the event.

        Raises:
            Missing, Refused: as `EventEntry.record`.
        """
        return work.triggering_events.add(self.entry.record(work, self.case))

    def undo(self, done: TriggeringEvent) -> "RemoveEvent":
        """Take it out again."""
        return RemoveEvent(event=done)


@dataclass(frozen=True, kw_only=True)
class AmendEvent(Command[Recounted]):
    """Change an event, and with it the dates that were ticked.

    Attributes:
        event: as it is to be; it carries the version that was shown.
        accepted: new dates that somebody saw and accepted.
    """

    event: TriggeringEvent
    accepted: tuple[AcceptedChange, ...] = ()
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.triggering_events.get(self.event.id).case

    def run(self, work: UnitOfWork) -> Recounted:
        """Write the event, then the dates.

        Raises:
            Stale: somebody changed the event or one of the deadlines since, or the rules give
                another day by now.
            Refused: as `EventEntry.record`; or a deadline does not hang on the event.
        """
        moved = tidied_event(work, _as_stored(work, self.event))
        events = move_events(work, (moved,))
        _require_hanging(work, moved, self.accepted)
        return Recounted(events=events, deadlines=apply_changes(work, self.accepted))

    def undo(self, done: Recounted) -> "TakeBackMove":
        """Put event and dates back."""
        return TakeBackMove(done=done)


@dataclass(frozen=True, kw_only=True)
class TakeBackMove(Command[Recounted]):
    """Undo the change of an event: it and its dates stand as they stood."""

    done: Recounted
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case the event is stored with."""
        return work.triggering_events.get(self.done.events[0].after.id).case

    def run(self, work: UnitOfWork) -> Recounted:
        """Write event and dates as they were.

        Raises:
            Stale: somebody changed one of them since.
        """
        event = work.triggering_events.get(self.done.events[0].after.id)
        return take_back(work, self.done, event.case)

    def undo(self, done: Recounted) -> "TakeBackMove":
        """Make the change again."""
        return TakeBackMove(done=done)


class Hanging(StrEnum):
    """What becomes of the dates that count from an event which is taken out."""

    KEEP = "keep"
    CANCEL = "cancel"


@dataclass(frozen=True)
class EventRemoved:
    """An event that was taken out, and what hung on it before and after."""

    event: TriggeringEvent
    deadlines: tuple[Amended[Deadline], ...]


@dataclass(frozen=True, kw_only=True)
class RemoveEvent(Command[EventRemoved]):
    """Take out an event that was recorded by mistake.

    Attributes:
        hanging: what becomes of the deadlines that count from it; None = there are none.
        reason: why, kept with the deadlines that are cancelled.
    """

    event: TriggeringEvent
    hanging: Hanging | None = None
    reason: str = ""
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.event.case

    def run(self, work: UnitOfWork) -> EventRemoved:
        """Free the deadlines from the event, cancel those that are open if so asked, remove it.

        Raises:
            Stale: somebody changed or removed it since.
            Refused: ``event.has_deadlines``: deadlines count from it and nobody said what becomes
                of them.
        """
        held = _hanging_on(work, self.event.id)
        if held and self.hanging is None:
            raise Refused("event.has_deadlines", field="hanging", n=len(held))
        freed = tuple(change(work, each, self._freed(work, each)) for each in held)
        work.triggering_events.remove(self.event)
        return EventRemoved(self.event, freed)

    def undo(self, done: EventRemoved) -> "PutEventBack":
        """Put it back with all that hung on it."""
        return PutEventBack(removed=done)

    def _freed(self, work: UnitOfWork, deadline: Deadline) -> Deadline:
        free = replace(deadline, event=None)
        if self.hanging is Hanging.CANCEL and deadline.status is DeadlineStatus.OPEN:
            return cancelled(work, free, require(self.reason, "reason"))
        return free


@dataclass(frozen=True, kw_only=True)
class PutEventBack(Command[EventRemoved]):
    """Record an event again that was taken out, and let its deadlines count from it again."""

    removed: EventRemoved
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.removed.event.case

    def run(self, work: UnitOfWork) -> EventRemoved:
        """Write it as it was.

        Raises:
            Stale: it is there, or somebody changed one of the deadlines since.
        """
        work.triggering_events.restore(self.removed.event)
        event = self.removed.event
        return EventRemoved(event, put_back(work, self.removed.deadlines, event.case))

    def undo(self, done: EventRemoved) -> "TakeEventOut":
        """Take it out again, as before."""
        return TakeEventOut(back=done)


@dataclass(frozen=True, kw_only=True)
class TakeEventOut(Command[EventRemoved]):
    """Take out once more an event that was put back."""

    back: EventRemoved
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.back.event.case

    def run(self, work: UnitOfWork) -> EventRemoved:
        """Remove it.

        Raises:
            Stale: somebody changed it or one of the deadlines since.
        """
        event = self.back.event
        freed = put_back(work, self.back.deadlines, event.case)
        work.triggering_events.remove(event)
        return EventRemoved(event, freed)

    def undo(self, done: EventRemoved) -> PutEventBack:
        """Put it back."""
        return PutEventBack(removed=done)


@dataclass(frozen=True, kw_only=True)
class HearingChoice:
    """A hearing an event can be, e.g. ``"Trial"`` on its day."""

    id: HearingId
    what: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """An event as one line of a case.

    Attributes:
        words: what happened; ``defendant``: the name, empty for all.
        hearing: the one it is, if one.
        open, closed: how many deadlines count from it.
    """

    event: TriggeringEvent
    words: str
    defendant: str
    hearing: HearingChoice | None
    open: int
    closed: int


@dataclass(frozen=True, kw_only=True)
class EventsInCase:
    """The events of a case, and what can be said of a new one.

    Attributes:
        defendants: identity and name; ``means``: of service the office's rules name.
        hearings: those that stand.
    """

    lines: tuple[EventLine, ...]
    defendants: tuple[tuple[PartyId, str], ...]
    hearings: tuple[HearingChoice, ...]
    means: tuple[str, ...]
    today: date


@dataclass(frozen=True)
class CaseEvents(OfCase, Query[EventsInCase]):
    """The events of one case by day."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> EventsInCase:
        """Return them with the names of those they concern."""
        events = reading.triggering_events
        names = PartyNames(reading, self.case)
        of_case = events.of_case(self.case, events.table.c.on, events.table.c.id)
        defendants = {
            party.id: names.name(party.id)
            for party in names.parties.values()
            if party.role is Role.DEFENDANT
        }
        hearings = {each.id: each for each in reading.hearings.of_case(self.case)}
        states = _states_by_event(reading, self.case)
        return EventsInCase(
            lines=tuple(
                EventLine(
                    event=event,
                    words=reading.codes.label(CodeList.TRIGGER_EVENT, event.event),
                    defendant=defendants.get(event.defendant, "") if event.defendant else "",
                    hearing=_choice(reading, hearings[event.hearing]) if event.hearing else None,
                    open=states[event.id, True],
                    closed=states[event.id, False],
                )
                for event in of_case
            ),
            defendants=tuple(defendants.items()),
            hearings=tuple(
                _choice(reading, each)
                for each in sorted(hearings.values(), key=_by_start)
                if each.status is HearingStatus.SET
            ),
            means=means_of_service(reading),
            today=reading.today,
        )


@dataclass(frozen=True, kw_only=True)
class PlannedDates(Query[tuple[DateChange, ...]]):
    """What becomes of the dates that count from an event if it is changed; nothing is written.

    Attributes:
        event: as it is to be.
        given_up: deadlines whose override is to end with it.
    """

    event: TriggeringEvent
    given_up: frozenset[DeadlineId] = frozenset()
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case it is stored with."""
        return reading.triggering_events.get(self.event.id).case

    def run(self, reading: Reading) -> tuple[DateChange, ...]:
        """Return old and new day of each, by day.

        Raises:
            Missing, Refused: as `EventEntry.record`.
        """
        event = tidied_event(reading, _as_stored(reading, self.event))
        return planned_changes(reading, (event,), self.given_up)


def means_of_service(reading: Reading) -> tuple[str, ...]:
    """Return the means of service that the office's rules name, by name."""
    rules = reading.court_rules.where(reading.court_rules.table.c.is_active.is_(True))
    return tuple(sorted({means for rule in rules for means, _days in rule.service}))


def _as_stored(reading: Reading, event: TriggeringEvent) -> TriggeringEvent:
    """Return an event as it is to be, in the case it is stored with."""
    stored = reading.triggering_events.get(event.id)
    by, at = stored.entered_by, stored.entered_at
    return replace(event, case=stored.case, entered_by=by, entered_at=at)


def _require_hanging(
    work: UnitOfWork, event: TriggeringEvent, accepted: Iterable[AcceptedChange]
) -> None:
    """Refuse dates that neither count from the event nor can hang on those that do."""
    held = {each.id for each in (*_hanging_on(work, event.id), *compared_in(work, event.case))}
    if any(each.deadline not in held for each in accepted):
        raise Missing("record.missing", kind="deadlines")


def _hanging_on(work: UnitOfWork, event: TriggeringEventId) -> tuple[Deadline, ...]:
    return work.deadlines.where(work.deadlines.table.c.event == event)


def _states_by_event(reading: Reading, case: CaseId) -> Counter[tuple[TriggeringEventId, bool]]:
    """Count the deadlines of a case by event, the open ones apart."""
    return Counter(
        (each.event, each.status is DeadlineStatus.OPEN)
        for each in reading.deadlines.of_case(case)
        if each.event is not None
    )


def _choice(reading: Reading, hearing: Hearing) -> HearingChoice:
    what = reading.codes.label(CodeList.HEARING, hearing.kind)
    return HearingChoice(id=hearing.id, what=what, on=hearing.local.date())


def _by_start(hearing: Hearing) -> datetime:
    return hearing.starts_at
