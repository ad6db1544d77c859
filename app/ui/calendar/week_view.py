"""A week: above what is due on each day, below the hearings at their hours."""

from datetime import date

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.domain.calendar import EVERY_KIND, CalendarSpan, EntryKind
from app.i18n import _
from app.ui.calendar.days_model import DAYS_A_WEEK, DaysModel
from app.ui.calendar.days_view import HEADER_HEIGHT, DaysView
from app.ui.calendar.entry_grid import EntryGrid, OnItsWay
from app.ui.calendar.hours_model import HoursModel
from app.ui.calendar.hours_view import GUTTER, HoursView
from app.ui.widgets import column, row, small
from app.ui.widgets.surface import Hairline

_STRIP = 130
"""Pixels for the day's number and four lines below it."""


class WeekView(QWidget):
    """Two grids over the same days; an entry is dragged from one to the other.

    Args:
        dragged: the drag both take part in.
        days: seven, or five for the days from Monday to Friday.
    """

    def __init__(self, dragged: OnItsWay, days: int = DAYS_A_WEEK) -> None:
        super().__init__()
        self.all_day = DaysModel(1, EVERY_KIND - {EntryKind.HEARING}, days)
        self.timed = HoursModel(days)
        self.days = DaysView(_("Week, due on the day"), self.all_day, dragged)
        self.hours = HoursView(_("Week, hearings by the hour"), self.timed, dragged)
        self.days.setFixedHeight(HEADER_HEIGHT + _STRIP)
        due = small(_("Due"))
        due.setFixedWidth(GUTTER - 8)
        self._edge = QWidget()
        strip = row(8, due, spacing=0)
        strip.addWidget(self.days, 1)
        strip.addWidget(self._edge)
        self.setLayout(column(strip, Hairline(), spacing=0))
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.addWidget(self.hours, 1)
        self.setFocusProxy(self.hours)
        self.hours.verticalScrollBar().rangeChanged.connect(self._line_up)
        self._line_up()
        self.days.selectionModel().currentChanged.connect(self._follow_days)
        self.hours.selectionModel().currentChanged.connect(self._follow_hours)

    @property
    def grids(self) -> tuple[EntryGrid, EntryGrid]:
        """Both, top to bottom."""
        return self.days, self.hours

    def show_week(self, first: date) -> None:
        """Turn to the week from a Monday."""
        self.all_day.show(first)
        self.timed.show(first)

    def fill(self, span: CalendarSpan) -> None:
        """Put in what lies on the days."""
        self.all_day.fill(span)
        self.timed.fill(span)

    def day(self) -> date:
        """The current day."""
        return self.days.day()

    def pick(self, day: date) -> None:
        """Make a day current in both."""
        self.days.pick(day)
        self.hours.pick(day)

    def _follow_days(self, current: QModelIndex) -> None:
        if current.isValid() and self.hours.day() != self.days.day():
            self.hours.pick(self.days.day())

    def _follow_hours(self, current: QModelIndex) -> None:
        if current.isValid() and self.days.day() != self.hours.day():
            self.days.pick(self.hours.day())

    def _line_up(self, *_range: int) -> None:
        """Leave room above the scroll bar of the hours, so that a day stands above its hours."""
        bar = self.hours.verticalScrollBar()
        self._edge.setFixedWidth(bar.sizeHint().width() if bar.maximum() else 0)
