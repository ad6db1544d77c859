"""Victims in the window: the sheet, its forms and the tab of a case."""

from app.ui.victims.sheet import VictimSheetView
from app.ui.victims.tab import CASE_TAB

__all__ = ["CASE_TAB", "VictimSheetView"]
