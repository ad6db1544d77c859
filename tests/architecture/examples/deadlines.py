"""Examples of deadlines, entered by hand and counted by rule."""

from dataclasses import replace
from datetime import timedelta

from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AmendDeadline,
    Assignable,
    CancelDeadline,
    CaseDates,
    CompleteDeadline,
    DeadlineOf,
    DeadlinesPage,
    DeadlinesWithin,
    EnterDeadlineAgain,
    OverrideDeadline,
    PreviewDeadline,
    RemoveDeadline,
    ReopenDeadline,
    RestoreDeadline,
)
from tests.architecture.examples.world import FRIDAY, Example, World


def _completing(world: World) -> CompleteDeadline:
    return CompleteDeadline(deadline=world.dates.deadline.id)


def _moved(world: World) -> AmendDeadline:
    later = world.dates.deadline.due_on + timedelta(days=1)
    return AmendDeadline(deadline=replace(world.dates.deadline, title="Reply", due_on=later))


EXAMPLES: dict[type, Example] = {
    AddDeadline: lambda world: AddDeadline(
        case=world.case.id, title="Reply", due_on=world.today + timedelta(days=9), lead_days=(2,)
    ),
    AddComputedDeadline: lambda world: AddComputedDeadline(
        case=world.case.id, title="Response", trigger="Motion served", count=FRIDAY
    ),
    AmendDeadline: _moved,
    RestoreDeadline: lambda world: world.taken_back(_moved(world)),
    OverrideDeadline: lambda world: OverrideDeadline(
        deadline=world.dates.computed.id,
        due_on=world.today + timedelta(days=4),
        reason="Stipulated",
    ),
    CompleteDeadline: _completing,
    CancelDeadline: lambda world: CancelDeadline(
        deadline=world.dates.deadline.id, reason="Withdrawn"
    ),
    ReopenDeadline: lambda world: world.taken_back(_completing(world)),
    RemoveDeadline: lambda world: RemoveDeadline(deadline=world.dates.deadline),
    EnterDeadlineAgain: lambda world: world.taken_back(
        RemoveDeadline(deadline=world.dates.deadline)
    ),
    CaseDates: lambda world: CaseDates(world.case.id),
    DeadlineOf: lambda world: DeadlineOf(world.dates.deadline.id),
    DeadlinesPage: lambda _: DeadlinesPage(),
    DeadlinesWithin: lambda _: DeadlinesWithin(days=30),
    PreviewDeadline: lambda _: PreviewDeadline(count=FRIDAY),
    Assignable: lambda _: Assignable(),
}

FURTHER: tuple[Example, ...] = (lambda _: DeadlinesPage(mine=True, days=30),)
