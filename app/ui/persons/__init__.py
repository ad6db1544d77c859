"""The People tab of a case and its forms."""

from app.ui.persons.person_forms import AmendPersonForm
from app.ui.persons.tab import CASE_TAB

__all__ = ["CASE_TAB", "AmendPersonForm"]
