"""The Charges tab of a case and its forms."""

from app.ui.charges.tab import CASE_TAB

__all__ = ["CASE_TAB"]
