"""Walls in the window: who may know of a case or a person, and looking behind for a reason."""

from app.ui.case_tab import CaseAccess
from app.ui.walls.around_case import CaseLine, case_entries
from app.ui.walls.around_person import PersonLine
from app.ui.walls.opening import ACTIONS

CASE_ACCESS = CaseAccess(line=CaseLine, entries=case_entries)

__all__ = ["ACTIONS", "CASE_ACCESS", "PersonLine"]
