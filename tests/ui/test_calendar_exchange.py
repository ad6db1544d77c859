"""File > Import court feed and Export calendar on a real office."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.services.cases import OpenCase
from app.services.deadlines import CaseDates
from app.services.hearings import SetHearing
from app.services.office import Office
from app.ui.calendar_exchange import ACTIONS
from app.ui.calendar_exchange.feed_table import FeedTable
from app.ui.calendar_exchange.sending_out import ExportCalendarForm, export_calendar
from app.ui.calendar_exchange.taking_in import ImportFeedForm, import_feed
from app.ui.desk import Desk
from app.ui.person_choice import PersonChoice
from app.ui.shell import Identity, Shell
from app.ui.widgets import SegmentedControl
from tests.conftest import ZONE
from tests.ui.checks import shown_texts, unnamed_focusable

SOON = datetime.now(ZoneInfo(ZONE)).date() + timedelta(days=60)
FEED = """BEGIN:VCALENDAR\r
X-WR-CALNAME:Riverside Superior, Dept 4\r
BEGIN:VEVENT\r
UID:1@court.example\r
DTSTART:{day}T093000\r
SUMMARY:Arraignment 2026-00417\r
LOCATION:Dept 4\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@court.example\r
DTSTART:{day}T140000\r
SUMMARY:Sentencing of somebody\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3@court.example\r
SUMMARY:<b>Without</b> a day\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feed.ics"
    path.write_text(FEED.format(day=f"{SOON:%Y%m%d}"), "utf-8", newline="")
    return path


@pytest.fixture
def shell(office: Office, case: Case, qtbot: QtBot) -> Iterator[Shell]:
    del case  # it is there before the window looks
    desk = Desk(office)
    window = Shell(desk, (), ACTIONS, Identity("A. Rivera", "Prosecutor", "Riverside County"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


def looked_over(shell: Shell, file: Path, qtbot: QtBot) -> tuple[ImportFeedForm, FeedTable]:
    form = import_feed(shell)
    form.choose(str(file))
    (table,) = form.findChildren(FeedTable)
    qtbot.waitUntil(lambda: table.table.rowCount() == 3)
    return form, table


def test_enter_after_the_path_looks_the_file_over(shell: Shell, file: Path, qtbot: QtBot) -> None:
    form = import_feed(shell)
    QTest.keyClicks(form._path, str(file))
    QTest.keyClick(form._path, Qt.Key.Key_Return)
    (table,) = form.findChildren(FeedTable)
    qtbot.waitUntil(lambda: table.table.rowCount() == 3)
    assert form.isVisible()


def cells(table: FeedTable, line: int) -> list[str]:
    """Return whether a row is ticked, empty where it cannot be, then its words."""
    model, row = table.table, table.shown()[line]
    ticked = "Yes" if table.is_ticked(row) else "No" if row.can_be_ticked else ""
    return [
        ticked,
        *(str(model.data(model.index(line, at))) for at in range(1, model.columnCount())),
    ]


def test_a_feed_is_looked_over_ticked_by_key_and_taken_in(
    shell: Shell, case: Case, office: Office, file: Path, qtbot: QtBot
) -> None:
    form, table = looked_over(shell, file, qtbot)
    assert unnamed_focusable(form) == []
    assert [cells(table, line)[:2] for line in range(3)] == [
        ["Yes", "New"],
        ["", "No case"],
        ["", "Left out"],
    ]
    assert cells(table, 2)[4] == "<b>Without</b> a day"
    assert "1 of 3 events ticked" in shown_texts(form)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert cells(table, 0)[0] == "No"
    assert "0 of 3 events ticked" in shown_texts(form)
    QTest.keyClick(table, Qt.Key.Key_Space)
    form.commit()
    qtbot.waitUntil(
        lambda: "1 event of Riverside Superior, Dept 4 was taken in." in shown_texts(shell)
    )
    (line,) = office.ask(CaseDates(case.id)).hearings
    assert (line.hearing.kind, line.hearing.courtroom) == ("ARR", "Dept 4")
    shell.undo()
    qtbot.waitUntil(lambda: office.ask(CaseDates(case.id)).hearings == ())


def test_an_event_of_no_case_is_given_one(
    shell: Shell, case: Case, office: Office, file: Path, qtbot: QtBot
) -> None:
    form, table = looked_over(shell, file, qtbot)
    table.pick("2@court.example\n")
    assert any("Choose the case" in text for text in shown_texts(form))
    form.give_case()
    assert any("Choose an event, then name its case." in text for text in shown_texts(form))
    QTest.keyClick(table, Qt.Key.Key_Return)
    box = form._case.content
    QTest.keyClicks(box, "2026-00417")
    qtbot.waitUntil(lambda: form._case.value() == case.id)
    form.give_case()
    qtbot.waitUntil(lambda: cells(table, 1)[:2] == ["Yes", "New"])
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(CaseDates(case.id)).hearings) == 2)


def test_what_is_taken_in_is_what_was_shown(
    shell: Shell, case: Case, office: Office, file: Path, qtbot: QtBot
) -> None:
    form, _table = looked_over(shell, file, qtbot)
    file.write_text(file.read_text("utf-8").replace("T093000", "T101500"), "utf-8", newline="")
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(CaseDates(case.id)).hearings) == 1)
    (line,) = office.ask(CaseDates(case.id)).hearings
    assert f"{line.hearing.local:%H:%M}" == "09:30"


def test_what_was_shown_is_not_taken_in_while_another_file_is_looked_over(
    shell: Shell, case: Case, office: Office, file: Path, qtbot: QtBot
) -> None:
    form, table = looked_over(shell, file, qtbot)
    other = file.with_name("other.ics")
    other.write_text(file.read_text("utf-8").replace("T093000", "T101500"), "utf-8", newline="")
    form.choose(str(other))
    form.commit()  # before the answer is there
    qtbot.waitUntil(lambda: "10:15" in cells(table, 0)[2])
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    assert office.ask(CaseDates(case.id)).hearings == ()
    assert form.isVisible()


def test_what_is_typed_while_a_file_is_looked_over_stays(
    shell: Shell, file: Path, qtbot: QtBot
) -> None:
    form = import_feed(shell)
    form.choose(str(file))
    form._court.set_value("Superior Court")
    (table,) = form.findChildren(FeedTable)
    qtbot.waitUntil(lambda: table.table.rowCount() == 3)
    assert form._court.value() == "Superior Court"
    form.commit()  # looks it over with the court
    qtbot.waitUntil(lambda: form._feed.value() == "Riverside Superior, Dept 4")
    assert form.isVisible()


def test_what_is_no_calendar_keeps_the_form_and_says_why(
    shell: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_text("no calendar")
    form = import_feed(shell)
    form.commit()
    assert any("Fill this in." in text for text in shown_texts(form))
    form.choose(str(bad))
    qtbot.waitUntil(lambda: any("no calendar file" in text for text in shown_texts(form)))
    assert form.isVisible()
    form.reject()


def test_a_file_may_be_dropped(shell: Shell, file: Path, qtbot: QtBot) -> None:
    form = import_feed(shell)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    form.dropEvent(drop)
    (table,) = form.findChildren(FeedTable)
    qtbot.waitUntil(lambda: table.table.rowCount() == 3)
    form.reject()


def test_the_offices_days_are_written_and_said(
    shell: Shell, case: Case, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    office.do(SetHearing(case=case.id, kind="ARR", on=SOON, clock=time(9)))
    form = export_calendar(shell)
    assert unnamed_focusable(form) == []
    path = tmp_path / "days.ics"
    form.write(str(path))
    qtbot.waitUntil(
        lambda: any(
            "1 hearing and 0 other dates were written to days.ics" in t for t in shown_texts(shell)
        )
    )
    assert "State v. Roe" in path.read_text("utf-8")


def test_whose_days_and_which(office: Office, shell: Shell, case: Case, qtbot: QtBot) -> None:
    form = ExportCalendarForm(shell, case.id)
    form.open()
    assert form.query().case == case.id
    (whose,) = form.findChildren(SegmentedControl)
    whose.set_value("person")
    whose.picked.emit("person")
    person = form._person.content
    assert isinstance(person, PersonChoice)
    assert person.isVisible()
    qtbot.waitUntil(lambda: person.count() > 1)
    assert form.query().person == office.actor.user
    person.setCurrentIndex(0)
    form.commit()
    assert any("Choose whose days they are." in text for text in shown_texts(form))
    person.setCurrentIndex(1)
    assert form.query().person is not None
    assert form.query().case is None
    form.reject()
