"""Examples of hearings and continuances."""

from dataclasses import replace
from datetime import time, timedelta

from app.domain.hearings import ContinuedBy
from app.domain.ripple import Tick
from app.services.hearing_papers import PreviewToDo, PrintToDo
from app.services.hearings import (
    AmendHearing,
    ContinueHearing,
    CourtNames,
    Docket,
    FollowMove,
    HearingOf,
    HearingRipple,
    MoveHearing,
    MoveHearingBack,
    MovesLeft,
    NextSetting,
    ReinstateHearing,
    RemoveHearing,
    RestoreHearing,
    ResultHearing,
    RoomOn,
    SetHearing,
    SettleMoves,
    TakeBackSettling,
    VacateHearing,
    VacatingRipple,
    WithdrawContinuance,
    WithdrawFollowing,
    WithdrawResult,
    plain_act,
)
from app.services.move_papers import PreviewMoves, PrintMoves
from app.services.trial_dates import TrialDateCertainty
from tests.architecture.examples.world import Example, World


def _ticked(world: World, *, is_continuance: bool) -> tuple[Tick, ...]:
    """Tick all that can follow."""
    asked = HearingRipple(
        hearing=world.dates.hearing.id,
        on=world.today + timedelta(days=20),
        clock=time(10),
        is_continuance=is_continuance,
    )
    ripple = world.office.ask(asked)
    return tuple(row.tick for row in ripple.rows if row.can_be_ticked)


def _continuing(world: World) -> ContinueHearing:
    return ContinueHearing(
        hearing=world.dates.hearing.id,
        on=world.today + timedelta(days=20),
        clock=time(10),
        by=ContinuedBy.DEFENSE,
        reason="New counsel",
        code="COUNSEL-NEW",
        excludable=True,
        ticked=_ticked(world, is_continuance=True),
    )


def _moving(world: World) -> MoveHearing:
    return MoveHearing(
        hearing=world.dates.hearing.id,
        on=world.today + timedelta(days=20),
        clock=time(10),
        ticked=_ticked(world, is_continuance=False),
    )


def _following_a_move(world: World) -> FollowMove:
    (line,) = world.office.ask(MovesLeft()).lines
    hearing, local = line.hearing, line.hearing.local
    asked = HearingRipple(
        hearing=hearing.id, on=local.date(), clock=local.time(), move=line.move.id
    )
    act = ContinueHearing(
        hearing=hearing.id,
        expects=hearing.version,
        on=local.date(),
        clock=local.time(),
        by=ContinuedBy.COURT,
        reason="Moved in the feed",
        excludable=True,
        ticked=tuple(row.tick for row in world.office.ask(asked).rows if row.can_be_ticked),
    )
    return FollowMove(move=line.move.id, act=act)


def _settling(world: World) -> SettleMoves:
    """Settle the only move of the case, so far ahead that nothing is due before it."""
    with world.office._database.writing(world.office.actor) as work:
        court = work.court_calendars.of_office().calendar
        on = court.on_or_after(world.today + timedelta(days=200))
        work.court_moves.remove_all(work.court_moves.next(None))
    setting = SetHearing(case=world.case.id, kind="ARR", on=on, clock=time(9))
    hearing = world.office.do(setting).value
    world.keep_move(hearing)
    (line,) = world.office.ask(MovesLeft(hearing=hearing.id)).lines
    return SettleMoves(acts=(plain_act(line),))


def _calling_off(world: World, *, closes_work: bool = True) -> VacateHearing:
    """Take a hearing off with all that can be called off, or without the tasks that end."""
    hearing = world.dates.hearing.id
    rows = world.office.ask(VacatingRipple(hearing=hearing)).rows
    ticked = [row for row in rows if row.can_be_ticked]
    if not closes_work:  # closed a second time, a task is closed at another moment
        ticked = [row for row in ticked if row.is_proposed]
    return VacateHearing(
        hearing=hearing, reason="Plea entered", ticked=tuple(row.tick for row in ticked)
    )


def _to_do(world: World) -> PrintToDo:
    move = HearingRipple(
        hearing=world.dates.hearing.id, on=world.today + timedelta(days=20), clock=time(10)
    )
    return PrintToDo(move=move, ticked=_ticked(world, is_continuance=True))


def _resulting(world: World) -> ResultHearing:
    following = NextSetting(kind="PTC", on=world.today + timedelta(days=14), clock=time(9))
    return ResultHearing(hearing=world.dates.held.id, result="HELD", following=following)


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
    VacateHearing: _calling_off,
    VacatingRipple: lambda world: VacatingRipple(hearing=world.dates.hearing.id),
    ReinstateHearing: lambda world: world.taken_back(_calling_off(world, closes_work=False)),
    SettleMoves: _settling,
    TakeBackSettling: lambda world: world.taken_back(_settling(world)),
    PrintMoves: lambda _world: PrintMoves(),
    PreviewMoves: lambda _world: PreviewMoves(PrintMoves()),
    ResultHearing: _resulting,
    WithdrawResult: lambda world: world.taken_back(_resulting(world)),
    MoveHearing: _moving,
    MoveHearingBack: lambda world: world.taken_back(_moving(world)),
    FollowMove: _following_a_move,
    WithdrawFollowing: lambda world: world.taken_back(_following_a_move(world)),
    MovesLeft: lambda _world: MovesLeft(),
    RemoveHearing: lambda world: RemoveHearing(hearing=world.dates.spare_hearing),
    RestoreHearing: lambda world: world.taken_back(
        RemoveHearing(hearing=world.dates.spare_hearing)
    ),
    HearingOf: lambda world: HearingOf(world.dates.hearing.id),
    HearingRipple: lambda world: HearingRipple(
        hearing=world.dates.hearing.id, on=world.today + timedelta(days=20), clock=time(10)
    ),
    PrintToDo: _to_do,
    PreviewToDo: lambda world: PreviewToDo(_to_do(world)),
    Docket: lambda world: Docket(on=world.dates.hearing.on),
    RoomOn: lambda world: RoomOn(on=world.dates.hearing.on, clock=time(9, 30)),
    CourtNames: lambda _world: CourtNames(),
    TrialDateCertainty: lambda _world: TrialDateCertainty(),
}

FURTHER: tuple[Example, ...] = (
    lambda world: Docket(on=world.dates.hearing.on, mine=True),
    lambda _world: MovesLeft(most=None),
)
