"""The hours of some days as a model: a column a day, a row an hour, each cell with its hearings."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt

from app.domain.calendar import CalendarEntry, CalendarSpan
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.calendar.days_model import DAYS_A_WEEK, Index
from app.ui.calendar.lanes import minutes_of
from app.ui.dated_look import entry_sentence

HOUR = 60
FIRST_HOUR, LAST_HOUR = 8, 18
"""Hours that are always shown; a hearing before or after brings its own."""
_ROOT = QModelIndex()
_SPOKEN = 12
"""Hearings of one hour that are read out at once."""


class HoursModel(QAbstractTableModel):
    """Some days in a row, hour by hour.

    Args:
        days: how many columns.
    """

    def __init__(self, days: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = days
        self._first = courthouse.today()
        self._hours = range(FIRST_HOUR, LAST_HOUR)
        self._hearings: dict[date, list[CalendarEntry]] = {}
        self._span: CalendarSpan | None = None

    def show(self, first: date) -> None:
        """Turn to the days from ``first``."""
        self.beginResetModel()
        self._first, self._hearings, self._span = first, {}, None
        self.endResetModel()

    def fill(self, span: CalendarSpan) -> None:
        """Put in the hearings of the days; the hours shown follow from them."""
        hearings: defaultdict[date, list[CalendarEntry]] = defaultdict(list)
        for entry in span.entries:
            if entry.clock is not None:
                hearings[entry.on].append(entry)
        hours = _hours(entry for entries in hearings.values() for entry in entries)
        if hours != self._hours:
            self.beginResetModel()
            self._hours = hours
            self.endResetModel()
        self._span, self._hearings = span, dict(hearings)
        last = self.index(self.rowCount() - 1, self._days - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    @property
    def first(self) -> date:
        """The first day."""
        return self._first

    @property
    def first_minute(self) -> int:
        """Where the first row begins, in minutes since midnight."""
        return self._hours.start * HOUR

    @property
    def today(self) -> date:
        """The day it is at the courthouse."""
        return self._span.today if self._span else courthouse.today()

    def day_at(self, index: Index) -> date:
        """Return the day of a cell."""
        return self._first + timedelta(days=index.column())

    def hour_at(self, index: Index) -> int:
        """Return the hour a cell begins with."""
        return self._hours[index.row()]

    def column_of(self, day: date) -> int | None:
        """Return the column of a day, None where it is not shown."""
        offset = (day - self._first).days
        return offset if 0 <= offset < self._days else None

    def row_of(self, hour: int) -> int:
        """Return the row of an hour, or the nearest one shown."""
        return min(max(hour, self._hours.start), self._hours.stop - 1) - self._hours.start

    def hearings_on(self, day: date) -> list[CalendarEntry]:
        """Return the hearings of a day, by the clock."""
        return self._hearings.get(day, [])

    def hearings_in(self, index: Index) -> list[CalendarEntry]:
        """Return the hearings that begin in a cell's hour."""
        hour = self.hour_at(index)
        hearings = self.hearings_on(self.day_at(index))
        return [entry for entry in hearings if minutes_of(entry)[0] // HOUR == hour]

    def is_quiet(self, day: date) -> bool:
        """Whether the courts are closed that day."""
        holidays = self._span.holidays if self._span else {}
        return day.weekday() >= DAYS_A_WEEK - 2 or day in holidays

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The hours."""
        return 0 if parent.isValid() else len(self._hours)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The days."""
        return 0 if parent.isValid() else self._days

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the hour in words for screen readers; what is painted is the delegate's."""
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the weekday of a column, or the hour of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return wording.clock(time(self._hours[section]))
        day = self._first + timedelta(days=section)
        return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)

    def _sentence(self, index: Index) -> str:
        hearings = self.hearings_in(index)
        count = ngettext("{n} hearing", "{n} hearings", len(hearings)).format(n=len(hearings))
        parts = (
            wording.long_day(self.day_at(index)),
            wording.clock(time(self.hour_at(index))),
            count if hearings else _("free"),
            *(entry_sentence(entry) for entry in hearings[:_SPOKEN]),
        )
        return "; ".join(parts)


def _hours(hearings: Iterable[CalendarEntry]) -> range:
    """Return the hours to show: the court's usual ones, and those of every hearing."""
    first, last = FIRST_HOUR, LAST_HOUR
    for entry in hearings:
        begins, ends = minutes_of(entry)
        first, last = min(first, begins // HOUR), max(last, -(-ends // HOUR))
    return range(first, last)
