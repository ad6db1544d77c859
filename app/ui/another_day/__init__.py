"""Giving a hearing another day, or none, with everything that hangs on it on one screen."""

from app.ui.another_day.form import AnotherDayForm
from app.ui.another_day.opening import open_continuance, open_move, open_moved
from app.ui.another_day.vacating import VacateForm

__all__ = ["AnotherDayForm", "VacateForm", "open_continuance", "open_move", "open_moved"]
