"""The calendar by keyboard and mouse, on a real office."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QDropEvent, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.calendar import CalendarEntry, EntryFilter, EntryKind
from app.domain.cases import Case
from app.domain.deadlines import Deadline
from app.domain.disclosure.requests import DefenseRequest
from app.domain.free_counts import RuleCount
from app.domain.ids import new_id
from app.services.calendar import CalendarRange
from app.services.cases import OpenCase
from app.services.deadlines import AddComputedDeadline, AddDeadline
from app.services.disclosure.requests import AddDefenseRequest
from app.services.hearings import SetHearing
from app.services.office import Office
from app.services.tasks import AddTask
from app.ui import wording
from app.ui.calendar import PAGE
from app.ui.calendar.day_cell import fitting_words, laid_out
from app.ui.calendar.page import CalendarPage
from app.ui.calendar.spans import Mode, span_of, stepped, title_of
from app.ui.dated_look import KIND_LETTERS
from app.ui.day_field import DayField
from app.ui.deadline_card import DeadlineCard
from app.ui.form import FormDialog
from app.ui.owed_card import OwedCard
from app.ui.page import Section
from app.ui.shell.window import Shell
from app.ui.theme import fonts
from app.ui.widgets import Button, DateInput, Popover
from tests.ui.checks import MARKUP, labels_that_guess, unnamed_focusable
from tests.ui.page_shell import page_shell

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title=f"State v. {MARKUP[0]}", number="2026-00417")).value


@pytest.fixture
def today(office: Office) -> date:
    return office.ask(CalendarRange()).today


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    with page_shell(office, qtbot, PAGE) as window:
        yield window


@pytest.fixture
def page(shell: Shell) -> CalendarPage:
    view = shell.view(Section.CALENDAR)
    assert isinstance(view, CalendarPage)
    return view


def on_screen(page: CalendarPage, day: date) -> list[CalendarEntry]:
    return list(page._month_days.entries_on(day))


def wait_for(qtbot: QtBot, page: CalendarPage, day: date, count: int) -> list[CalendarEntry]:
    qtbot.waitUntil(lambda: len(on_screen(page, day)) == count)
    return on_screen(page, day)


def open_form(page: CalendarPage, qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: bool(open_forms(page)))
    return open_forms(page)[0]


def offers(table: QWidget) -> list[Button]:
    return [each for each in table.findChildren(Button) if each.text() == "Set a hearing"]


def open_forms(page: CalendarPage) -> list[FormDialog]:
    return [form for form in page.window().findChildren(FormDialog) if form.isVisible()]


def day_of(form: FormDialog) -> DateInput:
    (field,) = form.findChildren(DayField)
    assert isinstance(field.content, DateInput)
    return field.content


def open_cards() -> list[Popover]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Popover) and w.isVisible()]


def test_the_month_shows_what_is_dated_and_hides_kinds_on_demand(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 30)))
    office.do(AddTask(case=case.id, title="Brief", due_on=today))
    page.refresh()
    wait_for(qtbot, page, today, 2)
    page._filter._legend._chips[EntryKind.HEARING].click()
    (left,) = wait_for(qtbot, page, today, 1)
    assert left.kind is EntryKind.TASK


def test_the_model_of_days_is_sound_and_says_whole_days(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    tester = QAbstractItemModelTester(page._month_days)
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 30)))
    page._step(1)
    page._go_today()
    wait_for(qtbot, page, today, 1)
    index = page._month_days.index_of(today)
    spoken = page._month_days.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str)
    assert spoken.startswith(wording.long_day(today) + "; today")
    assert "Hearing, 09:30 Arraignment, <b>x</b>, 2026-00417" in spoken
    del tester


def test_a_screen_reader_finds_42_named_days(page: CalendarPage) -> None:
    interface = QAccessible.queryAccessibleInterface(page._month)
    cells = [interface.child(n) for n in range(interface.childCount())]
    days = [c for c in cells if c.role() is QAccessible.Role.Cell]
    assert len(days) == 42
    assert all("; nothing" in day.text(QAccessible.Text.Name) for day in days)


def test_arrow_keys_walk_through_time_and_t_comes_back(
    page: CalendarPage, qtbot: QtBot, today: date
) -> None:
    page._go_to(date(2026, 11, 30))
    page._month.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(page._month, key)
    assert page._month.day() == date(2026, 12, 14)
    assert page._title.plain == "December 2026"
    QTest.keyClick(page._month, Qt.Key.Key_PageUp)
    assert page._title.plain == "November 2026"
    QTest.keyClick(page._month, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page._month.day() == today)


def test_enter_opens_the_day(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 30)))
    QTest.keyClick(page._month, Qt.Key.Key_Return)
    assert page._mode is Mode.DAY
    qtbot.waitUntil(lambda: page._day.entry() is not None)
    QTest.keyClick(page._day, Qt.Key.Key_PageDown)
    assert page._anchor == today + timedelta(days=1)
    qtbot.waitUntil(lambda: page._day.entry() is None)


def test_a_hearing_is_moved_by_keyboard_and_undone(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 30)))
    page._show_mode(Mode.AGENDA)
    qtbot.waitUntil(lambda: page._agenda.entry() is not None)
    page._agenda.setFocus()
    QTest.keyClick(page._agenda, Qt.Key.Key_Space)
    form = open_form(page, qtbot)
    day = day_of(form)
    day.setText("+3")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _days_of_hearings(office) == [today + timedelta(days=3)])
    qtbot.waitUntil(page.desk.can_undo)
    page.frame.undo()
    qtbot.waitUntil(lambda: _days_of_hearings(office) == [today])


def test_the_agenda_begins_at_the_day_gone_to_and_knows_the_day_of_its_row(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    for n in (0, 0, 3):
        office.do(AddTask(case=case.id, title="Call", due_on=today + timedelta(days=n)))
    page._show_mode(Mode.AGENDA)
    qtbot.waitUntil(lambda: page._agenda.table.rowCount() == 3)
    page._agenda.setFocus()
    QTest.keyClick(page._agenda, Qt.Key.Key_End)
    assert page._day_at_hand() == today + timedelta(days=3)
    page._go_today()
    qtbot.waitUntil(lambda: page._agenda.currentIndex().row() == 0)
    QTest.keyClick(page._agenda, Qt.Key.Key_End)
    page._step(1)
    assert page._anchor == today + timedelta(days=28)
    page._step(-1)
    qtbot.waitUntil(lambda: page._agenda.entry() is not None)
    QTest.keyClick(page._agenda, Qt.Key.Key_End)
    page._press_mode(Mode.DAY)
    assert page._anchor == today + timedelta(days=3)


def test_where_the_words_of_an_entry_do_not_fit_its_case_comes_first(
    office: Office, today: date
) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 30)))
    (entry,) = office.ask(CalendarRange(first=today, last=today)).entries
    face = fonts.font(fonts.SMALL_SIZE)
    assert fitting_words(entry, face, 1000) == "09:30 Arraignment, Roe"
    assert fitting_words(entry, face, 60) == "09:30 Roe, Arraignment"


def test_the_agenda_brings_its_entries_as_far_as_they_are_scrolled_to(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    tester = QAbstractItemModelTester(page._agenda.table)
    tester.setUseFetchMore(False)  # the view alone asks for more
    for day in range(25):
        for n in range(10):
            title = f"Task {day:02}-{n}"
            office.do(AddTask(case=case.id, title=title, due_on=today + timedelta(days=day)))
    page._show_mode(Mode.AGENDA)
    qtbot.waitUntil(lambda: page._agenda.entry() is not None)
    assert page._agenda.table.rowCount() == 100
    page._agenda.setFocus()
    qtbot.waitUntil(partial(_has_rows_at_the_end, page, 250))
    rows = [page._agenda.table.row_at(page._agenda.table.index(n, 0)) for n in range(250)]
    assert [row.what for row in rows if row is not None] == sorted(
        f"Task {day:02}-{n}" for day in range(25) for n in range(10)
    )
    page._filter._legend._chips[EntryKind.TASK].click()
    qtbot.waitUntil(partial(_has_rows, page, 0))
    qtbot.waitUntil(lambda: "250" in page._filter._hidden.plain)
    del tester


def test_the_agenda_names_holidays_and_steps_to_weeks_with_nothing_on_them(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    office.do(AddTask(case=case.id, title="Brief", due_on=date(2026, 12, 25)))
    page._show_mode(Mode.AGENDA)
    page._go_to(date(2026, 12, 21))
    qtbot.waitUntil(lambda: page._agenda.entry() is not None)
    below_the_day = page._agenda.table.columns[0].second
    assert below_the_day is not None
    qtbot.waitUntil(lambda: "Christmas" in below_the_day(page._agenda.entry()))
    page._step(1)
    qtbot.waitUntil(partial(_has_rows, page, 0))
    page._step(-1)
    qtbot.waitUntil(lambda: page._agenda.entry() is not None)


def test_an_agenda_with_nothing_in_it_offers_to_set_a_hearing_on_the_day_gone_to(
    page: CalendarPage, qtbot: QtBot, today: date
) -> None:
    page._show_mode(Mode.AGENDA)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in offers(page._agenda)))
    next(each for each in offers(page._agenda) if each.isVisible()).click()
    form = open_form(page, qtbot)
    assert day_of(form).text() == f"{today:%a} {today.day} {today:%b %Y}"
    form.reject()


def test_a_name_from_right_to_left_turns_no_number_around() -> None:
    assert wording.case_words("State v. Roe", "2026-00417") == "State v. Roe, 2026-00417"
    hebrew = "State v. \u05d1\u05df"
    assert wording.case_words(hebrew, "2026-00417") == f"{hebrew}\u200e, 2026-00417"


def test_a_bad_day_keeps_the_form_open_and_says_why(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    office.do(AddTask(case=case.id, title="Brief", due_on=today))
    page.refresh()
    (entry,) = wait_for(qtbot, page, today, 1)
    page._propose(entry)
    form = open_form(page, qtbot)
    day = day_of(form)
    for typed in ("", "13/32", "<b>", "2026-02-30", "99999999999"):
        day.setText(typed)
        form.commit()
        assert form.isVisible()
    day.setText("1/1/0001")
    form.commit()
    qtbot.wait(20)
    assert form.isVisible()
    assert _days_of(office, EntryKind.TASK) == [today]


def test_a_drop_proposes_the_day_and_writes_nothing_by_itself(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    page._go_to(date(2026, 11, 10))
    start, target = date(2026, 11, 10), date(2026, 11, 12)
    office.do(SetHearing(case=case.id, kind="ARR", on=start, clock=time(9, 30)))
    page.refresh()
    (entry,) = wait_for(qtbot, page, start, 1)
    data = page._month.begin_drag(entry)
    at = page._month.visualRect(page._month_days.index_of(target)).center()
    action, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPointF(at), action, data, left, NO_KEYS)
    page._month.dropEvent(drop)
    form = open_form(page, qtbot)
    assert wording.full_day(target) in day_of(form).text()
    assert _days_of(office, EntryKind.HEARING, start) == [start]
    form.commit()
    qtbot.waitUntil(lambda: _days_of(office, EntryKind.HEARING, start) == [target])


def test_a_computed_date_is_not_moved_but_shows_why(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    computed = _computed(office, case)
    page._go_to(computed.due_on)
    (entry,) = wait_for(qtbot, page, computed.due_on, 1)
    page._propose(entry)
    qtbot.waitUntil(lambda: any(isinstance(card, DeadlineCard) for card in open_cards()))
    assert open_forms(page) == []
    (card,) = open_cards()
    assert labels_that_guess(card) == []
    labels = [button.label for button in card.findChildren(Button)]
    assert "Override with reason" in labels
    assert "Looked at" not in labels, "the one who set a date does not look at it as well"


def test_owed_disclosure_is_not_dragged_but_shows_what_it_hangs_on(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    request = DefenseRequest(
        id=new_id(), case=case.id, made_on=today, text=MARKUP[1], due_on=today, citation="245.10"
    )
    office.do(AddDefenseRequest(record=request))
    page.refresh()
    (entry,) = wait_for(qtbot, page, today, 1)
    assert KIND_LETTERS[entry.kind] not in {KIND_LETTERS[k] for k in EntryKind if k != entry.kind}
    index = page._month_days.index_of(today)
    (spot,) = page._month._delegate.spots(index, page._month.visualRect(index))
    view, start = page._month.viewport(), spot.area.center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NO_KEYS, start)
    _pull(page, start, start + QPoint(60, 0))
    qtbot.waitUntil(lambda: any(isinstance(card, OwedCard) for card in open_cards()))
    assert open_forms(page) == []
    (card,) = open_cards()
    assert labels_that_guess(card) == []
    assert unnamed_focusable(card) == []


def _pull(page: CalendarPage, start: QPoint, to: QPoint) -> None:
    """Move the mouse with the left button held, as a drag begins."""
    left, view = Qt.MouseButton.LeftButton, page._month.viewport()
    for at in (start, to):
        place, beyond = QPointF(at), QPointF(view.mapToGlobal(at))
        move = QMouseEvent(QEvent.Type.MouseMove, place, beyond, left, left, NO_KEYS)
        QApplication.sendEvent(view, move)


def test_a_click_on_an_entry_opens_its_card_and_one_on_more_the_day(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case
) -> None:
    day = date(2026, 11, 10)
    for minute in range(9):
        office.do(SetHearing(case=case.id, kind="ARR", on=day, clock=time(9, minute)))
    page._go_to(day)
    wait_for(qtbot, page, day, 9)
    index = page._month_days.index_of(day)
    spots = page._month._delegate.spots(index, page._month.visualRect(index))
    assert sum(spot.more or 1 for spot in spots) == 9
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(page._month.viewport(), left, NO_KEYS, spots[0].area.center())
    qtbot.waitUntil(lambda: len(open_cards()) == 1)
    open_cards()[0].close()
    QTest.mouseClick(page._month.viewport(), left, NO_KEYS, spots[-1].area.center())
    assert page._mode is Mode.DAY


def test_the_menu_of_a_day_offers_to_move_what_may_be_moved(
    office: Office, page: CalendarPage, qtbot: QtBot, case: Case, today: date
) -> None:
    office.do(AddDeadline(case=case.id, title="R&D <i>", due_on=today))
    page.refresh()
    wait_for(qtbot, page, today, 1)
    QTest.keyClick(page._month, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = page.findChildren(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Move R&&D <i>, <b>x</b> to date…" in texts
    menu.close()


def test_everything_the_keyboard_reaches_has_a_name(page: CalendarPage) -> None:
    for mode in Mode:
        page._show_mode(mode)
        assert unnamed_focusable(page) == []


def test_the_longest_texts_and_the_edges_of_time_do_not_break_a_view(
    office: Office, page: CalendarPage, qtbot: QtBot, today: date
) -> None:
    long = office.do(OpenCase(title="\u05e9\U0001f600<b>" + "x" * 100_000)).value
    office.do(AddDeadline(case=long.id, title="y" * 100_000, due_on=today))
    page.refresh()
    wait_for(qtbot, page, today, 1)
    for mode in Mode:
        page._show_mode(mode)
        for day in (date(1, 1, 1), date(9999, 12, 31), today):
            page._go_to(day)
            page._step(-1)
            page._step(1)
        page.grab()
    assert page.minimumSizeHint().width() <= 1170


@pytest.mark.parametrize(
    ("mode", "first", "last", "title"),
    [
        (Mode.MONTH, date(2026, 10, 26), date(2026, 12, 6), "November 2026"),
        (Mode.WEEK, date(2026, 11, 9), date(2026, 11, 15), "9 Nov to 15 Nov 2026"),
        (Mode.WORK_WEEK, date(2026, 11, 9), date(2026, 11, 13), "9 Nov to 13 Nov 2026"),
        (Mode.DAY, date(2026, 11, 11), date(2026, 11, 11), "Wed 11 Nov 2026"),
        (Mode.AGENDA, date(2026, 11, 11), date(2026, 12, 8), "11 Nov to 8 Dec 2026"),
    ],
)
def test_each_view_shows_its_days_around_the_anchor(
    mode: Mode, first: date, last: date, title: str
) -> None:
    anchor = date(2026, 11, 11)
    span = span_of(mode, anchor)
    assert (span.first, span.last, title_of(mode, anchor)) == (first, last, title)
    assert stepped(mode, stepped(mode, anchor, 1), -1) == anchor


def _computed(office: Office, case: Case) -> Deadline:
    count = RuleCount(trigger_on=date(2026, 11, 2), n=14)
    return office.do(
        AddComputedDeadline(case=case.id, title="Reply", trigger="Served", count=count)
    ).value


def _days_of(office: Office, kind: EntryKind, first: date | None = None) -> list[date]:
    span = office.ask(CalendarRange(first=first, which=EntryFilter(kinds=frozenset({kind}))))
    return [entry.on for entry in span.entries]


def _has_rows_at_the_end(page: CalendarPage, count: int) -> bool:
    QTest.keyClick(page._agenda, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    return _has_rows(page, count)


def _has_rows(page: CalendarPage, count: int) -> bool:
    return page._agenda.table.rowCount() == count


def _days_of_hearings(office: Office) -> list[date]:
    return _days_of(office, EntryKind.HEARING)


@pytest.mark.parametrize("height", [76, 77, 78])
def test_a_day_in_six_weeks_of_a_small_screen_shows_two_entries(
    office: Office, case: Case, today: date, height: int
) -> None:
    for number in range(3):
        office.do(AddTask(case=case.id, title=f"Call {number}", due_on=today))
    entries = office.ask(CalendarRange(first=today, last=today)).entries
    area = QRect(0, 0, 150, height)
    first, second, rest = laid_out(area, entries, len(entries), holiday=False)
    assert (first.entry, second.entry, rest.more) == (*entries[:2], 1)
    assert second.area.bottom() < area.bottom()
    assert not rest.area.intersects(first.area)
