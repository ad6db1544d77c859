"""Examples of speedy-trial clocks and of days they exclude."""

from dataclasses import replace
from datetime import timedelta

from app.domain.clocks import ExcludedSpan, SpeedyClock
from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.services.clock_reminders import ClocksLeftBehind, MoveClockReminders
from app.services.clocks import (
    AddExclusion,
    AmendClock,
    AmendExclusion,
    ClocksOfCase,
    CloseExclusion,
    ConfirmExclusion,
    EnterExclusionAgain,
    OfficeClocks,
    PreviewClockSheet,
    PrintClockSheet,
    RemoveClock,
    RestoreClock,
    RestoreExclusion,
    ResumeClock,
    StartClock,
    StartClockAgain,
    StopClock,
    TakeOutClock,
    TakeOutExclusion,
    WhatIf,
    WithdrawExclusion,
)
from tests.architecture.examples.world import MARK, Example, World


def _starting(world: World, ago: int = 20) -> StartClock:
    return StartClock(
        case=world.case.id,
        regime="US-STA-70",
        defendant=world.people.defendant.id,
        charges=f"Counts of {MARK}",
        facts=(("clock_start", (world.today - timedelta(days=ago)).isoformat()),),
        note=MARK,
    )


def _clock(world: World) -> SpeedyClock:
    return world.do(_starting(world))


def _amended(world: World) -> AmendClock:
    later = (world.today - timedelta(days=3)).isoformat()
    return AmendClock(clock=replace(_clock(world), facts=(("clock_start", later),)))


def _stopping(world: World) -> StopClock:
    return StopClock(clock=_clock(world).id, on=world.today, reason=f"Trial of {MARK} began")


def _stopped(world: World) -> SpeedyClock:
    return world.do(_stopping(world)).after


def _excluding(world: World, *, confirmed: bool = True, is_open: bool = True) -> AddExclusion:
    _clock(world)
    first = world.today - timedelta(days=9)
    return AddExclusion(
        case=world.case.id,
        kind="H1D",
        first=first,
        last=None if is_open else world.today + timedelta(days=4),
        defendant=world.people.defendant.id,
        authority=f"ECF 12 of {MARK}",
        reason=f"Motion of {MARK}",
        hearing=world.dates.hearing.id,
        is_confirmed=confirmed,
        note=MARK,
    )


def _span(world: World, *, confirmed: bool = True, is_open: bool = True) -> ExcludedSpan:
    return world.do(_excluding(world, confirmed=confirmed, is_open=is_open))


def _supposing(world: World) -> WhatIf:
    span = SupposedSpan(kind="H7", first=world.today, last=world.today + timedelta(days=30))
    return WhatIf(
        case=world.case.id,
        trial_on=world.today + timedelta(days=90),
        supposed=Supposed(added=(span,)),
    )


EXAMPLES: dict[type, Example] = {
    StartClock: _starting,
    TakeOutClock: lambda world: world.taken_back(_starting(world)),
    StartClockAgain: lambda world: world.taken_back(TakeOutClock(clock=_clock(world))),
    AmendClock: _amended,
    RestoreClock: lambda world: world.taken_back(_amended(world)),
    StopClock: _stopping,
    ResumeClock: lambda world: ResumeClock(clock=_stopped(world).id),
    RemoveClock: lambda world: RemoveClock(clock=_clock(world).id, reason=f"Not of {MARK}"),
    AddExclusion: _excluding,
    TakeOutExclusion: lambda world: world.taken_back(_excluding(world)),
    EnterExclusionAgain: lambda world: world.taken_back(TakeOutExclusion(span=_span(world))),
    AmendExclusion: lambda world: AmendExclusion(
        span=replace(_span(world), reason=f"Reply of {MARK}")
    ),
    RestoreExclusion: lambda world: world.taken_back(
        CloseExclusion(span=_span(world).id, last=world.today)
    ),
    ConfirmExclusion: lambda world: ConfirmExclusion(
        span=_span(world, confirmed=False, is_open=False).id, authority=f"Order of {MARK}"
    ),
    CloseExclusion: lambda world: CloseExclusion(
        span=_span(world).id, last=world.today, how=f"denied, {MARK}"
    ),
    WithdrawExclusion: lambda world: WithdrawExclusion(
        span=_span(world).id, reason=f"Order vacated, {MARK}"
    ),
    MoveClockReminders: lambda _: MoveClockReminders(because="opening"),
    ClocksLeftBehind: lambda _: ClocksLeftBehind(),
    ClocksOfCase: lambda world: ClocksOfCase(case=world.case.id),
    OfficeClocks: lambda _: OfficeClocks(),
    WhatIf: _supposing,
    PreviewClockSheet: lambda world: PreviewClockSheet(case=world.case.id),
    PrintClockSheet: lambda world: PrintClockSheet(case=world.case.id, clock=world.clocks.clock.id),
}

FURTHER: tuple[Example, ...] = (lambda _: OfficeClocks(days=400),)
