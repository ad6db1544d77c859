"""What may happen to an item, and what each act does to where the item is."""

from enum import StrEnum


class Action(StrEnum):
    """What happened to an item (DOMAIN codes of a custody form)."""

    COLLECTED = "COL"
    RECEIVED = "RCV"
    MOVED = "MOV"
    OUT = "OUT"
    RETURNED = "IN"
    TO_LAB = "LAB"
    FROM_LAB = "LBR"
    TO_COURT = "CRT"
    ADMITTED = "ADM"
    OPENED = "OPN"
    RESEALED = "RSL"
    SPLIT = "SPL"
    MERGED = "MRG"
    IMAGED = "IMG"
    HASHED = "HSH"
    VERIFIED = "VFY"
    WEIGHED = "WGT"
    COUNTED = "CNT"
    INVENTORIED = "INV"
    DISCREPANCY = "DSC"
    RESOLVED = "RSV"
    HELD = "HLD"
    HOLD_RELEASED = "HLR"
    DISPOSAL_REQUESTED = "DRQ"
    DISPOSAL_APPROVED = "DAP"
    RELEASED = "RTO"
    TRANSFERRED = "XFR"
    DESTROYED = "DSP"
    CORRECTED = "COR"


ENTRY_ACTIONS = frozenset({Action.COLLECTED, Action.RECEIVED})
"""How an item comes into the log."""
AWAY_ACTIONS = frozenset({Action.OUT, Action.TO_LAB, Action.TO_COURT, Action.ADMITTED})
"""After these the item is out of the evidence room."""
FINAL_ACTIONS = frozenset({Action.RELEASED, Action.TRANSFERRED, Action.DESTROYED})
"""After these nothing but a correction may follow."""
HANDLING_ACTIONS = frozenset(
    {Action.OPENED, Action.RESEALED, Action.SPLIT, Action.MERGED}
    | {Action.IMAGED, Action.HASHED, Action.VERIFIED, Action.WEIGHED, Action.COUNTED}
    | {Action.INVENTORIED, Action.DISCREPANCY, Action.RESOLVED}
    | {Action.HELD, Action.HOLD_RELEASED, Action.DISPOSAL_REQUESTED, Action.DISPOSAL_APPROVED}
)
"""These happen to an item where it is; whoever holds it goes on holding it."""
DIVIDING_ACTIONS = frozenset({Action.SPLIT, Action.MERGED})
"""These concern other items as well, which their own acts log and move."""
PAPER_ACTIONS = frozenset(
    {Action.HELD, Action.HOLD_RELEASED, Action.DISPOSAL_REQUESTED, Action.DISPOSAL_APPROVED}
    | {Action.INVENTORIED, Action.DISCREPANCY, Action.RESOLVED}
)
"""These do not touch the item, so no second person need stand by."""


class Whereabouts(StrEnum):
    """Where an item is, as far as the office is concerned."""

    ROOM = "room"
    OUT = "out"
    CLOSED = "closed"
