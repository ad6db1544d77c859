"""The figures of the day: tiles above the list, the load of the next days, the age of cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.calendar import DayCount
from app.domain.today import AgeOfPending, Consequence, TodayCounts
from app.i18n import _, ngettext
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone, metrics
from app.ui.widgets import Bar, GoalBar, StatTile, clear, column, row, secondary, small

Narrow = Callable[["Figure"], object]


@dataclass(frozen=True)
class Figure:
    """One tile.

    Attributes:
        count: field of `TodayCounts`.
        shows: what the list is narrowed to when it is pressed; empty for days still to come.
        words: how the list says that it is narrowed.
    """

    count: str
    label: str
    icon: Icon
    tone: Tone
    shows: frozenset[Consequence]
    words: str


FIGURES = (
    Figure(
        "overdue",
        _("Overdue"),
        Icon.TRIANGLE_ALERT,
        Tone.DANGER,
        frozenset({Consequence.OVERDUE}),
        _("overdue only"),
    ),
    Figure(
        "due_today",
        _("Due today"),
        Icon.CLOCK,
        Tone.WARN,
        frozenset({Consequence.HEARING, Consequence.DUE_TODAY}),
        _("today's hearings and dates only"),
    ),
    Figure("next_7_days", _("Next 7 days"), Icon.CALENDAR_DAYS, Tone.ACCENT, frozenset(), ""),
    Figure(
        "contacts_owed",
        _("Contacts owed"),
        Icon.PHONE,
        Tone.VICTIM,
        frozenset({Consequence.CONTACT_OWED}),
        _("contacts owed only"),
    ),
    Figure(
        "evidence_late",
        _("Evidence late"),
        Icon.PACKAGE_SEARCH,
        Tone.WARN,
        frozenset({Consequence.EVIDENCE_LATE}),
        _("late evidence only"),
    ),
    Figure(
        "no_next_date",
        _("No next date"),
        Icon.CIRCLE_QUESTION_MARK,
        Tone.NEUTRAL,
        frozenset({Consequence.NO_NEXT_DATE}),
        _("cases without a next date only"),
    ),
)


class Tiles(QWidget):
    """The figures side by side; each can be pressed to see what is behind it."""

    def __init__(self, press: Narrow) -> None:
        super().__init__()
        self._tiles = {
            figure.count: StatTile(
                figure.icon, figure.label, None, figure.tone, partial(press, figure)
            )
            for figure in FIGURES
        }
        self.setLayout(row(*self._tiles.values(), spacing=metrics.CARD_GAP))

    def tile(self, count: str) -> StatTile:
        """Return the tile of one figure."""
        return self._tiles[count]

    def show_counts(self, counts: TodayCounts) -> None:
        """Show the figures of a day."""
        for name, tile in self._tiles.items():
            tile.set_number(getattr(counts, name))


_CROWDED = 3
"""The fullest day is marked from this many entries on."""
_SATURDAY = 5


def load_bars(load: Sequence[DayCount]) -> list[Bar]:
    """Return a bar for each working day, and for each weekend day with something on it.

    The one day that is fuller than all others is marked.
    """
    most = max((day.count for day in load), default=0)
    is_alone = sum(day.count == most for day in load) == 1
    marked = most if is_alone and most >= _CROWDED else None
    return [
        Bar(_day_label(day), day.count, Tone.DANGER if day.count == marked else Tone.ACCENT)
        for day in load
        if day.count or day.day.weekday() < _SATURDAY
    ]


def _day_label(day: DayCount) -> str:
    """Return e.g. "M 23"."""
    return f"{wording.day(day.day)[:1]} {day.day.day}"


_STANDARD_WORDS: dict[tuple[str, int], str] = {
    ("felony", 90): _("Felonies within 90 days"),
    ("felony", 180): _("Felonies within 180 days"),
    ("misdemeanor", 60): _("Misdemeanors within 60 days"),
}


class PendingAges(QWidget):
    """How old the active cases are, held against the time standards."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = column(spacing=10)
        self._remark = small("", wrap=True)
        self.setLayout(column(self._bars, self._remark, spacing=10))

    def show_ages(self, ages: Sequence[AgeOfPending], left_out: int) -> None:
        """Show the shares; kinds without a case have no bar."""
        clear(self._bars)
        measured = [age for age in ages if age.cases]
        for age in measured:
            self._bars.addWidget(_age_bar(age))
        if not measured:
            nothing = _("There are no active felony or misdemeanor cases.")
            self._bars.addWidget(secondary(nothing, wrap=True))
        self._remark.setText(_remark(left_out))


def _age_bar(age: AgeOfPending) -> GoalBar:
    words = _STANDARD_WORDS[age.kind, age.days]
    numbers = _("{within} of {cases}").format(
        within=wording.count(age.within), cases=wording.count(age.cases)
    )
    return GoalBar(f"{words}, {numbers}", age.share, age.goal)


def _remark(left_out: int) -> str:
    """Say what is counted, and what is not."""
    counted = _("Active cases by the day they were received; time at rest before is not taken off.")
    if not left_out:
        return counted
    missing = ngettext(
        "{n} case of another kind, or without that day, is left out.",
        "{n} cases of other kinds, or without that day, are left out.",
        left_out,
    )
    return f"{counted} {missing.format(n=wording.count(left_out))}"
