"""The Deadlines tab of a case and its forms, on a real office."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.deadlines import Deadline
from app.domain.free_counts import RuleCount
from app.domain.hearings import HearingStatus
from app.domain.ids import new_id
from app.domain.severity import Severity
from app.domain.users import Actor, OfficeRole, UserId
from app.services.cases import OpenCase
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    CaseDates,
    CompleteDeadline,
    DatesOfCase,
)
from app.services.hearings import SetHearing
from app.services.office import Office
from app.ui.another_day import AnotherDayForm, VacateForm
from app.ui.calendar import PAGE
from app.ui.deadline_card import DeadlineCard
from app.ui.deadline_forms import AmendDeadlineForm, CancelForm, DeadlineForm, OverrideForm
from app.ui.deadlines import ACTIONS, CASE_TAB, DatesTab
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.hearing_card import HearingCard
from app.ui.hearing_forms import AmendHearingForm, SetHearingForm
from app.ui.result_form import ResultForm
from app.ui.shell.window import Shell
from app.ui.widgets import Button, Field, PlainLabel, Popover
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable
from tests.ui.colleague import colleague_set_everything
from tests.ui.page_shell import IDENTITY, page_shell


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
def tab(shell: Shell, case: Case, qtbot: QtBot) -> DatesTab:
    made = CASE_TAB.build(shell, case.id)
    assert isinstance(made, DatesTab)
    qtbot.addWidget(made)
    made.resize(720, 500)
    made.show()
    return made


def dates(office: Office, case: Case) -> DatesOfCase:
    return office.ask(CaseDates(case.id))


def fill(form: FormDialog, **values: object) -> None:
    fields = {field.name.replace(".", "_"): field for field in form.findChildren(Field)}
    for name, value in values.items():
        fields[name].content.set_value(value)  # type: ignore[attr-defined]  # every input has it


def says(form: FormDialog, words: str) -> bool:
    return any(words in text for text in shown_texts(form))


def message(form: FormDialog, name: str) -> str:
    (field,) = (each for each in form.findChildren(Field) if each.name == name)
    return field.content.accessibleDescription()


def card_of(kind: type[Popover]) -> list[Popover]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def press(card: Popover, label: str) -> None:
    (button,) = (b for b in card.findChildren(Button) if b.label == label)
    button.click()


def test_the_tab_lists_what_is_owed_first_and_counts_it(
    office: Office, tab: DatesTab, case: Case, today: date, qtbot: QtBot
) -> None:
    for title, offset in (("Later", 20), ("Overdue", -2), ("Done", -9)):
        due_on = today + timedelta(days=offset)
        made = office.do(AddDeadline(case=case.id, title=title, due_on=due_on)).value
        if title == "Done":
            office.do(CompleteDeadline(deadline=made.id))
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 0)))
    counts: list[int] = []
    tab.counted.connect(counts.append)
    tab.refresh()
    qtbot.waitUntil(lambda: counts[-1:] == [3])
    model = tab._deadlines.table.table
    titles = [model.index(line, 0).data() for line in range(model.rowCount())]
    assert titles == ["Overdue", "Later", "Done"]
    assert unnamed_focusable(tab) == []


def test_a_counted_deadline_is_shown_live_and_added_as_shown(
    office: Office, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    form = DeadlineForm(shell, case.id)
    form.open()
    fill(form, title="Reply", trigger="Motion served", trigger_on="10/30/2026", period_n="12")
    qtbot.waitUntil(lambda: says(form, "Due Thu 12 Nov 2026"))
    assert says(form, "Veterans Day")
    fill(form, service_added_days="3")
    qtbot.waitUntil(lambda: says(form, "Due Mon 16 Nov 2026"))
    fill(form, service_added_days="0", closed="11/12/2026")
    qtbot.waitUntil(lambda: says(form, "Due Fri 13 Nov 2026"))
    form.commit()
    qtbot.waitUntil(lambda: len(dates(office, case).deadlines) == 1)
    (deadline,) = dates(office, case).deadlines
    assert (deadline.due_on, deadline.severity) == (date(2026, 11, 13), Severity.STATUTORY)
    assert deadline.trigger == "Motion served"


def test_what_cannot_be_counted_is_said_while_typing_and_never_added(
    office: Office, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    form = DeadlineForm(shell, case.id)
    form.open()
    assert says(form, "No date yet")
    fill(form, title="Reply", trigger="Served", trigger_on="1/1/2300", period_n="14")
    qtbot.waitUntil(lambda: says(form, "The year 2300 cannot be meant."))
    form.commit()
    qtbot.waitUntil(lambda: message(form, "trigger_on").startswith("The year 2300"))
    fill(form, trigger_on="11/2/2026", period_n="99999999")
    form.commit()
    assert message(form, "period.n") == "Write a whole number from 1 to 36525."
    fill(form, period_n="14", closed="12/24, never")
    form.commit()
    assert message(form, "closed").startswith("Write days")
    fill(form, closed="", lead_days="3, -1")
    form.commit()
    assert message(form, "lead_days").startswith("Write numbers")
    qtbot.wait(20)
    assert form.isVisible()
    assert dates(office, case).deadlines == ()


def test_a_deadline_entered_by_hand_asks_for_its_case_from_anywhere(
    office: Office, shell: Shell, case: Case, qtbot: QtBot, today: date
) -> None:
    QTest.keyClick(
        shell, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: bool(shell.findChildren(DeadlineForm)))
    (form,) = shell.findChildren(DeadlineForm)
    form._way.picked.emit("hand")
    form._way.set_value("hand")
    fill(form, title=MARKUP[0], due_on="+5", lead_days="9, 2")
    form.commit()
    assert message(form, "case") == "Fill this in."
    box = form._case.content
    QTest.keyClicks(box, "roe")
    qtbot.waitUntil(lambda: "2026-00417" in form._case.content._known)  # type: ignore[attr-defined]
    fill(form, case="2026-00417")
    form.commit()
    qtbot.waitUntil(lambda: len(dates(office, case).deadlines) == 1)
    (deadline,) = dates(office, case).deadlines
    assert (deadline.title, deadline.due_on) == (MARKUP[0], today + timedelta(days=5))


def test_the_card_of_a_deadline_says_why_and_completes_it(
    office: Office, tab: DatesTab, case: Case, today: date, qtbot: QtBot
) -> None:
    office.do(AddDeadline(case=case.id, title=MARKUP[2], due_on=today, note=MARKUP[1]))
    qtbot.waitUntil(lambda: _refreshed(tab))
    tab._deadlines.table.setFocus()
    QTest.keyClick(tab._deadlines.table, Qt.Key.Key_Return)
    (card,) = card_of(DeadlineCard)
    assert labels_that_guess(card) == []
    assert unnamed_focusable(card) == []
    assert MARKUP[1] in [label.plain for label in card.findChildren(PlainLabel)]
    press(card, "Done")
    qtbot.waitUntil(lambda: dates(office, case).deadlines[0].done_on == today)
    qtbot.waitUntil(tab.desk.can_undo)
    tab.frame.undo()
    qtbot.waitUntil(lambda: dates(office, case).deadlines[0].done_on is None)


def test_a_day_is_looked_at_by_somebody_who_did_not_set_it(
    office: Office, tab: DatesTab, case: Case, today: date, qtbot: QtBot
) -> None:
    _counted(office, case, today)
    qtbot.waitUntil(lambda: _refreshed(tab))
    assert "Looked at" not in _offers_of_the_first(tab)
    colleague_set_everything(office)
    tab.refresh()
    qtbot.waitUntil(lambda: "Looked at" in _offers_of_the_first(tab))


def test_a_reason_is_asked_for_before_a_date_is_overridden_or_dropped(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    deadline = _counted(office, case, today)
    override = OverrideForm(shell, deadline)
    override.open()
    assert override.focusWidget() is override._due.content
    fill(override, due_on="+20")
    override.commit()
    assert message(override, "reason") == "Fill this in."
    fill(override, reason="Court's order")
    override.commit()
    qtbot.waitUntil(lambda: dates(office, case).deadlines[0].is_overridden)
    stale = CancelForm(shell, deadline)
    stale.open()
    fill(stale, reason="Withdrawn")
    stale.commit()
    qtbot.waitUntil(lambda: says(stale, "Somebody changed this in the meantime"))
    assert stale.isVisible()


def test_a_hearing_is_set_by_form_and_needs_a_kind(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    form = SetHearingForm(shell, case.id)
    form.open()
    fill(form, on="today", clock="25:99")
    form.commit()
    assert message(form, "kind") == "Fill this in."
    assert message(form, "clock").startswith("This is no time")
    qtbot.waitUntil(lambda: form._fields._choice.count() > 1)
    fill(form, kind="ARR", clock="2pm", courtroom="Dept 4")
    form.commit()
    qtbot.waitUntil(lambda: len(dates(office, case).hearings) == 1)
    (line,) = dates(office, case).hearings
    assert (line.what, line.hearing.on, line.hearing.local.time()) == (
        "Arraignment",
        today,
        time(14, 0),
    )


def test_a_hearing_is_continued_vacated_and_given_a_result_by_form(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    hearing = office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 0))).value
    continuance = AnotherDayForm(shell, hearing)
    continuance.open()
    fill(continuance, on="-5", reason="Counsel in trial")
    continuance.commit()
    qtbot.waitUntil(lambda: message(continuance, "on").startswith("A continuance leads to"))
    fill(continuance, on="+5", excludable=True)
    continuance.commit()
    qtbot.waitUntil(lambda: len(dates(office, case).hearings) == 2)
    successor = dates(office, case).hearings[1].hearing
    vacate = VacateForm(shell, successor, "Arraignment")
    vacate.open()
    fill(vacate, reason="Plea entered")
    vacate.commit()
    qtbot.waitUntil(lambda: _state(office, case, 1) is HearingStatus.VACATED)
    held = office.do(SetHearing(case=case.id, kind="PLEA", on=today, clock=time(8, 0))).value
    result = ResultForm(shell, held, "Plea hearing")
    result.open()
    qtbot.waitUntil(lambda: result._choice.count() > 1)
    fill(result, result="HELD", note="<i>On the record</i>")
    result.commit()
    qtbot.waitUntil(lambda: _state(office, case, 0) is HearingStatus.HELD)


def test_what_is_changed_by_form_leaves_the_rest_as_it_was(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    me = office.actor.user
    deadline = office.do(
        AddDeadline(case=case.id, title="Reply", due_on=today, assigned_to=me, citation="Rule 12")
    ).value
    amend = AmendDeadlineForm(shell, deadline)
    amend.open()
    fill(amend, title="Reply brief", due_on="+3")
    amend.commit()
    qtbot.waitUntil(lambda: dates(office, case).deadlines[0].title == "Reply brief")
    (after,) = dates(office, case).deadlines
    assert (after.assigned_to, after.citation) == (me, "Rule 12")
    assert after.due_on == today + timedelta(days=3)
    hearing = office.do(
        SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 30), attorney=me)
    ).value
    form = AmendHearingForm(shell, hearing)
    form.open()
    qtbot.waitUntil(lambda: form._fields._choice.value() == "ARR")
    fill(form, minutes="45", judge=MARKUP[3])
    form.commit()
    qtbot.waitUntil(lambda: dates(office, case).hearings[0].hearing.judge == MARKUP[3])
    (line,) = dates(office, case).hearings
    assert (line.hearing.local.time(), line.hearing.minutes) == (time(9, 30), 45)
    assert (line.attorney, line.what) == ("A. Rivera", "Arraignment")


def test_a_reader_is_offered_nothing_to_change(
    office: Office, case: Case, today: date, qtbot: QtBot
) -> None:
    office.do(AddDeadline(case=case.id, title="Reply", due_on=today))
    office.do(SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 0)))
    reader = Actor(UserId(new_id()), "reader", "Reader", OfficeRole.READER)
    desk = Desk(Office(office._database, reader, office._on_close))
    window = Shell(desk, (PAGE,), ACTIONS, IDENTITY)
    qtbot.addWidget(window)
    tab = DatesTab(window, case.id)
    qtbot.addWidget(tab)
    tab.resize(720, 500)
    tab.show()
    qtbot.waitUntil(lambda: tab._hearings.table.current_row() is not None)
    shown = {button.label for button in tab.findChildren(Button) if button.isVisible()}
    assert shown == set()
    tab._deadlines._open(None)
    tab._hearings._open(None)
    for card in (*card_of(DeadlineCard), *card_of(HearingCard)):
        assert {button.label for button in card.findChildren(Button)} == {""}
        card.close()
    desk.close()


def test_the_longest_texts_fit_the_tab(
    office: Office, tab: DatesTab, case: Case, today: date, qtbot: QtBot
) -> None:
    long = "\u05e9\U0001f600<b>" + "x" * 100_000
    office.do(AddDeadline(case=case.id, title=long, due_on=today, note=long, citation=long))
    office.do(
        SetHearing(case=case.id, kind="ARR", on=today, clock=time(9, 0), judge=long, note=long)
    )
    qtbot.waitUntil(lambda: _refreshed(tab))
    assert tab.minimumSizeHint().width() <= 720
    tab.grab()
    tab._deadlines._open(None)
    tab._hearings._open(None)
    cards = (*card_of(DeadlineCard), *card_of(HearingCard))
    assert len(cards) == 2
    assert all(card.width() <= 480 and card.height() <= 700 for card in cards)


def _refreshed(tab: DatesTab) -> bool:
    tab.refresh()
    return tab._deadlines.table.current_row() is not None


def _state(office: Office, case: Case, position: int) -> HearingStatus:
    return dates(office, case).hearings[position].hearing.status


def _counted(office: Office, case: Case, today: date) -> Deadline:
    count = RuleCount(trigger_on=today, n=14)
    return office.do(
        AddComputedDeadline(case=case.id, title="Reply", trigger="Served", count=count)
    ).value


def _offers_of_the_first(tab: DatesTab) -> list[str]:
    """Open the card of the first deadline and return what it offers."""
    tab._deadlines.table.setFocus()
    QTest.keyClick(tab._deadlines.table, Qt.Key.Key_Return)
    (card,) = card_of(DeadlineCard)
    offers = [button.label for button in card.findChildren(Button)]
    assert "Override with reason" in offers
    card.close()
    return offers
