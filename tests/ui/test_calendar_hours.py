"""Week and day by the hour, and what the calendar is narrowed to, on a real office."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.calendar import CalendarEntry, EntryFilter, EntryKind
from app.domain.cases import Case
from app.services.calendar import CalendarRange
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from app.services.hearings import SetHearing
from app.services.office import Office
from app.services.tasks import AddTask
from app.ui.calendar import PAGE
from app.ui.calendar.entry_grid import EntryGrid
from app.ui.calendar.filter_bar import FilterPanel
from app.ui.calendar.page import CalendarPage
from app.ui.calendar.paper_options import CalendarOptions, Sheet
from app.ui.calendar.spans import Mode
from app.ui.day_field import DayField
from app.ui.form import FormDialog
from app.ui.page import Section
from app.ui.paper import PaperPreview
from app.ui.shell.window import Shell
from app.ui.widgets import DateInput, Popover, TimeInput
from tests.ui.checks import MARKUP, labels_that_guess, unnamed_focusable
from tests.ui.page_shell import page_shell

MONDAY = date(2026, 11, 23)
WEDNESDAY = MONDAY + timedelta(days=2)
NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title=f"State v. {MARKUP[0]}", number="2026-00417")).value


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    with page_shell(office, qtbot, PAGE) as window:
        yield window


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> CalendarPage:
    view = shell.view(Section.CALENDAR)
    assert isinstance(view, CalendarPage)
    qtbot.waitUntil(lambda: view._choices is not None)
    return view


def hearing(office: Office, case: Case, on: date, clock: time, **more: object) -> None:
    office.do(SetHearing(case=case.id, kind="ARR", on=on, clock=clock, **more))  # type: ignore[arg-type]


def week(page: CalendarPage, qtbot: QtBot, count: int, on: date = MONDAY) -> list[CalendarEntry]:
    page._show_mode(Mode.WEEK)
    page._go_to(on)
    qtbot.waitUntil(lambda: len(page._week.timed.hearings_on(on)) == count)
    return page._week.timed.hearings_on(on)


def form_of(page: CalendarPage, qtbot: QtBot) -> FormDialog:
    def forms() -> list[FormDialog]:
        return [form for form in page.window().findChildren(FormDialog) if form.isVisible()]

    qtbot.waitUntil(lambda: bool(forms()))
    return forms()[0]


def drop(grid: EntryGrid, entry: CalendarEntry, at: QPoint, *, onto: EntryGrid) -> None:
    data = grid.begin_drag(entry)
    where, action = QPointF(at), Qt.DropAction.MoveAction
    onto.dragMoveEvent(QDragMoveEvent(at, action, data, LEFT, NO_KEYS))
    onto.dropEvent(QDropEvent(where, action, data, LEFT, NO_KEYS))


def menus(page: CalendarPage) -> list[QMenu]:
    return [menu for menu in page.findChildren(QMenu) if menu.isVisible()]


def test_the_week_shows_hearings_at_their_hours_and_the_rest_above(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, MONDAY, time(9, 30), minutes=90)
    office.do(AddDeadline(case=case.id, title="Brief", due_on=MONDAY))
    (entry,) = week(page, qtbot, 1)
    days, hours = page._week.grids
    assert [each.what for each in page._week.all_day.entries_on(MONDAY)] == ["Brief"]
    area = hours.area_of(entry)
    assert area.height() == pytest.approx(hours.rowHeight(0) * 1.5, abs=4)
    assert hours.entry_at(area.center()) is entry
    left = days.mapToGlobal(days.viewport().pos()).x() + days.columnViewportPosition(0)
    right = hours.mapToGlobal(hours.viewport().pos()).x() + hours.columnViewportPosition(0)
    assert abs(left - right) <= 2
    assert [days.columnWidth(n) for n in range(7)] == pytest.approx(
        [hours.columnWidth(n) for n in range(7)], abs=2
    )


def test_an_hour_is_read_out_with_its_hearings(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    QAbstractItemModelTester(page._week.timed)
    hearing(office, case, MONDAY, time(9, 30))
    week(page, qtbot, 1)
    interface = QAccessible.queryAccessibleInterface(page._week.hours)
    cells = [interface.child(n) for n in range(interface.childCount())]
    said = [c.text(QAccessible.Text.Name) for c in cells if c.role() is QAccessible.Role.Cell]
    assert len(said) == 70
    assert (
        "Monday, 23 November 2026; 09:00; 1 hearing; Hearing, 09:30 Arraignment, <b>x</b>,"
        " 2026-00417" in said
    )
    assert "Tuesday, 24 November 2026; 17:00; free" in said


def test_early_and_late_hearings_bring_their_hours(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    QAbstractItemModelTester(page._week.timed)
    hearing(office, case, MONDAY, time(5, 15))
    hearing(office, case, MONDAY, time(23, 50), minutes=600)
    week(page, qtbot, 2)
    assert page._week.timed.rowCount() == 19
    page._step(1)
    qtbot.waitUntil(lambda: page._week.timed.rowCount() == 10)


def test_a_hearing_dropped_on_another_hour_gets_day_and_time(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, MONDAY, time(9, 30))
    (entry,) = week(page, qtbot, 1)
    hours = page._week.hours
    top = hours.rowViewportPosition(page._week.timed.row_of(11))
    at = QPoint(hours.columnViewportPosition(2) + 20, top + hours.rowHeight(0) * 40 // 60)
    drop(hours, entry, at, onto=hours)
    form = form_of(page, qtbot)
    (day,), (clock,) = form.findChildren(DayField), form.findChildren(TimeInput)
    assert (day.value(), clock.time_of_day()) == (WEDNESDAY, time(11, 30))
    assert labels_that_guess(form) == []
    form.commit()

    def found() -> list[tuple[date, time | None]]:
        return [(e.on, e.clock) for e in _entries(office, EntryKind.HEARING)]

    qtbot.waitUntil(lambda: found() == [(WEDNESDAY, time(11, 30))])
    qtbot.waitUntil(page.desk.can_undo)
    page.frame.undo()
    qtbot.waitUntil(lambda: found() == [(MONDAY, time(9, 30))])


def test_a_drop_that_changes_nothing_asks_nothing(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, MONDAY, time(9, 30))
    (entry,) = week(page, qtbot, 1)
    days, hours = page._week.grids
    drop(hours, entry, hours.area_of(entry).topLeft() + QPoint(5, 2), onto=hours)
    drop(hours, entry, days.visualRect(page._week.all_day.index_of(MONDAY)).center(), onto=days)
    qtbot.wait(50)
    assert page.window().findChildren(FormDialog) == []


def test_what_has_no_hour_is_dropped_on_the_day_alone(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    office.do(AddTask(case=case.id, title="Brief", due_on=MONDAY))
    hearing(office, case, MONDAY, time(9, 30))
    (entry,) = week(page, qtbot, 1)
    days, hours = page._week.grids
    (task,) = page._week.all_day.entries_on(MONDAY)
    below = QPoint(hours.columnViewportPosition(2) + 20, hours.area_of(entry).center().y())
    drop(days, task, below, onto=hours)
    form = form_of(page, qtbot)
    assert form.findChildren(TimeInput) == []
    form.reject()
    at = days.visualRect(page._week.all_day.index_of(WEDNESDAY)).center()
    drop(hours, entry, at, onto=days)
    (clock,) = form_of(page, qtbot).findChildren(TimeInput)
    assert clock.time_of_day() == time(9, 30)


def test_m_moves_the_only_entry_of_a_cell_and_asks_where_there_are_more(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, MONDAY, time(9, 30))
    hearing(office, case, MONDAY, time(11, 0))
    hearing(office, case, MONDAY, time(11, 0))
    week(page, qtbot, 3)
    hours, model = page._week.hours, page._week.timed
    hours.setFocus()
    hours.setCurrentIndex(model.index(model.row_of(9), 0))
    QTest.keyClick(hours, Qt.Key.Key_M)
    form_of(page, qtbot).reject()
    page.window().activateWindow()
    hours.setFocus()
    qtbot.waitUntil(hours.hasFocus)
    QTest.keyClick(hours, Qt.Key.Key_Down)
    QTest.keyClick(hours, Qt.Key.Key_Down)
    QTest.keyClick(hours, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(menus(page)) == 1)
    (menu,) = menus(page)
    assert [action.text() for action in menu.actions()] == [
        "Move 11:00 Arraignment, <b>x</b> to date…"
    ] * 2
    menu.close()


def test_the_keys_of_the_hours_walk_open_and_turn(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, MONDAY, time(9, 30))
    week(page, qtbot, 1)
    hours, model = page._week.hours, page._week.timed
    hours.setCurrentIndex(model.index(model.row_of(9), 0))
    QTest.keyClick(hours, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(isinstance(w, Popover) for w in QApplication.topLevelWidgets()))
    QTest.keyClick(hours, Qt.Key.Key_Right)
    assert page._week.hours.day() == MONDAY + timedelta(days=1)
    QTest.keyClick(hours, Qt.Key.Key_PageDown)
    assert page._week.timed.first == MONDAY + timedelta(days=7)
    QTest.keyClick(hours, Qt.Key.Key_Left)
    assert page._week.timed.first == MONDAY + timedelta(days=7)


def test_forty_hearings_in_a_morning_stay_usable(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    for n in range(40):
        hearing(office, case, MONDAY, time(8 + n // 10, n % 3 * 15), courtroom=f"Dept {n}")
    week(page, qtbot, 40)
    hours = page._week.hours
    blocks = list(hours.spots(0))
    assert sum(len(spot.block.entries) for spot in blocks) == 40
    assert all(spot.area.width() >= 40 for spot in blocks)
    more = next(spot for spot in blocks if spot.block.entry is None)
    QTest.mouseClick(hours.viewport(), LEFT, NO_KEYS, more.area.center())
    assert page._mode is Mode.DAY
    qtbot.waitUntil(lambda: page._day.entry() is not None)
    qtbot.waitUntil(lambda: len(page._day_view.timed.hearings_on(MONDAY)) == 40)
    day = page._day_view.hours
    wanted = next(spot for spot in day.spots(0) if spot.block.entry is None)
    day.scrollTo(day.model().index(0, 0))
    QTest.mouseClick(day.viewport(), LEFT, NO_KEYS, wanted.area.topLeft() + QPoint(8, 8))
    assert page._day.entry() == wanted.block.entries[0]


def test_the_calendar_is_narrowed_says_what_that_hides_and_shows_all_again(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    me = office.actor.user
    hearing(office, case, MONDAY, time(9), attorney=me, courtroom="Dept 4")
    hearing(office, case, MONDAY, time(10), courtroom="Dept 12")
    office.do(AddTask(case=case.id, title="Brief", due_on=MONDAY))
    page._go_to(MONDAY)

    def shown() -> list[str]:
        return [e.place for e in page._month_days.entries_on(MONDAY)]

    qtbot.waitUntil(lambda: len(shown()) == 3)
    assert not page._filter._clear.isVisible()
    page._ask_choices()
    panel = QApplication.activePopupWidget
    qtbot.waitUntil(lambda: isinstance(panel(), FilterPanel))
    choices = panel()
    assert isinstance(choices, FilterPanel)
    assert unnamed_focusable(choices) == []
    choices._inputs["courtroom"].set_value("Dept 4")
    qtbot.waitUntil(lambda: shown() == ["Dept 4"])
    choices.close()
    assert page._filter._hidden.text() == "2 entries hidden"
    assert page._filter._button.label == "Filter: Dept 4"
    page._month.setFocus()
    QTest.keyClick(page._month, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: len(shown()) == 3)
    assert not page._filter._clear.isVisible()


def test_the_calendar_is_found_as_it_was_left(
    office: Office, shell: Shell, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, page._today, time(9), courtroom="Dept 4")
    hearing(office, case, page._today, time(9), courtroom="Dept 5")
    page._show_mode(Mode.WEEK)
    page._filter._take(EntryFilter(kinds=frozenset({EntryKind.HEARING}), courtroom="Dept 4"))
    again = CalendarPage(shell)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again._mode is Mode.WEEK)
    assert again._filter.which() == page._filter.which()
    assert again._filter._legend.kinds() == frozenset({EntryKind.HEARING})
    qtbot.waitUntil(lambda: len(again._week.timed.hearings_on(page._today)) == 1)


def test_the_print_of_the_calendar_opens_on_what_is_shown(page: CalendarPage, qtbot: QtBot) -> None:
    page._go_to(MONDAY)
    QTest.keyClick(page._month, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (preview,) = page.window().findChildren(PaperPreview)
    qtbot.waitUntil(preview.print_button.isEnabled)
    assert isinstance(preview.options, CalendarOptions)
    assert preview.options.sheet_choice.value() is Sheet.MONTH
    preview.options.day.setText("")
    qtbot.waitUntil(lambda: not preview.print_button.isEnabled())
    preview.reject()


def _entries(office: Office, kind: EntryKind) -> list[CalendarEntry]:
    which = EntryFilter(kinds=frozenset({kind}))
    return list(office.ask(CalendarRange(first=MONDAY, which=which)).entries)


def test_the_work_week_leaves_the_weekend_out_and_walks_over_it(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, MONDAY, time(9, 30))
    page._show_mode(Mode.WORK_WEEK)
    page._go_to(MONDAY - timedelta(days=1))  # a Sunday: the work week to come
    view = page._work_week
    qtbot.waitUntil(lambda: len(view.timed.hearings_on(MONDAY)) == 1)
    assert [model.columnCount() for model in (view.all_day, view.timed)] == [5, 5]
    assert view.day() == MONDAY
    for grid in view.grids:
        grid.walk(Qt.Key.Key_Left)
        assert view.day() == MONDAY - timedelta(days=3)
        grid.walk(Qt.Key.Key_Right)
        assert view.day() == MONDAY
    page._step(1)
    assert view.day() == MONDAY + timedelta(days=7)


def test_a_hearing_is_dragged_in_the_work_week_as_in_the_week(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    hearing(office, case, MONDAY, time(9, 30))
    page._show_mode(Mode.WORK_WEEK)
    page._go_to(MONDAY)
    view = page._work_week
    qtbot.waitUntil(lambda: len(view.timed.hearings_on(MONDAY)) == 1)
    (entry,) = view.timed.hearings_on(MONDAY)
    friday = view.days.visualRect(view.all_day.index_of(MONDAY + timedelta(days=4))).center()
    drop(view.hours, entry, friday, onto=view.days)
    form = form_of(page, qtbot)
    assert form._on.value() == MONDAY + timedelta(days=4)  # type: ignore[attr-defined]  # the form of a move
    form.reject()


def _shows(page: CalendarPage, mode: Mode) -> bool:
    return page._mode is mode


def test_each_view_has_its_key_and_g_goes_to_a_typed_day(page: CalendarPage, qtbot: QtBot) -> None:
    modes = (Mode.DAY, Mode.WORK_WEEK, Mode.WEEK, Mode.MONTH, Mode.AGENDA)
    shown = [each.toolTip() for each in page._modes.findChildren(QPushButton)]
    assert ["(1)" in shown[0], "Agenda (5)" in shown[-1]] == [True, True]
    for key, mode in enumerate(modes, start=1):
        page._view().setFocus()
        QTest.keyClick(page.window().focusWidget(), Qt.Key(Qt.Key.Key_0 + key))
        qtbot.waitUntil(partial(_shows, page, mode))
    page._show_mode(Mode.MONTH)
    page._month.setFocus()
    QTest.keyClick(page._month, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: page._to_day.focusWidget() is not None)
    (content,) = page._to_day.findChildren(DateInput)
    QTest.keyClicks(content, "12/3/2026")
    QTest.keyClick(content, Qt.Key.Key_Return)
    assert page._month.day() == date(2026, 12, 3)
