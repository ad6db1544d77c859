"""Disclosure in the window, on a real office: ledger, productions, certificates, register."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.disclosure.ledger import State
from app.domain.disclosure.productions import ProductionStepKind
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.disclosure.steps import StepKind
from app.domain.ids import new_id
from app.domain.persons import Role
from app.services.disclosure.papers import PaperKind
from app.services.disclosure.register import ListOfficer, OfficerRegister
from app.services.disclosure.requests import AddDefenseRequest
from app.services.office import Office
from app.services.party_entry import EnterWitness
from app.ui.desk import Desk as UiDesk
from app.ui.disclosure import CASE_TAB, OFFICERS_TAB
from app.ui.disclosure.certificate_forms import CertificateForm, CertificateStepForm
from app.ui.disclosure.certificate_part import CertificatePart
from app.ui.disclosure.favorable_forms import FavorableForm, RulingForm
from app.ui.disclosure.favorable_part import FavorablePart
from app.ui.disclosure.having_part import HavingPart
from app.ui.disclosure.ledger_part import Filter, LedgerPart
from app.ui.disclosure.officers import OfficerForm, OfficersTab, OfficerStepForm
from app.ui.disclosure.production_forms import FreezeForm, ProductionForm, ProductionStepForm
from app.ui.disclosure.production_part import ProductionPart
from app.ui.disclosure.request_forms import (
    BradyForm,
    InquiryForm,
    LossForm,
    OrderForm,
    RequestForm,
)
from app.ui.disclosure.request_part import RequestPart
from app.ui.disclosure.row_forms import (
    ApproveForm,
    CorrectArrivalForm,
    DecideForm,
    InspectionForm,
    NameFileForm,
    ReceiveForm,
    ReviewForm,
    RowForm,
    add_row,
)
from app.ui.disclosure.tab import DisclosureTab
from app.ui.officer_notice import OfficerNotice
from app.ui.paper import PaperPreview
from app.ui.persons.person_forms import open_add_party
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.witnesses.forms import EnterWitnessForm, enter_witness
from tests.services.disclosed import Desk, a_pdf, open_desk, somebody
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable

F = TypeVar("F", bound=QWidget)


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    return open_desk(office, tmp_path)


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    ui = UiDesk(office)
    window = Shell(ui, (), (), Identity(person="A. Rivera", role="x", office="Riverside"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    ui.close()


@pytest.fixture
def tab(shell: Shell, desk: Desk, qtbot: QtBot) -> DisclosureTab:
    made = CASE_TAB.build(shell, desk.case.id)
    assert isinstance(made, DisclosureTab)
    qtbot.addWidget(made)
    made.resize(760, 560)
    made.show()
    qtbot.waitUntil(lambda: made.parts["ledger"].view is not None)  # type: ignore[union-attr]
    return made


def part(tab: DisclosureTab, name: str, kind: type[F]) -> F:
    tab.open_part(name)
    found = tab.parts[name]
    assert isinstance(found, kind)
    return found


def opened(shell: Shell, kind: type[F], qtbot: QtBot) -> F:
    qtbot.waitUntil(lambda: bool(shell.findChildren(kind)))
    return shell.findChildren(kind)[-1]


def fill(form: Any, **values: Any) -> None:
    for name, value in values.items():
        content = getattr(form, f"_{name}").content
        (content.set_day if hasattr(content, "set_day") else content.set_value)(value)


def until(qtbot: QtBot, wanted: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(wanted()))


def test_a_row_is_entered_and_goes_its_way_by_keyboard(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    ledger = part(tab, "ledger", LedgerPart)
    assert "Nothing was asked for" in " ".join(shown_texts(ledger))
    add_row(shell, desk.case.id)
    form = opened(shell, RowForm, qtbot)
    assert unnamed_focusable(form) == []
    form.commit()
    assert desk.view.rows == ()
    fill(form, title=MARKUP[0], agency=MARKUP[1], note=MARKUP[2])
    form.commit()
    until(qtbot, lambda: ledger.table.table.rowCount() == 1)
    ledger.table.setFocus()
    ledger.table.selectRow(0)
    assert labels_that_guess(tab) == []
    for kind, state in (
        (ReceiveForm, State.RECEIVED),
        (ReviewForm, State.REVIEWED),
        (DecideForm, State.TO_PRODUCE),
    ):
        QTest.keyClick(ledger.table, Qt.Key.Key_Return)
        step = opened(shell, kind, qtbot)
        assert unnamed_focusable(step) == []
        step.commit()
        until(qtbot, partial(_stands, desk, ledger, state))
    assert MARKUP[0] in " ".join(shown_texts(ledger.panel))


def _stands(desk: Desk, ledger: LedgerPart, state: State) -> bool:
    line = ledger.current()
    return desk.view.rows[0].state is state and line is not None and line.state is state


def test_a_day_of_the_calendar_or_a_reminder_leads_to_its_demand_or_row(
    tab: DisclosureTab, desk: Desk, qtbot: QtBot
) -> None:
    row = desk.row("Body camera")
    request = DefenseRequest(
        id=new_id(), case=desk.case.id, made_on=desk.view.today, text="All of it"
    )
    desk.do(AddDefenseRequest(record=request))
    tab.refresh()
    tab.show_record(request.id)
    requests = tab.parts["requests"]
    qtbot.waitUntil(lambda: requests.table.current_key() == request.id)
    assert tab.switch.value() == "requests"
    tab.show_record(row.id)
    qtbot.waitUntil(lambda: tab.parts["ledger"].table.current_key() == row.id)
    assert tab.switch.value() == "ledger"


def test_what_is_gone_turns_no_part_that_somebody_works_in(
    tab: DisclosureTab, desk: Desk, qtbot: QtBot
) -> None:
    tab.show_record(new_id())
    qtbot.waitUntil(lambda: tab._view is not None)
    tab.refresh()
    tab.open_part("productions")
    counts: list[int] = []
    tab.counted.connect(counts.append)
    for rows in (1, 2):
        desk.row("Body camera")
        tab.refresh()
        qtbot.waitUntil(lambda rows=rows: counts[-1:] == [rows])  # type: ignore[misc]  # bound at once
        assert tab.switch.value() == "productions"


def test_filters_show_what_they_say(tab: DisclosureTab, desk: Desk, qtbot: QtBot) -> None:
    desk.row("Expected", received_on=None)
    desk.row("Received")
    desk.decided("Kept", StepKind.WITHHOLD)
    desk.decided("Brady", duty="BRADY")
    ledger = part(tab, "ledger", LedgerPart)
    tab.refresh()
    until(qtbot, lambda: ledger.table.table.rowCount() == 4)
    shown = {}
    for wanted in Filter:
        ledger.filter.set_value(wanted)
        shown[wanted] = [row.item.number for row in ledger.rows_of(ledger.view)]  # type: ignore[arg-type]
    assert shown == {
        Filter.ALL: [1, 2, 3, 4],
        Filter.OPEN: [1, 2, 3, 4],
        Filter.UNDISCLOSED: [2, 3, 4],
        Filter.WITHHELD: [3],
        Filter.PRODUCED: [],
        Filter.FAVORABLE: [4],
    }


def test_a_production_is_put_together_frozen_served_and_written_out(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    row = desk.decided("Report")
    desk.file(row, "report.pdf", a_pdf(2))
    productions = part(tab, "productions", ProductionPart)
    tab.refresh()
    until(qtbot, lambda: productions.view and productions.view.rows)
    productions.add()
    form = opened(shell, ProductionForm, qtbot)
    assert unnamed_focusable(form) == []
    form.commit()  # no counsel is on file
    assert desk.view.drafts == ()
    fill(form, recipient="G. Whitlock")
    form.commit()
    until(qtbot, lambda: productions.table.table.rowCount() == 1)
    productions.table.selectRow(0)
    productions.act(None)
    opened(shell, FreezeForm, qtbot).commit()
    until(qtbot, lambda: desk.view.productions)
    until(qtbot, lambda: productions.view and productions.view.productions)
    productions.table.selectRow(0)
    filed = productions.current()
    assert filed is not None
    productions.act(None)
    service = opened(shell, ProductionStepForm, qtbot)
    assert unnamed_focusable(service) == []
    service.commit()
    until(qtbot, lambda: desk.view.productions[0].served_at)
    productions.export_to(filed, tmp_path)
    until(qtbot, (tmp_path / "Production 1" / "MANIFEST.txt").is_file)
    until(qtbot, lambda: len(desk.view.productions[0].steps) == 2)
    until(qtbot, lambda: "SHA-256" in " ".join(shown_texts(productions.panel)))
    assert labels_that_guess(tab) == []


def test_a_paper_is_looked_at_and_saved(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    filed = desk.produce(desk.decided())
    productions = part(tab, "productions", ProductionPart)
    productions.preview(filed, PaperKind.LETTER)
    preview = opened(shell, PaperPreview, qtbot)
    until(qtbot, preview.print_button.isEnabled)
    assert unnamed_focusable(preview) == []
    assert "Enclosed is production No. 1" in " ".join(preview.paper.text().split())
    preview.print()
    assert preview.trouble.isVisible()  # no printer is set up here
    preview.save_to(str(tmp_path / "letter.pdf"))
    until(qtbot, (tmp_path / "letter.pdf").is_file)


def test_a_certificate_says_in_the_form_why_it_is_refused(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    desk.row("Notebook")
    certificates = part(tab, "certificates", CertificatePart)
    tab.refresh()
    until(qtbot, lambda: certificates.table.table.rowCount() == 1)
    certificates.add()
    form = opened(shell, CertificateForm, qtbot)
    fill(form, diligence="Asked")
    form.commit()
    until(qtbot, lambda: "Still open: 1" in " ".join(shown_texts(form)))
    form.reject()
    certificates.table.selectRow(0)
    assert "Received" in " ".join(shown_texts(certificates.panel))


def test_what_they_had_follows_the_day_and_the_defendant(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    desk.serve(desk.produce(desk.decided("Report")))
    had = part(tab, "had", HavingPart)
    tab.refresh()
    until(qtbot, lambda: had.table.table.rowCount() == 1)
    assert "had by Roe, Ana, not by Lee, Ana" in " ".join(
        each.detail for each in had._uneven.rows()
    )
    had.who.set_value(desk.lee.id)
    had.who.edited.emit()
    until(qtbot, lambda: had.table.table.rowCount() == 0)
    had.who.set_value(None)
    had.day.set_day(desk.today - timedelta(days=365))
    had.ask()
    until(qtbot, lambda: had.table.table.rowCount() == 0)
    had.acknowledge()  # nobody is chosen: it says so, and opens nothing
    assert shell.findChildren(PaperPreview) == []
    had.who.set_value(desk.roe.id)
    had.acknowledge()
    preview = opened(shell, PaperPreview, qtbot)
    until(qtbot, lambda: "39.14(j)" in preview.paper.text())


def _is_second(requests: RequestPart) -> bool:
    line = requests.current()
    return line is not None and line.record.version == 2


FORMS = {
    DefenseRequest: (RequestForm, {"text": "All reports"}),
    AgencyInquiry: (InquiryForm, {"agency": "Sheriff", "what": "Files"}),
    LossNotice: (LossForm, {"what": "Swab", "by": "Lab", "why": "Thawed"}),
    ProtectiveOrder: (OrderForm, {"court": "Court", "terms": "Counsel only"}),
    BradyOrder: (BradyForm, {"judge": "Okafor"}),
}


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_what_is_around_the_ledger_is_added_changed_and_taken_out(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot, kind: type[Any]
) -> None:
    requests = part(tab, "requests", RequestPart)
    make, values = FORMS[kind]
    requests.open_new(kind)
    form: Any = opened(shell, make, qtbot)
    assert unnamed_focusable(form) == []
    fill(form, **values)
    if kind is BradyOrder:
        fill(form, oral=desk.today)
    form.commit()
    until(qtbot, lambda: requests.table.table.rowCount() == 1)
    requests.table.selectRow(0)
    requests.act(None)
    again: Any = opened(shell, make, qtbot)
    again.commit()
    until(qtbot, partial(_is_second, requests))
    detail = requests.panel.detail
    assert detail is not None
    detail.deeds[1].press()
    until(qtbot, lambda: requests.table.table.rowCount() == 0)
    assert labels_that_guess(tab) == []


def test_a_listed_witness_stands_first_and_matter_is_recorded_from_there(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(EnterWitness(case=desk.case.id, person=somebody("Reyes"), role=Role.WITNESS_OFFICER))
    desk.supervisor.do(ListOfficer(name="Ana Reyes", matter="False report", why="Review"))
    favorable = part(tab, "favorable", FavorablePart)
    tab.refresh()
    until(qtbot, lambda: favorable.table.table.rowCount() == 1)
    favorable.table.selectRow(0)
    assert "In the register" in " ".join(shown_texts(tab)) or favorable.panel.detail
    favorable.act(None)
    form = opened(shell, FavorableForm, qtbot)
    assert unnamed_focusable(form) == []
    fill(form, what="False report of 2024", source="Register")
    form.commit()
    until(qtbot, lambda: desk.view.favorable)
    matter = desk.view.favorable[0].matter
    assert matter.officer is not None
    assert matter.witness is not None
    RulingForm(shell, matter).open()
    ruling = opened(shell, RulingForm, qtbot)
    fill(ruling, reason="x")
    ruling.commit()
    until(qtbot, lambda: "does not rule on it" in " ".join(shown_texts(ruling)))
    ruling.reject()


def test_every_other_form_names_what_can_be_reached(
    shell: Shell, desk: Desk, qtbot: QtBot, tab: DisclosureTab
) -> None:
    row = desk.decided("Memorandum", StepKind.WITHHOLD)
    desk.file(row, "memo.pdf", a_pdf(1))
    filed = desk.produce(desk.decided("Report"))
    view = desk.view
    line = view.rows[0]
    forms = (
        CorrectArrivalForm(shell, line.item),
        DecideForm(shell, line),
        ApproveForm(shell, line),
        InspectionForm(shell, line, view.accused),
        NameFileForm(shell, line.item, view.files, ()),
        ProductionStepForm(shell, filed.production, ProductionStepKind.VOIDED),
    )
    for form in forms:
        form.open()
        qtbot.waitExposed(form)
        assert unnamed_focusable(form) == []
        assert labels_that_guess(form) == []
        form.reject()
    del tab


def test_the_register_is_kept_in_the_settings(
    shell: Shell, desk: Desk, qtbot: QtBot, office: Office
) -> None:
    register = OFFICERS_TAB.build(shell)
    assert isinstance(register, OfficersTab)
    qtbot.addWidget(register)
    register.resize(1_000, 500)
    register.show()
    until(qtbot, lambda: not register._stale)
    register.add()
    form = opened(shell, OfficerForm, qtbot)
    assert unnamed_focusable(form) == []
    form._person.family.set_value("Reyes")
    fill(form, matter=MARKUP[0], why="Review")
    form.commit()
    until(qtbot, lambda: register.table.table.rowCount() == 1)
    register.table.selectRow(0)
    register.step(None)
    step = opened(shell, OfficerStepForm, qtbot)
    fill(step, text="By letter")
    step.commit()
    until(qtbot, lambda: len(office.ask(OfficerRegister())[0].entry.steps) == 2)
    until(qtbot, lambda: "By letter" in str(register.panel.detail))
    assert labels_that_guess(register) == []
    del desk


@pytest.mark.parametrize("of_witness", [True, False])
def test_naming_a_listed_officer_warns_in_the_form(
    shell: Shell, desk: Desk, qtbot: QtBot, *, of_witness: bool
) -> None:
    desk.supervisor.do(ListOfficer(name="Ana Reyes", matter="x", why="x"))
    if of_witness:
        enter_witness(shell, desk.case.id)
    else:
        open_add_party(shell, desk.case.id)
    notice = opened(shell, OfficerNotice, qtbot)
    picker = notice._picker
    assert not notice.isVisible()
    picker.family.set_value("Reyes")
    given = picker._given.content
    given.set_value("Ana")  # type: ignore[attr-defined]  # a TextInput
    given.edited.emit()  # type: ignore[attr-defined]  # as if typed
    until(qtbot, notice.isVisible)
    assert "Ana Reyes stands in the officer register." in " ".join(shown_texts(notice))
    picker.family.set_value("Somebody")
    picker.family.edited.emit()
    until(qtbot, lambda: not notice.isVisible())
    assert bool(shell.findChildren(EnterWitnessForm)) is of_witness


def test_a_certificate_s_steps_are_recorded(
    tab: DisclosureTab, shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    certificates = part(tab, "certificates", CertificatePart)
    certificates.add()
    form = opened(shell, CertificateForm, qtbot)
    fill(form, diligence="Asked everybody")
    form.commit()
    until(qtbot, lambda: certificates.table.table.rowCount() == 1)
    certificates.table.selectRow(0)
    detail = certificates.panel.detail
    assert detail is not None
    detail.deeds[1].press()
    step = opened(shell, CertificateStepForm, qtbot)
    step.commit()
    until(qtbot, lambda: desk.view.certificates[0].steps)
