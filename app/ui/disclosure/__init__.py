"""Disclosure in the window: the tab of a case, its forms, and the officer register."""

from app.ui.disclosure.officers import OFFICERS_TAB
from app.ui.disclosure.tab import CASE_TAB

__all__ = ["CASE_TAB", "OFFICERS_TAB"]
