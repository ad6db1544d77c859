"""Retention in the window: the card of an item, its forms, the review list and its run."""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.custody import Whereabouts
from app.domain.evidence import EvidenceItem
from app.domain.retention.disposal import Method
from app.domain.retention.review import DisposalState, ReviewReason
from app.domain.retention.rules import NoticeKind
from app.services.evidence import EvidenceItemView
from app.services.office import Office
from app.services.retention import ApproveDisposal, CaseHolds, GiveNotice, HoldCase, ItemRetention
from app.ui.charges.appeals_card import AppealForm, AppealsCard
from app.ui.charges.tab import ChargesTab
from app.ui.desk import Desk
from app.ui.evidence import ACTIONS, PAGE
from app.ui.evidence.disposal_forms import (
    AnswerForm,
    ApproveForm,
    ClassForm,
    ExecuteForm,
    HoldCaseForm,
    NoticeForm,
    RefuseForm,
    ReleaseHoldForm,
    RequestForm,
    WithdrawForm,
    tags_in_words,
)
from app.ui.evidence.page import EvidenceView, ReviewFor
from app.ui.evidence.retention_card import RetentionCard
from app.ui.evidence.review_view import ReviewView
from app.ui.form import FormDialog
from app.ui.page import Section
from app.ui.paper import PaperPreview
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Field
from tests.services.evidence_room import Room, opened
from tests.ui.checks import MARKUP, labels_that_guess, unnamed_focusable

D = TypeVar("D", bound=QWidget)


@pytest.fixture
def room(office: Office) -> Room:
    made = opened(office)
    made.decide(made.charge(made.accuse()))
    made.close()
    return made


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Administrator", office="Riverside")
    window = Shell(desk, (PAGE,), ACTIONS, identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


def card_of(shell: Shell, item: EvidenceItem, qtbot: QtBot) -> RetentionCard:
    shell.go(Section.EVIDENCE, item.id)
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    card = view._list._panel._retention
    qtbot.waitUntil(lambda: card._shown is not None and card._shown.item.id == item.id)
    return card


def form(shell: Shell, kind: type[D], qtbot: QtBot) -> D:
    """Return the open form of a kind."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in shell.findChildren(kind)))
    return next(each for each in shell.findChildren(kind) if each.isVisible())


def fill(field: Field, value: object) -> None:
    content: Any = field.content
    content.set_value(value)


def commit(sheet: FormDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.committed):
        sheet.commit()


def test_an_item_goes_from_request_to_certificate(room: Room, shell: Shell, qtbot: QtBot) -> None:
    item = room.log()
    card = card_of(shell, item, qtbot)
    assert card._state.spec.text == "May leave"
    card.go_on()
    asking = form(shell, RequestForm, qtbot)
    fill(asking._method, Method.DESTROY.value)
    QTest.keyClicks(asking._paper.content, "Release 7")
    fill(asking._reason, "Case over")
    commit(asking, qtbot)
    qtbot.waitUntil(lambda: card._state.spec.text == "Requested")
    request = room.file(item).request
    assert request is not None
    room.chief.do(ApproveDisposal(requests=(request.id,)))
    card = card_of(shell, item, qtbot)
    shell.view(Section.EVIDENCE).refresh()
    qtbot.waitUntil(lambda: card._state.spec.text == "Approved")
    card.go_on()
    going = form(shell, ExecuteForm, qtbot)
    fill(going._how, "incinerated")
    fill(going._witness, "Ofc. Bell")
    going.commit()
    said = "The witness must have seen the items themselves"
    qtbot.waitUntil(lambda: said in going._trouble._text.plain)
    going._saw.set_value(True)
    commit(going, qtbot)
    qtbot.waitUntil(lambda: card._state.spec.text == "Gone")
    assert "1 item left." in shell.message_bar.text
    card.go_on()
    form(shell, PaperPreview, qtbot).close()
    line = room.office.ask(EvidenceItemView(item.id)).line
    assert line.whereabouts is Whereabouts.CLOSED


def test_what_keeps_an_item_is_said_in_the_form(room: Room, shell: Shell, qtbot: QtBot) -> None:
    item = room.log(retention_class="PERMANENT")
    card = card_of(shell, item, qtbot)
    assert card._state.spec.text == "Kept"
    card.go_on()
    asking = form(shell, RequestForm, qtbot)
    fill(asking._paper, "Release 7")
    fill(asking._reason, "Over")
    asking.commit()
    qtbot.waitUntil(lambda: "keeps it without end" in asking._trouble._text.plain)
    asking.reject()


@pytest.mark.parametrize(("open_", "kind"), [("_refuse", RefuseForm), ("_withdraw", WithdrawForm)])
def test_a_request_is_refused_or_withdrawn(
    room: Room,
    shell: Shell,
    qtbot: QtBot,
    open_: str,
    kind: type[RefuseForm | WithdrawForm],
) -> None:
    item = room.log()
    room.ask(item)
    card = card_of(shell, item, qtbot)
    getattr(card, open_)()
    sheet = form(shell, kind, qtbot)
    fill(sheet._reason, "Not yet")
    commit(sheet, qtbot)
    qtbot.waitUntil(lambda: card._shown is not None and card._shown.request is None)


def test_approving_from_the_card(room: Room, shell: Shell, qtbot: QtBot) -> None:
    item = room.log()
    room.ask(item)
    card = card_of(shell, item, qtbot)
    assert card._next.text() == "Approve"
    card.go_on()
    commit(form(shell, ApproveForm, qtbot), qtbot)
    qtbot.waitUntil(lambda: room.file(item).state is DisposalState.APPROVED)


def test_class_notice_and_answer_are_recorded(room: Room, shell: Shell, qtbot: QtBot) -> None:
    item = room.log(retention_class="")
    card = card_of(shell, item, qtbot)
    card._classify()
    choosing = form(shell, ClassForm, qtbot)
    fill(choosing._class, "CASE")
    commit(choosing, qtbot)
    qtbot.waitUntil(lambda: card._shown is not None and bool(card._shown.class_words))
    shell.undo()
    qtbot.waitUntil(lambda: room.file(item).class_words == "")
    card._notify()
    telling = form(shell, NoticeForm, qtbot)
    fill(telling._told, "310-555-0142")
    telling.commit()
    qtbot.waitUntil(lambda: telling._told.has_error)
    fill(telling._told, "Owner")
    commit(telling, qtbot)
    qtbot.waitUntil(lambda: card._shown is not None and bool(card._shown.notices))
    card._answer()
    commit(form(shell, AnswerForm, qtbot), qtbot)
    qtbot.waitUntil(lambda: room.file(item).notices[0].answer is not None)


def test_a_case_is_held_and_released(room: Room, shell: Shell, qtbot: QtBot) -> None:
    item = room.log()
    card = card_of(shell, item, qtbot)
    card._hold()
    holding = form(shell, HoldCaseForm, qtbot)
    fill(holding._reason, "Civil claim")
    commit(holding, qtbot)
    qtbot.waitUntil(lambda: card._state.spec.text == "Kept")
    card._release()
    releasing = form(shell, ReleaseHoldForm, qtbot)
    fill(releasing._reason, "Settled")
    commit(releasing, qtbot)
    qtbot.waitUntil(lambda: room.office.ask(CaseHolds(room.case.id)) == ())


def review(shell: Shell, qtbot: QtBot, reason: str = ReviewReason.DUE.value) -> ReviewView:
    view = shell.view(Section.EVIDENCE)
    shell.go(Section.EVIDENCE, ReviewFor(reason))
    assert isinstance(view, EvidenceView)
    found = view._review
    qtbot.waitUntil(lambda: found._model.rowCount() > 0)
    return found


def test_a_run_is_collected_with_space_and_asked_for_together(
    room: Room, shell: Shell, qtbot: QtBot
) -> None:
    items = [room.log(), room.log()]
    view = review(shell, qtbot)
    table = view._table
    table.setFocus()
    for item in items:
        table.pick(item.id)
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert {tag for _id, tag in view.run} == {item.tag for item in items}
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(view.run) == 1
    QTest.keyClick(table, Qt.Key.Key_Space)
    view.ask()
    asking = form(shell, RequestForm, qtbot)
    fill(asking._method, Method.DESTROY.value)
    fill(asking._paper, "Release 7")
    fill(asking._reason, "Over")
    commit(asking, qtbot)
    qtbot.waitUntil(lambda: view.run == ())
    states = {room.office.ask(ItemRetention(item.id)).state for item in items}
    assert states == {DisposalState.REQUESTED}


def test_a_run_is_approved_and_carried_out(room: Room, shell: Shell, qtbot: QtBot) -> None:
    events = room.ask(room.log(), room.log())
    view = review(shell, qtbot, ReviewReason.REQUESTED.value)
    for event in events:
        view.toggle(event.item)
    view.execute()
    words = "Not everything in the run is approved"
    qtbot.waitUntil(lambda: words in shell.message_bar.text)
    room.approve(*events)
    view.approve()
    qtbot.waitUntil(lambda: "waits for approval" in shell.message_bar.text)
    view.execute()
    going = form(shell, ExecuteForm, qtbot)
    fill(going._how, "incinerated")
    fill(going._witness, "Ofc. Bell")
    going._saw.set_value(True)
    commit(going, qtbot)
    qtbot.waitUntil(lambda: "2 items left." in shell.message_bar.text)


def test_the_review_list_is_reached_and_left(room: Room, shell: Shell, qtbot: QtBot) -> None:
    room.log(retention_class="")
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    view._list._ask_review()
    qtbot.waitUntil(lambda: view._stack.currentWidget() is view._review)
    assert view.shown_target() == ReviewFor()
    view._review._leave()
    assert view._stack.currentWidget() is view._list


def test_everything_has_a_name_and_text_is_never_markup(
    room: Room, shell: Shell, qtbot: QtBot
) -> None:
    item = room.log(description=MARKUP[0])
    room.do(HoldCase(case=room.case.id, reason=MARKUP[1]))
    room.do(GiveNotice(items=(item.id,), kind=NoticeKind.OWNER, told="<b>Owner</b>"))
    card_of(shell, item, qtbot)
    view = review(shell, qtbot)
    view.toggle(item.id)
    page = shell.view(Section.EVIDENCE)
    assert unnamed_focusable(page) == []
    assert labels_that_guess(page) == []


def test_many_tags_are_counted() -> None:
    tags = [f"EV-{n}" for n in range(9)]
    assert tags_in_words(tags) == "EV-0, EV-1, EV-2, EV-3, EV-4, EV-5 and 3 more"
    assert tags_in_words(tags[:1]) == "EV-0"


def test_an_appeal_is_recorded_and_ended(room: Room, shell: Shell, qtbot: QtBot) -> None:
    tab = ChargesTab(shell, room.case.id)
    qtbot.addWidget(tab)
    tab.show()
    tab.refresh()
    card: AppealsCard = tab._appeals
    qtbot.waitUntil(lambda: bool(card._defendants))
    card.file()
    filing = form(shell, AppealForm, qtbot)
    fill(filing._court, "Court of Appeals")
    fill(filing._filed, room.day(-800).isoformat())
    commit(filing, qtbot)
    tab.refresh()
    qtbot.waitUntil(lambda: len(card._shown) == 1)
    (row,) = card._rows.rows()
    assert row.chip is not None
    assert row.chip.text == "Open, evidence is kept"
    card.amend(card._shown[0].record.id)
    ending = form(shell, AppealForm, qtbot)
    fill(ending._mandate, room.day(-1).isoformat())
    ending.commit()
    qtbot.waitUntil(lambda: ending._outcome.has_error)
    fill(ending._outcome, "AFFIRMED")
    commit(ending, qtbot)
    tab.refresh()
    qtbot.waitUntil(lambda: not card._shown[0].record.is_open)
