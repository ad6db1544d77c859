"""The People page: everybody the office knows, and the sheet of the one chosen."""

from app.ui.people.page import people_page

__all__ = ["people_page"]
