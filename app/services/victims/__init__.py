"""Victims: their safety, what they are owed, every contact with them and their losses."""

from app.services.victims.contacts import LogContact
from app.services.victims.recording import (
    AddVictim,
    AmendVictim,
    ConfirmSafety,
    RemoveVictim,
    SetSafetyRule,
    VictimEntry,
)
from app.services.victims.restitution import (
    AddRestitution,
    AmendRestitution,
    LossEntry,
    RemoveRestitution,
)
from app.services.victims.sheet import (
    LATEST,
    CaseVictims,
    LoggedContact,
    VictimFile,
    VictimInCase,
    VictimSheet,
)

__all__ = [
    "LATEST",
    "AddRestitution",
    "AddVictim",
    "AmendRestitution",
    "AmendVictim",
    "CaseVictims",
    "ConfirmSafety",
    "LogContact",
    "LoggedContact",
    "LossEntry",
    "RemoveRestitution",
    "RemoveVictim",
    "SetSafetyRule",
    "VictimEntry",
    "VictimFile",
    "VictimInCase",
    "VictimSheet",
]
