"""One day: at the left its hearings by the hour, at the right everything on it as a list."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.calendar import CalendarEntry, CalendarSpan
from app.i18n import _
from app.ui.calendar.entry_grid import OnItsWay
from app.ui.calendar.entry_table import EntryTable
from app.ui.calendar.hours_model import HoursModel
from app.ui.calendar.hours_view import HoursView
from app.ui.widgets import row

_SHARES = (1, 2)


class DayView(QWidget):
    """A day of forty hearings is worked through in the list; the hours show where it is free."""

    def __init__(self, dragged: OnItsWay, may_move: Callable[[CalendarEntry], bool]) -> None:
        super().__init__()
        self.timed = HoursModel(1)
        self.hours = HoursView(_("Hours of the day"), self.timed, dragged)
        self.table = EntryTable(_("Day"), may_move)
        self.setFocusProxy(self.table)
        layout = row(spacing=0)
        for part, share in zip((self.hours, self.table), _SHARES, strict=True):
            layout.addWidget(part, share)
        self.setLayout(layout)

    def show_day(self, day: date) -> None:
        """Turn to a day."""
        self.timed.show(day)
        self.hours.pick(day)

    def fill(self, span: CalendarSpan) -> None:
        """Put in what lies on the day."""
        self.timed.fill(span)
        self.hours.pick(span.first)
        self.table.fill(span)
