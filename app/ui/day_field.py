"""A day in a form, with the days around it: how full each is and whether the courts are open."""

from datetime import date
from functools import partial

from app.domain.calendar import DayCount
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.i18n.courthouse import courthouse
from app.services.calendar import DayLoad
from app.ui import wording
from app.ui.dated_look import load_words
from app.ui.desk import Desk
from app.ui.load_strip import DAYS, LoadStrip, closure_words
from app.ui.widgets import DateInput, Field


class DayField(Field):
    """A day to choose: typed, walked to with Up and Down, or clicked in the strip below."""

    def __init__(self, desk: Desk, name: str, label: str, value: date | None = None) -> None:
        self._day = DateInput(value)
        super().__init__(name, label, self._day, required=True)
        self._desk = desk
        self._asked = 0
        self._load: tuple[DayCount, ...] = ()
        self._strip = LoadStrip()
        self._strip.picked.connect(self._take)
        self.add_below(self._strip)
        self._day.edited.connect(self._look)
        self._day.reading.connect(self._look)
        self._look()

    def _take(self, day: date) -> None:
        self._day.take(day)

    def _look(self, *_words: str) -> None:
        """Show the chosen day among its neighbors; ask for them where they are not known."""
        self._asked += 1
        day = self._day.day()
        if any(each.day == day for each in self._load[1:-1]):
            self._tell(day)
            return
        first = _first_around(day or courthouse.today())
        if first is not None:
            query = DayLoad(first=first, days=DAYS)
            self._desk.ask(query, self, partial(self._learn, self._asked, day))

    def _learn(self, asked: int, day: date | None, load: tuple[DayCount, ...]) -> None:
        if asked == self._asked:
            self._load = load
            self._tell(day)

    def _tell(self, day: date | None) -> None:
        self._strip.show_load(self._load, day)
        known = next((each for each in self._load if each.day == day), None)
        if known is None or self.has_error:
            return
        counted = self._day.counted()
        words = ", ".join(filter(None, (wording.long_day(known.day), counted)))
        words = f"{words}. {load_words(known.count)}."
        closed = closure_words(known)
        if closed:
            self.show_warning(f"{words} {closed}")
        else:
            self.show_hint(words)


def _first_around(day: date) -> date | None:
    """Return the first of the days shown around one; None at the ends of time."""
    try:
        plus_days(day, DAYS)
        return plus_days(day, -(DAYS // 2))
    except Refused:
        return None
