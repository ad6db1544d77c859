"""Examples of hearings and continuances."""

from dataclasses import replace
from datetime import time, timedelta

from app.domain.hearings import ContinuedBy
from app.services.hearings import (
    AmendHearing,
    ContinueHearing,
    HearingOf,
    RemoveHearing,
    RestoreHearing,
    ResultHearing,
    SetHearing,
    VacateHearing,
    WithdrawContinuance,
)
from tests.architecture.examples.world import Example, World


def _continuing(world: World) -> ContinueHearing:
    return ContinueHearing(
        hearing=world.dates.hearing.id,
        on=world.today + timedelta(days=20),
        clock=time(10),
        by=ContinuedBy.DEFENSE,
        reason="New counsel",
    )


EXAMPLES: dict[type, Example] = {
    SetHearing: lambda world: SetHearing(
        case=world.case.id, kind="PH", on=world.today + timedelta(days=12), clock=time(14)
    ),
    AmendHearing: lambda world: AmendHearing(
        hearing=replace(
            world.dates.hearing,
            starts_at=world.dates.hearing.starts_at + timedelta(days=1),
            judge="Okafor",
        )
    ),
    ContinueHearing: _continuing,
    WithdrawContinuance: lambda world: world.taken_back(_continuing(world)),
    VacateHearing: lambda world: VacateHearing(
        hearing=world.dates.hearing.id, reason="Plea entered"
    ),
    ResultHearing: lambda world: ResultHearing(hearing=world.dates.held.id, result="HELD"),
    RemoveHearing: lambda world: RemoveHearing(hearing=world.dates.spare_hearing),
    RestoreHearing: lambda world: world.taken_back(
        RemoveHearing(hearing=world.dates.spare_hearing)
    ),
    HearingOf: lambda world: HearingOf(world.dates.hearing.id),
}
