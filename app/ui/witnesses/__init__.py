"""Witnesses of a case in the window: the order of calling and their subpoenas."""

from app.ui.witnesses.tab import CASE_TAB

__all__ = ["CASE_TAB"]
