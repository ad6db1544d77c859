"""The evidence page by keyboard and scanner, on a real office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.custody import Action
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.services.cases import OpenCase
from app.services.evidence import (
    CaseEvidence,
    EvidenceByTag,
    EvidenceItemView,
    LogEvidence,
    TransferCustody,
)
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.evidence import ACTIONS, CASE_TAB, PAGE
from app.ui.evidence.batch import Check
from app.ui.evidence.case_page import EvidenceOfCase
from app.ui.evidence.custody_forms import CorrectForm, TransferForm
from app.ui.evidence.item_form import AmendForm
from app.ui.evidence.page import EvidenceView, LogFor
from app.ui.evidence.wording import step_details
from app.ui.form import FormDialog
from app.ui.page import Section
from app.ui.scan.anywhere import ScanAnywhere
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Field
from tests.custody_steps import give_back
from tests.ui.checks import MARKUP, labels_that_guess, unnamed_focusable

D = TypeVar("D", bound=FormDialog)
NOW = datetime.now(UTC)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


def logged(office: Office, case: Case, **facts: object) -> ItemId:
    entry = EvidenceEntry(**{"kind": "tool", "description": "Pry bar", **facts})  # type: ignore[arg-type]
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (PAGE,), ACTIONS, identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    ScanAnywhere(window)
    yield window
    desk.close()


def page(shell: Shell) -> EvidenceView:
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    return view


def open_item(shell: Shell, item: ItemId, qtbot: QtBot) -> EvidenceView:
    view = page(shell)
    shell.go(Section.EVIDENCE, item)
    panel = view._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.item.id == item)
    return view


def start_logging(shell: Shell, case: Case, qtbot: QtBot) -> EvidenceView:
    view = page(shell)
    shell.go(Section.EVIDENCE, LogFor(case.id))
    form = view._log._form
    qtbot.waitUntil(form._typed["collected_by"].hasFocus)
    qtbot.waitUntil(lambda: form._kinds.count() > 1 and bool(form._typed["tag"].text()))
    form._typed["tag"].setFocus()
    return view


def dialog(shell: Shell, kind: type[D]) -> D:
    """Return the open form of a kind."""
    return next(each for each in shell.findChildren(kind) if each.isVisible())


def fill(field: Field, value: object) -> None:
    content: Any = field.content
    content.set_value(value)


def focused() -> QWidget:
    """Return where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_on(text: str) -> None:
    """Type where the keyboard is, then Enter."""
    QTest.keyClicks(focused(), text)
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def scan(shell: Shell, code: str) -> None:
    """Type as a wedge does: through the window, Enter last."""
    window = shell.windowHandle()
    for letter in code:
        QTest.keyClick(window, Qt.Key(ord(letter.upper())))
    QTest.keyClick(window, Qt.Key.Key_Return)


def test_the_list_shows_the_items_and_the_panel_the_first_ones_chain(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    office.do(TransferCustody(item=item, to="State laboratory", purpose="Prints"))
    view = page(shell)
    panel = view._list._panel
    view.refresh()
    qtbot.waitUntil(lambda: panel.shown is not None)
    assert view._list._model.rowCount() == 1
    assert panel._whole.spec.text == "Chain whole"
    assert "1 out" in view._list._remark.plain


def test_f7_hands_an_item_over_and_the_bar_says_so(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case, tag="EV-0017")
    open_item(shell, item, qtbot)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F7)
    form = dialog(shell, TransferForm)
    qtbot.waitUntil(form._receiver.hasFocus)
    QTest.keyClicks(form._receiver, "State laboratory")
    QTest.keyClicks(form._purpose.content, "Fingerprints")
    QTest.keyClick(form._receiver, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    said = "Exhibit EV-0017 handed to State laboratory."
    qtbot.waitUntil(lambda: shell.message_bar.text == said)
    events = office.ask(EvidenceItemView(item)).chain.events
    assert (events[-1].holder, events[-1].purpose) == ("State laboratory", "Fingerprints")


def test_an_item_that_left_for_good_is_not_handed_over(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    give_back(office, item, "Owner")
    panel = open_item(shell, item, qtbot)._list._panel
    assert not panel._transfer.isEnabled()
    panel.transfer()
    assert shell.findChild(TransferForm) is None


def test_a_refused_hand_over_stays_open_with_the_sentence_at_its_field(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    view = open_item(shell, logged(office, case), qtbot)
    view._list._panel.transfer()
    form = dialog(shell, TransferForm)
    form._receiver.set_value("A. Rivera")
    fill(form._purpose, "Nothing")
    form.commit()
    qtbot.waitUntil(lambda: form._to.has_error)
    assert form.isVisible()


def test_a_firearm_asks_for_a_second_person_and_a_tool_does_not(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    view = open_item(shell, logged(office, case), qtbot)
    view._list._panel.transfer()
    form = dialog(shell, TransferForm)
    assert form.asked("second_person") is None
    form.close()
    gun = logged(office, case, kind="firearm", second_person="M. Sato")
    open_item(shell, gun, qtbot)
    view._list._panel.transfer()
    assert dialog(shell, TransferForm).asked("second_person") is not None


def test_opening_an_item_keeps_its_holder_and_has_no_day_to_come_back(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    view = open_item(shell, logged(office, case), qtbot)
    view._list._panel.transfer()
    form = dialog(shell, TransferForm)
    fill(form._action, Action.OPENED)
    assert form._receiver.value() == "A. Rivera"
    assert form.asked("due_back_on") is None
    fill(form._day, "today")
    form.commit()
    assert form._purpose.has_error
    assert form._purpose._label.text() == "Reason"
    fill(form._purpose, "To look inside")
    for key in ("by", "second_person"):
        field = form.asked(key)
        assert field is not None
        assert field.has_error
        fill(field, f"Somebody {key}")
    form.commit()
    assert form._time.has_error


def test_a_correction_and_a_change_of_words_reach_the_disk(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, case)
    panel = open_item(shell, item, qtbot)._list._panel
    panel.correct()
    correction = dialog(shell, CorrectForm)
    fill(correction._reason, "The shelf was B-13.")
    correction.commit()
    qtbot.waitUntil(lambda: len(office.ask(EvidenceItemView(item)).chain.events) == 2)
    panel.amend()
    change = dialog(shell, AmendForm)
    fill(change._facts.by_name["serial"], "99-1")
    change.commit()
    assert change._reason.has_error
    fill(change._reason, "Read again under the lamp")
    change.commit()
    qtbot.waitUntil(lambda: office.ask(EvidenceItemView(item)).item.serial == "99-1")
    assert office.ask(EvidenceItemView(item)).item.kind == "tool"


def test_a_file_is_attached_checked_and_saved_again(
    office: Office, case: Case, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"\xff\xd8 picture")
    item = logged(office, case)
    panel = open_item(shell, item, qtbot)._list._panel
    files = panel._files
    files.acts.attach(str(source))
    qtbot.waitUntil(lambda: bool(files.list.rows()))
    file = files.chosen()
    assert file is not None
    files.acts.check(file)
    qtbot.waitUntil(lambda: shell.message_bar.text.startswith("The file is what was attached."))
    target = tmp_path / "copy.jpg"
    files.acts.save_to(file, str(target))
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == source.read_bytes()


def test_a_tag_scanned_anywhere_opens_its_item_and_leaves_no_trace_in_a_field(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    first, wanted = logged(office, case), logged(office, case, tag="EV-0317")
    view = page(shell)
    view.refresh()
    qtbot.waitUntil(lambda: view._list._model.rowCount() == 2)
    view._list._table.pick(first)
    view._list._search.setFocus()
    view._list._search.setText("pry")
    scan(shell, "EV-0317")
    panel = view._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.item.id == wanted)
    assert view._list._search.text() == "pry"
    scan(shell, "EV-9999")
    qtbot.waitUntil(lambda: "EV-9999" in shell.message_bar.text)


def test_items_are_logged_by_keyboard_alone_and_written_at_once(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    view = start_logging(shell, case, qtbot)
    log = view._log
    for words in ("Canon camera", "SanDisk card"):
        QTest.keyClick(focused(), Qt.Key.Key_Return)  # the tag as suggested
        log._form._kinds.set_value("camera")
        QTest.keyClick(focused(), Qt.Key.Key_Return)  # the type
        of_a_camera = ("Canon", "EOS R8", "88-1", "", "")
        for text in (words, "", "", *of_a_camera, "B-12", ""):
            type_on(text)
    assert [line.check for line in log.batch.lines] == [Check.READY, Check.READY]
    assert office.ask(CaseEvidence(case.id)) == ()
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: shell.message_bar.text == "2 items logged in 2026-00417.")
    lines = office.ask(CaseEvidence(case.id))
    assert [(line.tag, line.description, line.place) for line in lines] == [
        ("EV-0001", "Canon camera", "B-12"),
        ("EV-0002", "SanDisk card", "B-12"),
    ]
    assert log.batch.lines == ()
    item = office.ask(EvidenceByTag("EV-0002")).item
    assert (item.make, item.model, item.serial) == ("Canon", "EOS R8", "88-1")


def test_a_batch_tells_duplicates_taken_tags_and_who_waits(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    logged(office, case, tag="A-1")
    log = start_logging(shell, case, qtbot)._log
    form = log._form
    for tag, kind in (("B-1", "tool"), ("b-1", "tool"), ("A-1", "tool"), ("B-2", "cash")):
        form._typed["tag"].set_value(tag)
        form._typed["description"].set_value("Thing")
        form._kinds.set_value(kind)
        form.add()
    expected = [Check.READY, Check.REPEATED, Check.TAKEN, Check.WAITS]
    qtbot.waitUntil(lambda: [line.check for line in log.batch.lines] == expected)
    assert log.batch.summary() == "1 ready, 1 waits, 2 problems"
    waiting = log.batch.lines[-1]
    log._table.opened.emit(waiting.id)
    assert form._typed["tag"].text() == "B-2"
    form._typed["second_person"].set_value("M. Sato")
    form.add()
    assert log.batch.lines[-1].check is Check.READY
    log.commit()
    left = [Check.TAKEN, Check.TAKEN]
    qtbot.waitUntil(lambda: [line.check for line in log.batch.lines] == left)
    assert len(office.ask(CaseEvidence(case.id))) == 3


def test_two_hundred_items_are_logged_in_one_go(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    log = start_logging(shell, case, qtbot)._log
    log._form._kinds.set_value("document")
    for number in range(200):
        log._form._typed["description"].set_value(f"Bag {number}")
        log._form.add()
    log.commit()
    qtbot.waitUntil(lambda: not log.batch.lines)
    assert len(office.ask(CaseEvidence(case.id))) == 200
    assert log.batch.next_tag == "EV-0201"


def test_an_item_nobody_may_log_says_why_beside_the_field(
    case: Case, shell: Shell, qtbot: QtBot
) -> None:
    form = start_logging(shell, case, qtbot)._log._form
    form._typed["description"].set_value("Knife")
    form._kinds.set_value("weapon")
    form._day.set_day((NOW + timedelta(days=2)).date())
    form.add()
    assert form._collected_time.has_error
    form._time.set_value("9:00")
    form.add()
    assert form._collected_on.has_error


def test_the_case_is_found_by_number_or_by_name(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    office.do(OpenCase(title="State v. Doe"))
    view = page(shell)
    shell.go(Section.EVIDENCE, LogFor())
    log = view._log
    qtbot.waitUntil(log._form._number.hasFocus)
    type_on("nobody")
    qtbot.waitUntil(lambda: log._form.case.has_error)
    log._form._number.setFocus()
    log._form._number.set_value("")
    type_on("roe")
    qtbot.waitUntil(lambda: log._form._number.text() == case.number)


def test_leaving_fast_entry_keeps_the_batch(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    view = start_logging(shell, case, qtbot)
    view._log._form._typed["description"].set_value("Knife")
    view._log._form._kinds.set_value("weapon")
    view._log._form.add()
    other = office.do(OpenCase(title="State v. Doe")).value
    shell.go(Section.EVIDENCE, LogFor(other.id))
    qtbot.waitUntil(lambda: shell.message_bar.text.startswith("Commit or clear the batch first."))
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Escape)
    assert view._stack.currentWidget() is view._list
    assert len(view._log.batch.lines) == 1


def test_everything_the_keyboard_reaches_has_a_name_and_text_is_never_markup(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    text = " ".join(MARKUP) + "x" * 100_000
    short = MARKUP[1]
    item = logged(office, case, description=text, note=text, place=short, collected_by=short)
    office.do(TransferCustody(item=item, to=short, purpose=text, place=short))
    log = start_logging(shell, case, qtbot)._log
    assert unnamed_focusable(log) == []
    view = open_item(shell, item, qtbot)
    assert unnamed_focusable(view) == []
    assert labels_that_guess(view) == []
    assert shell.width() == 1366
    view._list._panel.transfer()
    form = dialog(shell, TransferForm)
    assert unnamed_focusable(form) == []
    assert labels_that_guess(form) == []


def test_the_tab_of_a_case_shows_its_items_only(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    logged(office, other)
    wanted = logged(office, case)
    whole = CASE_TAB.build(shell, case.id)
    assert isinstance(whole, EvidenceOfCase)
    tab = whole.items
    qtbot.addWidget(whole)
    with qtbot.waitSignal(whole.counted) as counted:
        whole.show()
    assert counted.args == [1]
    qtbot.waitUntil(lambda: tab._panel.shown is not None)
    assert tab._panel.shown is not None
    assert tab._panel.shown.item.id == wanted
    logged(office, case)
    tab.refresh()
    qtbot.waitUntil(lambda: tab._rows.rowCount() == 2)


def test_an_empty_office_says_what_to_do(shell: Shell, qtbot: QtBot) -> None:
    view = page(shell)
    qtbot.waitUntil(lambda: view._list._model.has_answer)
    assert view._list._panel.shown is None
    remark = view._list._remark
    qtbot.waitUntil(lambda: remark.plain.startswith("No evidence is logged yet"))


def test_a_step_of_a_disposal_says_its_codes_in_words(office: Office, case: Case) -> None:
    shown = office.ask(EvidenceItemView(logged(office, case)))
    asked = replace(
        shown.chain.events[0],
        action=Action.DISPOSAL_REQUESTED,
        method="DES",
        details=(("authority", "CT_ORD"),),
    )
    said = " ".join(step_details(asked, shown.answers))
    assert "Authority: Court order" in said
    assert "Method: Destroy" in said
