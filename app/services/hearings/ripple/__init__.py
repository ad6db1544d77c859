"""What hangs on a hearing that is given another day: listed, followed, and taken back."""

from app.services.hearings.ripple.change import DayChange, is_federal
from app.services.hearings.ripple.following import Rippled, follow, take_back
from app.services.hearings.ripple.listing import ripple_of, rows_along

__all__ = [
    "DayChange",
    "Rippled",
    "follow",
    "is_federal",
    "ripple_of",
    "rows_along",
    "take_back",
]
