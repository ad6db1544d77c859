"""A scanner anywhere in the window, on a real office: batches, places, forms, and no scans."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.custody import Action
from app.domain.evidence import ItemId, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.locations import Agency, Location, LocationKind
from app.services.cases import OpenCase
from app.services.evidence import CaseEvidence, EvidenceByTag, EvidenceItemView, LogEvidence
from app.services.locations import AddAgency, AddLocation, AmendLocation
from app.services.notes import AddNote
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.evidence import ACTIONS, PAGE
from app.ui.evidence.batch import Check
from app.ui.evidence.batch_forms import CheckOutForm
from app.ui.evidence.custody_forms import TransferForm
from app.ui.evidence.log_view import LogView
from app.ui.evidence.page import EvidenceView, LogFor
from app.ui.evidence.place_field import PlaceInput
from app.ui.keys import PassphraseForm
from app.ui.local_keys import keys_on
from app.ui.page import Section
from app.ui.paper import PaperPreview
from app.ui.reminders import PAGE as REMINDERS
from app.ui.scan.anywhere import ScanAnywhere
from app.ui.scan.preferences import ScannerPreferences, keep_scanner_preferences
from app.ui.scan.scanner import TypedInto, code_in
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.table import DataTable
from app.ui.widgets import PassphraseInput
from tests.ui.scanning import press, scan, type_slowly


@dataclass(frozen=True)
class Room:
    """What the office knows: a case, a shelf, a vault for drugs, an agency."""

    case: Case
    other: Case
    shelf: Location
    vault: Location
    agency: Agency


@pytest.fixture
def room(office: Office) -> Room:
    around = office.do(AddLocation(name="Room A", kind=LocationKind.ROOM)).value
    return Room(
        case=office.do(OpenCase(title="State v. Roe", number="2026-00417")).value,
        other=office.do(OpenCase(title="State v. Doe", number="2026-00099")).value,
        shelf=office.do(AddLocation(name="Shelf 3", parent=around.id)).value,
        vault=office.do(AddLocation(name="Vault", holds=("narcotics",))).value,
        agency=office.do(AddAgency(name="State laboratory")).value,
    )


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (PAGE, REMINDERS), ACTIONS, identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    ScanAnywhere(window)
    yield window
    desk.close()


def logging(shell: Shell, case: Case, qtbot: QtBot) -> LogView:
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    shell.go(Section.EVIDENCE, LogFor(case.id))
    log = view._log
    qtbot.waitUntil(lambda: log._form._kinds.count() > 1 and log.case == case.id)
    qtbot.waitUntil(lambda: bool(log._form.place.places.every))
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    log._form._typed["tag"].setFocus()
    return log


def listed(shell: Shell) -> EvidenceView:
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    shell.go(Section.EVIDENCE)
    view.refresh()
    return view


def logged(office: Office, case: Case, **facts: object) -> ItemId:
    entry = EvidenceEntry(**{"kind": "tool", "description": "Pry bar", **facts})  # type: ignore[arg-type]
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


# --- batches


def test_twenty_tags_at_scanner_speed_make_twenty_items_without_the_mouse(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    log._form._keep_words.set_value(True)
    scan(shell, room.shelf.code)
    assert log._form.place.value() == "Room A, Shelf 3"
    tags = [f"BAG-{number:04d}" for number in range(20)]
    for tag in tags:
        scan(shell, tag)
    assert [line.entry.tag for line in log.batch.lines] == tags
    assert {line.check for line in log.batch.lines} == {Check.READY}
    press(shell, Qt.Key.Key_F9)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not log.batch.lines)
    lines = office.ask(CaseEvidence(room.case.id))
    assert [line.tag for line in lines] == tags
    assert {line.location for line in lines} == {room.shelf.id}
    assert {line.place for line in lines} == {"Room A, Shelf 3"}


def test_forty_items_a_minute_from_a_scanner_that_sends_tab(
    room: Room, shell: Shell, qtbot: QtBot
) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    log._form._keep_words.set_value(True)
    for number in range(40):
        scan(shell, f"BAG-{number:04d}", end=Qt.Key.Key_Tab, rest_ms=1_500)
        assert log._form._typed["tag"].hasFocus()
    assert len(log.batch.ready) == 40


def test_twenty_items_are_typed_by_keyboard_alone(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    window = shell.windowHandle()
    for number in range(20):
        press(shell, Qt.Key.Key_Return)  # the tag as suggested
        press(shell, Qt.Key.Key_Return)  # the type that stays
        type_slowly(shell, f"Bolt {number}")
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [line.entry.description for line in log.batch.ready] == [f"Bolt {n}" for n in range(20)]
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not log.batch.lines)
    assert len(office.ask(CaseEvidence(room.case.id))) == 20


def test_a_scan_in_the_description_begins_the_next_item(
    room: Room, shell: Shell, qtbot: QtBot
) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    scan(shell, "BAG-0001")
    assert log._form._typed["description"].hasFocus()
    type_slowly(shell, "bolt")
    scan(shell, "BAG-0002")
    assert [line.entry.tag for line in log.batch.lines] == ["BAG-0001"]
    assert log.batch.lines[0].entry.description == "bolt"
    assert log._form._typed["tag"].value() == "BAG-0002"
    assert log._form._typed["description"].value() == ""


def test_a_code_scanned_into_the_seal_stays_there(room: Room, shell: Shell, qtbot: QtBot) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._typed["seal"].setFocus()
    scan(shell, "S-991122")
    assert log._form._typed["seal"].value() == "S-991122"
    assert log._form.place.hasFocus()


def test_an_item_of_another_case_is_refused_with_its_case_and_leads_there(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, room.other, tag="EV-0077")
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    scan(shell, "EV-0077")
    qtbot.waitUntil(lambda: [line.check for line in log.batch.lines] == [Check.TAKEN])
    (line,) = log.batch.lines
    assert line.words == "EV-0077 belongs to case 2026-00099. It cannot be logged here."
    assert log._verdict.words == line.words
    assert line.verb == "Go to original"
    log._act(line.id)
    view = listed(shell)
    panel = view._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.item.id == item)
    assert len(log.batch.lines) == 1


def test_a_repeated_tag_leads_to_the_first_one_and_comes_free_when_that_goes(
    room: Room, shell: Shell, qtbot: QtBot
) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    log._form._keep_words.set_value(True)
    for tag in ("BAG-0001", "BAG-0002", "BAG-0001"):
        scan(shell, tag)
    first, _second, again = log.batch.lines
    assert again.check is Check.REPEATED
    log._act(again.id)
    assert log._table.current_key() == first.id
    log._table.setFocus()
    QTest.keyClick(log._table, Qt.Key.Key_Delete)
    assert [line.check for line in log.batch.lines] == [Check.READY, Check.READY]


def test_the_last_item_is_taken_back_into_the_fields(
    room: Room, shell: Shell, qtbot: QtBot
) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    log._form.add()
    shell.undo()
    assert log.batch.lines == ()
    assert log._form._typed["description"].value() == "Bolt"
    shell.undo()  # half typed: nothing of the batch is touched, nothing of the office either
    assert log._form._typed["description"].value() == "Bolt"


def test_a_place_kept_for_other_kinds_warns_and_does_not_block(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    scan(shell, room.vault.code)
    log._form.add()
    (line,) = log.batch.ready
    assert line.check is Check.APART
    assert line.words == "Vault is kept for: Narcotics."
    office.do(AmendLocation(location=Location(**{**room.vault.__dict__, "is_active": False})))
    shell.desk.changed.emit(office.do(AddAgency(name="X")).changes)
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    assert "switched off" in (log._form.place.problem() or "")


def test_a_container_scanned_into_the_place_takes_what_comes(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    box = logged(office, room.case, tag="EV-0100", location=room.shelf.id)
    logged(office, room.other, tag="EV-0200")
    log = logging(shell, room.case, qtbot)
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    log._form.place.setFocus()
    scan(shell, "EV-0200")
    qtbot.waitUntil(lambda: "2026-00099" in log._verdict.words)
    shell.activateWindow()  # the list of suggestions had the keyboard
    log._form.place.setFocus()
    qtbot.waitUntil(log._form.place.hasFocus)
    scan(shell, "EV-0100")
    qtbot.waitUntil(lambda: log._form.place.value() == "In EV-0100")
    log._form.add()
    log.commit()
    qtbot.waitUntil(lambda: not log.batch.lines)
    (inside,) = [line for line in office.ask(CaseEvidence(room.case.id)) if line.item != box]
    item = office.ask(EvidenceByTag(inside.tag)).item
    assert (item.parent, item.relation) == (box, ItemRelation.INSIDE)
    assert inside.location == room.shelf.id


def test_labels_are_printed_of_what_was_committed(room: Room, shell: Shell, qtbot: QtBot) -> None:
    log = logging(shell, room.case, qtbot)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F8)
    assert "Commit first" in log._verdict.words
    log._form._kinds.set_value("tool")
    log._form._typed["description"].set_value("Bolt")
    log._form.add()
    log.commit()
    qtbot.waitUntil(lambda: not log.batch.lines)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in shell.findChildren(PaperPreview)))
    preview = next(each for each in shell.findChildren(PaperPreview) if each.isVisible())
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    preview.close()


# --- anywhere


def test_a_tag_opens_its_item_from_another_page(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, room.case, tag="EV-0317")
    listed(shell)
    shell.go(Section.REMINDERS)
    scan(shell, "ev-0317")
    qtbot.waitUntil(lambda: shell.current_section() is Section.EVIDENCE)
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    panel = view._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.item.id == item)


def test_a_place_shows_what_lies_there(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    there = logged(office, room.case, location=room.shelf.id)
    logged(office, room.case)
    view = listed(shell)
    qtbot.waitUntil(lambda: view._list._model.rowCount() == 2)
    scan(shell, room.shelf.code)
    qtbot.waitUntil(lambda: view._list._model.rowCount() == 1)
    assert view._list._model.key_at(0) == there


def test_an_agency_fills_the_receiver_and_a_tag_stays_in_its_field(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, room.case)
    view = listed(shell)
    shell.go(Section.EVIDENCE, item)
    panel = view._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None)
    panel.transfer()
    form = next(each for each in shell.findChildren(TransferForm) if each.isVisible())
    qtbot.waitUntil(lambda: bool(form._receiver.names))
    purpose = form._purpose.content
    purpose.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is purpose)
    scan(shell, room.agency.code)
    assert form._receiver.value() == "State laboratory"
    assert form._purpose.value() == ""
    scan(shell, "EV-0001")
    assert form._purpose.value() == "EV-0001"
    assert form.isVisible()
    form.close()


def test_a_place_scanned_into_a_hand_over_goes_into_the_chain(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    item = logged(office, room.case)
    view = listed(shell)
    shell.go(Section.EVIDENCE, item)
    panel = view._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None)
    panel.transfer()
    form = next(each for each in shell.findChildren(TransferForm) if each.isVisible())
    form._action.content.set_value(Action.MOVED)  # type: ignore[attr-defined]  # a Choice
    place = form.asked("place")
    assert place is not None
    place_input = place.content
    assert isinstance(place_input, PlaceInput)
    qtbot.waitUntil(lambda: bool(place_input.places.every))
    scan(shell, room.shelf.code)
    assert place.value() == "Room A, Shelf 3"
    form._receiver.set_value("A. Rivera")
    form._purpose.content.set_value("Sorted")  # type: ignore[attr-defined]  # a TextInput
    form.commit()
    qtbot.waitUntil(lambda: office.ask(EvidenceItemView(item)).line.location == room.shelf.id)


def test_tags_scanned_into_a_check_out_are_gathered_wherever_the_keyboard_is(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    first, second = logged(office, room.case), logged(office, room.case)
    listed(shell)
    form = CheckOutForm(shell)
    form.open()
    qtbot.waitUntil(lambda: bool(form._receiver.names))
    form._purpose.content.setFocus()
    qtbot.waitUntil(form._purpose.content.hasFocus)
    for code in ("EV-0001", room.agency.code, "EV-0002"):
        scan(shell, code)
    qtbot.waitUntil(lambda: form.items.ids == (first, second) and len(form.items.files) == 2)
    assert form._receiver.value() == "State laboratory"
    assert form._purpose.value() == ""
    form.close()


def test_an_unknown_code_is_said_and_left_where_it_was_typed(shell: Shell, qtbot: QtBot) -> None:
    view = listed(shell)
    view._list._search.setFocus()
    qtbot.waitUntil(view._list._search.hasFocus)
    scan(shell, "NOTHING-1")
    qtbot.waitUntil(lambda: "NOTHING-1" in shell.message_bar.text)
    assert view._list._search.text() == "NOTHING-1"


def test_a_quick_person_is_no_scanner(shell: Shell, qtbot: QtBot) -> None:
    view = listed(shell)
    view._list._search.setFocus()
    qtbot.waitUntil(view._list._search.hasFocus)
    for gap in (45, 58, 90):
        view._list._search.clear()
        scan(shell, "crowbar", key_ms=gap)
        assert view._list._search.text() == "crowbar"
    assert shell.message_bar.text == ""


def test_a_held_key_is_no_scanner_and_a_passphrase_is_never_read(
    room: Room, shell: Shell, qtbot: QtBot
) -> None:
    form = PassphraseForm(shell)
    form.open()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), PassphraseInput))
    field = QApplication.focusWidget()
    assert isinstance(field, PassphraseInput)
    scan(shell, room.shelf.code)
    assert field.text() == room.shelf.code
    form.close()


def test_letters_of_a_code_do_not_act_in_a_list(shell: Shell, qtbot: QtBot) -> None:
    acted: list[str] = []
    table = next(iter(shell.view(Section.REMINDERS).findChildren(DataTable)))
    keys_on(table, lambda: acted.append("G"), "G")
    shell.go(Section.REMINDERS)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    window = shell.windowHandle()
    for letter in (Qt.Key.Key_A, Qt.Key.Key_G, Qt.Key.Key_G):
        QTest.keyClick(window, letter)
    QTest.qWait(150)
    assert acted == []
    QTest.keyClick(window, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: acted == ["G"])


def test_while_nothing_of_the_office_is_to_be_seen_nothing_is_taken(
    room: Room, shell: Shell
) -> None:
    listed(shell)
    shell.hide()
    taken = shell.findChild(ScanAnywhere)
    assert taken is not None
    assert not taken.take(room.shelf.code, TypedInto(None))


def test_a_prefix_tells_codes_from_typing() -> None:
    known = ScannerPreferences(prefix="~", suffix="!")
    assert code_in("~B-1!", known) == "B-1"
    assert code_in("EV-0317", known) == ""
    assert code_in("EV-0317", ScannerPreferences()) == "EV-0317"
    assert code_in("EV-1", ScannerPreferences()) == ""


def test_the_prefix_of_this_workplace_is_obeyed(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    keep_scanner_preferences(ScannerPreferences(prefix="~", sound=False))
    assert QSettings().value("scanner/prefix") == "~"
    there = logged(office, room.case, location=room.shelf.id)
    logged(office, room.case)
    view = listed(shell)
    qtbot.waitUntil(lambda: view._list._model.rowCount() == 2)
    scan(shell, f"~{room.shelf.code}")
    qtbot.waitUntil(lambda: view._list._model.rowCount() == 1)
    assert view._list._model.key_at(0) == there


def test_a_note_that_is_being_written_is_left_as_it_was(
    office: Office, room: Room, shell: Shell, qtbot: QtBot
) -> None:
    office.do(AddNote(case=room.case.id, text="An older note"))
    view = listed(shell)
    note = QPlainTextEdit(view)
    note.setGeometry(0, 0, 200, 100)
    note.show()
    note.setPlainText("The landlord said ")
    note.moveCursor(note.textCursor().MoveOperation.End)
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    scan(shell, room.shelf.code)
    assert note.toPlainText() == "The landlord said "
