"""The form that gives a hearing another day, and the docket, in a real window."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.hearings import ContinuedBy, Hearing, HearingStatus
from app.domain.ids import new_id
from app.domain.profiles import Profile
from app.domain.users import Actor, OfficeRole, UserId
from app.i18n.clocks import short_day
from app.services.cases import OpenCase
from app.services.clocks import StartClock
from app.services.courtrooms import AddCourtroom, Courtrooms
from app.services.deadlines import CaseDates
from app.services.hearings import Docket, ResultHearing, SetHearing
from app.services.office import Office
from app.services.tasks import AddTask, AmendTask, CaseTasks
from app.ui.another_day import AnotherDayForm, VacateForm, open_continuance, open_move
from app.ui.control_sheet import ControlSheetOptions, open_control_sheet
from app.ui.courtrooms import SETTINGS_TAB, CourtroomForm, CourtroomsTab
from app.ui.desk import Desk
from app.ui.docket import ACTIONS, PAGE, DocketPage
from app.ui.form import FormDialog
from app.ui.hearing_forms import (
    AmendHearingForm,
    SetHearingForm,
    set_hearing,
)
from app.ui.page import Section
from app.ui.paper import PaperPreview
from app.ui.reports import ReportsPage
from app.ui.result_form import ResultForm
from app.ui.room_note import RoomNote
from app.ui.shell.window import Shell
from app.ui.widgets import Button, DateInput, Field, PlainLabel
from tests.skipped_hours import next_skipping
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable
from tests.ui.page_shell import IDENTITY, page_shell

LONG = "\u05e9\U0001f600<b>" + "x" * 2_000


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def today(office: Office, case: Case) -> date:
    return office.ask(CaseDates(case.id)).today


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    with page_shell(office, qtbot, PAGE, ACTIONS) as window:
        yield window


@pytest.fixture
def trial(office: Office, case: Case, today: date) -> Hearing:
    on = today + timedelta(days=21)
    return office.do(SetHearing(case=case.id, kind="JT", on=on, clock=time(9, 0))).value


def fill(form: QWidget, **values: object) -> None:
    fields = {field.name: field for field in form.findChildren(Field)}
    for name, value in values.items():
        fields[name].content.set_value(value)  # type: ignore[attr-defined]  # every input has it


def hearings(office: Office, case: Case) -> list[Hearing]:
    return [line.hearing for line in office.ask(CaseDates(case.id)).hearings]


def listed(form: AnotherDayForm) -> bool:
    return form._listed == form._time()


def test_everything_that_hangs_on_the_old_day_is_listed_and_follows_as_ticked(
    office: Office, shell: Shell, case: Case, trial: Hearing, qtbot: QtBot
) -> None:
    for title, before in (("Near", 2), ("Far", 20)):
        due_on = trial.on - timedelta(days=before)
        office.do(AddTask(case=case.id, title=title, due_on=due_on))
    open_continuance(shell, trial)
    (form,) = shell.findChildren(AnotherDayForm)
    qtbot.waitUntil(lambda: form._terms._codes.count() > 1)
    fill(form, on="+56", code="LAB", reason=MARKUP[0])
    qtbot.waitUntil(lambda: listed(form))
    rows = {row.what: row for row in form.ripple_list.shown()}
    assert form.ripple_list.is_ticked(rows["Near"])
    assert not form.ripple_list.is_ticked(rows["Far"])
    assert unnamed_focusable(form) == []
    assert labels_that_guess(form) == []
    form.ripple_list.setFocus()
    form.ripple_list.pick(rows["Near"].key)
    QTest.keyClick(form.ripple_list, Qt.Key.Key_Space)
    assert not form.ripple_list.is_ticked(rows["Near"])
    form.ripple_list.pick(rows["Far"].key)
    QTest.keyClick(form.ripple_list, Qt.Key.Key_Space)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(hearings(office, case)) == 2)
    due = {each.task.title: each.task.due_on for each in office.ask(CaseTasks(case.id))}
    assert due["Near"] == trial.on - timedelta(days=2)
    assert due["Far"] == rows["Far"].new
    qtbot.waitUntil(shell.desk.can_undo)
    shell.undo()
    qtbot.waitUntil(lambda: len(hearings(office, case)) == 1)
    assert hearings(office, case)[0].status is HearingStatus.SET


def test_a_day_typed_and_sent_at_once_waits_for_its_list(
    office: Office, shell: Shell, case: Case, trial: Hearing, qtbot: QtBot
) -> None:
    office.do(AddTask(case=case.id, title="Near", due_on=trial.on - timedelta(days=1)))
    form = AnotherDayForm(shell, trial)
    form.open()
    qtbot.waitUntil(lambda: form._terms._codes.count() > 1)
    fill(form, on="+56", code="LAB")
    form.commit()
    qtbot.waitUntil(lambda: len(hearings(office, case)) == 2)
    (each,) = office.ask(CaseTasks(case.id))
    assert each.task.due_on != trial.on - timedelta(days=1)


def test_the_list_takes_no_more_than_the_form_has_before_a_day_is_typed(
    shell: Shell, trial: Hearing, qtbot: QtBot
) -> None:
    form = AnotherDayForm(shell, trial)
    form.open()
    qtbot.waitUntil(lambda: form._terms._codes.count() > 1)
    for height in (640, 660, 680):
        form.resize(form.width(), height)
        qtbot.wait(10)
    (area,) = form.findChildren(QScrollArea)
    assert form.ripple_list.height() < area.viewport().height()


def test_a_continuance_without_any_reason_names_both_ways_to_give_one(
    shell: Shell, trial: Hearing, qtbot: QtBot
) -> None:
    form = AnotherDayForm(shell, trial, trial.on + timedelta(days=7))
    form.open()
    qtbot.waitUntil(lambda: listed(form))
    form.commit()
    said = "Choose a reason from the list, or say it in words."
    qtbot.waitUntil(lambda: said in shown_texts(form))


def test_what_was_changed_meanwhile_is_told_and_listed_anew(
    office: Office, shell: Shell, case: Case, trial: Hearing, qtbot: QtBot
) -> None:
    task = office.do(AddTask(case=case.id, title="Near", due_on=trial.on - timedelta(days=1))).value
    form = AnotherDayForm(shell, trial)
    form.open()
    qtbot.waitUntil(lambda: form._terms._codes.count() > 1)
    fill(form, on="+56", code="LAB")
    qtbot.waitUntil(lambda: listed(form))
    office.do(AmendTask(task=task.__class__(**{**task.__dict__, "title": "Other"})))
    form.commit()
    qtbot.waitUntil(lambda: any("Look at the list" in text for text in shown_texts(form)))
    qtbot.waitUntil(lambda: listed(form))
    assert form.isVisible()
    assert len(hearings(office, case)) == 1
    form.commit()
    qtbot.waitUntil(lambda: len(hearings(office, case)) == 2)


def test_the_excluded_time_is_asked_for_only_once_it_is_excluded(
    shell: Shell, trial: Hearing, qtbot: QtBot
) -> None:
    form = AnotherDayForm(shell, trial, trial.on + timedelta(days=28))
    form.open()
    qtbot.waitUntil(lambda: form._terms._codes.count() > 1 and listed(form))
    fields = {field.name: field for field in form.findChildren(Field)}
    assert fields["excluded_kind"].isHidden()
    fill(form, by=ContinuedBy.COURT, code="CONGESTION", excludable=True)
    assert not fields["excluded_kind"].isHidden()
    qtbot.waitUntil(
        lambda: any("3161(h)(7)(C) does not allow" in text for text in shown_texts(form))
    )
    form._how.picked.emit(False)
    form._how.set_value(False)
    form._turn()
    assert fields["excluded_kind"].isHidden()
    assert fields["reason"].isHidden()


def test_a_hearing_is_only_moved_and_an_hour_that_does_not_exist_is_refused(
    office: Office, shell: Shell, case: Case, trial: Hearing, qtbot: QtBot
) -> None:
    spring = next_skipping(trial.on)
    open_move(shell, trial, spring)
    (form,) = shell.findChildren(AnotherDayForm)
    fill(form, clock="2:30")
    form.commit()
    qtbot.waitUntil(lambda: any("02:30" in text for text in shown_texts(form)))
    assert form.isVisible()
    fill(form, clock="10:30")
    qtbot.waitUntil(lambda: listed(form))
    form.commit()
    qtbot.waitUntil(lambda: hearings(office, case)[0].on == spring)
    assert hearings(office, case)[0].id == trial.id


def test_the_form_says_what_the_new_day_means_for_the_clock(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    begun = (today - timedelta(days=30)).isoformat()
    office.do(StartClock(case=case.id, regime="US-STA-70", facts=(("clock_start", begun),)))
    on = today + timedelta(days=21)
    trial = office.do(SetHearing(case=case.id, kind="JT", on=on, clock=time(9))).value
    form = AnotherDayForm(shell, trial)
    form.open()
    qtbot.waitUntil(lambda: form._terms._codes.count() > 1)
    fill(form, on="+56")
    qtbot.waitUntil(lambda: "too late, 16 days after the limit" in form._clocks.words)
    fill(form, excludable=True)
    qtbot.waitUntil(lambda: "in time" in form._clocks.words)
    assert "Limit moved by 36 days if the exclusion is confirmed." in form._clocks.words


def test_of_another_hearing_the_clock_names_the_day_of_the_trial_it_speaks_of(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    begun = (today - timedelta(days=30)).isoformat()
    office.do(StartClock(case=case.id, regime="US-STA-70", facts=(("clock_start", begun),)))
    trial = today + timedelta(days=21)
    office.do(SetHearing(case=case.id, kind="JT", on=trial, clock=time(9)))
    on = today + timedelta(days=7)
    hearing = office.do(SetHearing(case=case.id, kind="ARR", on=on, clock=time(9))).value
    form = AnotherDayForm(shell, hearing)
    form.open()
    qtbot.waitUntil(lambda: form._terms._codes.count() > 1)
    fill(form, on="+8")
    qtbot.waitUntil(lambda: f"Trial on {short_day(trial)}: in time" in form._clocks.words)


def test_reports_measure_trial_dates_and_say_what_they_rest_on(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    trial = office.do(
        SetHearing(case=case.id, kind="JT", on=today - timedelta(days=9), clock=time(9))
    ).value
    office.do(SetHearing(case=case.id, kind="JT", on=today - timedelta(days=1), clock=time(9)))
    page = ReportsPage(shell)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: "No trial began in this period." in page.words)
    assert "2 past settings have no result" in page.words
    shell.desk.do(ResultHearing(hearing=trial.id, result="HELD"), page)
    qtbot.waitUntil(lambda: "100 % were tried on the first setting" in page.words)
    assert "Rests on 1 case you may see." in page.words
    fill(page, last="12/1/2020")
    qtbot.waitUntil(lambda: any("ends before it begins" in text for text in shown_texts(page)))
    assert labels_that_guess(page) == []
    assert unnamed_focusable(page) == []


def test_the_control_of_dates_opens_from_the_reports_and_for_a_case(
    shell: Shell, case: Case, qtbot: QtBot
) -> None:
    page = ReportsPage(shell)
    qtbot.addWidget(page)
    (button,) = [each for each in page.findChildren(Button) if each.text() == "Control of dates"]
    button.click()
    preview = _preview()
    qtbot.waitUntil(lambda: preview.paper.page_count > 0)
    (options,) = preview.findChildren(ControlSheetOptions)
    assert options.command().case is None
    assert unnamed_focusable(preview) == []
    preview.close()
    open_control_sheet(shell, case.id)
    of_case = _preview()
    (options,) = of_case.findChildren(ControlSheetOptions)
    options.audience.card(Profile.DEFENSE).click()
    assert (options.command().case, options.command().profile) == (case.id, Profile.DEFENSE)
    options.first.set_day(None)
    assert options.problem() == "Choose both days."
    of_case.close()


def _preview() -> PaperPreview[Any]:
    found = QApplication.activeModalWidget()
    assert isinstance(found, PaperPreview)
    return found


def test_setting_a_hearing_tells_a_full_room_and_completes_names(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    office.do(AddCourtroom(court="Superior Court", room="Dept 4", capacity=1))
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9), courtroom="Dept 4"))
    form = SetHearingForm(shell, case.id, today)
    form.open()
    fill(form, courtroom="Dept 4")
    (note,) = form.findChildren(RoomNote)
    qtbot.waitUntil(lambda: "Dept 4: 1 of 1 set that day." in note.words)
    assert "Dept 4 is full that day." in note.words
    room = next(f for f in form.findChildren(Field) if f.name == "courtroom").content
    qtbot.waitUntil(lambda: room.completer() is not None)  # type: ignore[attr-defined]  # a line
    qtbot.waitUntil(lambda: form._fields._choice.count() > 1)
    fill(form, kind="ARR")
    form.commit()
    qtbot.waitUntil(lambda: len(hearings(office, case)) == 2)


def test_every_form_of_a_hearing_names_its_case(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    hearing = office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9))).value
    forms = (
        ResultForm(shell, hearing, "Arraignment"),
        VacateForm(shell, hearing, "Arraignment"),
        AmendHearingForm(shell, hearing),
        AnotherDayForm(shell, hearing),
    )
    for form in forms:
        qtbot.waitUntil(
            lambda form=form: any(  # type: ignore[misc]  # bound at once
                label.plain.startswith("State v. Roe, 2026-00417")
                for label in form.findChildren(PlainLabel)
            )
        )


def test_another_case_takes_the_court_of_the_one_before_with_it(
    office: Office, shell: Shell, today: date, qtbot: QtBot
) -> None:
    places = {"555": ("Dept 9", "Hale"), "777": ("Dept 2", "Lee"), "888": ("", "")}
    for number, (courtroom, presides) in places.items():
        heard = OpenCase(title="x", number=f"2026-00{number}", courtroom=courtroom, judge=presides)
        office.do(heard)
    form = SetHearingForm(shell, None, today)
    form.open()
    fields = {field.name: field for field in form.findChildren(Field)}
    named, room, judge = (fields[name] for name in ("case", "courtroom", "judge"))
    for number in ("555", "777"):
        _name_case(named, f"2026-00{number}", qtbot)
        qtbot.waitUntil(lambda n=number: (room.value(), judge.value()) == places[n])  # type: ignore[misc]  # bound at once
    fill(form, judge="Okafor")
    _name_case(named, "2026-00888", qtbot)
    qtbot.waitUntil(lambda: room.value() == "")
    assert judge.value() == "Okafor", "what somebody typed stays"


def _name_case(field: Field, number: str, qtbot: QtBot) -> None:
    line = field.content
    line.clear()  # type: ignore[attr-defined]  # a line
    QTest.keyClicks(line, number)
    qtbot.waitUntil(lambda: field.value() is not None)


def test_a_hearing_is_proposed_before_the_court_of_its_case(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    heard = OpenCase(title="State v. Roe", number="2026-00555", courtroom="Dept 9", judge="Hale")
    case = office.do(heard).value
    set_hearing(shell, case.id)
    qtbot.waitUntil(lambda: bool(shell.findChildren(SetHearingForm)))
    (form,) = shell.findChildren(SetHearingForm)
    words = [label.plain for label in form.findChildren(PlainLabel)]
    assert "State v. Roe, 2026-00555" in words
    fields = {field.name: field for field in form.findChildren(Field)}
    assert (fields["courtroom"].value(), fields["judge"].value()) == ("Dept 9", "Hale")
    form.reject()
    asked = SetHearingForm(shell)
    asked.open()
    named = next(f for f in asked.findChildren(Field) if f.name == "case").content
    QTest.keyClicks(named, "00555")
    qtbot.waitUntil(lambda: bool(named._known))  # type: ignore[attr-defined]  # a case input
    named.set_value("2026-00555")  # type: ignore[attr-defined]  # as above
    named.edited.emit()  # type: ignore[attr-defined]  # as above
    judge = next(f for f in asked.findChildren(Field) if f.name == "judge")
    qtbot.waitUntil(lambda: judge.value() == "Hale")


@pytest.fixture
def page(office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot) -> DocketPage:
    for number in range(4):
        office.do(
            SetHearing(case=case.id, kind="STATUS", on=today, clock=time(9, number), judge=LONG)
        )
    shell.go(Section.DOCKET)
    made = shell.view(Section.DOCKET)
    assert isinstance(made, DocketPage)
    made.refresh()
    qtbot.waitUntil(lambda: made.table.table.rowCount() == 4)
    made.table.setFocus()
    return made


def states(office: Office) -> list[str]:
    return [line.hearing.result or line.hearing.status for line in office.ask(Docket()).lines]


def test_a_morning_goes_by_one_key_a_hearing(
    office: Office, shell: Shell, page: DocketPage, qtbot: QtBot
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: states(office) == ["HELD", "set", "set", "set"])
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 1)
    QTest.keyClick(page.table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: states(office) == ["HELD", "FTA", "set", "set"])
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 2)
    qtbot.waitUntil(shell.desk.can_undo)
    shell.undo()
    qtbot.waitUntil(lambda: states(office) == ["HELD", "set", "set", "set"])


def test_g_goes_to_a_typed_day_and_back_to_the_list(page: DocketPage, qtbot: QtBot) -> None:
    (content,) = page.findChildren(DateInput)
    assert "(G)" in content.toolTip()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_G)
    qtbot.waitUntil(content.hasFocus)
    QTest.keyClicks(content, "12/3/2026")
    QTest.keyClick(content, Qt.Key.Key_Return)
    assert page.shown_target() == date(2026, 12, 3)
    assert page.table.hasFocus()


def test_a_day_opens_at_its_first_hearing_without_a_result(
    office: Office, page: DocketPage, today: date, qtbot: QtBot
) -> None:
    for line in office.ask(Docket()).lines[:2]:
        office.do(ResultHearing(hearing=line.hearing.id, result="HELD"))
    page.go_to(today + timedelta(days=1))
    qtbot.waitUntil(lambda: page.current() is None)
    page.go_to(today)
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 2)


def test_keys_that_need_more_open_their_form(page: DocketPage, qtbot: QtBot) -> None:
    keys: tuple[tuple[Qt.Key, type[FormDialog]], ...] = (
        (Qt.Key.Key_N, ResultForm),
        (Qt.Key.Key_C, AnotherDayForm),
        (Qt.Key.Key_R, ResultForm),
        (Qt.Key.Key_V, VacateForm),
    )

    def opened() -> list[FormDialog]:
        return page.window().findChildren(FormDialog)

    for key, kind in keys:
        QTest.keyClick(page.table, key)
        qtbot.waitUntil(lambda: len(opened()) == 1)
        (form,) = opened()
        assert isinstance(form, kind)
        form.reject()
        qtbot.waitUntil(lambda: not opened())
        page.window().activateWindow()
        qtbot.waitUntil(page.table.hasFocus)


def test_held_with_the_next_date_is_one_form_and_one_act(
    office: Office, page: DocketPage, case: Case, today: date, qtbot: QtBot
) -> None:
    page.choose_result("HELD", with_next=True)
    (form,) = page.window().findChildren(ResultForm)
    qtbot.waitUntil(lambda: form._choice.value() == "HELD")
    fill(form, next_on="+14", next_clock="13:30")
    form.commit()
    qtbot.waitUntil(lambda: len(hearings(office, case)) == 5)
    assert hearings(office, case)[-1].on == today + timedelta(days=14)
    qtbot.waitUntil(lambda: page.current() is not None and page.current().is_open)  # type: ignore[union-attr]


def test_a_result_that_means_a_continuance_leads_to_its_form(
    page: DocketPage, shell: Shell, qtbot: QtBot
) -> None:
    page.choose_result()
    (form,) = shell.findChildren(ResultForm)
    qtbot.waitUntil(lambda: form._choice.count() > 1)
    fill(form, result="CONT-P")
    form.commit()
    qtbot.waitUntil(lambda: bool(shell.findChildren(AnotherDayForm)))
    (continuance,) = shell.findChildren(AnotherDayForm)
    assert continuance._terms.values()["by"] is ContinuedBy.PEOPLE
    assert continuance._result == "CONT-P"


def test_a_hearing_with_its_result_takes_no_second_one(
    office: Office, page: DocketPage, qtbot: QtBot
) -> None:
    first = office.ask(Docket()).lines[0]
    office.do(ResultHearing(hearing=first.hearing.id, result="GRANTED"))
    page.refresh()
    qtbot.waitUntil(lambda: page._docket is not None and page._docket.open_count == 3)
    page.table.pick(first.id)
    page.result("HELD")
    qtbot.wait(50)
    assert states(office)[0] == "GRANTED"


def test_the_result_of_tomorrow_is_refused_in_a_sentence(
    office: Office, page: DocketPage, case: Case, today: date, qtbot: QtBot
) -> None:
    day = today + timedelta(days=1)
    office.do(SetHearing(case=case.id, kind="ARR", on=day, clock=time(9)))
    page.go_to(day)
    qtbot.waitUntil(lambda: page.table.table.rowCount() == 1)
    page.result("HELD")
    qtbot.waitUntil(
        lambda: any("Write down its result" in each for each in shown_texts(page.window()))
    )


def test_sixty_hearings_with_the_longest_names_fit_and_speak(
    office: Office, shell: Shell, page: DocketPage, today: date, qtbot: QtBot
) -> None:
    long = office.do(OpenCase(title=LONG)).value
    for number in range(60):
        office.do(
            SetHearing(
                case=long.id,
                kind="STATUS",
                on=today,
                clock=time(10, number % 60),
                courtroom=LONG,
                court=LONG,
                judge=LONG,
            )
        )
    page.refresh()
    qtbot.waitUntil(lambda: page.table.table.rowCount() == 64)
    assert page.minimumSizeHint().width() <= 1366 - 200
    assert unnamed_focusable(page) == []
    assert labels_that_guess(page) == []
    assert page.table.table.spoken(page.current()).startswith("Today, 09:00")
    shell.grab()


def test_a_docket_of_nothing_offers_to_set_a_hearing(shell: Shell, qtbot: QtBot) -> None:
    shell.go(Section.DOCKET)
    page = shell.view(Section.DOCKET)
    assert isinstance(page, DocketPage)
    (offer,) = page.table.findChildren(Button)
    qtbot.waitUntil(offer.isVisible)
    offer.click()
    qtbot.waitUntil(lambda: bool(shell.findChildren(SetHearingForm)))
    shell.findChildren(SetHearingForm)[0].reject()


def test_a_reader_sees_the_docket_and_no_keys(
    office: Office, case: Case, today: date, qtbot: QtBot
) -> None:
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9)))
    reader = Actor(UserId(new_id()), "reader", "Reader", OfficeRole.READER)
    desk = Desk(Office(office._database, reader, office._on_close))
    window = Shell(desk, (PAGE,), ACTIONS, IDENTITY)
    qtbot.addWidget(window)
    window.show()
    window.go(Section.DOCKET)
    page = window.view(Section.DOCKET)
    assert isinstance(page, DocketPage)
    qtbot.waitUntil(lambda: page.table.table.rowCount() == 1)
    shown = {button.label for button in page.findChildren(Button) if button.isVisible()}
    assert shown & {"Held", "Continue", "Vacate", "Set a hearing"} == set()
    page.result("HELD")
    page.continue_()
    page.vacate()
    qtbot.wait(50)
    assert states(office) == ["set"]
    desk.close()


def test_the_change_form_leads_to_another_day(
    office: Office, shell: Shell, case: Case, trial: Hearing, qtbot: QtBot
) -> None:
    form = AmendHearingForm(shell, trial)
    form.open()
    qtbot.waitUntil(lambda: form._fields._choice.value() == "JT")
    (button,) = (b for b in form.findChildren(Button) if b.label.startswith("Another day"))
    button.click()
    qtbot.waitUntil(lambda: bool(shell.findChildren(AnotherDayForm)))
    (opened,) = shell.findChildren(AnotherDayForm)
    assert opened._how.value() is False
    assert opened._on.value() == trial.on == hearings(office, case)[0].on


def test_rooms_are_added_changed_and_retired_in_the_settings(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    tab = SETTINGS_TAB.build(shell)
    assert isinstance(tab, CourtroomsTab)
    qtbot.addWidget(tab)
    tab.resize(1100, 500)
    tab.show()
    tab._add()
    (form,) = shell.findChildren(CourtroomForm)
    fill(form, court="Superior Court", room=MARKUP[0], capacity="12")
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(Courtrooms())) == 1)
    qtbot.waitUntil(lambda: tab.table.table.rowCount() == 1)
    tab._change()
    qtbot.waitUntil(lambda: len(shell.findChildren(CourtroomForm)) == 1)
    (form,) = shell.findChildren(CourtroomForm)
    fill(form, capacity="9999")
    form.commit()
    assert form.isVisible()
    fill(form, capacity="9")
    form.commit()
    qtbot.waitUntil(lambda: office.ask(Courtrooms())[0].capacity == 9)
    qtbot.waitUntil(lambda: tab.table.current_row().capacity == 9)  # type: ignore[union-attr]
    tab._retire()
    qtbot.waitUntil(lambda: not office.ask(Courtrooms())[0].is_active)
    assert labels_that_guess(tab) == []
