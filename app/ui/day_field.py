"""A day in a form, with a word on how full it is and whether the courts are open."""

from datetime import date
from functools import partial

from app.domain.calendar import DayCount
from app.domain.court_calendars import CalendarNotLoaded, court_calendar
from app.domain.deadlines import FEDERAL_CALENDAR
from app.i18n import _
from app.services.calendar import DayLoad
from app.ui import wording
from app.ui.dated_look import load_words
from app.ui.desk import Desk
from app.ui.widgets import DateInput, Field


class DayField(Field):
    """A day to choose, with a word on how full it is and whether the courts are open."""

    def __init__(self, desk: Desk, name: str, label: str, value: date | None = None) -> None:
        self._day = DateInput(value)
        super().__init__(name, label, self._day, required=True)
        self._desk = desk
        self._asked = 0
        self._day.edited.connect(self._look)
        self._look()

    def _look(self) -> None:
        self._asked += 1
        day = self._day.day()
        if day is not None:
            self._desk.ask(DayLoad(first=day), self, partial(self._tell, self._asked, day))

    def _tell(self, asked: int, day: date, load: tuple[DayCount, ...]) -> None:
        if asked != self._asked or self.has_error:
            return
        words = f"{wording.long_day(day)}. {load_words(load[0].count)}."
        closed = _closure_words(day)
        if closed:
            self.show_warning(f"{words} {closed}")
        else:
            self.show_hint(words)


def _closure_words(day: date) -> str:
    """Return a sentence where the federal courts are closed that day, else nothing."""
    try:
        reason = court_calendar(FEDERAL_CALENDAR).closure(day)
    except CalendarNotLoaded:
        return _("The court holidays of that year are not known.")
    return _("The courts are closed that day ({reason}).").format(reason=reason) if reason else ""
