"""Custody in the window: forms that ask what the act needs, signatures, batches, the check."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.custody import Action
from app.domain.custody.asked import required_of
from app.domain.custody.corrections import FieldKind
from app.domain.signatures import Signatory, SignatureKind
from app.services.attachments import AttachFile
from app.services.evidence import CorrectCustody, EvidenceItemView, SignatureEntry, SignStep
from app.services.office import Office
from app.ui.drafts.inputs import put_back, typed_in
from app.ui.evidence.batch_forms import CheckInForm, CheckOutForm
from app.ui.evidence.check_dialog import CustodyCheckDialog
from app.ui.evidence.corrected_input import CorrectedInput
from app.ui.evidence.custody_forms import (
    _OF_OTHER_FORMS,
    CorrectForm,
    TransferForm,
    offered_actions,
)
from app.ui.evidence.page import check_in, check_out
from app.ui.evidence.sign_form import SignForm
from app.ui.shell.window import Shell
from app.ui.widgets import Field, PlainLabel
from tests.custody_steps import BEFORE, bring_to, step
from tests.ui.checks import MARKUP, labels_that_guess, unnamed_focusable
from tests.ui.test_evidence_page import case, dialog, fill, logged, open_item, page, shell

__all__ = ["case", "shell"]  # fixtures


_NOT_OFFERED = _OF_OTHER_FORMS | {Action.COLLECTED, Action.RECEIVED}
"""Acts with forms of their own, and how items come in."""


def panel_words(view: object) -> str:
    """Return every word the item's panel shows."""
    labels = view.findChildren(PlainLabel)  # type: ignore[attr-defined]  # a widget
    return "\n".join(label.plain for label in labels)


@pytest.mark.parametrize("action", [each for each in Action if each not in _NOT_OFFERED])
def test_each_act_shows_exactly_the_fields_it_asks_for(
    office: Office, case: Case, shell: Shell, action: Action
) -> None:
    item = logged(office, case)
    for earlier in BEFORE.get(action, ()):
        bring_to(office, item, earlier, "Elsewhere")
    form = TransferForm(shell, office.ask(EvidenceItemView(item)))
    form.open()
    fill(form._action, action)
    for asked in required_of(action):
        assert form.asked(asked.key) is not None, asked.key
    assert (form.asked("due_back_on") is not None) == (action in "OUT LAB CRT")
    assert unnamed_focusable(form) == []
    form.close()


def test_only_acts_that_may_follow_are_offered(office: Office, case: Case) -> None:
    item = logged(office, case)
    offered = offered_actions(office.ask(EvidenceItemView(item)).chain)
    assert offered[0] is Action.OUT
    assert {Action.RETURNED, Action.ADMITTED, Action.DESTROYED}.isdisjoint(offered)
    bring_to(office, item, Action.TO_LAB)
    offered = offered_actions(office.ask(EvidenceItemView(item)).chain)
    assert offered[0] is Action.FROM_LAB
    assert Action.OUT not in offered


def test_what_was_typed_moves_along_to_the_next_act(
    office: Office, case: Case, shell: Shell
) -> None:
    form = TransferForm(shell, office.ask(EvidenceItemView(logged(office, case))))
    form.open()
    place = form.asked("place")
    assert place is not None
    fill(place, "Shelf 9")
    fill(form._action, Action.MOVED)
    place = form.asked("place")
    assert place is not None
    assert (place.value(), place.required) == ("Shelf 9", True)
    form.close()


def test_a_laboratory_is_handed_an_item_with_its_request(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    view = open_item(shell, item, qtbot)
    view._list._panel.transfer()
    form = dialog(shell, TransferForm)
    fill(form._action, Action.TO_LAB)
    fill(form._to, "State laboratory")
    fill(form._purpose, "Prints")
    form.commit()
    request, exams = form.asked("request"), form.asked("exams")
    assert request is not None
    assert exams is not None
    assert request.has_error
    fill(request, "SL-26-1")
    fill(exams, "Prints")
    form.commit()
    panel = view._list._panel
    qtbot.waitUntil(lambda: shell.message_bar.text.startswith("Exhibit EV-0001 handed"))
    qtbot.waitUntil(lambda: "Request number: SL-26-1" in panel_words(panel))
    panel._sign_last()
    qtbot.waitUntil(lambda: bool(shell.findChildren(SignForm)))
    assert dialog(shell, SignForm)._seq == 2


def test_a_step_is_signed_with_typed_words_and_by_hand(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clerk"))
    view = open_item(shell, item, qtbot)
    panel = view._list._panel
    panel.sign(2)
    form = dialog(shell, SignForm)
    assert unnamed_focusable(form) == []
    form.commit()
    qtbot.waitUntil(form._trouble.isVisible)
    giver, receiver, _witness = form._blocks
    fill(giver._how, SignatureKind.TYPED)
    fill(receiver._how, SignatureKind.DRAWN)
    form.commit()
    assert receiver._drawn.has_error
    pad = receiver._pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
    for x in range(40, 300, 20):
        QTest.mouseMove(pad, QPoint(x, 40 + x % 50))
        qtbot.wait(1)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    pad._strokes[-1].append((900, 500))  # whatever the platform says of moves
    form.commit()
    qtbot.waitUntil(lambda: not shell.findChildren(SignForm))
    signed = office.ask(EvidenceItemView(item)).signatures
    assert [(each.part, each.kind) for each in signed] == [
        (Signatory.GIVER, SignatureKind.TYPED),
        (Signatory.RECEIVER, SignatureKind.DRAWN),
    ]
    assert json.loads(signed[1].strokes)[0][-1] == [900, 500]
    qtbot.waitUntil(lambda: "Received by Clerk, signed by hand" in panel_words(panel))


def test_a_drawing_is_wiped_off_and_leaves_nothing(
    office: Office, case: Case, shell: Shell
) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clerk"))
    form = SignForm(shell, office.ask(EvidenceItemView(item)), 2)
    pad = form._blocks[0]._pad
    pad._strokes = [[(0, 0), (5, 5)]]
    pad.wipe()
    assert (pad.strokes(), pad.problem() is None) == ("", False)
    form.close()


def test_a_scan_kept_with_the_item_stands_for_a_signature(
    office: Office, case: Case, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clerk"))
    scan = tmp_path / "form.pdf"
    scan.write_bytes(b"%PDF signed")
    office.do(AttachFile(case=case.id, item=item, path=scan))
    view = open_item(shell, item, qtbot)
    view._list._panel.sign(2)
    form = dialog(shell, SignForm)
    block = form._blocks[1]
    fill(block._how, SignatureKind.SCANNED)
    content = block._scan.content
    content.setCurrentIndex(1)  # type: ignore[attr-defined]  # a choice
    form.commit()
    qtbot.waitUntil(lambda: not shell.findChildren(SignForm))
    (signature,) = office.ask(EvidenceItemView(item)).signatures
    assert (signature.kind, signature.attachment is not None) == (SignatureKind.SCANNED, True)


def test_a_field_is_corrected_and_the_timeline_says_so_at_the_step(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clrek"))
    view = open_item(shell, item, qtbot)
    panel = view._list._panel
    panel.correct()
    form = dialog(shell, CorrectForm)
    assert form._step.value() == 2
    fill(form._field, "holder")
    fill(form._new, "Clerk")
    fill(form._reason, "Misspelled")
    form.commit()
    qtbot.waitUntil(lambda: "Corrected in step 3: Holder: “Clerk”" in panel_words(panel))
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.line.holder == "Clerk")


def test_a_day_that_is_none_keeps_back_no_correction_without_a_field(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    view = open_item(shell, item, qtbot)
    view._list._panel.correct()
    form = dialog(shell, CorrectForm)
    fill(form._field, "at")
    fill(form._new, "noonish")
    fill(form._reason, "All of it is wrong")
    form.commit()
    assert form._new.has_error
    fill(form._field, None)
    assert not form._new.has_error
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(EvidenceItemView(item)).chain.events) == 2)


def test_items_are_scanned_into_a_batch_and_leave_together(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    items = [logged(office, case) for _ in range(3)]
    gun = logged(office, case, kind="firearm", second_person="M. Sato")
    page(shell)
    check_out(shell)
    form = dialog(shell, CheckOutForm)
    assert unnamed_focusable(form) == []
    line = form.items._line
    for tag in ("EV-0001", "ev-0002", "EV-0003", "EV-0003", "EV-404"):
        QTest.keyClicks(line, tag)
        QTest.keyClick(line, Qt.Key.Key_Return)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: len(form.items.files) == 3 and form.items._tag.has_error)
    assert form.isVisible()
    assert form.asked("second_person") is None
    QTest.keyClicks(line, "EV-0004")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.asked("second_person") is not None)
    form.items._take_out(gun)
    assert form.asked("second_person") is None
    fill(form._to, "Clerk")
    fill(form._purpose, "Trial")
    form.commit()
    qtbot.waitUntil(lambda: not shell.findChildren(CheckOutForm))
    holders = {office.ask(EvidenceItemView(item)).line.holder for item in items}
    assert holders == {"Clerk"}


def test_chosen_items_come_back_and_a_laboratory_is_asked_for_its_result(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    items = [logged(office, case) for _ in range(2)]
    bring_to(office, items[0], Action.TO_LAB)
    bring_to(office, items[1], Action.OUT)
    view = page(shell)
    view.refresh()
    qtbot.waitUntil(lambda: view._list._model.rowCount() == 2)
    view._list._table.selectAll()
    assert set(view._list.chosen()) == set(items)
    check_in(shell)
    form = dialog(shell, CheckInForm)
    qtbot.waitUntil(lambda: form.asked("result") is not None)
    form.commit()
    result = form.asked("result")
    assert result is not None
    assert result.has_error
    fill(result, "No prints")
    form.commit()
    qtbot.waitUntil(lambda: not shell.findChildren(CheckInForm))
    steps = [office.ask(EvidenceItemView(item)).chain.events[-1].action for item in items]
    assert steps == [Action.FROM_LAB, Action.RETURNED]


def test_a_refused_batch_names_the_item_and_stays_open(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    items = [logged(office, case) for _ in range(2)]
    bring_to(office, items[1], Action.TO_LAB)
    form = CheckOutForm(shell, items)
    form.open()
    qtbot.waitUntil(lambda: len(form.items.files) == 2)
    fill(form._to, "Clerk")
    fill(form._purpose, "Trial")
    form.commit()
    qtbot.waitUntil(lambda: form._way.has_error)
    assert "EV-0002" in panel_words(form._way)
    assert form.isVisible()
    form.close()


def test_the_check_lists_findings_and_goes_to_the_item(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    fine, unsigned = logged(office, case), logged(office, case)
    office.do(step(unsigned, Action.OUT, "Clerk"))
    page(shell)
    check = CustodyCheckDialog(shell, None, "Check")
    check.open()
    qtbot.waitUntil(lambda: len(check.lines) == 2)
    assert {line.item.item for line in check.lines} == {unsigned}
    assert "2 items looked over. 2 findings in 1 item." in panel_words(check)
    assert unnamed_focusable(check) == []
    check._which.set_value("broken")
    check._show_chosen("broken")
    assert (check.lines, check._go.isEnabled()) == ((), False)
    check._show_chosen("everything")
    check._open_current()
    panel = page(shell)._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.item.id == unsigned)
    assert fine != unsigned


def test_a_case_without_a_finding_says_so(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    view = open_item(shell, item, qtbot)
    panel = view._list._panel
    assert panel._check._chip.spec.text == "Nothing found"
    panel._check_case()
    check = next(each for each in shell.findChildren(CustodyCheckDialog) if each.isVisible())
    qtbot.waitUntil(lambda: "Nothing was found." in panel_words(check))
    check.reject()


def test_the_longest_text_and_markup_are_plain_text(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    text = " ".join(MARKUP)
    item = logged(office, case, description=text)
    details = (("request", text), ("exams", text * 200))
    office.do(step(item, Action.TO_LAB, text, details=details, purpose=text * 500))
    unable = SignatureEntry(part=Signatory.RECEIVER, kind=SignatureKind.UNABLE, reason=text * 50)
    office.do(SignStep(item=item, seq=2, entries=(unable,)))
    office.do(CorrectCustody(item=item, seq=2, reason=text, field="holder", new=text + "!"))
    view = open_item(shell, item, qtbot)
    assert labels_that_guess(view) == []
    assert shell.width() == 1366
    for form in (SignForm(shell, view._list._panel.shown, 2), CheckOutForm(shell, [item])):  # type: ignore[arg-type]  # it is shown
        form.open()
        assert labels_that_guess(form) == []
        form.close()


def test_a_batch_left_behind_a_lock_comes_back_with_its_items(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    items = tuple(logged(office, case) for _ in range(2))
    left = CheckOutForm(shell, items)
    fill(left._way, Action.TO_LAB)
    request = left.asked("request")
    assert request is not None
    fill(request, "SL-1")
    typed = typed_in(left)
    left.close()
    form = CheckOutForm(shell)
    form.open()
    put_back(form, typed)
    assert form.items.ids == items
    qtbot.waitUntil(lambda: len(form.items.files) == len(items))
    request = form.asked("request")
    assert request is not None
    assert (form._way.value(), request.value()) == (Action.TO_LAB, "SL-1")
    form.close()


def test_a_corrected_day_is_typed_said_and_kept_in_full(qtbot: QtBot) -> None:
    content = CorrectedInput()
    field = Field("new", "Should say", content)
    qtbot.addWidget(field)
    content.ask_for(FieldKind.DAY_PAST, "Says nothing.")
    assert content.accessibleDescription() == "Says nothing."
    QTest.keyClicks(content, "12/3/2025")
    assert content.accessibleDescription() == "Wednesday, 3 December 2025"
    assert content.answer() == "2025-12-03"
    content.clear()
    content.ask_for(FieldKind.MOMENT, "")
    QTest.keyClicks(content, "12/3/2025")
    assert content.problem() is not None
    QTest.keyClicks(content, " 9:30")
    assert content.problem() is None
    assert content.answer().startswith("2025-12-03T")
