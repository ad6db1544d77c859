"""Whose court calendar counts: that of the court a case is before, else the office's own choice."""

from dataclasses import dataclass

from app.domain.court_calendars import CourtCalendar


@dataclass(frozen=True, kw_only=True)
class KeptCalendar:
    """A court calendar with the name it is known by.

    Attributes:
        id: e.g. ``"US-FED"``; ``title``: as one chooses it, e.g. ``"Federal courts"``.
        calendar: in force, with the office's own days.
        rests_on: id of the calendar that comes with the program and that it is, or is based on;
            empty where it has entries only.
        court: the court that keeps it, as its case names it; empty = it is the office's.
    """

    id: str
    title: str
    calendar: CourtCalendar
    rests_on: str
    court: str = ""
