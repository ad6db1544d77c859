"""Giving a hearing another day, with everything that hangs on the old one on one screen."""

from app.ui.another_day.form import AnotherDayForm
from app.ui.another_day.opening import open_continuance, open_move, open_moved

__all__ = ["AnotherDayForm", "open_continuance", "open_move", "open_moved"]
