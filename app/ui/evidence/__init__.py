"""Evidence in the window: the office's list, fast entry, and the tab of a case."""

from app.ui.evidence.case_page import CASE_TAB
from app.ui.evidence.page import ACTIONS, PAGE

__all__ = ["ACTIONS", "CASE_TAB", "PAGE"]
