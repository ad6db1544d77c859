"""What hangs on a hearing that gets another day or is taken off: listed, followed, taken back."""

from app.services.hearings.ripple.change import DayChange, is_federal
from app.services.hearings.ripple.following import follow
from app.services.hearings.ripple.listing import ripple_of, rows_along
from app.services.hearings.ripple.taking_off import call_off, ripple_off
from app.services.hearings.ripple.written import Rippled, take_back

__all__ = [
    "DayChange",
    "Rippled",
    "call_off",
    "follow",
    "is_federal",
    "ripple_of",
    "ripple_off",
    "rows_along",
    "take_back",
]
