"""Dates from an event in the window: added, counted again, looked at, shown to be done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.codes import CodeList
from app.domain.confidence import Confidence
from app.domain.rule_counting import TO_CONFIRM
from app.services.cases import AmendCase, CaseHeaderOf, OpenCase
from app.services.codes import Choices
from app.services.court_calendars import AddCourtDays, NewCourtDay
from app.services.deadlines import CaseDates, OverrideDeadline
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings
from app.services.triggering_events import CaseEvents
from app.ui.case_events import ChangeEventForm, EventCard, RemoveEventForm
from app.ui.complete_form import CompleteForm, complete
from app.ui.court_calendars.tab import CourtCalendarsTab
from app.ui.court_rules.tab import RulesTab
from app.ui.date_checks import DateChecks
from app.ui.dates_note import DatesNote
from app.ui.deadline_card import _chips
from app.ui.deadlines import ACTIONS, CASE_TAB, DatesTab, _why
from app.ui.differing_note import DifferingNote
from app.ui.event_dates import EventDatesForm
from app.ui.event_dates.outcomes import _chip, reasons
from app.ui.every_step import EveryStep, show_every_step
from app.ui.recount import CaseRecountForm, MoveEventForm, OfficeRecountForm
from app.ui.settings_tab import SettingsTabPage
from app.ui.shell.window import Shell
from app.ui.today import PAGE
from app.ui.widgets import Button
from tests.services.test_dates_from_events import (
    DUE,
    REPLY_DUE,
    SERVED,
    add_all,
    close_court,
    served,
    stored,
)
from tests.small_rules import SmallRules, write_rules
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable
from tests.ui.colleague import colleague_set_everything
from tests.ui.page_shell import page_shell

pytestmark = pytest.mark.usefixtures("november_2026")


@pytest.fixture
def rules(office: Office) -> SmallRules:
    with office._database.writing(office.actor) as work:
        for pack in work.rule_packs.where():
            work.rule_packs.change(replace(pack, is_active=False))
    return write_rules(office)


@pytest.fixture
def case(office: Office, rules: SmallRules) -> Case:  # noqa: ARG001  its rules are those in force
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    with page_shell(office, qtbot, PAGE, ACTIONS) as window:
        yield window


@pytest.fixture
def form(shell: Shell, office: Office, case: Case, qtbot: QtBot) -> EventDatesForm:
    lists = office.ask(Choices((CodeList.TRIGGER_EVENT,)))
    made = EventDatesForm(shell, lists, case.id)
    made.show()
    qtbot.waitUntil(lambda: made._means.count() > 1)
    return made


def name_event(form: EventDatesForm, qtbot: QtBot, on: date = SERVED) -> None:
    form._event.content.set_value("MOTION-SERVED")  # type: ignore[attr-defined]
    form._means.set_value("mail")
    form._on_input.take(on)
    qtbot.waitUntil(lambda: bool(form.outcomes.shown()))


def test_an_event_is_named_and_what_is_ticked_is_added(
    form: EventDatesForm, office: Office, case: Case, qtbot: QtBot
) -> None:
    name_event(form, qtbot)
    assert [row.rule.code for row in form.outcomes.ticked_rows()] == ["RESPONSE", "REPLY"]
    form.outcomes.setFocus()
    form.outcomes.pick(form.outcomes.shown()[1].rule.id)
    QTest.keyClick(form.outcomes, Qt.Key.Key_Space)
    assert form._commit.label == "Add 1 date"
    with qtbot.waitSignal(form.committed):
        form.commit()
    assert {title: each.due_on for title, each in stored(office, case).items()} == {
        "Response to motion": DUE
    }


def test_a_list_of_few_rules_leaves_the_reason_in_sight(form: EventDatesForm, qtbot: QtBot) -> None:
    empty = form.outcomes.height()
    name_event(form, qtbot)
    assert form.outcomes.height() < empty
    assert form.outcomes.verticalScrollBar().maximum() == 0


def test_what_counsel_should_confirm_is_marked_before_and_after_it_is_added(
    office: Office, case: Case, form: EventDatesForm, qtbot: QtBot
) -> None:
    with office._database.writing(office.actor) as work:
        rule = next(each for each in work.court_rules.where() if each.code == "RESPONSE")
        doubtful = replace(rule, confidence=Confidence.CONFIRM, verify_locally=True)
        work.court_rules.change(doubtful)
    name_event(form, qtbot)
    for outcome in form.outcomes.shown():  # the one that follows rests on the other
        said = reasons(outcome)
        assert (_chip(outcome) or pytest.fail("no chip")).text == "To confirm"
        assert said.count(TO_CONFIRM) == 1
    with qtbot.waitSignal(form.committed):
        form.commit()
    deadline = stored(office, case)["Response to motion"]
    chips = [chip.text for chip in _chips(deadline, date(2026, 11, 22))]
    assert chips[1:] == ["To confirm", "Verify locally"]
    assert _why(deadline).startswith("to be confirmed by counsel, 14 days after")


def test_with_nothing_ticked_the_event_alone_is_recorded(
    form: EventDatesForm, office: Office, case: Case, qtbot: QtBot
) -> None:
    name_event(form, qtbot)
    form.outcomes.turn_all()
    assert form._commit.label == "Record the event"
    with qtbot.waitSignal(form.committed):
        form.commit()
    assert stored(office, case) == {}
    assert office.ask(CaseEvents(case.id)).lines[0].words == "Motion served"


def test_a_calendar_changed_meanwhile_shows_the_new_dates_and_keeps_the_form(
    form: EventDatesForm, office: Office, case: Case, qtbot: QtBot
) -> None:
    name_event(form, qtbot)
    close_court(office, DUE)
    form.commit()
    qtbot.waitUntil(lambda: form.outcomes.shown()[0].answer.due_on != DUE)
    assert form.isVisible()
    assert stored(office, case) == {}


def test_every_part_of_the_form_has_a_name_and_plain_text(
    form: EventDatesForm, qtbot: QtBot
) -> None:
    name_event(form, qtbot)
    assert unnamed_focusable(form) == []
    assert labels_that_guess(form) == []
    words = form.outcomes.table.spoken(form.outcomes.shown()[0])
    assert words.startswith("ticked, Response to motion, due Thu 18 Mar 2027")


def test_the_tab_lists_the_events_and_a_moved_one_brings_its_dates(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    add_all(office, case, served())
    tab = CASE_TAB.build(shell, case.id)
    assert isinstance(tab, DatesTab)
    qtbot.addWidget(tab)
    tab.resize(720, 900)
    tab.show()
    qtbot.waitUntil(lambda: tab._events.table.table.rowCount() == 1)
    line = tab._events.table.current_row()
    assert line is not None
    EventCard(shell, line, date(2026, 11, 22), tab).show_at(tab, tab.rect().center())
    change = ChangeEventForm(shell, line)
    change._on.content.take(SERVED + timedelta(days=7))  # type: ignore[attr-defined]
    change.commit()
    move = next(w for w in shell.findChildren(MoveEventForm) if w.isVisible())
    qtbot.waitUntil(lambda: len(move.changes.shown()) == 2)
    with qtbot.waitSignal(move.committed):
        move.commit()
    assert stored(office, case)["Response to motion"].due_on == DUE + timedelta(days=7)
    shell.undo()
    qtbot.waitUntil(lambda: stored(office, case)["Response to motion"].due_on == DUE)


def test_removing_an_event_asks_what_becomes_of_its_dates(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    add_all(office, case, served())
    form = RemoveEventForm(shell, office.ask(CaseEvents(case.id)).lines[0])
    form.show()
    assert form._way.isVisible()
    assert not form._reason.isVisible()
    with qtbot.waitSignal(form.committed):
        form.commit()
    assert office.ask(CaseEvents(case.id)).lines == ()
    assert stored(office, case)["Response to motion"].due_on == DUE


@pytest.mark.parametrize("all_at_once", [False, True])
def test_the_screen_of_old_and_new_dates_moves_what_is_ticked(
    shell: Shell, office: Office, case: Case, qtbot: QtBot, *, all_at_once: bool
) -> None:
    add_all(office, case, served())
    response = stored(office, case)["Response to motion"]
    office.do(OverrideDeadline(deadline=response.id, due_on=date(2027, 3, 22), reason="Agreed"))
    close_court(office, DUE)
    form = CaseRecountForm(shell, case.id)
    form.show()
    qtbot.waitUntil(lambda: len(form.changes.shown()) == 2)
    assert [c.deadline.title for c in form.changes.ticked_rows()] == ["Reply to response"]
    if all_at_once:
        form.changes.turn_all()
    else:
        form.changes.turn(response.id)
    qtbot.waitUntil(lambda: form.changes.shown()[1].becomes == date(2027, 3, 26))
    with qtbot.waitSignal(form.committed):
        form.commit()
    held = stored(office, case)
    assert held["Response to motion"].due_on == date(2027, 3, 19)
    assert not held["Response to motion"].is_overridden
    assert held["Reply to response"].due_on == date(2027, 3, 26)


def test_the_whole_office_is_counted_again_with_progress(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    add_all(office, case, served())
    close_court(office, DUE)
    form = OfficeRecountForm(shell)
    form.show()
    qtbot.waitUntil(lambda: len(form.changes.shown()) == 2)
    assert form._remark.plain.startswith("2 dates counted")
    assert unnamed_focusable(form) == []
    with qtbot.waitSignal(form.committed):
        form.commit()
    assert stored(office, case)["Reply to response"].due_on == date(2027, 3, 26)


def test_the_page_of_the_day_says_that_dates_differ_and_wait(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    add_all(office, case, served())
    (note,) = shell.findChildren(DatesNote)
    assert not note.texts
    close_court(office, DUE)
    office.do(ChangeSettings(replace(office.ask(TheSettings()), four_eyes=True)))
    colleague_set_everything(office)
    for each in (note, *note.findChildren(DifferingNote)):
        each.refresh()
    qtbot.waitUntil(lambda: len(note.texts) == 2)
    differ, wait = note.texts[0], note.texts[1]
    assert differ == "2 dates differ from what rules, calendars and events now give."
    assert wait == "2 dates wait for a second pair of eyes."


@pytest.mark.parametrize("kind", [CourtCalendarsTab, RulesTab])
def test_what_changes_the_dates_shows_how_many_differ(
    shell: Shell, office: Office, case: Case, qtbot: QtBot, kind: type[SettingsTabPage]
) -> None:
    add_all(office, case, served())
    tab = kind(shell)
    qtbot.addWidget(tab)
    tab.resize(1366, 700)
    tab.show()
    (note,) = tab.findChildren(DifferingNote)
    day = NewCourtDay(on=DUE, name="Day of mourning", source="Order 27-1")
    shell.desk.do(AddCourtDays(calendar="US-FED", days=(day,)), shell)
    qtbot.waitUntil(lambda: note.text.startswith("2 dates differ"))
    assert unnamed_focusable(note) == []
    (button,) = note.findChildren(Button)
    button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OfficeRecountForm))
    form = QApplication.activeModalWidget()
    assert isinstance(form, OfficeRecountForm)
    qtbot.waitUntil(lambda: len(form.changes.shown()) == 2)
    form.commit()
    qtbot.waitUntil(lambda: not note.text)


def test_space_writes_down_that_a_date_was_looked_at(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    add_all(office, case, served())
    colleague_set_everything(office)
    dialog = DateChecks(shell)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.table.rowCount() == 2)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.table.table.rowCount() == 1)
    assert stored(office, case)["Response to motion"].checked_by == "A. Rivera"
    assert unnamed_focusable(dialog) == []


def test_only_what_was_looked_at_here_is_taken_back_here(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    add_all(office, case, served())
    colleague_set_everything(office)
    with qtbot.waitSignal(shell.desk.changed):
        shell.desk.do(AmendCase(case=replace(case, judge="Hale")), shell)
    dialog = DateChecks(shell)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.table.rowCount() == 2)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.table.table.rowCount() == 1)
    for _time in range(2):
        QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.table.table.rowCount() == 2)
    assert stored(office, case)["Response to motion"].checked_by == ""
    assert office.ask(CaseHeaderOf(case.id)).case.judge == "Hale"


def test_proof_is_taken_in_with_the_day_it_was_done(
    shell: Shell, office: Office, case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    add_all(office, case, served())
    office.do(ChangeSettings(replace(office.ask(TheSettings()), proof_for_statutory=True)))
    complete(shell, stored(office, case)["Response to motion"])
    qtbot.waitUntil(lambda: any(f.isVisible() for f in shell.findChildren(CompleteForm)))
    (form,) = shell.findChildren(CompleteForm)
    stamped = tmp_path / "stamped.txt"
    stamped.write_text("Filed", "utf-8")
    form.choose(str(stamped))
    form._note.content.set_value("Stamped copy")  # type: ignore[attr-defined]
    with qtbot.waitSignal(form.committed):
        form.commit()
    done = stored(office, case)["Response to motion"]
    assert done.proof is not None
    assert done.proof_note == "Stamped copy"


def test_every_step_names_rule_event_and_editions(
    shell: Shell, office: Office, case: Case, qtbot: QtBot
) -> None:
    add_all(office, case, served())
    show_every_step(shell, stored(office, case)["Response to motion"])
    qtbot.waitUntil(lambda: any(d.isVisible() for d in shell.findChildren(EveryStep)))
    (dialog,) = shell.findChildren(EveryStep)
    shown = shown_texts(dialog)
    for words in ("RESPONSE, Response to motion", "SMALL 2026.1", "Motion served", "mail"):
        assert words in shown
    dialog.close()


def test_dates_of_the_case_are_there(office: Office, case: Case) -> None:
    add_all(office, case, served())
    assert [each.due_on for each in office.ask(CaseDates(case.id)).deadlines] == [DUE, REPLY_DUE]
