"""Weeks as a model: seven columns, a row a week, each cell one day with what lies on it."""

from collections import defaultdict
from collections.abc import Container, Sequence
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.calendar import EVERY_KIND, CalendarEntry, CalendarSpan, EntryKind
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.dated_look import entry_sentence

Index = QModelIndex | QPersistentModelIndex
DAYS_A_WEEK = 7
_ROOT = QModelIndex()
_SPOKEN = 12
"""Entries of one day that are read out at once; the day itself lists them all."""


class DaysModel(QAbstractTableModel):
    """Some whole weeks.

    Args:
        weeks: how many rows.
        kinds: of entry that are shown; the others are elsewhere on the page.
        days: of each week, from Monday on; five leave the weekend out.
    """

    def __init__(
        self,
        weeks: int,
        kinds: Container[EntryKind] = EVERY_KIND,
        days: int = DAYS_A_WEEK,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._weeks = weeks
        self._columns = days
        self._kinds = kinds
        self._first = monday_of(courthouse.today())
        self._month: int | None = None
        self._span: CalendarSpan | None = None
        self._entries: dict[date, list[CalendarEntry]] = {}
        self._counts: dict[date, int] = {}

    def show(self, first: date, month: int | None = None) -> None:
        """Turn to the weeks from ``first``, a Monday; the days of other months are quiet."""
        self.beginResetModel()
        self._first, self._month = first, month
        self._span, self._entries, self._counts = None, {}, {}
        self.endResetModel()

    def fill(self, span: CalendarSpan) -> None:
        """Put in what lies on the days."""
        entries: defaultdict[date, list[CalendarEntry]] = defaultdict(list)
        left_out: defaultdict[date, int] = defaultdict(int)
        for entry in span.entries:
            if entry.kind in self._kinds:
                entries[entry.on].append(entry)
            else:
                left_out[entry.on] += 1
        self._span, self._entries = span, dict(entries)
        self._counts = {day: count - left_out[day] for day, count in span.counts.items()}
        last = self.index(self._weeks - 1, self._columns - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    @property
    def first(self) -> date:
        """The first day."""
        return self._first

    @property
    def last(self) -> date:
        """The last day."""
        return self._first + timedelta(days=(self._weeks - 1) * DAYS_A_WEEK + self._columns - 1)

    @property
    def today(self) -> date:
        """The day it is at the courthouse."""
        return self._span.today if self._span else courthouse.today()

    def day_at(self, index: Index) -> date:
        """Return the day of a cell."""
        return self._first + timedelta(days=index.row() * DAYS_A_WEEK + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """Return the cell of a day; an invalid index where it is not shown."""
        week, weekday = divmod((day - self._first).days, DAYS_A_WEEK)
        if not 0 <= week < self._weeks or weekday >= self._columns:
            return QModelIndex()
        return self.index(week, weekday)

    def entries_on(self, day: date) -> Sequence[CalendarEntry]:
        """Return what is known of a day: the first entries of a full one."""
        return self._entries.get(day, ())

    def count_on(self, day: date) -> int:
        """Return how many entries lie on a day."""
        return self._counts.get(day, 0)

    def holiday_on(self, day: date) -> str:
        """Return the name of the court holiday, or nothing."""
        return self._span.holidays.get(day, "") if self._span else ""

    def is_quiet(self, day: date) -> bool:
        """Whether the day lies on a weekend or in another month."""
        other_month = self._month is not None and day.month != self._month
        return other_month or day.weekday() >= DAYS_A_WEEK - 2

    def is_other_month(self, day: date) -> bool:
        """Whether the day only fills the first or last row."""
        return self._month is not None and day.month != self._month

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The weeks."""
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The days of a week."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the number of the day, or the whole day in words for screen readers."""
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(day)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return Mon to Sun."""
        across = orientation is Qt.Orientation.Horizontal
        if role != Qt.ItemDataRole.DisplayRole or not across:
            return None
        return QLocale().standaloneDayName(section + 1, QLocale.FormatType.ShortFormat)

    def _sentence(self, day: date) -> str:
        entries = self.entries_on(day)
        number = self.count_on(day)
        count = ngettext("{n} entry", "{n} entries", number).format(n=number)
        parts = [
            wording.long_day(day),
            _("today") if day == self.today else "",
            self.holiday_on(day),
            count if entries else _("nothing"),
            *(entry_sentence(entry) for entry in entries[:_SPOKEN]),
        ]
        return "; ".join(part for part in parts if part)


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())
