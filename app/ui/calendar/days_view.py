"""Weeks to look at and to work on: arrow keys walk through time, entries open, drag and move."""

from datetime import date, time, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from app.domain.calendar import CalendarEntry, CalendarSpan
from app.ui.calendar.day_cell import DayDelegate
from app.ui.calendar.days_model import DAYS_A_WEEK, DaysModel
from app.ui.calendar.entry_grid import EntryGrid, OnItsWay
from app.ui.theme import Token, fonts
from app.ui.widgets.painting import hairline, text_line

HEADER_HEIGHT = 32
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS_A_WEEK,
    Qt.Key.Key_Down: DAYS_A_WEEK,
}


class DaysView(EntryGrid):
    """Some weeks.

    Args:
        name: what a screen reader says.
        model: the weeks.
        dragged: the drag this grid takes part in.
    """

    def __init__(self, name: str, model: DaysModel, dragged: OnItsWay) -> None:
        super().__init__(name, dragged)
        self._days = model
        self.setModel(model)
        self._delegate = DayDelegate(self, model)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(Weekdays(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(40)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def day(self) -> date:
        """The current day."""
        index = self.currentIndex()
        return self._days.day_at(index) if index.isValid() else self._days.first

    def pick(self, day: date) -> None:
        """Make a day current, if it is shown."""
        index = self._days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)

    def fill(self, span: CalendarSpan) -> None:
        """Put in what lies on the days."""
        self._days.fill(span)

    def current_entries(self) -> list[CalendarEntry]:
        """What is known of the current day."""
        return list(self._days.entries_on(self.day()))

    def walk(self, key: Qt.Key) -> bool:
        """Move by days and weeks, out of the page too."""
        if key not in _STEPS:
            return False
        target = self.day() + timedelta(days=_STEPS[key])
        if self._days.index_of(target).isValid():
            self.pick(target)
        else:
            self.walked_out.emit(target)
        return True

    def entry_at(self, at: QPoint) -> CalendarEntry | None:
        """The entry painted at a point of the viewport."""
        index = self.indexAt(at)
        if not index.isValid():
            return None
        spots = self._delegate.spots(index, self.visualRect(index))
        return next((spot.entry for spot in spots if spot.area.contains(at)), None)

    def more_at(self, at: QPoint) -> tuple[CalendarEntry, ...] | None:
        """The entries a point stands for that are known already; None where it is not "more"."""
        index = self.indexAt(at)
        spots = self._delegate.spots(index, self.visualRect(index)) if index.isValid() else []
        if not any(spot.more and spot.area.contains(at) for spot in spots):
            return None
        return tuple(self._days.entries_on(self._days.day_at(index))[len(spots) - 1 :])

    def area_of(self, entry: CalendarEntry) -> QRect:
        """Where an entry is painted in the viewport; empty where it is not."""
        index = self._days.index_of(entry.on)
        spots = self._delegate.spots(index, self.visualRect(index))
        return next((spot.area for spot in spots if spot.entry is entry), QRect())

    def target_at(self, at: QPoint, _entry: CalendarEntry) -> tuple[date, time | None] | None:
        """The day an entry dropped there would get; its time of day stays."""
        index = self.indexAt(at)
        return (self._days.day_at(index), None) if index.isValid() else None


class Weekdays(QHeaderView):
    """Mon to Sun above the days."""

    def __init__(self, parent: EntryGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one weekday."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
        painter.save()
        hairline(painter, rect)
        text_line(painter, rect.adjusted(8, 0, -4, 0), words, face=face, token=Token.MUTED)
        painter.restore()
