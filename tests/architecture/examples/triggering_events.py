"""Examples of events that rules count from, and of what hangs on them."""

from dataclasses import replace
from datetime import timedelta

from app.domain.triggering_events import TriggeringEvent
from app.services.event_entry import EventEntry
from app.services.triggering_events import (
    AmendEvent,
    CaseEvents,
    PlannedDates,
    PutEventBack,
    RecordEvent,
    RemoveEvent,
    TakeBackMove,
    TakeEventOut,
)
from tests.architecture.examples.world import Example, World


def _later(world: World) -> TriggeringEvent:
    return replace(world.dates.event, on=world.dates.event.on + timedelta(days=1))


def _removing(world: World) -> RemoveEvent:
    return RemoveEvent(event=world.dates.event)


def _taken_back_twice(world: World) -> TakeEventOut:
    back = world.office.do(world.taken_back(_removing(world))).undo
    assert isinstance(back, TakeEventOut)
    return back


EXAMPLES: dict[type, Example] = {
    RecordEvent: lambda world: RecordEvent(
        case=world.case.id,
        entry=EventEntry(event="MOTION-SERVED", on=world.today, service="mail"),
    ),
    AmendEvent: lambda world: AmendEvent(event=_later(world)),
    TakeBackMove: lambda world: world.taken_back(AmendEvent(event=_later(world))),
    RemoveEvent: _removing,
    PutEventBack: lambda world: world.taken_back(_removing(world)),
    TakeEventOut: _taken_back_twice,
    CaseEvents: lambda world: CaseEvents(world.case.id),
    PlannedDates: lambda world: PlannedDates(event=_later(world)),
}
