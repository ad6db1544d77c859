"""How full the days around a chosen one are: a row of days with a bar each, to look at and click.

An item view, so that screen readers find each day with its words; the arrow keys of the date field
above it lead through the same days.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.domain.calendar import DayCount
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.dated_look import load_words
from app.ui.table.model import Index
from app.ui.theme import Token, color, fonts, metrics
from app.ui.widgets.painting import panel, text_line

DAYS = 13
"""Days side by side; an odd number has a middle."""
_HEIGHT = 50
_BAR = 12
_LINE = 15
_OVERHANG = 5
_FULL = 8
"""Entries that fill a bar where no day has more."""
_ROOT = QModelIndex()


class LoadStrip(QTableView):
    """Some days in a row; one of them is chosen.

    Signals:
        picked: a day was clicked.
    """

    picked = Signal(date)

    def __init__(self) -> None:
        super().__init__()
        self._days = _Days()
        self.setModel(self._days)
        self.setItemDelegate(_DayDelegate(self._days))
        self.setAccessibleName(_("Days around it"))
        # The date field above walks through the same days; Tab goes on to the next field.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setShowGrid(False)
        self.setProperty("look", "rows")
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._pick)

    def show_load(self, load: Sequence[DayCount], chosen: date | None) -> None:
        """Show days with their load, one of them chosen."""
        self._days.show(load, chosen)

    def sizeHint(self) -> QSize:
        """Wide enough to hit each day."""
        return QSize(DAYS * 24, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow fields make narrow days."""
        return QSize(DAYS * 12, _HEIGHT)

    def _pick(self, index: Index) -> None:
        self.picked.emit(self._days.day_at(index).day)


class _Days(QAbstractTableModel):
    """One row, a column a day."""

    def __init__(self) -> None:
        super().__init__()
        self._load: tuple[DayCount, ...] = ()
        self.chosen: date | None = None
        self.today = courthouse.today()

    def show(self, load: Sequence[DayCount], chosen: date | None) -> None:
        self.beginResetModel()
        self._load, self.chosen, self.today = tuple(load), chosen, courthouse.today()
        self.endResetModel()

    def day_at(self, index: Index) -> DayCount:
        return self._load[index.column()]

    @property
    def most(self) -> int:
        """The count that fills a bar."""
        return max((_FULL, *(day.count for day in self._load)))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self._load else 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._load)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the number of the day, or the day in words."""
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(day)
        return None

    def _sentence(self, day: DayCount) -> str:
        parts = (
            wording.long_day(day.day),
            _("today") if day.day == self.today else "",
            _("chosen") if day.day == self.chosen else "",
            load_words(day.count),
            closure_words(day),
        )
        return "; ".join(part.rstrip(".") for part in parts if part)


class _DayDelegate(QStyledItemDelegate):
    """Paints the weekday, the number and the bar of a day."""

    def __init__(self, days: _Days) -> None:
        super().__init__(days)
        self._days = days

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one day; closed ones are gray, and a holiday's number is struck through."""
        day = self._days.day_at(index)
        chosen = day.day == self._days.chosen
        area = QRect(option.rect).adjusted(1, 0, -1, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if day.closed or not day.is_known:
            panel(painter, area, metrics.CHIP_RADIUS - 1, fill=Token.SUNKEN)
        if chosen:
            panel(
                painter, area, metrics.CHIP_RADIUS - 1, fill=Token.ACCENT_SOFT, border=Token.ACCENT
            )
        self._paint_words(painter, area, day, chosen=chosen)
        self._paint_bar(painter, area, day)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, day: DayCount, *, chosen: bool) -> None:
        small = fonts.font(fonts.SMALL_SIZE)
        weekday = QRect(area.left(), area.top() + 2, area.width(), _LINE)
        middle = Qt.AlignmentFlag.AlignHCenter
        # The name of a month may stand over the edges of a narrow day: its neighbors have a letter.
        above = weekday.adjusted(-_OVERHANG, 0, _OVERHANG, 0)
        text_line(painter, above, _above(day.day), face=small, token=Token.MUTED, align=middle)
        face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
        face.setStrikeOut(day.is_holiday)
        number = weekday.translated(0, _LINE)
        ink = Token.ACCENT if chosen else Token.TEXT
        if day.day == self._days.today:
            pill = QRect(number.center().x() - 11, number.top(), 22, _LINE)
            panel(painter, pill, _LINE / 2, fill=Token.ACCENT)
            ink = Token.ACCENT_ON
        text_line(painter, number, str(day.day.day), face=face, token=ink, align=middle)

    def _paint_bar(self, painter: QPainter, area: QRect, day: DayCount) -> None:
        if not day.count:
            return
        height = max(3, _BAR * day.count // self._days.most)
        bar = QRect(area.left() + 4, area.bottom() - 2 - height, area.width() - 8, height)
        painter.fillRect(bar, color(Token.ACCENT))


def closure_words(day: DayCount) -> str:
    """Return a sentence where the office's courts are closed that day, else nothing."""
    if not day.is_known:
        return _("The court holidays of that year are not known.")
    closed = _("The courts are closed that day ({reason}).")
    return closed.format(reason=day.closed) if day.closed else ""


def _above(day: date) -> str:
    """Return the letter of the weekday; the month above its first day."""
    if day.day == 1:
        return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.NarrowFormat)
