"""Fields for days and times: type them as people say them, or pick from a calendar."""

from collections.abc import Callable
from datetime import date, time
from typing import ClassVar

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from app.domain.errors import Refused
from app.domain.typed_dates import Sense, TypedDay, read_day, read_time
from app.i18n import _
from app.i18n.counted_days import counted_words
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import fonts
from app.ui.widgets.button import icon_button
from app.ui.widgets.court_at_hand import court_at_hand
from app.ui.widgets.inputs import TextInput, within
from app.ui.widgets.painting import text_width

_WIDE_DAY = date(2026, 9, 30)
_AROUND_DAY = 48
"""Pixels for the button, and at the left."""


class DateInput(TextInput):
    """A day, typed ("+14", "fri", "12/3", "3 dec", "2w", "10cd", "today") or picked.

    Args:
        value: the day it holds at first.
        today: where "+14" counts from; the day it is at the courthouse where omitted.

    Signals:
        reading: how the typed text was understood, in words, while it is typed.
        unread: why it is no day, once the user has moved on.
    """

    reading = Signal(str)
    unread = Signal(str)

    sense: ClassVar = Sense.COMING
    """Which way "fri" and "2w" lie (`app.domain.typed_dates`)."""

    def __init__(
        self, value: date | None = None, *, today: Callable[[], date] = courthouse.today
    ) -> None:
        super().__init__(placeholder=self._example())
        self._today = today
        self._refused = ""
        self._counted = ""
        self.setMaxLength(60)
        self._calendar: _CalendarPopup | None = None
        self._button = icon_button(
            Icon.CALENDAR_DAYS, _("Pick a day (Alt+Down)"), self.open_calendar
        )
        self._button.setFixedSize(28, 28)
        # Tab goes on to the next field; the keyboard opens the calendar with Alt+Down.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        within(self, self._button)
        self.textEdited.connect(self._read_aloud)
        self.editingFinished.connect(self._write_out)
        self.set_day(value)

    def minimumSizeHint(self) -> QSize:
        """Room for a whole day beside the button, e.g. "Wed 30 Nov 2026"."""
        room = text_width(wording.full_day(_WIDE_DAY), fonts.font()) + _AROUND_DAY
        return QSize(room, super().minimumSizeHint().height())

    def day(self) -> date | None:
        """The day, or None while the text is none."""
        typed = self._typed()
        return typed.day if typed else None

    def counted(self) -> str:
        """What was counted to get at the day, e.g. "10 court days"; empty where it was written."""
        return self._counted

    def set_day(self, value: date | None) -> None:
        """Fill it in."""
        self._fill(value, "")

    def answer(self) -> date | None:
        """What the form takes from it."""
        return self.day()

    def problem(self) -> str | None:
        """A sentence where the text is no day."""
        try:
            known = self._read()
        except Refused as refusal:
            return sentence(refusal)
        if not self.value() or known is not None:
            return None
        return _("This is no date. Write 12/3/2026, 3 dec, fri, +14, 2w or 10cd (court days).")

    def open_calendar(self) -> None:
        """Show the month to pick from, below the field."""
        if self._calendar is None:
            self._calendar = _CalendarPopup(self)
            self._calendar.picked.connect(self.take)
        self._calendar.show_below(self, self.day() or self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar; Up and Down move by a day."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            start = self.day() or self._today()
            self.take(date.fromordinal(min(max(1, start.toordinal() + step), 3652059)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the understood day out when the user moves on."""
        self._write_out()
        super().focusOutEvent(event)

    def take(self, picked: date) -> None:
        """Fill in a day that the user chose, and say it."""
        self.set_day(picked)
        self._read_aloud()

    def _example(self) -> str:
        return _("12/3, fri, +14, 10cd")

    def _read(self) -> TypedDay | None:
        court = court_at_hand(self)
        return read_day(self.text(), self._today(), court.calendar if court else None, self.sense)

    def _typed(self) -> TypedDay | None:
        try:
            return self._read()
        except Refused:
            # Why is told by `problem`, when the user has finished typing.
            return None

    def _read_aloud(self) -> None:
        typed = self._typed()
        court = court_at_hand(self)
        self._counted = counted_words(typed, court.title if court else "") if typed else ""
        words = (wording.long_day(typed.day), self._counted) if typed else ()
        self.reading.emit(", ".join(filter(None, words)))

    def _write_out(self) -> None:
        """Write the day in full; what was counted stays known, and said, until the next letter."""
        day, problem = self.day(), self.problem()
        if day is not None and self.text() != wording.full_day(day):
            self._fill(day, self._counted)
        # Told once: leaving the window and coming back says nothing new.
        if problem is not None and self.text() != self._refused:
            self.unread.emit(problem)
        self._refused = self.text() if problem is not None else ""

    def _fill(self, day: date | None, counted: str) -> None:
        self._counted = counted
        self.set_value(wording.full_day(day) if day is not None else "")


class PastDateInput(DateInput):
    """The day of something that happened: "fri" is the last Friday, "2w" two weeks ago."""

    sense: ClassVar = Sense.PAST

    def _example(self) -> str:
        return _("12/3, fri, -14, 2w")


class _CalendarPopup(QFrame):
    """A month below a date field; Enter or a click picks, Esc closes."""

    picked = Signal(date)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._month = QCalendarWidget()
        self._month.setAccessibleName(_("Calendar"))
        self._month.setGridVisible(False)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._month)
        self._month.activated.connect(self._pick)
        self._month.clicked.connect(self._pick)

    def show_below(self, field: QWidget, start: date) -> None:
        """Open at a day."""
        self._month.setSelectedDate(QDate(start.year, start.month, start.day))
        self.adjustSize()
        self.move(field.mapToGlobal(QPoint(0, field.height() + 2)))
        self.show()
        self._month.setFocus()

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class TimeInput(TextInput):
    """A time of day, typed ("9:30", "0930", "2pm").

    Args:
        value: the time it holds at first.
    """

    def __init__(self, value: time | None = None) -> None:
        super().__init__(placeholder=_("e.g. 9:30"))
        self.setMaxLength(20)
        self.editingFinished.connect(self._write_out)
        self.set_time(value)

    def time_of_day(self) -> time | None:
        """The time, or None while the text is none."""
        return read_time(self.text())

    def set_time(self, value: time | None) -> None:
        """Fill it in."""
        self.set_value(wording.clock(value) if value is not None else "")

    def answer(self) -> time | None:
        """What the form takes from it."""
        return self.time_of_day()

    def problem(self) -> str | None:
        """A sentence where the text is no time."""
        if not self.value() or self.time_of_day() is not None:
            return None
        return _("This is no time. Write 9:30, 0930 or 2pm.")

    def _write_out(self) -> None:
        at = self.time_of_day()
        if at is not None and self.text() != wording.clock(at):
            self.set_time(at)
