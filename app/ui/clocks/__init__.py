"""The Clocks tab of a case: how much time is used, by whom, and what would be if."""

from app.ui.clocks.tab import CASE_TAB, ClocksTab

__all__ = ["CASE_TAB", "ClocksTab"]
