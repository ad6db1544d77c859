"""The calendar page: one anchor day, and four ways to look at the days around it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from app.domain.calendar import CalendarEntry, CalendarSpan, EntryFilter
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.calendar import CalendarRange
from app.services.deadlines import AddDeadline
from app.services.hearings import SetHearing
from app.services.office import Changes
from app.ui import wording
from app.ui.calendar.cards import open_card
from app.ui.calendar.days_model import DaysModel
from app.ui.calendar.days_view import DaysView
from app.ui.calendar.entry_table import EntryTable
from app.ui.calendar.legend import Legend
from app.ui.calendar.moving import ask_to_move, may_move
from app.ui.calendar.spans import MONTH_WEEKS, Mode, span_of, stepped, title_of, within_years
from app.ui.dated_look import entry_words
from app.ui.deadline_forms import add_deadline
from app.ui.hearing_forms import set_hearing
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame, PageView
from app.ui.theme import metrics
from app.ui.widgets import (
    Card,
    CheckRow,
    SegmentedControl,
    column,
    icon_button,
    quiet,
    row,
    section,
)

_TITLE_WIDTH = 170
_MENU_ENTRIES = 10
_MENU_TEXT = 60


class CalendarPage(PageView):
    """Month, week, day and agenda of the whole office."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._anchor = courthouse.today()
        self._today = self._anchor
        self._mode = Mode.MONTH
        self._asked = 0
        self._title = section()
        self._title.setMinimumWidth(_TITLE_WIDTH)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._legend = Legend()
        self._legend.changed.connect(self.refresh)
        self._mine = CheckRow(_("Mine"))
        self._mine.edited.connect(self.refresh)
        self._modes = SegmentedControl(_modes(), self._mode, name=_("View"))
        self._modes.picked.connect(self._show_mode)
        self._month_days, self._week_days = DaysModel(MONTH_WEEKS), DaysModel(1)
        self._month = self._weeks(_("Month"), self._month_days, tall=False)
        self._week = self._weeks(_("Week"), self._week_days, tall=True)
        self._agenda = self._list(_("Agenda"), with_day=True)
        self._day = self._list(_("Day"), with_day=False)
        self._views = QStackedWidget()
        for view in (self._month, self._week, self._agenda, self._day):
            self._views.addWidget(view)
        card = Card(padding=0)
        card.body().addWidget(self._views, 1)
        page = column(self._header(), spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        page.addWidget(card, 1)
        self.setLayout(page)
        self._turn()

    def refresh(self) -> None:
        """Ask for what lies on the days shown."""
        self._asked += 1
        span = span_of(self._mode, self._anchor)
        query = CalendarRange(
            first=span.first,
            last=span.last,
            which=EntryFilter(kinds=self._legend.kinds(), mine=self._mine.value()),
        )
        self.desk.ask(query, self, partial(self._fill, self._asked))

    def touched_by(self, changes: Changes) -> bool:
        """Only what has a day, or names it, concerns the calendar."""
        return changes.touches(
            "hearings", "deadlines", "tasks", "custody_events", "cases", "assignments"
        )

    def show_target(self, target: object) -> None:
        """Go to a day."""
        if isinstance(target, date):
            self._go_to(target)

    def _fill(self, asked: int, span: CalendarSpan) -> None:
        if asked != self._asked:
            return
        self._today = span.today
        view = self._view()
        if isinstance(view, EntryTable):
            view.fill(span)
        else:
            self._days().fill(span)
        if self._mode is Mode.DAY:
            holiday = span.holidays.get(span.first, "")
            self._title.setText(", ".join(filter(None, (title_of(Mode.DAY, span.first), holiday))))

    def _turn(self) -> None:
        """Turn the view to the anchor; its entries follow with the answer."""
        self._title.setText(title_of(self._mode, self._anchor))
        self._views.setCurrentWidget(self._view())
        if self._mode in (Mode.MONTH, Mode.WEEK):
            month = self._anchor.month if self._mode is Mode.MONTH else None
            self._days().show(span_of(self._mode, self._anchor).first, month)
            view = self._month if self._mode is Mode.MONTH else self._week
            view.pick(self._anchor)

    def _go_to(self, day: date) -> None:
        self._anchor = within_years(day)
        self._turn()
        self.refresh()

    def _go_today(self) -> None:
        self._go_to(self._today)

    def _step(self, steps: int) -> None:
        self._go_to(stepped(self._mode, self._anchor, steps))

    def _show_mode(self, mode: object) -> None:
        if self._mode in (Mode.MONTH, Mode.WEEK):
            self._anchor = (self._month if self._mode is Mode.MONTH else self._week).day()
        self._mode = Mode(str(mode))
        self._modes.set_value(self._mode)
        self._go_to(self._anchor)

    def _open_day(self, day: date) -> None:
        self._mode = Mode.DAY
        self._modes.set_value(self._mode)
        self._go_to(day)
        self._day.setFocus()

    def _view(self) -> QWidget:
        return {
            Mode.MONTH: self._month,
            Mode.WEEK: self._week,
            Mode.AGENDA: self._agenda,
            Mode.DAY: self._day,
        }[self._mode]

    def _days(self) -> DaysModel:
        return self._month_days if self._mode is Mode.MONTH else self._week_days

    def _open_entry(self, entry: CalendarEntry, at: QPoint) -> None:
        view = self._month if self._mode is Mode.MONTH else self._week
        open_card(self.frame, entry, self._today, view.viewport(), at)

    def _open_row(self, table: EntryTable, _key: object) -> None:
        entry = table.entry()
        if entry is not None:
            below = table.visualRect(table.currentIndex()).bottomLeft() + QPoint(12, 4)
            open_card(self.frame, entry, self._today, table.viewport(), below)

    def _move_row(self, table: EntryTable, _key: object = None) -> None:
        entry = table.entry()
        if entry is not None:
            self._propose(entry)

    def _propose(self, entry: CalendarEntry, to: date | None = None) -> None:
        """Open the form that moves an entry, or its card, which says why it stays."""
        if may_move(self.frame, entry):
            ask_to_move(self.frame, entry, to)
        else:
            view = self._view()
            open_card(self.frame, entry, self._today, view, view.rect().center() / 2)

    def _show_menu(self, day: date, at: QPoint) -> None:
        view = self._month if self._mode is Mode.MONTH else self._week
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer(menu, _("Open {day}").format(day=wording.day(day)), self._open_day, day)
        menu.addSeparator()
        entries = self._days().entries_on(day)[:_MENU_ENTRIES]
        for entry in entries:
            words = entry_words(entry)[:_MENU_TEXT]
            self._offer(menu, _("Show {entry}").format(entry=words), self._open_entry, entry, at)
        for entry in entries:
            if may_move(self.frame, entry):
                words = entry_words(entry)[:_MENU_TEXT]
                moved = _("Move {entry} to date…").format(entry=words)
                self._offer(menu, moved, self._propose, entry)
        menu.addSeparator()
        if self.desk.may(SetHearing):
            self._offer(menu, _("Set a hearing"), set_hearing, self.frame, None, day)
        if self.desk.may(AddDeadline):
            self._offer(menu, _("Add a deadline"), add_deadline, self.frame, None, day)
        menu.popup(view.viewport().mapToGlobal(at))

    def _offer(
        self, menu: QMenu, text: str, press: Callable[..., object], *arguments: object
    ) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.triggered.connect(partial(_press, press, arguments))

    def _header(self) -> QWidget:
        earlier = icon_button(Icon.CHEVRON_LEFT, _("Earlier"), partial(self._step, -1))
        later = icon_button(Icon.CHEVRON_RIGHT, _("Later"), partial(self._step, 1))
        holder = QWidget()
        holder.setLayout(
            row(
                earlier,
                self._title,
                later,
                quiet(_("Today"), self._go_today, keys="T"),
                None,
                self._legend,
                None,
                self._mine,
                self._modes,
                spacing=10,
            )
        )
        return holder

    def _weeks(self, name: str, model: DaysModel, *, tall: bool) -> DaysView:
        view = DaysView(name, model, tall=tall)
        view.day_opened.connect(self._open_day)
        view.entry_opened.connect(self._open_entry)
        view.menu_wanted.connect(self._show_menu)
        view.dropped.connect(self._propose)
        view.walked_out.connect(self._go_to)
        view.turned.connect(self._step)
        view.today_wanted.connect(self._go_today)
        return view

    def _list(self, name: str, *, with_day: bool) -> EntryTable:
        table = EntryTable(name, partial(may_move, self.frame), with_day=with_day)
        table.opened.connect(partial(self._open_row, table))
        table.acted.connect(partial(self._move_row, table))
        keys_on(table, partial(self._move_row, table), "Shift+F10")
        keys_on(table, partial(self._step, -1), "PgUp")
        keys_on(table, partial(self._step, 1), "PgDown")
        keys_on(table, self._go_today, "T")
        return table


def _modes() -> list[tuple[object, str]]:
    return [
        (Mode.DAY, _("Day")),
        (Mode.WEEK, _("Week")),
        (Mode.MONTH, _("Month")),
        (Mode.AGENDA, _("Agenda")),
    ]


def _press(press: Callable[..., object], arguments: tuple[object, ...], *_signal: bool) -> None:
    press(*arguments)
