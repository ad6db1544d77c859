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
    MOST_LINES,
    Followed,
    FollowMove,
    MovesLeft,
    WithdrawFollowing,
)
from app.services.hearings.results import (
    NextSetting,
    Resulted,
    ResultHearing,
    VacateHearing,
    WithdrawResult,
)
from app.services.hearings.setting import AmendHearing, RemoveHearing, RestoreHearing, SetHearing
from app.services.hearings.shifting import Shifted

__all__ = [
    "MOST_LINES",
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
    "RemoveHearing",
    "RestoreHearing",
    "ResultHearing",
    "Resulted",
    "RoomOn",
    "SetHearing",
    "Shifted",
    "VacateHearing",
    "WithdrawContinuance",
    "WithdrawFollowing",
    "WithdrawResult",
    "Withdrawn",
]
