"""One day as it is painted: its number, the holiday, and as many entries as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.domain.calendar import CalendarEntry
from app.i18n import _
from app.ui import wording
from app.ui.calendar.days_model import DaysModel, Index
from app.ui.dated_look import entry_chip, entry_words, what_words
from app.ui.icons import paint_icon
from app.ui.theme import Token, color, fonts, metrics
from app.ui.widgets.painting import ChipSpec, focus_ring, panel, text_line, text_width

_EDGE = 6
_NUMBER_HEIGHT = 27
_GAP = 2
_ICON = 12
_LINE = 17


@dataclass(frozen=True)
class Spot:
    """Where something of a day is painted.

    Attributes:
        entry: what is there; None for the line that says how many more there are.
        more: how many.
    """

    area: QRect
    entry: CalendarEntry | None = None
    more: int = 0


@dataclass(frozen=True)
class CellLayout:
    """How entries are laid out in a day.

    Attributes:
        tall: two lines an entry, where a week has the whole height of the page.
    """

    tall: bool = False

    @property
    def entry_height(self) -> int:
        """Pixels of one entry."""
        return 2 * _LINE + 6 if self.tall else 22

    def spots(self, area: QRect, entries: Sequence[CalendarEntry], *, holiday: bool) -> list[Spot]:
        """Return where the entries go; the last line says what did not fit."""
        top = area.top() + _NUMBER_HEIGHT + (_holiday_height() if holiday else 0)
        step = self.entry_height + _GAP
        room = max(0, (area.bottom() - _GAP - top) // step)
        shown = len(entries) if len(entries) <= room else max(0, room - 1)
        spots = [
            Spot(self._line(area, top + line * step), entry)
            for line, entry in enumerate(entries[:shown])
        ]
        if shown < len(entries):
            more = self._line(area, top + shown * step)
            more.setHeight(min(_LINE + 4, self.entry_height))
            spots.append(Spot(more, more=len(entries) - shown))
        return spots

    def _line(self, area: QRect, top: int) -> QRect:
        return QRect(area.left() + _EDGE, top, area.width() - 2 * _EDGE, self.entry_height)


class DayDelegate(QStyledItemDelegate):
    """Paints days."""

    def __init__(self, view: QTableView, model: DaysModel, layout: CellLayout) -> None:
        super().__init__(view)
        self._view = view
        self._days = model
        self.layout = layout

    def spots(self, index: Index, area: QRect) -> list[Spot]:
        """Return what is painted where in a cell."""
        day = self._days.day_at(index)
        holiday = bool(self._days.holiday_on(day))
        return self.layout.spots(area, self._days.entries_on(day), holiday=holiday)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one day."""
        day = self._days.day_at(index)
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, index, day)
        self._paint_number(painter, area, day)
        ground = Token.SUNKEN if self._days.is_quiet(day) else Token.SURFACE
        holiday = self._days.holiday_on(day)
        if holiday:
            _paint_holiday(painter, area, holiday, ground)
        for spot in self.spots(index, area):
            self._paint_spot(painter, spot, ground)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected and self._view.hasFocus():
            focus_ring(painter, area.adjusted(1, 1, -2, -2), metrics.CHIP_RADIUS)
        elif selected:
            panel(painter, area.adjusted(1, 1, -2, -2), metrics.CHIP_RADIUS, border=Token.STRONG)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, index: Index, day: date) -> None:
        quiet = self._days.is_quiet(day)
        painter.fillRect(area, color(Token.SUNKEN if quiet else Token.SURFACE))
        line = color(Token.BORDER)
        if index.column() < self._days.columnCount() - 1:
            painter.fillRect(QRect(area.right(), area.top(), 1, area.height()), line)
        if index.row() < self._days.rowCount() - 1:
            painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), line)

    def _paint_number(self, painter: QPainter, area: QRect, day: date) -> None:
        face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
        words = str(day.day)
        box = QRect(area.left() + _EDGE, area.top() + 5, text_width(words, face) + 1, 18)
        token = Token.MUTED if self._days.is_other_month(day) else Token.TEXT
        if day == self._days.today:
            box.setWidth(box.width() + 14)
            panel(painter, box, box.height() / 2, fill=Token.ACCENT)
            token = Token.ACCENT_ON
        align = Qt.AlignmentFlag.AlignHCenter
        text_line(painter, box, words, face=face, token=token, align=align)

    def _paint_spot(self, painter: QPainter, spot: Spot, ground: Token) -> None:
        if spot.entry is None:
            face = fonts.font(fonts.SMALL_SIZE, fonts.MEDIUM)
            words = _("+{n} more").format(n=wording.count(spot.more))
            text_line(painter, spot.area.adjusted(6, 0, 0, 0), words, face=face, token=Token.MUTED)
            return
        chip = entry_chip(spot.entry)
        panel(painter, spot.area, metrics.CHIP_RADIUS - 1, fill=_wash(chip.tone.wash, ground))
        inner = spot.area.adjusted(6, 0, -4, 0)
        if chip.icon is not None:
            top = inner.top() + (5 if not self.layout.tall else 6)
            square = QRect(inner.left(), top, _ICON, _ICON)
            paint_icon(painter, chip.icon, square, chip.tone.ink)
            inner.setLeft(inner.left() + _ICON + 5)
        self._paint_words(painter, inner, spot.entry, chip)

    def _paint_words(
        self, painter: QPainter, area: QRect, entry: CalendarEntry, chip: ChipSpec
    ) -> None:
        if not self.layout.tall:
            face = fonts.font(fonts.SMALL_SIZE)
            text_line(painter, area, entry_words(entry), face=face, token=_ink(chip))
            return
        clock = f"{wording.clock(entry.clock)} " if entry.clock else ""
        first = QRect(area.left(), area.top() + 3, area.width(), _LINE)
        face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
        text_line(painter, first, clock + what_words(entry), face=face, token=_ink(chip))
        words = " ".join((entry.title, entry.number))
        small = fonts.font(fonts.SMALL_SIZE)
        text_line(painter, first.translated(0, _LINE), words, face=small, token=Token.TEXT)


def _paint_holiday(painter: QPainter, area: QRect, name: str, ground: Token) -> None:
    line = QRect(area.left() + _EDGE, area.top() + _NUMBER_HEIGHT, area.width() - 2 * _EDGE, 22)
    panel(painter, line, metrics.CHIP_RADIUS - 1, fill=_wash(Token.SUNKEN, ground))
    face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
    text_line(painter, line.adjusted(6, 0, -4, 0), name, face=face, token=Token.MUTED)


def _holiday_height() -> int:
    return 22 + _GAP


def _wash(wash: Token, ground: Token) -> Token:
    """Return the fill of an entry: a quiet one would vanish on a quiet day."""
    return Token.SURFACE if wash is ground else wash


def _ink(chip: ChipSpec) -> Token:
    """Words of a neutral entry are plain text: muted ones would look done."""
    return Token.TEXT if chip.tone.ink is Token.MUTED else chip.tone.ink
