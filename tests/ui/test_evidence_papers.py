"""Printing about evidence from the window: what is offered, shown, saved and remembered."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.cases import Case, CaseId
from app.domain.custody import Action
from app.domain.evidence import EvidenceItem
from app.domain.evidence_entry import EvidenceEntry
from app.domain.labels import Symbols
from app.domain.profiles import Profile
from app.domain.resources import resource_path
from app.domain.users import Actor, OfficeRole
from app.services.audit_view import AuditPage
from app.services.cases import OpenCase
from app.services.evidence import EvidenceItemView, LogEvidence
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.evidence import PAGE
from app.ui.evidence.case_tab import EvidenceTab
from app.ui.evidence.page import EvidenceView
from app.ui.evidence.papers import (
    case_papers,
    item_papers,
    open_case_labels,
    open_custody_form,
    open_evidence_log,
    open_labels,
    open_place_labels,
    open_property_receipt,
    open_transfer_receipt,
)
from app.ui.evidence.papers.label_options import LabelOptions
from app.ui.evidence.papers.options import CaseOptions
from app.ui.page import Section
from app.ui.paper import PaperPreview
from app.ui.paper.printing import new_printer
from app.ui.shell import Identity, Shell
from tests.custody_steps import step
from tests.printing.paper_samples import flat
from tests.printing.test_labels import pictures, read
from tests.ui.checks import labels_that_guess, unnamed_focusable


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def item(office: Office, case: Case) -> EvidenceItem:
    entry = EvidenceEntry(kind="phone", description="Phone <b>&", seized_from="M. Roe", exhibit="3")
    item = office.do(LogEvidence(case=case.id, entry=entry)).value.item
    office.do(step(item.id, Action.TO_LAB, "Lab"))
    return item


@pytest.fixture(autouse=True)
def _fresh_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    yield
    QSettings().remove("labels")


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    window = Shell(desk, (PAGE,), (), Identity("A. Rivera", "Prosecutor", "Riverside County"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


def opened(shell: Shell, qtbot: QtBot) -> PaperPreview:  # type: ignore[type-arg]  # of any options
    preview = shell.findChildren(PaperPreview)[-1]
    qtbot.waitUntil(preview.print_button.isEnabled)
    return preview


def words(preview: PaperPreview) -> str:  # type: ignore[type-arg]
    return flat(preview.paper.text())


def last_act(office: Office) -> str:
    return office.ask(AuditPage()).rows[0].action


def test_each_paper_is_shown_and_not_recorded(
    shell: Shell, office: Office, case: Case, item: EvidenceItem, qtbot: QtBot
) -> None:
    before = office.ask(AuditPage()).rows[0].seq
    papers: tuple[tuple[Callable[[], None], str], ...] = (
        (lambda: open_labels(shell, (item.id,)), "EV-0001"),
        (lambda: open_case_labels(shell, case.id), "EV-0001"),
        (lambda: open_case_labels(shell, case.id, of_file=True), "State v. Roe"),
        (lambda: open_custody_form(shell, item.id), "Chain of custody EV-0001"),
        (lambda: open_transfer_receipt(shell, item.id, is_batch=True), "Transfer receipt"),
        (lambda: open_property_receipt(shell, case.id), "Property receipt"),
        (lambda: open_evidence_log(shell, case.id), "Evidence log"),
    )
    for open_, said in papers:
        open_()
        preview = opened(shell, qtbot)
        assert said in words(preview)
        assert not unnamed_focusable(preview)
        assert not labels_that_guess(preview)
        preview.reject()
    assert office.ask(AuditPage()).rows[0].seq == before


def test_what_is_saved_is_recorded_and_names_its_place_in_the_log(
    shell: Shell, office: Office, item: EvidenceItem, tmp_path: Path, qtbot: QtBot
) -> None:
    open_custody_form(shell, item.id)
    preview = opened(shell, qtbot)
    to = tmp_path / "form.pdf"
    with qtbot.waitSignal(preview.accepted):
        preview.save_to(str(to))
    assert "given when printed" not in PdfReader(to).pages[0].extract_text()
    assert last_act(office) == "PrintCustodyForm"


def labels(shell: Shell, item: EvidenceItem, qtbot: QtBot) -> PaperPreview[LabelOptions]:
    open_labels(shell, (item.id,))
    return opened(shell, qtbot)


def test_stock_and_next_free_label_are_remembered(
    shell: Shell, item: EvidenceItem, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = labels(shell, item, qtbot)
    preview.options.stock.set_value("avery-5163")
    preview.options.start.set_value("10")
    preview.options.copies.set_value("3")
    preview.options.copies.edited.emit()
    qtbot.waitUntil(lambda: preview.paper.page_count == 2)
    qtbot.waitUntil(preview.save_button.isEnabled)
    with qtbot.waitSignal(preview.accepted):
        preview.save_to(str(tmp_path / "labels.pdf"))
    again = labels(shell, item, qtbot)
    assert again.options.stock.value() == "avery-5163"
    assert again.options.start.number() == 3
    assert again.options.run().symbols is Symbols.AUTO


def test_a_place_the_sheet_lacks_is_told_and_nothing_goes_out(
    shell: Shell, item: EvidenceItem, qtbot: QtBot
) -> None:
    preview = labels(shell, item, qtbot)
    preview.options.start.set_value("31")
    preview.options.start.edited.emit()
    qtbot.waitUntil(preview.trouble.isVisible)
    assert "1 to 30" in preview.trouble.accessibleName()
    assert not preview.print_button.isEnabled()
    preview.options.start.set_value("30")
    preview.options.start.edited.emit()
    qtbot.waitUntil(preview.print_button.isEnabled)
    assert not preview.trouble.isVisible()


def test_a_roll_has_no_first_free_label_and_small_labels_say_what_does_not_fit(
    shell: Shell, item: EvidenceItem, qtbot: QtBot
) -> None:
    preview = labels(shell, item, qtbot)
    options = preview.options
    assert options.start.isVisible()
    options.stock.set_value("roll-2x1")
    qtbot.waitUntil(lambda: preview.paper.page_count == 1)
    assert not options.start.isVisible()
    options.stock.set_value("avery-5167")
    qtbot.waitUntil(lambda: "Code 128 does not fit" in options._remark.text())


def test_an_own_stock_is_added_and_a_wrong_one_explained(
    shell: Shell, item: EvidenceItem, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = labels(shell, item, qtbot)
    facts = json.loads(resource_path("labels", "roll-2x1.json").read_text("utf-8"))
    file = tmp_path / "ours.json"
    file.write_text(json.dumps(facts | {"code": "ours", "name": "Our labels"}))
    preview.options.add(str(file))
    assert preview.options.stock.value() == "ours"
    file.write_text("{")
    preview.options.add(str(file))
    assert "ours.json, line 1" in preview.options._remark.text()


def test_another_reader_gets_another_log(
    shell: Shell, case: Case, item: EvidenceItem, qtbot: QtBot
) -> None:
    open_evidence_log(shell, case.id)
    preview = opened(shell, qtbot)
    options = preview.options
    assert isinstance(options, CaseOptions)
    options.audience.card(Profile.DEFENSE).click()
    qtbot.waitUntil(lambda: "FOR THE DEFENSE" in words(preview))
    options.exhibits.click()
    qtbot.waitUntil(lambda: "Exhibit list" in words(preview))
    assert item.tag in words(preview)


@pytest.mark.parametrize("code", ["roll-2x1", "brother-62x29", "avery-5160"])
def test_what_a_printer_gets_is_read_by_a_scanner(
    shell: Shell, item: EvidenceItem, tmp_path: Path, qtbot: QtBot, code: str
) -> None:
    preview = labels(shell, item, qtbot)
    preview.options.stock.set_value(code)
    qtbot.waitUntil(preview.print_button.isEnabled)
    sheet = preview.options.sheet()
    printer = new_printer(sheet)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(sheet.dots_per_inch)
    preview.print_on(printer)
    qtbot.waitUntil(lambda: shell.message_bar.text == "1 page sent to the printer.")
    (page,) = pictures((tmp_path / "printed.pdf").read_bytes(), sheet.dots_per_inch)
    assert read(page) == {("Code128", item.tag), ("QRCode", item.tag)}
    assert page.width == pytest.approx(sheet.size[0] / 25.4 * sheet.dots_per_inch, abs=3)


def test_no_place_is_no_paper(shell: Shell, qtbot: QtBot) -> None:
    open_place_labels(shell)
    preview = shell.findChildren(PaperPreview)[-1]
    qtbot.waitUntil(preview.trouble.isVisible)
    assert not preview.save_button.isEnabled()


def test_item_and_case_offer_what_the_person_may_print(
    shell: Shell, office: Office, case: Case, item: EvidenceItem
) -> None:
    shown = office.ask(EvidenceItemView(item.id))
    assert [entry.text for entry in item_papers(shell, shown)] == [
        "Label",
        "Custody form",
        "Property receipt",
        "Receipt for the last hand-over",
    ]
    assert len(case_papers(shell, case.id)) == 4
    reader = Actor(office.actor.user, "r", "R. Reader", OfficeRole.READER)
    office.actor = reader
    assert [entry.text for entry in item_papers(shell, shown)] == ["Label"]
    assert [entry.text for entry in case_papers(shell, case.id)] == [
        "Labels of all items",
        "Label of the case",
    ]


def test_the_panel_and_the_tab_open_their_menus(
    shell: Shell, office: Office, case: Case, item: EvidenceItem, qtbot: QtBot
) -> None:
    shell.go(Section.EVIDENCE, item.id)
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    panel = view._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None)
    panel.print()
    menu = panel.findChildren(QMenu)[-1]
    form = next(act for act in menu.actions() if act.text() == "Custody form")
    form.trigger()
    assert "EV-0001" in words(opened(shell, qtbot))
    preview = shell.findChildren(PaperPreview)[-1]
    preview.reject()
    tab = EvidenceTab(shell, CaseId(case.id))
    qtbot.addWidget(tab)
    tab.show()
    tab.print()
    (of_tab,) = (each for each in tab.findChildren(QMenu) if each.isVisible())
    assert len(of_tab.actions()) == 4
    of_tab.close()
    assert office.ask(AuditPage()).rows[0].action == "TransferCustody"
