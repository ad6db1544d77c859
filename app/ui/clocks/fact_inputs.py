"""Inputs of facts: a day and a number that answer with the text a clock stores."""

from datetime import date

from app.ui.widgets import PastDateInput, TextInput

_LONGEST = 6


class DayFact(PastDateInput):
    """A day, answered as ``2026-03-02``."""

    def __init__(self, stored: str) -> None:
        super().__init__(date.fromisoformat(stored) if stored else None)

    def answer(self) -> str | None:  # type: ignore[override]  # a fact is stored as text
        """The day in ISO form, or None while the text is none."""
        day = self.day()
        return day.isoformat() if day is not None else None


class NumberFact(TextInput):
    """A number of days, as it is typed; the law says whether it can be."""

    def __init__(self, stored: str) -> None:
        super().__init__(stored)
        self.setMaxLength(_LONGEST)
