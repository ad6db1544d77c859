"""Today: what must be looked at, most urgent first, and how full the next days are."""

from app.ui.today.page import PAGE, TodayPage

__all__ = ["PAGE", "TodayPage"]
