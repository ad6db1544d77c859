"""One day as it is painted: its number, the holiday, and as many entries as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.domain.calendar import CalendarEntry
from app.i18n import _
from app.ui import wording
from app.ui.calendar.days_model import DaysModel, Index
from app.ui.dated_look import KIND_LETTERS, entry_chip, entry_words, name_first
from app.ui.icons import paint_icon
from app.ui.theme import Token, color, fonts, metrics
from app.ui.widgets.painting import ChipSpec, focus_ring, panel, text_line, text_width

_EDGE = 6
_NUMBER_HEIGHT = 27
_NUMBER_WIDTH = 36
_GAP = 2
ICON = 12
ENTRY_HEIGHT = 22
"""Pixels of one entry."""


@dataclass(frozen=True)
class Spot:
    """Where something of a day is painted.

    Attributes:
        entry: what is there; None for the words that say how many more there are.
        more: how many.
    """

    area: QRect
    entry: CalendarEntry | None = None
    more: int = 0


def laid_out(
    area: QRect, entries: Sequence[CalendarEntry], count: int, *, holiday: bool
) -> list[Spot]:
    """Return where the entries go; beside the number stands how many of ``count`` did not fit."""
    top = area.top() + _NUMBER_HEIGHT + (_holiday_height() if holiday else 0)
    step = ENTRY_HEIGHT + _GAP
    room = max(0, (area.bottom() - top) // step)
    shown = min(count, room, len(entries))
    spots = [Spot(_line(area, top + n * step), entry) for n, entry in enumerate(entries[:shown])]
    if shown < count:
        beside = _line(area, area.top() + 3)
        beside.setLeft(beside.left() + _NUMBER_WIDTH)
        spots.append(Spot(beside, more=count - shown))
    return spots


def _line(area: QRect, top: int) -> QRect:
    return QRect(area.left() + _EDGE, top, area.width() - 2 * _EDGE, ENTRY_HEIGHT)


class DayDelegate(QStyledItemDelegate):
    """Paints days."""

    def __init__(self, view: QTableView, model: DaysModel) -> None:
        super().__init__(view)
        self._view = view
        self._days = model

    def spots(self, index: Index, area: QRect) -> list[Spot]:
        """Return what is painted where in a cell."""
        day = self._days.day_at(index)
        holiday = bool(self._days.holiday_on(day))
        entries, count = self._days.entries_on(day), self._days.count_on(day)
        return laid_out(area, entries, count, holiday=holiday)

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
            more = _("+{n} more").format(n=wording.count(spot.more))
            right = Qt.AlignmentFlag.AlignRight
            text_line(painter, spot.area, more, face=face, token=Token.MUTED, align=right)
            return
        chip = entry_chip(spot.entry)
        panel(painter, spot.area, metrics.CHIP_RADIUS - 1, fill=wash(chip, ground))
        left = paint_mark(painter, spot.area, spot.entry)
        words = spot.area.adjusted(left, 0, -4, 0)
        face = fonts.font(fonts.SMALL_SIZE)
        text_line(
            painter,
            words,
            fitting_words(spot.entry, face, words.width()),
            face=face,
            token=ink(chip),
        )


def fitting_words(entry: CalendarEntry, face: QFont, width: int) -> str:
    """Return what is said of an entry; where that is too long, whom it is about comes first."""
    words = entry_words(entry)
    if text_width(words, face) <= width:
        return words
    clock = wording.clock(entry.clock) if entry.clock else ""
    return " ".join(part for part in (clock, name_first(entry)) if part)


def _paint_holiday(painter: QPainter, area: QRect, name: str, ground: Token) -> None:
    line = QRect(area.left() + _EDGE, area.top() + _NUMBER_HEIGHT, area.width() - 2 * _EDGE, 22)
    fill = Token.SURFACE if ground is Token.SUNKEN else Token.SUNKEN
    panel(painter, line, metrics.CHIP_RADIUS - 1, fill=fill)
    face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
    text_line(painter, line.adjusted(6, 0, -4, 0), name, face=face, token=Token.MUTED)


def _holiday_height() -> int:
    return 22 + _GAP


def paint_mark(painter: QPainter, area: QRect, entry: CalendarEntry) -> int:
    """Paint icon and letter of an entry, and return how far into the area they reach."""
    chip = entry_chip(entry)
    left = area.left() + 6
    if chip.icon is not None:
        square = QRect(left, area.top() + 5, ICON, ICON)
        paint_icon(painter, chip.icon, square, chip.tone.ink)
        left += ICON + 4
    letter = KIND_LETTERS[entry.kind]
    face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
    box = QRect(left, area.top(), text_width(letter, face) + 1, ENTRY_HEIGHT)
    text_line(painter, box, letter, face=face, token=ink(chip))
    return box.right() + 5 - area.left()


def wash(chip: ChipSpec, ground: Token) -> Token:
    """Return the fill of an entry: a quiet one would vanish on a quiet day."""
    return Token.SURFACE if chip.tone.wash is ground else chip.tone.wash


def ink(chip: ChipSpec) -> Token:
    """Words of a neutral entry are plain text: muted ones would look done."""
    return Token.TEXT if chip.tone.ink is Token.MUTED else chip.tone.ink
