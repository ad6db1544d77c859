"""Walls around cases and people: setting, amending, lifting, and looking behind one."""

from app.services.walls.around_cases import (
    AmendWall,
    LiftWall,
    RemoveWall,
    RestoreWall,
    SetWall,
    WallTerms,
)
from app.services.walls.around_people import (
    AmendProtection,
    LiftProtection,
    ProtectPerson,
    RemoveProtection,
    RestoreProtection,
)
from app.services.walls.opening import Given, OpenWall, RegainLost
from app.services.walls.views import (
    Admissible,
    CaseWalls,
    Insider,
    ProtectionOf,
    ProtectionView,
    WalledCase,
    WalledCases,
    WallsOfCase,
    WallView,
)

__all__ = [
    "Admissible",
    "AmendProtection",
    "AmendWall",
    "CaseWalls",
    "Given",
    "Insider",
    "LiftProtection",
    "LiftWall",
    "OpenWall",
    "ProtectPerson",
    "ProtectionOf",
    "ProtectionView",
    "RegainLost",
    "RemoveProtection",
    "RemoveWall",
    "RestoreProtection",
    "RestoreWall",
    "SetWall",
    "WallTerms",
    "WallView",
    "WalledCase",
    "WalledCases",
    "WallsOfCase",
]
