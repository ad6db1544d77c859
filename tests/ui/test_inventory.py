"""Counting a shelf in the window, and the Places tab, on a real office."""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QRadioButton
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.inventory import InventoryReason, Resolution
from app.domain.locations import Location, LocationKind
from app.services.cases import OpenCase
from app.services.evidence import (
    EvidenceItemView,
    Inventories,
    InventoryOf,
    LogEvidence,
    StartInventory,
)
from app.services.locations import AddLocation, PlacesAndAgencies
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.evidence import ACTIONS, PAGE, open_place_labels
from app.ui.evidence.inventory_forms import GiveUpForm, ResolveForm, StartInventoryForm
from app.ui.evidence.inventory_view import CountView
from app.ui.evidence.page import EvidenceView, InventoryFor
from app.ui.locations import places_tab
from app.ui.locations.forms import AgencyForm, LocationForm
from app.ui.locations.scanner_card import ScannerCard
from app.ui.locations.tab import PlacesTab
from app.ui.page import Section
from app.ui.paper import PaperPreview
from app.ui.scan.anywhere import ScanAnywhere
from app.ui.scan.preferences import scanner_preferences
from app.ui.settings import settings_page
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Field
from tests.ui.checks import labels_that_guess, unnamed_focusable
from tests.ui.scanning import press, scan, type_slowly

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def shelf(office: Office) -> Location:
    room = office.do(AddLocation(name="Room A", kind=LocationKind.ROOM)).value
    office.do(AddLocation(name="Shelf 2", parent=room.id))
    return office.do(AddLocation(name="Shelf 1", parent=room.id)).value


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (PAGE, settings_page((places_tab(open_place_labels),))), ACTIONS, identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    ScanAnywhere(window)
    yield window
    desk.close()


def logged(office: Office, case: Case, shelf: Location | None, tag: str) -> ItemId:
    entry = EvidenceEntry(
        kind="tool", description="Pry bar", tag=tag, location=shelf.id if shelf else None
    )
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


def counting(office: Office, shell: Shell, shelf: Location, qtbot: QtBot) -> CountView:
    session = office.do(StartInventory(location=shelf.id)).value
    shell.go(Section.EVIDENCE, InventoryFor(session.id))
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    count = view._count.count
    qtbot.waitUntil(lambda: count.shown is not None and bool(count._barcoded.places.every))
    qtbot.waitUntil(count._tag.hasFocus)
    return count


def dialog(shell: Shell, kind: type[D], qtbot: QtBot) -> D:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in shell.findChildren(kind)))
    return next(each for each in shell.findChildren(kind) if each.isVisible())


def fill(field: Field, value: object) -> None:
    content: Any = field.content
    content.set_value(value)


def _is_resolved(count: CountView, code: str) -> bool:
    found = count._found(code)
    return found is not None and found.resolved is not None


def test_a_count_is_printed_for_the_office_or_a_court(
    office: Office, shell: Shell, shelf: Location, qtbot: QtBot
) -> None:
    counting(office, shell, shelf, qtbot)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F8)
    preview = dialog(shell, PaperPreview, qtbot)
    assert [card.accessibleName() for card in preview.findChildren(QRadioButton)] == [
        "Internal: work product, contacts hidden",
        "Court: no work product, Rule 49.1 masking",
    ]
    assert unnamed_focusable(preview) == []
    preview.reject()


def test_a_shelf_is_scanned_resolved_and_closed(
    office: Office, case: Case, shell: Shell, shelf: Location, qtbot: QtBot
) -> None:
    seen, lost = logged(office, case, shelf, "A-00001"), logged(office, case, shelf, "A-00002")
    count = counting(office, shell, shelf, qtbot)
    scan(shell, "A-00001")
    qtbot.waitUntil(lambda: count._verdict.words == "A-00001 is where it should be.")
    scan(shell, "A-00001", end=Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: count._verdict.words == "A-00001 was read here already.")
    type_slowly(shell, "Z-9")
    press(shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count._verdict.words == "No item has the tag Z-9.")
    qtbot.waitUntil(lambda: count._rows.rowCount() == 2)
    qtbot.waitUntil(lambda: count._counts[0].spec.text == "1 of 2 seen")
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: count._verdict.words.startswith("2 findings are not resolved"))
    for code, how in (("A-00002", Resolution.DISCREPANCY), ("Z-9", Resolution.REPORTED)):
        count.resolve(code)
        form = dialog(shell, ResolveForm, qtbot)
        fill(form._resolution, how)
        form.commit()
        assert form._memo.has_error
        fill(form._memo, "Searched the room")
        form.commit()
        qtbot.waitUntil(lambda code=code: _is_resolved(count, code))  # type: ignore[misc]
    count.close_inventory()
    qtbot.waitUntil(lambda: shell.message_bar.text.startswith("The inventory is closed"))
    assert len(office.ask(EvidenceItemView(seen)).chain.events) == 2
    assert len(office.ask(EvidenceItemView(lost)).chain.events) == 2
    qtbot.waitUntil(lambda: not count._tag.isEnabled())
    assert unnamed_focusable(count) == []
    assert labels_that_guess(count) == []


def test_a_shelf_of_the_room_is_chosen_by_its_barcode(
    office: Office, case: Case, shell: Shell, shelf: Location, qtbot: QtBot
) -> None:
    assert shelf.parent is not None
    places = office.ask(PlacesAndAgencies()).places
    room = places.get(shelf.parent)
    assert room is not None
    elsewhere = office.do(AddLocation(name="Room B")).value
    logged(office, case, shelf, "A-00001")
    count = counting(office, shell, room, qtbot)
    scan(shell, elsewhere.code)
    assert "not part of what is counted" in count._verdict.words
    scan(shell, "LOC-0002")
    assert count._verdict.words == "Counting Room A, Shelf 2."
    scan(shell, "A-00001")
    qtbot.waitUntil(lambda: count._verdict.words.startswith("A-00001 belongs elsewhere"))
    scan(shell, shelf.code)
    scan(shell, "A-00001")
    qtbot.waitUntil(lambda: count._verdict.words == "A-00001 is where it should be.")


def test_an_inventory_is_started_found_again_and_given_up(
    office: Office, shell: Shell, shelf: Location, qtbot: QtBot
) -> None:
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    shell.go(Section.EVIDENCE, InventoryFor())
    view._count._all.start()
    form = dialog(shell, StartInventoryForm, qtbot)
    qtbot.waitUntil(lambda: bool(form._place.places.every))
    fill(form._location, "Nowhere")
    form.commit()
    qtbot.waitUntil(lambda: form._location.has_error)
    scan(shell, shelf.code)
    assert form._location.value() == "Room A, Shelf 1"
    fill(form._reason, InventoryReason.CUSTODIAN)
    form.commit()
    qtbot.waitUntil(lambda: form._joint.has_error)
    fill(form._joint, "M. Sato")
    form.commit()
    count = view._count.count
    qtbot.waitUntil(lambda: count.shown is not None)
    assert shell.place() == (Section.EVIDENCE, InventoryFor(count.session))
    shell.activateWindow()
    count._tag.setFocus()
    qtbot.waitUntil(count._tag.hasFocus)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Escape)
    assert view._count.session is None
    qtbot.waitUntil(lambda: view._count._all._rows.rowCount() == 1)
    (line,) = office.ask(Inventories())
    view._count._all.table.opened.emit(line.session.id)
    assert view._count.session == line.session.id
    count._open_give_up()
    reason = dialog(shell, GiveUpForm, qtbot)
    fill(reason._memo, "Fire alarm")
    reason.commit()
    qtbot.waitUntil(lambda: office.ask(InventoryOf(line.session.id)).closing is not None)


def test_places_and_agencies_are_kept_by_keyboard(
    office: Office, shell: Shell, shelf: Location, qtbot: QtBot
) -> None:
    shell.go(Section.SETTINGS, "places")
    tab = shell.findChild(PlacesTab)
    assert tab is not None
    qtbot.waitUntil(lambda: tab.places.table.rowCount() == 3 and bool(tab._kinds))
    tab.places.pick(shelf.parent)
    tab.places.setFocus()
    qtbot.waitUntil(tab.places.hasFocus)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Insert)
    form = dialog(shell, LocationForm, qtbot)
    fill(form._name, "Safe")
    form._holds.content._boxes["cash"].set_value(True)  # type: ignore[attr-defined]  # a HoldsInput
    form.commit()
    qtbot.waitUntil(lambda: tab.places.table.rowCount() == 4)
    assert "Its barcode is LOC-0004." in shell.message_bar.text
    safe = office.ask(PlacesAndAgencies()).places.coded("LOC-0004")
    assert safe is not None
    assert (safe.holds, safe.parent) == (("cash",), shelf.parent)
    tab.places.pick(safe.id)
    tab.change()
    change = dialog(shell, LocationForm, qtbot)
    change._in_use.set_value(False)
    change.commit()
    qtbot.waitUntil(lambda: tab._line() is not None and not tab._line().location.is_active)  # type: ignore[union-attr]
    tab.remove()
    qtbot.waitUntil(lambda: tab.places.table.rowCount() == 3)
    tab._which.set_value("agencies")
    tab._turn()
    tab.add()
    agency = dialog(shell, AgencyForm, qtbot)
    fill(agency._lines["name"], "State laboratory")
    agency.commit()
    qtbot.waitUntil(lambda: tab.agencies.table.rowCount() == 1)
    tab.change()
    other = dialog(shell, AgencyForm, qtbot)
    fill(other._lines["phone"], "555-0100")
    other.commit()
    qtbot.waitUntil(lambda: tab._agency() is not None and tab._agency().phone == "555-0100")  # type: ignore[union-attr]
    assert unnamed_focusable(tab) == []
    assert labels_that_guess(tab) == []
    tab.remove()
    qtbot.waitUntil(lambda: tab.agencies.table.rowCount() == 0)


def test_a_place_in_use_says_why_it_stays(
    office: Office, case: Case, shell: Shell, shelf: Location, qtbot: QtBot
) -> None:
    logged(office, case, shelf, "A-00001")
    shell.go(Section.SETTINGS, "places")
    tab = shell.findChild(PlacesTab)
    assert tab is not None
    qtbot.waitUntil(lambda: tab.places.table.rowCount() == 3)
    tab.places.pick(shelf.id)
    tab.remove()
    qtbot.waitUntil(lambda: "Switch it off instead" in shell.message_bar.text)
    tab._see_items()
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    qtbot.waitUntil(lambda: view._list._place.value() == shelf.id)


def test_the_scanner_of_a_workplace_is_set_up(shell: Shell) -> None:
    shell.go(Section.SETTINGS, "places")
    card = shell.findChild(ScannerCard)
    assert card is not None
    card._prefix.set_value("~")
    card._sound.set_value(False)
    card._save()
    assert (scanner_preferences().prefix, scanner_preferences().sound) == ("~", False)
