"""The calendar page: one anchor day, and five ways to look at the days around it."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from app.domain.calendar import CalendarChoices, CalendarEntry, CalendarSpan
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.calendar import Agenda, CalendarRange, ChoicesOfCalendar
from app.services.calendar_papers import PrintDayList
from app.services.deadlines import AddDeadline
from app.services.hearings import SetHearing
from app.services.office import Changes
from app.ui import wording
from app.ui.calendar.cards import open_card
from app.ui.calendar.day_view import DayView
from app.ui.calendar.days_model import DaysModel
from app.ui.calendar.days_view import DaysView
from app.ui.calendar.entry_grid import EntryGrid, OnItsWay
from app.ui.calendar.entry_table import AgendaTable, EntryTable
from app.ui.calendar.filter_bar import FilterBar
from app.ui.calendar.kept_view import KeptView, keep_view, kept_view
from app.ui.calendar.moving import ask_to_move, may_move
from app.ui.calendar.paper_options import Sheet, print_calendar
from app.ui.calendar.spans import (
    MONTH_WEEKS,
    WORKDAYS,
    Mode,
    shown_by,
    span_of,
    stepped,
    title_of,
    within_years,
)
from app.ui.calendar.week_view import WeekView
from app.ui.dated_look import entry_words
from app.ui.deadline_forms import add_deadline
from app.ui.go_to_day import GoToDay
from app.ui.hearing_forms import set_hearing
from app.ui.icons import Icon
from app.ui.local_keys import keys_on, keys_within
from app.ui.page import Frame, PageView, Section
from app.ui.table import PageRequest
from app.ui.theme import metrics
from app.ui.widgets import (
    Card,
    SegmentedControl,
    column,
    hide_unless,
    icon_button,
    quiet,
    row,
    section,
)

MONTH_ENTRIES = 12
"""Entries of a day that a month asks for: more than a cell shows on any screen."""
_MOST_A_DAY = {Mode.MONTH: MONTH_ENTRIES, Mode.AGENDA: 0}
"""The agenda fetches its entries page by page: it asks only for how many there are."""
_TITLE_WIDTH = 170
_MENU_ENTRIES = 10
"""Each may be shown and moved; all lines of the menu fit a small screen."""
_MENU_TEXT = 60
_MODE_KEYS = ("1", "2", "3", "4", "5")


class CalendarPage(PageView):
    """Month, week, work week, day and agenda of the whole office."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._anchor = courthouse.today()
        self._today = self._anchor
        self._mode = Mode.MONTH
        self._asked = 0
        self._choices: CalendarChoices | None = None
        dragged = OnItsWay()
        self._title = section()
        self._title.setMinimumWidth(_TITLE_WIDTH)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._to_day = GoToDay()
        self._to_day.chosen.connect(self._typed)
        self._to_day.left.connect(lambda: self._view().setFocus())
        self._filter = FilterBar()
        self._filter.changed.connect(self._narrow)
        self._filter.choices_wanted.connect(self._ask_choices)
        self._modes = SegmentedControl(_modes(), self._mode, name=_("View"), keys=_MODE_KEYS)
        self._modes.picked.connect(self._show_mode)
        self._month_days = DaysModel(MONTH_WEEKS)
        self._month = DaysView(_("Month"), self._month_days, dragged)
        self._week = WeekView(dragged)
        self._work_week = WeekView(dragged, WORKDAYS)
        may = partial(may_move, frame)
        set_ = self._set_hearing if self.desk.may(SetHearing) else None
        self._agenda = AgendaTable(self.desk, self._agenda_page, may, set_)
        self._day_view = DayView(dragged, may)
        self._day = self._day_view.table
        self._views = QStackedWidget()
        self._views.setProperty("look", "card")
        for view in (self._month, self._week, self._work_week, self._agenda, self._day_view):
            self._views.addWidget(view)
        card = Card(padding=0)
        card.body().addWidget(self._views, 1)
        page = column(
            self._header(), self._filter, spacing=metrics.GAP, margins=metrics.PAGE_MARGIN
        )
        page.addSpacing(metrics.SMALL_GAP)
        page.addWidget(card, 1)
        self.setLayout(page)
        self._listen()
        self._turn()
        self.desk.ask(self._choices_query(), self, self._restore)

    def refresh(self) -> None:
        """Ask for what lies on the days shown."""
        self._asked += 1
        span = span_of(self._mode, self._anchor)
        query = CalendarRange(
            first=span.first,
            last=span.last,
            which=self._filter.which(),
            most_a_day=_MOST_A_DAY.get(self._mode),
        )
        self.desk.ask(query, self, partial(self._fill, self._asked))
        if self._mode is Mode.AGENDA:
            self._agenda.reload()

    def touched_by(self, changes: Changes) -> bool:
        """Only what has a day, names it, or closes the courts concerns the calendar."""
        dated = ("hearings", "deadlines", "tasks", "custody_events", "cases", "assignments")
        owed = ("defense_requests", "agency_inquiries", "disclosure_items", "loss_notices")
        closing = ("office_settings", "court_days", "office_calendars")
        return changes.touches(*dated, *owed, *closing)

    def follow_time(self) -> None:
        """Go on to the new day from the one that has ended; any other day stays in front."""
        if self._day_at_hand() == self._today and self._today != courthouse.today():
            self._today = self._anchor = courthouse.today()
            self._turn()
        super().follow_time()

    def show_target(self, target: object) -> None:
        """Go to a day."""
        if isinstance(target, date):
            self._go_to(target)

    def _fill(self, asked: int, span: CalendarSpan) -> None:
        if asked != self._asked:
            return
        self._today = span.today
        self._filter.tell_hidden(span.hidden)
        self._view().fill(span)
        if self._mode is Mode.DAY:
            holiday = span.holidays.get(span.first, "")
            self._title.setText(", ".join(filter(None, (title_of(Mode.DAY, span.first), holiday))))

    def _agenda_page(self, request: PageRequest) -> Agenda:
        span = span_of(Mode.AGENDA, self._anchor)
        return Agenda(
            first=span.first,
            last=span.last,
            which=self._filter.which(),
            after=request.after,
            size=request.size,
        )

    def _turn(self) -> None:
        """Turn the view to the anchor; its entries follow with the answer."""
        self._title.setText(title_of(self._mode, self._anchor))
        self._views.setCurrentWidget(self._view())
        first = span_of(self._mode, self._anchor).first
        if self._mode is Mode.MONTH:
            self._month_days.show(first, self._anchor.month)
            self._month.pick(self._anchor)
        elif self._mode in (Mode.WEEK, Mode.WORK_WEEK):
            self._shown_week.show_week(first)
            self._shown_week.pick(self._anchor)
        elif self._mode is Mode.DAY:
            self._day_view.show_day(first)
        else:
            self._agenda.leave_row()

    def _go_to(self, day: date) -> None:
        self._anchor = shown_by(self._mode, within_years(day))
        self._turn()
        self.refresh()

    def _walk_to(self, day: date) -> None:
        self._go_to(shown_by(self._mode, day, self._day_at_hand()))

    def _typed(self, day: date) -> None:
        self._go_to(day)
        self._view().setFocus()

    def _go_today(self) -> None:
        self._go_to(self._today)

    def _step(self, steps: int) -> None:
        # Pages of the agenda follow each other, whichever row of one the user is on.
        start = self._anchor if self._mode is Mode.AGENDA else self._day_at_hand()
        self._go_to(stepped(self._mode, start, steps))

    def _day_at_hand(self) -> date:
        """Return the day the user is on."""
        if self._mode is Mode.MONTH:
            return self._month.day()
        if self._mode in (Mode.WEEK, Mode.WORK_WEEK):
            return self._shown_week.day()
        entry = self._agenda.entry() if self._mode is Mode.AGENDA else None
        return entry.on if entry else self._anchor

    @property
    def _shown_week(self) -> WeekView:
        return self._work_week if self._mode is Mode.WORK_WEEK else self._week

    def _show_mode(self, mode: object) -> None:
        self._anchor = self._day_at_hand()
        self._mode = Mode(str(mode))
        self._modes.set_value(self._mode)
        self._keep()
        self._go_to(self._anchor)

    def _open_day(self, day: date) -> None:
        self._anchor = day
        self._mode = Mode.DAY
        self._modes.set_value(self._mode)
        self._go_to(day)
        self._day.setFocus()

    def _show_more(self, day: date, entries: object) -> None:
        """Open the day at the first of the entries there was no room for."""
        if self._mode is not Mode.DAY:
            self._open_day(day)
        if isinstance(entries, tuple) and entries:
            self._day.pick_entry(entries[0])

    def _view(self) -> DaysView | WeekView | DayView | EntryTable:
        views: dict[Mode, DaysView | WeekView | DayView | EntryTable] = {
            Mode.MONTH: self._month,
            Mode.WEEK: self._week,
            Mode.WORK_WEEK: self._work_week,
            Mode.AGENDA: self._agenda,
            Mode.DAY: self._day_view,
        }
        return views[self._mode]

    def _narrow(self) -> None:
        self._keep()
        self.refresh()

    def _keep(self) -> None:
        if self._choices is not None:
            keep_view(self._choices.user, KeptView(self._mode, self._filter.which()))

    def _restore(self, choices: CalendarChoices) -> None:
        """Show the calendar as this person left it."""
        self._choices = choices
        kept = kept_view(choices.user)
        self._filter.know(choices)
        if kept.which != self._filter.which() or kept.mode is not self._mode:
            self._filter.set_which(kept.which)
            self._show_mode(kept.mode)

    def _choices_query(self) -> ChoicesOfCalendar:
        span = span_of(self._mode, self._anchor)
        return ChoicesOfCalendar(first=span.first, last=span.last)

    def _ask_choices(self) -> None:
        self.desk.ask(self._choices_query(), self, self._offer_choices)

    def _offer_choices(self, choices: CalendarChoices) -> None:
        self._filter.know(choices)
        self._filter.offer(choices)

    def _open_entry(self, grid: EntryGrid, entry: CalendarEntry, at: QPoint) -> None:
        open_card(self.frame, entry, self._today, grid.viewport(), at)

    def _open_row(self, table: EntryTable, _key: object) -> None:
        entry = table.entry()
        if entry is not None:
            below = table.visualRect(table.currentIndex()).bottomLeft() + QPoint(12, 4)
            open_card(self.frame, entry, self._today, table.viewport(), below)

    def _move_row(self, table: EntryTable, _key: object = None) -> None:
        entry = table.entry()
        if entry is not None:
            self._propose(entry)

    def _propose(
        self, entry: CalendarEntry, to: date | None = None, clock: time | None = None
    ) -> None:
        """Open the form that moves an entry, or its card, which says why it stays."""
        if may_move(self.frame, entry):
            ask_to_move(self.frame, entry, to, clock)
        else:
            view = self._view()
            open_card(self.frame, entry, self._today, view, view.rect().center() / 2)

    def _move_from(self, grid: EntryGrid, day: date, at: QPoint) -> None:
        """Move what lies in a cell: the only entry at once, else the one that is chosen."""
        entries = grid.current_entries()
        movable = [entry for entry in entries if may_move(self.frame, entry)]
        if len(movable) == 1 or (entries and not movable):
            self._propose((movable or entries)[0])
        elif movable:
            menu = self._menu()
            self._offer_moves(menu, movable)
            self._popup(menu, grid, at)
        else:
            self.frame.tell(_("Nothing to move on {day}.").format(day=wording.day(day)))

    def _set_hearing(self) -> None:
        """Open the form of a hearing on the day gone to."""
        set_hearing(self.frame, None, self._anchor)

    def _show_menu(self, grid: EntryGrid, day: date, at: QPoint) -> None:
        menu = self._menu()
        self._offer(menu, _("Open {day}").format(day=wording.day(day)), self._open_day, day)
        docket = _("Docket of {day}").format(day=wording.day(day))
        self._offer(menu, docket, self.frame.go, Section.DOCKET, day)
        if self.desk.may(SetHearing):
            self._offer(menu, _("Set a hearing"), set_hearing, self.frame, None, day)
        if self.desk.may(AddDeadline):
            self._offer(menu, _("Add a deadline"), add_deadline, self.frame, None, day)
        menu.addSeparator()
        entries = grid.current_entries()[:_MENU_ENTRIES]
        for entry in entries:
            words = _("Show {entry}").format(entry=entry_words(entry)[:_MENU_TEXT])
            self._offer(menu, words, self._open_entry, grid, entry, at)
        self._offer_moves(menu, [each for each in entries if may_move(self.frame, each)])
        self._popup(menu, grid, at)

    def _offer_moves(self, menu: QMenu, entries: list[CalendarEntry]) -> None:
        for entry in entries[:_MENU_ENTRIES]:
            words = entry_words(entry)[:_MENU_TEXT]
            moved = _("Move {entry} to date…").format(entry=words)
            self._offer(menu, moved, self._propose, entry)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self, menu: QMenu, grid: EntryGrid, at: QPoint) -> None:
        menu.popup(grid.viewport().mapToGlobal(at))

    def _offer(
        self, menu: QMenu, text: str, press: Callable[..., object], *arguments: object
    ) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.triggered.connect(partial(_press, press, arguments))

    def _header(self) -> QWidget:
        earlier = icon_button(Icon.CHEVRON_LEFT, _("Earlier"), partial(self._step, -1))
        later = icon_button(Icon.CHEVRON_RIGHT, _("Later"), partial(self._step, 1))
        holder = QWidget()
        today = quiet(_("Today"), self._go_today, keys="T")
        paper = quiet(_("Print"), self._print, Icon.PRINTER)
        hide_unless(paper, self.desk.may(PrintDayList))
        parts = (earlier, self._title, later, today, self._to_day, None, paper, self._modes)
        holder.setLayout(row(*parts, spacing=10))
        return holder

    def _print(self) -> None:
        """Open the print of what is shown: the month, or else the day at hand."""
        if not self.desk.may(PrintDayList):
            return
        sheet = Sheet.MONTH if self._mode is Mode.MONTH else Sheet.DAY
        print_calendar(self.frame, sheet, self._day_at_hand(), self._filter.which())

    def _listen(self) -> None:
        keys_within(self, self._print, "Ctrl+P")
        weeks = (*self._week.grids, *self._work_week.grids)
        for grid in (self._month, *weeks, self._day_view.hours):
            grid.day_opened.connect(self._open_day)
            grid.entry_opened.connect(partial(self._open_entry, grid))
            grid.menu_wanted.connect(partial(self._show_menu, grid))
            grid.move_wanted.connect(partial(self._move_from, grid))
            grid.dropped.connect(self._propose)
            grid.walked_out.connect(self._walk_to)
            grid.turned.connect(self._step)
            grid.today_wanted.connect(self._go_today)
            grid.more_wanted.connect(self._show_more)
            keys_on(grid, self._filter.clear, "C")
            self._bind_modes(grid)
        for table in (self._agenda, self._day):
            table.opened.connect(partial(self._open_row, table))
            table.acted.connect(partial(self._move_row, table))
            keys_on(table, partial(self._move_row, table), "M", "Shift+F10")
            keys_on(table, partial(self._step, -1), "PgUp")
            keys_on(table, partial(self._step, 1), "PgDown")
            keys_on(table, self._go_today, "T")
            keys_on(table, self._filter.clear, "C")
            self._bind_modes(table)

    def _bind_modes(self, view: QWidget) -> None:
        keys_on(view, self._to_day.setFocus, GoToDay.KEY)
        for key, (mode, _words) in zip(_MODE_KEYS, _modes(), strict=True):
            keys_on(view, partial(self._press_mode, mode), key)

    def _press_mode(self, mode: object) -> None:
        self._show_mode(mode)
        self._view().setFocus()


def _modes() -> list[tuple[object, str]]:
    return [
        (Mode.DAY, _("Day")),
        (Mode.WORK_WEEK, _("Work week")),
        (Mode.WEEK, _("Week")),
        (Mode.MONTH, _("Month")),
        (Mode.AGENDA, _("Agenda")),
    ]


def _press(press: Callable[..., object], arguments: tuple[object, ...], *_signal: bool) -> None:
    press(*arguments)
