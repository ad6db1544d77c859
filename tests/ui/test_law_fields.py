"""The law a date is counted by, in the form: that of the case's court first, and any other."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.court_calendars import court_calendar
from app.domain.free_counts import METHODS
from app.i18n.courthouse import courthouse
from app.services.cases import OpenCase
from app.services.courtrooms import AddCourtroom, Courtrooms
from app.services.deadlines import AddDeadline, CaseDates
from app.services.office import Office
from app.ui import wording
from app.ui.calendar import PAGE
from app.ui.calendar_choice import CalendarChoice
from app.ui.courtrooms import CourtroomForm
from app.ui.deadline_forms import AmendDeadlineForm, DeadlineForm
from app.ui.deadlines import ACTIONS
from app.ui.drafts.sheet import reopen
from app.ui.form import FormDialog
from app.ui.shell.window import Shell
from app.ui.widgets import CheckRow, Choice, Field
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable
from tests.ui.page_shell import page_shell


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    with page_shell(office, qtbot, PAGE, ACTIONS) as window:
        yield window


@pytest.fixture
def roe(office: Office) -> Case:
    office.do(AddCourtroom(court="Superior Court", room="12", calendar="CA-courts"))
    office.do(AddCourtroom(court="King County", room="4", calendar="WA-courts"))
    opened = OpenCase(title="People v. Roe", number="2026-00417", court="Superior Court")
    return office.do(opened).value


@pytest.fixture
def form(shell: Shell, roe: Case, qtbot: QtBot) -> DeadlineForm:
    made = DeadlineForm(shell, roe.id)
    made.open()
    qtbot.waitUntil(lambda: chosen(made, "method") == "ca_ccp12")
    qtbot.waitUntil(lambda: says(made, "California courts"))
    return made


def field(form: FormDialog, name: str) -> Field:
    (found,) = (each for each in form.findChildren(Field) if each.name == name)
    return found


def chosen(form: FormDialog, name: str) -> object:
    return field(form, name).value()


def put(form: FormDialog, **values: object) -> None:
    for name, value in values.items():
        field(form, name.replace("_n", ".n")).content.set_value(value)  # type: ignore[attr-defined]  # every input has it


def choose(form: FormDialog, name: str, value: str) -> None:
    content = field(form, name).content
    assert isinstance(content, Choice)
    content.set_value(value)


def says(form: FormDialog, words: str) -> bool:
    return any(words in text for text in shown_texts(form))


def test_the_law_of_the_cases_court_stands_there_and_is_said(
    office: Office, roe: Case, form: DeadlineForm, qtbot: QtBot
) -> None:
    assert chosen(form, "calendar") == "CA-courts"
    assert says(form, "Counted by Cal. Code Civ. Proc. 12, 12a. Holidays of: California courts.")
    put(form, title="Reply", trigger="Served")
    field(form, "trigger_on").content.set_day(date(2027, 3, 17))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: says(form, "Due Thu 1 Apr 2027"))
    assert says(form, "Cesar Chavez Day")
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(CaseDates(roe.id)).deadlines) == 1)
    (held,) = office.ask(CaseDates(roe.id)).deadlines
    assert (held.engine, held.calendar) == ("ca_ccp12/1", "CA-courts")
    assert held.due_on == date(2027, 4, 1)


@pytest.mark.parametrize("method", METHODS)
def test_each_law_shows_what_it_asks_and_nothing_else(form: DeadlineForm, method: str) -> None:
    law = METHODS[method]
    choose(form, "method", method)
    shown = {each.name for each in form.findChildren(Field) if not each.isHidden()}
    assert ("clock" in shown) is law.counts_hours
    assert ("service.added_days" in shown) is law.takes_service
    assert ("closed" in shown) is law.is_federal
    (in_court_days,) = (
        row for row in form.findChildren(CheckRow) if row.text().startswith("The days for service")
    )
    assert in_court_days.isHidden() is not law.serves_in_court_days
    assert chosen(form, "period.unit") in law.units
    assert chosen(form, "direction") in law.directions
    assert chosen(form, "calendar") == (law.calendar or "CA-courts")
    assert says(form, law.citation)
    assert labels_that_guess(form) == []
    assert unnamed_focusable(form) == []


def test_what_another_law_does_not_ask_is_not_sent(form: DeadlineForm, qtbot: QtBot) -> None:
    field(form, "trigger_on").content.set_day(date(2027, 3, 17))  # type: ignore[attr-defined]
    field(form, "service.added_days").content.set_value("5")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: says(form, "Due Mon 5 Apr 2027"))
    choose(form, "method", "tx_gov311")
    qtbot.waitUntil(lambda: says(form, "Due Wed 31 Mar 2027"))


def test_hours_ask_for_the_moment_and_name_it(form: DeadlineForm, qtbot: QtBot) -> None:
    choose(form, "method", "elapsed_hours_no_roll")
    field(form, "trigger_on").content.set_day(date(2027, 3, 17))  # type: ignore[attr-defined]
    assert says(form, "No date yet")
    field(form, "clock").content.set_value("9:30")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: says(form, "Due Wed 17 Mar 2027"))
    assert says(form, "23:30") or says(form, "11:30")


def test_holidays_of_other_courts_are_pointed_out(form: DeadlineForm) -> None:
    choose(form, "calendar", "US-FED")
    described = field(form, "calendar").content.accessibleDescription
    assert described() == "The courts of this law keep another calendar: California courts."
    choose(form, "method", "fed_rule45")
    assert described() == ""


@pytest.mark.usefixtures("roe")
def test_where_no_law_is_known_nothing_is_chosen_for_the_user(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    doe = office.do(OpenCase(title="State v. Doe", court="King County")).value
    form = DeadlineForm(shell, doe.id)
    form.open()
    qtbot.waitUntil(lambda: says(form, "no method of this court's own law"))
    assert chosen(form, "method") is None
    put(form, title="Reply", trigger="Served")
    field(form, "trigger_on").content.set_day(date(2027, 3, 17))  # type: ignore[attr-defined]
    form.commit()
    assert field(form, "method").has_error
    assert office.ask(CaseDates(doe.id)).deadlines == ()


def test_a_law_chosen_by_hand_is_not_taken_away(shell: Shell, roe: Case, qtbot: QtBot) -> None:
    form = DeadlineForm(shell, roe.id)
    choose(form, "method", "fl_2514")
    form.open()
    qtbot.waitUntil(lambda: form.court is not None)
    assert (chosen(form, "method"), chosen(form, "calendar")) == ("fl_2514", "FL-2514")


def test_a_law_chosen_by_hand_comes_back_after_a_lock(
    shell: Shell, form: DeadlineForm, qtbot: QtBot
) -> None:
    choose(form, "method", "fed_rule45")
    choose(form, "calendar", "FL-2514")
    sheet = form.sheet()
    assert sheet is not None
    form.reject()
    again = reopen(shell, sheet)
    assert isinstance(again, DeadlineForm)
    qtbot.waitUntil(lambda: again.court is not None)
    assert (chosen(again, "method"), chosen(again, "calendar")) == ("fed_rule45", "FL-2514")


def test_what_comes_by_itself_is_no_draft(form: DeadlineForm) -> None:
    assert form.sheet() is None
    choose(form, "method", "tx_gov311")
    assert form.sheet() is not None


def test_typed_court_days_go_by_the_court_of_the_forms_case(
    office: Office, shell: Shell, roe: Case, qtbot: QtBot
) -> None:
    owed = office.do(AddDeadline(case=roe.id, title="Brief", due_on=date(2027, 3, 17))).value
    form = AmendDeadlineForm(shell, owed)
    form.open()
    qtbot.waitUntil(lambda: form.court is not None)
    day = field(form, "due_on")
    day.content.clear()  # type: ignore[attr-defined]  # a DateInput
    QTest.keyClicks(day.content, "90cd")
    meant = court_calendar("CA-courts").nth_after(courthouse.today(), 90)
    assert day.value() == meant
    assert meant != court_calendar("US-FED").nth_after(courthouse.today(), 90)
    words = f"{wording.long_day(meant)}, 90 court days (California courts)"
    qtbot.waitUntil(lambda: words in day.content.accessibleDescription())


def test_a_room_is_given_its_calendar(office: Office, shell: Shell, qtbot: QtBot) -> None:
    form = CourtroomForm(shell)
    form.open()
    calendars = field(form, "calendar").content
    assert isinstance(calendars, CalendarChoice)
    qtbot.waitUntil(lambda: calendars.count() > 2)
    put(form, court="District Court", room="3")
    choose(form, "calendar", "TX-courts")
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(Courtrooms())) == 1)
    (room,) = office.ask(Courtrooms())
    assert room.calendar == "TX-courts"
    change = CourtroomForm(shell, room)
    change.open()
    offered = field(change, "calendar").content
    assert isinstance(offered, CalendarChoice)
    qtbot.waitUntil(lambda: offered.title() == "Texas courts")
    offered.set_value("NY-GCL24")
    change.commit()
    qtbot.waitUntil(lambda: office.ask(Courtrooms())[0].calendar == "NY-GCL24")
