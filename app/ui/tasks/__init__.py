"""Tasks in the window: the tab of a case, the form, the checklist."""

from app.ui.tasks.tab import CASE_TAB

__all__ = ["CASE_TAB"]
