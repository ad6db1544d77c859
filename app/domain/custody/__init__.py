"""The chain of custody of an item.

Holder and place of an item are never stored as such: they are what the last custody event says.
Events are only ever added. A correction is a new event that points at the wrong one.
"""

from app.domain.custody.actions import (
    AWAY_ACTIONS,
    DIVIDING_ACTIONS,
    ENTRY_ACTIONS,
    FINAL_ACTIONS,
    HANDLING_ACTIONS,
    PAPER_ACTIONS,
    Action,
    Whereabouts,
)
from app.domain.custody.chain import Chain
from app.domain.custody.corrections import Correction
from app.domain.custody.events import CustodyEvent, HandOver, is_third_person, same_person

__all__ = [
    "AWAY_ACTIONS",
    "DIVIDING_ACTIONS",
    "ENTRY_ACTIONS",
    "FINAL_ACTIONS",
    "HANDLING_ACTIONS",
    "PAPER_ACTIONS",
    "Action",
    "Chain",
    "Correction",
    "CustodyEvent",
    "HandOver",
    "Whereabouts",
    "is_third_person",
    "same_person",
]
