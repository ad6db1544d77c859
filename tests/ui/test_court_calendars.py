"""Court calendars in the Settings: a year's days, entering, striking, taking out, files, roles."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.court_calendars import CALENDAR_IDS
from app.domain.court_days import CourtDayKind
from app.domain.errors import Cancelled
from app.domain.users import OfficeRole
from app.i18n.sentences import sentence
from app.services.cases import OpenCase
from app.services.clocks import ClocksOfCase, StartClock
from app.services.court_calendars import (
    AddCourtDays,
    AddOfficeCalendar,
    CalendarDay,
    CalendarDays,
    CourtCalendarList,
    NewCourtDay,
    RemovedCourtDays,
)
from app.services.office import Office
from app.ui.court_calendars.forms import CourtDayForm, OfficeCalendarForm, RemoveDayForm
from app.ui.court_calendars.importing import HolidayReportDialog, ImportHolidaysForm
from app.ui.court_calendars.tab import CourtCalendarsTab
from app.ui.desk import Desk
from app.ui.form import FormDialog, fields_of
from app.ui.page import Section
from app.ui.pages import ACTIONS, PAGES, identity_of
from app.ui.shell import Shell
from app.ui.widgets import Button
from app.ui.work_part import WorkPart
from tests.ui.checks import shown_texts, unnamed_focusable

FILES = Path(__file__).resolve().parents[1] / "interchange" / "holidays"
FRIDAY = date(2026, 4, 17)
COLUMBUS = date(2026, 10, 12)


def opened(qtbot: QtBot, office: Office) -> tuple[Desk, CourtCalendarsTab]:
    desk = Desk(office)
    shell = Shell(desk, PAGES, ACTIONS, identity_of(office))
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    with qtbot.waitActive(shell):
        shell.activateWindow()
    shell.go(Section.SETTINGS, "calendars")
    page = shell.view(Section.SETTINGS)
    tab = page.tabs.page("calendars")  # type: ignore[attr-defined]  # the Settings' own page
    assert isinstance(tab, CourtCalendarsTab)
    qtbot.waitUntil(lambda: tab.table.table.rowCount() > 0)
    return desk, tab


@pytest.fixture
def tab(qtbot: QtBot, office: Office) -> Iterator[CourtCalendarsTab]:
    entered = NewCourtDay(on=FRIDAY, name="Storm", kind=CourtDayKind.CLOSURE, source="Order 26-3")
    office.do(AddCourtDays(calendar="US-FED", days=(entered,)))
    desk, tab = opened(qtbot, office)
    show(qtbot, tab, 2026, FRIDAY)
    yield tab
    desk.close()


def show(qtbot: QtBot, tab: CourtCalendarsTab, year: int, on: date) -> None:
    tab.year.set_value(year)
    qtbot.waitUntil(lambda: on in [day.on for day in rows(tab)])
    tab.table.pick(on)


def is_struck(day: CalendarDay) -> bool:
    return day.entry is not None and day.entry.kind is CourtDayKind.OPEN


def rows(tab: CourtCalendarsTab) -> list[CalendarDay]:
    model = tab.table.table
    found = (model.row_at(model.index(line, 0)) for line in range(model.rowCount()))
    return [day for day in found if isinstance(day, CalendarDay)]


def form(qtbot: QtBot, kind: type[FormDialog]) -> FormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def day_of(office: Office, on: date, calendar: str = "US-FED") -> list[CalendarDay]:
    return list(office.ask(CalendarDays(calendar=calendar, first=on, last=on)))


@pytest.fixture
def busy(tab: CourtCalendarsTab) -> threading.Event:
    """Set, it lets the writer go on with the next command; until then it works at another one."""
    free = threading.Event()
    tab.desk.work("Something else", lambda _work: free.wait(5), tab)
    return free


def test_a_day_that_takes_a_while_is_stopped_in_its_form_and_nothing_is_written(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot, busy: threading.Event
) -> None:
    start_clock(office)
    tab.add()
    dialog = form(qtbot, CourtDayForm)
    for name, typed in (("on", "4/16/2026"), ("name", "Storm"), ("source", "Order 26-3")):
        next(f for f in fields_of(dialog) if f.name == name).content.setProperty("text", typed)
    dialog.commit()
    part = dialog.findChildren(WorkPart)[0]
    qtbot.waitUntil(part.isVisible)
    assert unnamed_focusable(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert part.words == "Stopping…"
    busy.set()
    told = sentence(Cancelled("clocks.cancelled"))
    qtbot.waitUntil(lambda: told in shown_texts(dialog))
    assert not part.isVisible()
    assert not day_of(office, date(2026, 4, 16))
    with qtbot.waitSignal(dialog.committed):
        dialog.commit()
    assert [day.name for day in day_of(office, date(2026, 4, 16))] == ["Storm"]


def test_taking_back_is_stopped_below_and_can_be_asked_for_again(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot
) -> None:
    start_clock(office)
    new = NewCourtDay(on=date(2026, 4, 16), name="Storm", source="Order 26-3")
    with qtbot.waitSignal(tab.desk.undo_changed):
        tab.desk.do(AddCourtDays(calendar="US-FED", days=(new,)), tab)
    shell = tab.window()
    assert isinstance(shell, Shell)
    free = threading.Event()
    tab.desk.work("Something else", lambda _work: free.wait(5), tab)
    shell.undo()
    next(b for b in shell.status.findChildren(Button) if b.label == "Cancel").click()
    assert "Stopping…" in shown_texts(shell.status)
    free.set()
    told = sentence(Cancelled("clocks.cancelled"))
    qtbot.waitUntil(lambda: shell.message_bar.text == told)
    assert day_of(office, date(2026, 4, 16))
    assert tab.desk.can_undo()
    shell.undo()
    qtbot.waitUntil(lambda: not day_of(office, date(2026, 4, 16)))


def start_clock(office: Office) -> None:
    """Start a clock that counts by the federal calendar, so that there is one to follow."""
    case = office.do(OpenCase(title="State v. Roe")).value.id
    today = office.ask(ClocksOfCase(case=case)).today
    facts = (("clock_start", (today - timedelta(days=30)).isoformat()),)
    office.do(StartClock(case=case, regime="US-STA-70", facts=facts))


def test_the_year_shows_holidays_and_what_the_office_entered(tab: CourtCalendarsTab) -> None:
    days = {day.on: day for day in rows(tab)}
    assert len(days) == 12
    assert days[FRIDAY].name == "Storm"
    assert "Storm" in tab._day_head.text()
    assert "both readings" in tab._day_text.text()
    assert not tab._change.isHidden()
    assert tab._strike.isHidden()


def test_a_day_is_entered_by_keyboard_and_taken_back(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot
) -> None:
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Insert)
    dialog = form(qtbot, CourtDayForm)
    assert isinstance(dialog, CourtDayForm)
    QTest.keyClicks(dialog._on.content, "12/23/2026")
    QTest.keyClicks(dialog._last.content, "12/24/2026")
    QTest.keyClicks(dialog._name.content, "Snow")
    dialog.commit()
    assert dialog._source.has_error
    QTest.keyClicks(dialog._source.content, "Order 26-9")
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog._source.content, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: date(2026, 12, 24) in [day.on for day in rows(tab)])
    assert len(day_of(office, date(2026, 12, 23))) == 1
    qtbot.waitUntil(lambda: tab.table.current_key() == date(2026, 12, 23))
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    tab.table.setFocus()
    tab.frame.undo()
    qtbot.waitUntil(lambda: date(2026, 12, 24) not in [day.on for day in rows(tab)])


def test_a_day_of_another_year_is_gone_to_once_it_is_entered(
    tab: CourtCalendarsTab, qtbot: QtBot
) -> None:
    tab.add()
    dialog = form(qtbot, CourtDayForm)
    assert isinstance(dialog, CourtDayForm)
    QTest.keyClicks(dialog._on.content, "3/9/2027")
    QTest.keyClicks(dialog._name.content, "Flood")
    QTest.keyClicks(dialog._source.content, "Order 27-1")
    dialog.commit()
    qtbot.waitUntil(lambda: tab.table.current_key() == date(2027, 3, 9))
    assert tab.year.value() == 2027
    assert "Flood" in tab._day_head.text()


def test_a_day_that_is_closed_already_is_refused_beside_its_field(
    tab: CourtCalendarsTab, qtbot: QtBot
) -> None:
    tab.add()
    dialog = form(qtbot, CourtDayForm)
    assert isinstance(dialog, CourtDayForm)
    QTest.keyClicks(dialog._on.content, "10/12/2026")
    QTest.keyClicks(dialog._name.content, "X")
    QTest.keyClicks(dialog._source.content, "X")
    dialog.commit()
    qtbot.waitUntil(lambda: dialog._on.has_error)
    dialog.reject()


def test_a_holiday_is_struck_out_and_comes_back(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot
) -> None:
    tab.table.pick(COLUMBUS)
    tab.strike()
    dialog = form(qtbot, CourtDayForm)
    assert isinstance(dialog, CourtDayForm)
    assert dialog._last.isHidden()
    QTest.keyClicks(dialog._source.content, "General order 441")
    dialog.commit()
    qtbot.waitUntil(lambda: any(is_struck(day) for day in rows(tab)))
    (day,) = day_of(office, COLUMBUS)
    assert is_struck(day)
    tab.table.pick(COLUMBUS)
    qtbot.waitUntil(tab._strike.isHidden)
    tab.remove()
    out = form(qtbot, RemoveDayForm)
    assert isinstance(out, RemoveDayForm)
    out.commit()
    assert out._reason.has_error
    QTest.keyClicks(out._reason.content, "Order vacated")
    out.commit()
    qtbot.waitUntil(lambda: not any(is_struck(day) for day in rows(tab)))
    assert office.ask(RemovedCourtDays(calendar="US-FED"))[0].reason == "Order vacated"
    qtbot.waitUntil(tab._removed.isVisible)


def test_an_entry_is_changed(tab: CourtCalendarsTab, qtbot: QtBot) -> None:
    tab.change()
    dialog = form(qtbot, CourtDayForm)
    assert isinstance(dialog, CourtDayForm)
    dialog._kind_input.set_value(CourtDayKind.INACCESSIBLE)
    dialog.commit()
    qtbot.waitUntil(lambda: _kinds(tab) == {CourtDayKind.INACCESSIBLE})


def _kinds(tab: CourtCalendarsTab) -> set[CourtDayKind]:
    return {day.entry.kind for day in rows(tab) if day.entry is not None}


def test_new_years_day_on_a_saturday_stands_in_the_year_before(
    tab: CourtCalendarsTab, qtbot: QtBot
) -> None:
    show(qtbot, tab, 2027, date(2027, 12, 31))
    assert "Sat 1 Jan 2028" in [value for _, value in _facts(tab)]
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: rows(tab)[0].on == date(2028, 1, 17))
    QTest.keyClick(tab.table, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: rows(tab)[-1].on == date(2027, 12, 31))


def _facts(tab: CourtCalendarsTab) -> list[tuple[str, str]]:
    from app.ui.court_calendars.words import day_facts  # noqa: PLC0415

    day = tab._day()
    assert day is not None
    return day_facts(day)


def test_a_calendar_is_made_chosen_and_kept_while_in_use(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot
) -> None:
    tab.make_calendar()
    dialog = form(qtbot, OfficeCalendarForm)
    assert isinstance(dialog, OfficeCalendarForm)
    QTest.keyClicks(dialog._title.content, "Riverside")
    dialog._based_on.content.set_value("CA-courts")  # type: ignore[attr-defined]  # a Choice
    dialog.commit()
    qtbot.waitUntil(lambda: len(tab._lines) == len(CALENDAR_IDS) + 1)
    qtbot.waitUntil(lambda: tab._calendar_head.text() == "Riverside")
    assert tab.which.value() == "OFFICE-RIVERSIDE"
    tab.choose_calendar()
    qtbot.waitUntil(tab._in_use.isVisible)
    tab.remove_calendar()
    qtbot.waitUntil(lambda: len(office.ask(CourtCalendarList())) == len(CALENDAR_IDS) + 1)
    assert tab._choose.isHidden()
    tab.change_calendar()
    dialog = form(qtbot, OfficeCalendarForm)
    assert isinstance(dialog, OfficeCalendarForm)
    assert not dialog._based_on.content.isEnabled()
    dialog._note.content.set_value("Riverside only")  # type: ignore[attr-defined]  # a ProseInput
    dialog.commit()
    qtbot.waitUntil(lambda: "Riverside only" in tab._calendar_text.text())


def test_a_calendar_of_nothing_says_that_nothing_is_known(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot
) -> None:
    made = office.do(AddOfficeCalendar(title="Bare")).value
    tab.refresh()
    qtbot.waitUntil(lambda: len(tab._lines) == len(CALENDAR_IDS) + 1)
    tab.which.set_value(made.code)
    qtbot.waitUntil(lambda: tab.table.table.rowCount() == 0)
    qtbot.waitUntil(lambda: not tab._day_card.isVisible())


def test_a_file_is_looked_over_and_taken_in_as_one_act(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot
) -> None:
    tab.import_days()
    dialog = form(qtbot, ImportHolidaysForm)
    assert isinstance(dialog, ImportHolidaysForm)
    dialog.choose(str(FILES / "county.csv"))
    dialog.look_over()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HolidayReportDialog))
    report = QApplication.activeModalWidget()
    assert isinstance(report, HolidayReportDialog)
    assert report.table.table.rowCount() == 4
    report.accept()
    dialog.commit()
    qtbot.waitUntil(lambda: len(day_of(office, date(2026, 12, 24))) == 1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    tab.table.setFocus()
    tab.frame.undo()
    qtbot.waitUntil(lambda: day_of(office, date(2026, 12, 24)) == [])


def test_a_table_of_many_states_asks_which_rows_are_meant(
    tab: CourtCalendarsTab, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "states.csv"
    path.write_text("jurisdiction,date,name\nTX,2026-03-02,Texas\nIL,2026-03-02,Pulaski\n", "utf-8")
    tab.import_days()
    dialog = form(qtbot, ImportHolidaysForm)
    assert isinstance(dialog, ImportHolidaysForm)
    dialog.choose(str(path))
    dialog.commit()
    field = dialog._only["jurisdiction"]
    qtbot.waitUntil(dialog._trouble.isVisible)
    dialog.look_over()
    qtbot.waitUntil(field.isVisible)
    field.content.set_value("TX")  # type: ignore[attr-defined]  # a Choice
    dialog.commit()
    qtbot.waitUntil(lambda: [day.name for day in day_of(office, date(2026, 3, 2))] == ["Texas"])


def test_a_calendar_is_saved_and_a_year_printed(
    tab: CourtCalendarsTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for act, name in ((tab.save, "days.json"), (tab.print, "days.pdf")):
        to = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=to: (str(chosen), ""))
        act()
        qtbot.waitUntil(to.is_file)
    assert (tmp_path / "days.pdf").read_bytes().startswith(b"%PDF")
    assert "Storm" not in (tmp_path / "days.json").read_text("utf-8")


def test_others_read_and_cannot_enter(qtbot: QtBot, office: Office) -> None:
    office.actor = replace(office.actor, role=OfficeRole.PARALEGAL)
    desk, tab = opened(qtbot, office)
    for button in (tab._add, tab._import, tab._make, tab._choose):
        assert not button.isVisible()
    tab.add()
    tab.import_days()
    tab.make_calendar()
    assert QApplication.activeModalWidget() is None
    desk.close()
