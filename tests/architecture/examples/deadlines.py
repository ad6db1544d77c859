"""Examples of deadlines, entered by hand and counted by rule."""

from dataclasses import replace
from datetime import timedelta

from app.domain.recounting import AcceptedChange
from app.services.control_papers import PreviewControlSheet, PrintControlSheet
from app.services.deadline_papers import PreviewDeadlineSheet, PrintDeadlineSheet
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AddDeadlinesFromEvent,
    AmendDeadline,
    Assignable,
    CancelDeadline,
    CaseDates,
    CheckDeadline,
    CompleteDeadline,
    DatesToCheck,
    DeadlineOf,
    DeadlinesPage,
    DeadlinesWithin,
    DifferingDates,
    EnterDeadlineAgain,
    HowChecksStand,
    OverrideDeadline,
    PickedRule,
    PlanOfficeRecount,
    PlanRecount,
    PreviewDeadline,
    PreviewEvent,
    ProvenanceOf,
    PutBackEventDates,
    RecountDeadlines,
    RemoveDeadline,
    ReopenDeadline,
    RestoreComputed,
    RestoreDeadline,
    TakeBackEventDates,
    TakeBackRecount,
)
from app.services.event_entry import EventEntry
from tests.architecture.examples.disclosures import as_colleague
from tests.architecture.examples.world import FRIDAY, Example, World


def _completing(world: World) -> CompleteDeadline:
    return CompleteDeadline(deadline=world.dates.deadline.id)


def _controlled(world: World) -> PrintControlSheet:
    year = timedelta(days=366)
    return PrintControlSheet(case=world.case.id, first=world.today - year, last=world.today + year)


def _moved(world: World) -> AmendDeadline:
    later = world.dates.deadline.due_on + timedelta(days=1)
    return AmendDeadline(deadline=replace(world.dates.deadline, title="Reply", due_on=later))


def _overridden(world: World) -> OverrideDeadline:
    return OverrideDeadline(
        deadline=world.dates.computed.id,
        due_on=world.today + timedelta(days=4),
        reason="Stipulated",
    )


def _restoring(world: World) -> RestoreComputed:
    moved = world.office.do(_overridden(world)).value.after
    return RestoreComputed(deadline=moved.id, expects=moved.version)


def _recounting(world: World) -> RecountDeadlines:
    counted = world.dates.computed
    same = AcceptedChange(deadline=counted.id, version=counted.version, becomes=counted.due_on)
    return RecountDeadlines(accepted=(same,), case=world.case.id)


def _checking(world: World) -> CheckDeadline:
    other = as_colleague(world.office, world.colleague.id)
    reply = AddComputedDeadline(
        case=world.case.id, title="Reply", trigger="Motion served", count=FRIDAY
    )
    return CheckDeadline(deadline=other.do(reply).value.id)


def _from_event(world: World) -> AddDeadlinesFromEvent:
    entry = EventEntry(event="MOTION-SERVED", on=world.today, service="fax")
    preview = world.office.ask(PreviewEvent(case=world.case.id, entry=entry))
    picked = tuple(
        PickedRule(each.rule.id, each.answer.due_on) for each in preview.rules if each.answer
    )
    return AddDeadlinesFromEvent(case=world.case.id, entry=entry, picked=picked)


def _added_again(world: World) -> PutBackEventDates:
    back = world.office.do(world.taken_back(_from_event(world))).undo
    assert isinstance(back, PutBackEventDates)
    return back


EXAMPLES: dict[type, Example] = {
    AddDeadline: lambda world: AddDeadline(
        case=world.case.id, title="Reply", due_on=world.today + timedelta(days=9), lead_days=(2,)
    ),
    AddComputedDeadline: lambda world: AddComputedDeadline(
        case=world.case.id, title="Response", trigger="Motion served", count=FRIDAY
    ),
    AmendDeadline: _moved,
    RestoreDeadline: lambda world: world.taken_back(_moved(world)),
    OverrideDeadline: _overridden,
    RestoreComputed: _restoring,
    RecountDeadlines: _recounting,
    TakeBackRecount: lambda world: world.taken_back(_recounting(world)),
    CheckDeadline: _checking,
    AddDeadlinesFromEvent: _from_event,
    TakeBackEventDates: lambda world: world.taken_back(_from_event(world)),
    PutBackEventDates: _added_again,
    ProvenanceOf: lambda world: ProvenanceOf(world.dates.from_event.deadlines[0].id),
    PreviewEvent: lambda world: PreviewEvent(case=world.case.id, event=world.dates.event.id),
    DatesToCheck: lambda _: DatesToCheck(),
    HowChecksStand: lambda _: HowChecksStand(),
    PlanRecount: lambda world: PlanRecount(case=world.case.id),
    PlanOfficeRecount: lambda _: PlanOfficeRecount(),
    DifferingDates: lambda _: DifferingDates(),
    CompleteDeadline: _completing,
    CancelDeadline: lambda world: CancelDeadline(
        deadline=world.dates.deadline.id, reason="Withdrawn"
    ),
    ReopenDeadline: lambda world: world.taken_back(_completing(world)),
    RemoveDeadline: lambda world: RemoveDeadline(deadline=world.dates.deadline),
    EnterDeadlineAgain: lambda world: world.taken_back(
        RemoveDeadline(deadline=world.dates.deadline)
    ),
    PrintDeadlineSheet: lambda world: PrintDeadlineSheet(case=world.case.id),
    PrintControlSheet: _controlled,
    PreviewControlSheet: lambda world: PreviewControlSheet(
        case=world.case.id, first=_controlled(world).first, last=_controlled(world).last
    ),
    PreviewDeadlineSheet: lambda world: PreviewDeadlineSheet(case=world.case.id, with_closed=True),
    CaseDates: lambda world: CaseDates(world.case.id),
    DeadlineOf: lambda world: DeadlineOf(world.dates.deadline.id),
    DeadlinesPage: lambda _: DeadlinesPage(),
    DeadlinesWithin: lambda _: DeadlinesWithin(days=30),
    PreviewDeadline: lambda _: PreviewDeadline(count=FRIDAY),
    Assignable: lambda _: Assignable(),
}

FURTHER: tuple[Example, ...] = (lambda _: DeadlinesPage(mine=True, days=30),)
