"""Evidence in the window: the office's list, fast entry, and the tab of a case."""

from app.ui.evidence.case_page import CASE_TAB
from app.ui.evidence.page import ACTIONS, PAGE
from app.ui.evidence.papers import open_place_labels

__all__ = ["ACTIONS", "CASE_TAB", "PAGE", "open_place_labels"]
