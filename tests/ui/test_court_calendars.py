"""Court calendars in the Settings: a year's days, entering, striking, taking out, files, roles."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.court_calendars import CALENDAR_IDS
from app.domain.court_days import CourtDayKind
from app.domain.users import OfficeRole
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
from app.ui.form import FormDialog
from app.ui.page import Section
from app.ui.pages import ACTIONS, PAGES, identity_of
from app.ui.shell import Shell

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
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    tab.table.setFocus()
    tab.frame.undo()
    qtbot.waitUntil(lambda: date(2026, 12, 24) not in [day.on for day in rows(tab)])


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
