"""Which days each view of the calendar shows around its anchor, and how it steps through time."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale

from app.domain.day_arithmetic import anniversary, plus_days
from app.domain.plausible_days import FIRST, LAST
from app.i18n import _
from app.ui import wording
from app.ui.calendar.days_model import DAYS_A_WEEK, monday_of

MONTH_WEEKS = 6
WORKDAYS = 5
AGENDA_DAYS = 28


class Mode(StrEnum):
    """The ways to look at time."""

    DAY = "day"
    WORK_WEEK = "work week"
    WEEK = "week"
    MONTH = "month"
    AGENDA = "agenda"


_WEEKS = {Mode.WEEK: DAYS_A_WEEK, Mode.WORK_WEEK: WORKDAYS}


@dataclass(frozen=True)
class Span:
    """The days from ``first`` to ``last``."""

    first: date
    last: date


def span_of(mode: Mode, anchor: date) -> Span:
    """Return the days shown around the anchor; a month fills whole weeks."""
    if mode is Mode.MONTH:
        first = monday_of(anchor.replace(day=1))
        return _days(first, MONTH_WEEKS * DAYS_A_WEEK)
    if mode in _WEEKS:
        return _days(monday_of(anchor), _WEEKS[mode])
    return _days(anchor, 1 if mode is Mode.DAY else AGENDA_DAYS)


def stepped(mode: Mode, anchor: date, steps: int) -> date:
    """Return the anchor some pages on, never outside the years an office keeps."""
    if mode is Mode.MONTH:
        return within_years(anniversary(anchor, steps))
    size = {Mode.DAY: 1, Mode.WEEK: DAYS_A_WEEK, Mode.WORK_WEEK: DAYS_A_WEEK}
    return within_years(plus_days(anchor, steps * size.get(mode, AGENDA_DAYS)))


def shown_by(mode: Mode, day: date, came_from: date | None = None) -> date:
    """Return the day a view turns to for a day: from a weekend the work week goes on to Monday.

    Who walks back into the weekend from a later day comes to Friday.
    """
    beyond = day.weekday() - (WORKDAYS - 1)
    if mode is not Mode.WORK_WEEK or beyond <= 0:
        return day
    is_back = came_from is not None and day < came_from
    return day - timedelta(days=beyond) if is_back else day + timedelta(days=3 - beyond)


def within_years(day: date) -> date:
    """Return the day, or the nearest one an office keeps."""
    return min(max(day, FIRST), LAST)


def title_of(mode: Mode, anchor: date) -> str:
    """Return what is shown, in words."""
    span = span_of(mode, anchor)
    if mode is Mode.MONTH:
        return QLocale().toString(QDate(anchor.year, anchor.month, 1), "MMMM yyyy")
    if mode is Mode.DAY:
        return wording.full_day(anchor)
    first = QLocale().toString(QDate(span.first.year, span.first.month, span.first.day), "d MMM")
    last = QLocale().toString(QDate(span.last.year, span.last.month, span.last.day), "d MMM yyyy")
    return _("{first} to {last}").format(first=first, last=last)


def _days(first: date, count: int) -> Span:
    return Span(first, first + timedelta(days=count - 1))
