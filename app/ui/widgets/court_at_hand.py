"""Which court's days a field counts: those of the case its form is about, else the office's."""

from PySide6.QtWidgets import QWidget

from app.domain.kept_calendars import KeptCalendar
from app.i18n.courthouse import courthouse


class CourtAtHand:
    """Mixed into windows that may know a case.

    Attributes:
        court: the calendar of that case's court; None = no case is known, or not yet.
    """

    court: KeptCalendar | None = None


def court_at_hand(field: QWidget) -> KeptCalendar | None:
    """Return the court calendar that typed court days are counted by in a field."""
    window = field.window()
    known = window.court if isinstance(window, CourtAtHand) else None
    return known or courthouse.court
