"""Choosing a day where one sees how full the days around it are."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.i18n.courthouse import courthouse
from app.services.calendar import CalendarRange
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from app.services.kept_calendars import CourtCalendarOf
from app.services.office import Office
from app.ui import wording
from app.ui.day_field import DayField
from app.ui.desk import Desk
from app.ui.load_strip import DAYS, LoadStrip
from app.ui.widgets import DateInput
from app.ui.widgets.painting import text_width
from tests.ui.checks import labels_that_guess

FRIDAY = date(2026, 11, 27)
THANKSGIVING = date(2026, 11, 26)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


@pytest.fixture
def field(office: Office, desk: Desk, qtbot: QtBot) -> DayField:
    case = office.do(OpenCase(title="State v. <b>Roe</b>")).value
    for _ in range(3):
        office.do(AddDeadline(case=case.id, title="Brief", due_on=FRIDAY))
    made = DayField(desk, "on", "Day", FRIDAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: said_of(made, FRIDAY) is not None)
    return made


def strip(field: DayField) -> LoadStrip:
    (found,) = field.findChildren(LoadStrip)
    return found


def said_of(field: DayField, day: date) -> str | None:
    model = strip(field).model()
    cells = [model.index(0, n) for n in range(model.columnCount())]
    said = [str(cell.data(Qt.ItemDataRole.AccessibleTextRole)) for cell in cells]
    return next((words for words in said if words.startswith(wording.long_day(day))), None)


def test_the_days_around_it_say_how_full_and_how_closed_they_are(field: DayField) -> None:
    assert strip(field).model().columnCount() == DAYS
    assert said_of(field, FRIDAY) == "Friday, 27 November 2026; chosen; 3 things that day"
    assert said_of(field, THANKSGIVING) == (
        "Thursday, 26 November 2026; Nothing else that day;"
        " The courts are closed that day (Thanksgiving Day)"
    )
    assert labels_that_guess(field) == []


def test_a_screen_reader_finds_each_day_of_the_strip(field: DayField) -> None:
    interface = QAccessible.queryAccessibleInterface(strip(field))
    cells = [interface.child(n) for n in range(interface.childCount())]
    days = [c for c in cells if c.role() is QAccessible.Role.Cell]
    assert len(days) == DAYS
    assert all("2026" in day.text(QAccessible.Text.Name) for day in days)
    QAbstractItemModelTester(strip(field).model())


def test_a_click_chooses_and_the_arrow_keys_walk(field: DayField, qtbot: QtBot) -> None:
    view = strip(field)
    place = next(
        n
        for n in range(DAYS)
        if "25 November" in str(view.model().index(0, n).data(Qt.ItemDataRole.ToolTipRole))
    )
    at = view.visualRect(view.model().index(0, place)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert field.value() == date(2026, 11, 25)
    QTest.keyClick(field.content, Qt.Key.Key_Up)
    assert field.value() == THANKSGIVING
    described = field.content.accessibleDescription
    assert "The courts are closed that day (Thanksgiving Day)." in described()
    for _ in range(10):
        QTest.keyClick(field.content, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: said_of(field, date(2026, 12, 12)) is not None)


def test_what_was_counted_is_said_with_the_day(
    office: Office, field: DayField, qtbot: QtBot
) -> None:
    courthouse.hang_up(office.ask(CourtCalendarOf()))
    field.content.clear()  # type: ignore[attr-defined]  # a DateInput
    QTest.keyClicks(field.content, "10cd")
    day = field.value()
    qtbot.waitUntil(lambda: said_of(field, day) is not None)
    words = f"{wording.long_day(day)}, 10 court days (Federal courts). Nothing else that day."
    assert field.content.accessibleDescription() == words
    QTest.keyClick(field.content, Qt.Key.Key_Return)
    assert field.content.text() == wording.full_day(day)  # type: ignore[attr-defined]
    assert "10 court days" in field.content.accessibleDescription()


@pytest.mark.parametrize("typed", ["", "soon", "9999cd", "1/1/0001", "12/31/9999"])
def test_what_leads_nowhere_breaks_nothing(field: DayField, qtbot: QtBot, typed: str) -> None:
    field.content.setText(typed)  # type: ignore[attr-defined]  # a DateInput
    qtbot.wait(20)
    field.check()
    field.grab()


def test_without_a_day_the_next_ones_are_shown(office: Office, desk: Desk, qtbot: QtBot) -> None:
    made = DayField(desk, "on", "Day")
    qtbot.addWidget(made)
    today = office.ask(CalendarRange()).today
    qtbot.waitUntil(lambda: said_of(made, today) is not None)
    assert said_of(made, today + timedelta(days=5)) is not None
    assert "chosen" not in str(said_of(made, today))


def test_a_whole_day_fits_its_field_however_narrow_the_form(qtbot: QtBot) -> None:
    day = DateInput(date(2026, 9, 30))
    day.resize(day.minimumSizeHint())
    qtbot.addWidget(day)
    icon = 28
    assert text_width(day.text(), day.font()) + icon < day.width()
