"""The hours of some days to look at and to work on: hearings stand at their time of day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.calendar import CalendarEntry
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.calendar.day_cell import ENTRY_HEIGHT, fitting_words, ink, paint_mark, wash
from app.ui.calendar.days_model import Index
from app.ui.calendar.entry_grid import EntryGrid, OnItsWay
from app.ui.calendar.hours_model import FIRST_HOUR, HOUR, HoursModel
from app.ui.calendar.lanes import Block, arranged
from app.ui.dated_look import entry_chip, name_first, short_words
from app.ui.theme import Token, color, fonts, metrics
from app.ui.widgets.painting import focus_ring, hairline, panel, text_line

GUTTER = 52
"""Pixels for the hours at the left."""
_ROW = 52
_LANE = 68
"""A lane is at least so wide; what finds none stands together as a number."""
_EDGE = 3
_SNAP = 15
"""Minutes a dropped hearing is rounded to."""
_LINE = 17
_NARROW = 150
"""Pixels below which a hearing names its case first: where it stands tells the time."""


@dataclass(frozen=True)
class _Spot:
    """Where a block is painted in the viewport."""

    area: QRect
    block: Block


class HoursView(EntryGrid):
    """Hours of one or several days.

    Args:
        name: what a screen reader says.
        model: the hours.
        dragged: the drag this grid takes part in.
    """

    def __init__(self, name: str, model: HoursModel, dragged: OnItsWay) -> None:
        super().__init__(name, dragged)
        self._hours = model
        self.setModel(model)
        self.setItemDelegate(_HourDelegate(self, model))
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setVerticalHeader(_Clock(self))

    def day(self) -> date:
        """The current day."""
        index = self.currentIndex()
        return self._hours.day_at(index) if index.isValid() else self._hours.first

    def pick(self, day: date) -> None:
        """Make a day current, at the hour that was current before."""
        column, index = self._hours.column_of(day), self.currentIndex()
        row = index.row() if index.isValid() else self._hours.row_of(FIRST_HOUR)
        if column is not None:
            self.setCurrentIndex(self._hours.index(row, column))

    def current_entries(self) -> list[CalendarEntry]:
        """The hearings that begin in the current hour."""
        index = self.currentIndex()
        return self._hours.hearings_in(index) if index.isValid() else []

    def walk(self, key: Qt.Key) -> bool:
        """Left and Right lead out of the page too; Up and Down stay in the day."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is None:
            return False
        target = self.day() + timedelta(days=step)
        if self._hours.column_of(target) is None:
            self.walked_out.emit(target)
        else:
            self.pick(target)
        return True

    def open_current(self) -> None:
        """Open the only hearing of the hour, else offer all."""
        hearings, at = self.current_entries(), self.visualRect(self.currentIndex()).center()
        if len(hearings) == 1:
            self.entry_opened.emit(hearings[0], at)
        elif hearings:
            self.menu_wanted.emit(self.day(), at)

    def entry_at(self, at: QPoint) -> CalendarEntry | None:
        """The hearing painted at a point of the viewport."""
        spot = self._spot_at(at)
        return spot.block.entry if spot else None

    def more_at(self, at: QPoint) -> tuple[CalendarEntry, ...] | None:
        """The hearings that stand together at a point; None where none do."""
        spot = self._spot_at(at)
        return spot.block.entries if spot and spot.block.entry is None else None

    def area_of(self, entry: CalendarEntry) -> QRect:
        """Where a hearing is painted; empty where it is not."""
        column = self._hours.column_of(entry.on)
        spots = self.spots(column) if column is not None else ()
        return next((spot.area for spot in spots if spot.block.entry is entry), QRect())

    def target_at(self, at: QPoint, entry: CalendarEntry) -> tuple[date, time | None] | None:
        """The day of the column, and for a hearing the time of day to a quarter of an hour."""
        index = self.indexAt(at)
        if not index.isValid():
            return None
        day = self._hours.day_at(index)
        if entry.clock is None:
            return day, None
        minute = self._minute_at(at.y()) // _SNAP * _SNAP
        return day, time(*divmod(minute, HOUR))

    def spots(self, column: int) -> Iterator[_Spot]:
        """Yield what is painted where in a column."""
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        hearings = self._hours.hearings_on(self._hours.first + timedelta(days=column))
        for block in arranged(hearings, (width - 2 * _EDGE) // _LANE):
            lane = (width - 2 * _EDGE) // block.lanes
            top, bottom = self._y_of(block.begins), self._y_of(block.ends)
            x = left + _EDGE + block.lane * lane
            yield _Spot(QRect(x, top + 1, lane - 2, bottom - top - 2), block)

    def now_line(self, column: int) -> int | None:
        """Where the present minute lies in a column, if it is today's."""
        if self._hours.column_of(self._hours.today) != column:
            return None
        now = courthouse.now()
        return self._y_of(now.hour * HOUR + now.minute)

    def _spot_at(self, at: QPoint) -> _Spot | None:
        index = self.indexAt(at)
        spots = self.spots(index.column()) if index.isValid() else ()
        return next((spot for spot in spots if spot.area.contains(at)), None)

    def _y_of(self, minute: int) -> int:
        height = self.rowHeight(0)
        return self.rowViewportPosition(0) + (minute - self._hours.first_minute) * height // HOUR

    def _minute_at(self, y: int) -> int:
        above = y - self.rowViewportPosition(0)
        return self._hours.first_minute + above * HOUR // max(1, self.rowHeight(0))


class _HourDelegate(QStyledItemDelegate):
    """Paints an hour of a day: its ground, and the part of each hearing that lies in it."""

    def __init__(self, view: HoursView, model: HoursModel) -> None:
        super().__init__(view)
        self._view = view
        self._hours = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; a hearing over several hours is painted by each, cut to it."""
        area = QRect(option.rect)
        painter.save()
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quiet = self._hours.is_quiet(self._hours.day_at(index))
        ground = Token.SUNKEN if quiet else Token.SURFACE
        self._paint_ground(painter, area, index, ground)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            self._paint_frame(painter, area.adjusted(1, 1, -2, -2))
        for spot in self._view.spots(index.column()):
            if spot.area.intersects(area):
                _paint_block(painter, spot, ground)
        self._paint_now(painter, area, index)
        if is_current and self._view.hasFocus():
            # Left of every hearing, so that a full hour shows it too.
            painter.fillRect(
                QRect(area.left(), area.top(), _EDGE, area.height()), color(Token.ACCENT)
            )
        painter.restore()

    def _paint_frame(self, painter: QPainter, within: QRect) -> None:
        """Paint the frame of the current hour, below the hearings: they begin at any minute."""
        if self._view.hasFocus():
            focus_ring(painter, within, metrics.CHIP_RADIUS)
        else:
            panel(painter, within, metrics.CHIP_RADIUS, border=Token.STRONG)

    def _paint_ground(self, painter: QPainter, area: QRect, index: Index, ground: Token) -> None:
        painter.fillRect(area, color(ground))
        hairline(painter, area)
        if index.column() < self._hours.columnCount() - 1:
            edge = QRect(area.right(), area.top(), 1, area.height())
            painter.fillRect(edge, color(Token.BORDER))

    def _paint_now(self, painter: QPainter, area: QRect, index: Index) -> None:
        y = self._view.now_line(index.column())
        if y is not None:
            painter.fillRect(QRect(area.left(), y, area.width(), 2), color(Token.ACCENT))


def _paint_block(painter: QPainter, spot: _Spot, ground: Token) -> None:
    entry, area = spot.block.entry, spot.area
    if entry is None:
        _paint_several(painter, spot)
        return
    chip = entry_chip(entry)
    panel(painter, area, metrics.CHIP_RADIUS, fill=wash(chip, ground), border=chip.tone.ink)
    left = paint_mark(painter, area, entry)
    first = QRect(area.left() + left, area.top(), area.width() - left - 4, ENTRY_HEIGHT)
    narrow = area.width() < _NARROW
    face = fonts.font(fonts.SMALL_SIZE)
    words = name_first(entry) if narrow else fitting_words(entry, face, first.width())
    text_line(painter, first, words, face=face, token=ink(chip))
    details = (entry.what, entry.number, entry.place) if narrow else (entry.number, entry.place)
    _paint_lines(painter, area, [each for each in details if each])


def _paint_several(painter: QPainter, spot: _Spot) -> None:
    """Paint the hearings that found no lane: how many, and as many as there are lines for."""
    area, entries = spot.area, spot.block.entries
    panel(painter, area, metrics.CHIP_RADIUS, fill=Token.SURFACE, border=Token.STRONG)
    face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
    words = _("+{n} more").format(n=wording.count(len(entries)))
    top = QRect(area.left() + 6, area.top(), area.width() - 8, ENTRY_HEIGHT)
    text_line(painter, top, words, face=face, token=Token.TEXT)
    names = [f"{wording.clock(e.clock)} {short_words(e)}" for e in entries if e.clock is not None]
    _paint_lines(painter, area, names)


def _paint_lines(painter: QPainter, area: QRect, lines: Sequence[str]) -> None:
    """Paint lines below the first one of a block, as many as it has room for."""
    room = (area.height() - ENTRY_HEIGHT) // _LINE
    for n, words in enumerate(lines[: max(0, room)]):
        top = area.top() + ENTRY_HEIGHT + n * _LINE
        line = QRect(area.left() + 6, top, area.width() - 10, _LINE)
        text_line(painter, line, words, face=fonts.font(fonts.SMALL_SIZE), token=Token.TEXT)


class _Clock(QHeaderView):
    """The hours at the left of the days."""

    def __init__(self, parent: EntryGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFixedWidth(GUTTER)
        self.setDefaultSectionSize(_ROW)
        self.setMinimumSectionSize(_ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one hour at the top of its row."""
        words = str(self.model().headerData(section, Qt.Orientation.Vertical))
        painter.save()
        painter.fillRect(rect, color(Token.SURFACE))
        hairline(painter, rect)
        top = QRect(rect.left() + 8, rect.top() + 2, rect.width() - 12, _LINE)
        face = fonts.font(fonts.SMALL_SIZE)
        text_line(painter, top, words, face=face, token=Token.MUTED)
        painter.restore()
