"""Dates before the court: set, given a result, continued, moved, and all that hangs on them."""

from app.services.hearings.asking import CourtNames, Docket, HearingOf, HearingRipple, RoomOn
from app.services.hearings.continuing import (
    Continued,
    ContinueHearing,
    MoveHearing,
    MoveHearingBack,
    WithdrawContinuance,
    Withdrawn,
)
from app.services.hearings.court_moves import (
    Followed,
    FollowMove,
    WithdrawFollowing,
    court_act,
    moved_in,
)
from app.services.hearings.moves_left import LOOKING_STOPPED, MOST_LINES, MovesLeft
from app.services.hearings.results import (
    NextSetting,
    Resulted,
    ResultHearing,
    WithdrawResult,
)
from app.services.hearings.ripple import Rippled
from app.services.hearings.setting import AmendHearing, RemoveHearing, RestoreHearing, SetHearing
from app.services.hearings.settling import (
    SETTLING_STOPPED,
    Settled,
    SettleMoves,
    TakeBackSettling,
    plain_act,
)
from app.services.hearings.shifting import Shifted
from app.services.hearings.vacating import (
    ReinstateHearing,
    Vacated,
    VacateHearing,
    VacatingRipple,
)

__all__ = [
    "LOOKING_STOPPED",
    "MOST_LINES",
    "SETTLING_STOPPED",
    "AmendHearing",
    "ContinueHearing",
    "Continued",
    "CourtNames",
    "Docket",
    "FollowMove",
    "Followed",
    "HearingOf",
    "HearingRipple",
    "MoveHearing",
    "MoveHearingBack",
    "MovesLeft",
    "NextSetting",
    "ReinstateHearing",
    "RemoveHearing",
    "RestoreHearing",
    "ResultHearing",
    "Resulted",
    "Rippled",
    "RoomOn",
    "SetHearing",
    "SettleMoves",
    "Settled",
    "Shifted",
    "TakeBackSettling",
    "VacateHearing",
    "Vacated",
    "VacatingRipple",
    "WithdrawContinuance",
    "WithdrawFollowing",
    "WithdrawResult",
    "Withdrawn",
    "court_act",
    "moved_in",
    "plain_act",
]
