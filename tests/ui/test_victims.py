"""The victim sheet, the People page and the witnesses of a case, on a real office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.contact_ways import RevealReason
from app.domain.ids import new_id
from app.domain.persons import PartyId, Person, PersonId, Role, Safety, WayKind
from app.domain.record import Version
from app.domain.users import Actor, OfficeRole, UserId
from app.domain.victim_duties import Duty
from app.domain.victims import ContactResult, LossKind, Victim
from app.services.cases import OpenCase
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.hearings import SetHearing
from app.services.office import Office
from app.services.party_entry import EnterVictim, EnterWitness
from app.services.persons import AddParty
from app.services.victims import (
    AddRestitution,
    AmendVictim,
    LogContact,
    LossEntry,
    SetSafetyRule,
    VictimEntry,
    VictimSheet,
)
from app.services.witnesses import CaseWitnesses, IssueSubpoena, WitnessEntry
from app.ui.case_tab import CaseTabPage
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.local_keys import FILTER_KEYS
from app.ui.page import Section
from app.ui.people import people_page
from app.ui.people.page import PeopleView
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.victims import CASE_TAB as VICTIMS
from app.ui.victims import VictimSheetView
from app.ui.victims.forms import ContactForm, LossForm, SafetyForm, SheetForm
from app.ui.way_form import WayForm
from app.ui.ways_card import WaysCard
from app.ui.widgets import Banner, Field
from app.ui.witnesses import CASE_TAB as WITNESSES
from app.ui.witnesses.forms import SubpoenaForm, WitnessForm
from app.ui.witnesses.tab import WitnessesTab
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable

W = TypeVar("W", bound=QWidget)
NUMBER = "310-555-0142"
HOME = "818-555-7731"
RULE = "The defendant shares her household. Never leave voicemail. No mail to the home address."


def today(office: Office) -> date:
    with office._database.reading(office.actor) as reading:
        return reading.today


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def victim(office: Office, case: Case) -> Victim:
    stone = Person(
        id=PersonId(new_id()), family="Stone", given="Jane", language="Spanish",
        needs_interpreter=True,
    )  # fmt: skip
    entry = VictimEntry(
        called="J.S.", safety=RULE, script='"This is Ana returning your call."',
        rights_given_on=today(office), rights_language="Spanish",
    )  # fmt: skip
    entered = office.do(EnterVictim(case=case.id, person=stone, entry=entry)).value
    for kind, label, value, safety in (
        (WayKind.PHONE, "Work phone", NUMBER, Safety.SAFE),
        (WayKind.PHONE, "Home phone", HOME, Safety.UNSAFE),
        (WayKind.ADDRESS, "Home address", "12 Elm Street", Safety.UNSAFE),
    ):
        said = WayEntry(kind=kind, label=label, safety=safety, hours="weekdays 10 to 14")
        office.do(AddContactWay(person=stone.id, value=value, entry=said))
    bail = today(office) + timedelta(days=2)
    office.do(SetHearing(case=case.id, kind="BAIL", on=bail, clock=time(9, 30)))
    loss = LossEntry(kind=LossKind.PROPERTY, what="Window", claimed_cents=248_000)
    office.do(AddRestitution(victim=entered.victim.id, entry=loss))
    log = LogContact(victim=entered.victim.id, channel="Work phone", result=ContactResult.NO_ANSWER)
    office.do(log)
    return entered.victim


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (people_page(VictimSheetView),), (), identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


@pytest.fixture
def people(shell: Shell, office: Office, victim: Victim, qtbot: QtBot) -> PeopleView:
    view = shell.view(Section.PEOPLE)
    assert isinstance(view, PeopleView)
    with office._database.reading(office.actor) as reading:
        person = reading.parties.get(victim.party).person
    shell.go(Section.PEOPLE, person)
    qtbot.waitUntil(lambda: sheet_of(view).shown is not None)
    return view


def sheet_of(view: PeopleView) -> VictimSheetView:
    assert isinstance(view.sheet, VictimSheetView)
    return view.sheet


def first(root: QWidget, kind: type[W]) -> W:
    return root.findChildren(kind)[0]


def field(form: QWidget, name: str) -> Field:
    return next(each for each in form.findChildren(Field) if each.name == name)


def commit(form: FormDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.committed):
        form.commit()


def open_tab(make: object, frame: Shell, case: Case, qtbot: QtBot) -> CaseTabPage:
    tab: CaseTabPage = make(frame, case.id)  # type: ignore[operator]  # the tab's own class
    qtbot.addWidget(tab)
    tab.resize(900, 560)
    with qtbot.waitSignal(tab.counted):
        tab.show()
    return tab


def test_the_rule_stands_above_everything_and_no_number_is_shown(people: PeopleView) -> None:
    sheet = sheet_of(people)
    banner = first(sheet, Banner)
    assert RULE in banner.accessibleName()
    assert "A. Rivera" in banner.accessibleName()
    said = " ".join(shown_texts(people))
    assert "•••-0142" in said
    assert not any(secret in said for secret in (NUMBER, HOME, "7731", "Elm Street"))


def test_a_number_is_revealed_with_a_reason_and_masked_again(
    people: PeopleView, qtbot: QtBot
) -> None:
    sheet = sheet_of(people)
    assert sheet.shown is not None
    card = first(sheet, WaysCard)
    way = next(each for each in sheet.shown.ways if each.label == "Work phone")
    shown = card.way_row(way.id)
    card.reveal(way, RevealReason.CALL)
    qtbot.waitUntil(lambda: shown.value == NUMBER)
    shown.copy()
    assert QGuiApplication.clipboard().text() == NUMBER
    shown._timer.timeout.emit()
    assert shown.value == ""
    assert QGuiApplication.clipboard().text() == ""


def test_what_was_revealed_is_masked_when_the_page_is_left(
    people: PeopleView, qtbot: QtBot
) -> None:
    sheet = sheet_of(people)
    assert sheet.shown is not None
    card = first(sheet, WaysCard)
    way = next(each for each in sheet.shown.ways if each.label == "Work phone")
    card.reveal(way, RevealReason.CALL)
    qtbot.waitUntil(lambda: card.way_row(way.id).value == NUMBER)
    people.hide()
    assert card.way_row(way.id).value == ""


def test_an_unsafe_way_offers_nothing(people: PeopleView) -> None:
    sheet = sheet_of(people)
    assert sheet.shown is not None
    card = first(sheet, WaysCard)
    for way in sheet.shown.ways:
        is_offered = card.way_row(way.id).reveal_button.isVisibleTo(card)
        assert is_offered is (way.safety is Safety.SAFE)


def test_c_logs_a_contact_that_fulfills_what_is_owed(
    people: PeopleView, office: Office, victim: Victim, qtbot: QtBot
) -> None:
    sheet = sheet_of(people)
    people.window().activateWindow()
    qtbot.waitUntil(lambda: people.window().isActiveWindow())
    people.table.setFocus()
    QTest.keyClick(people.table, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: bool(people.window().findChildren(ContactForm)))
    form = first(people.window(), ContactForm)
    labels = [label for _id, label in form._ways()]
    assert labels == ["Work phone •••-0142"]
    field(form, "way").content.set_value(form._ways()[0][0])  # type: ignore[attr-defined]
    form._follow_way()
    key, tick = form._covers[0]
    assert key.startswith(Duty.NOTICE)
    tick.set_value(True)
    commit(form, qtbot)
    duties = {line.key: line for line in office.ask(VictimSheet(victim.id)).duties}
    assert not duties[key].is_open
    qtbot.waitUntil(lambda: sheet.shown is not None and sheet.shown.contact_count == 2)


def test_a_stale_rule_is_asked_about_again(
    people: PeopleView, office: Office, victim: Victim, qtbot: QtBot
) -> None:
    with office._database.writing(office.actor) as work:
        old = work.victims.get(victim.id)
        assert old.safety_confirmed_on is not None
        long_ago = old.safety_confirmed_on - timedelta(days=31)
        work.victims.change(replace(old, safety_confirmed_on=long_ago))
    sheet = sheet_of(people)
    sheet.show_victim(victim.id)
    qtbot.waitUntil(lambda: sheet.shown is not None and sheet.shown.safety_is_stale)
    qtbot.waitUntil(lambda: len([b for b in sheet.findChildren(Banner) if b.isVisible()]) == 2)
    sheet.confirm_rule()
    qtbot.waitUntil(lambda: sheet.shown is not None and not sheet.shown.safety_is_stale)


def test_rule_sheet_ways_and_losses_are_changed_in_forms(
    people: PeopleView, shell: Shell, office: Office, victim: Victim, qtbot: QtBot
) -> None:
    sheet = sheet_of(people)
    shown = office.ask(VictimSheet(victim.id))
    rule = SafetyForm(shell, shown)
    field(rule, "rule").content.set_value("Call at work only.")  # type: ignore[attr-defined]
    commit(rule, qtbot)
    form = SheetForm(shell, office.ask(VictimSheet(victim.id)))
    field(form, "wants_notice").content.set_value(False)  # type: ignore[attr-defined]
    commit(form, qtbot)
    way = WayForm(shell, way=shown.ways[0])
    field(way, "hours").content.set_value("evenings")  # type: ignore[attr-defined]
    commit(way, qtbot)
    loss = LossForm(shell, shown)
    field(loss, "what").content.set_value("Clinic")  # type: ignore[attr-defined]
    field(loss, "claimed_cents").content.set_value("ten")  # type: ignore[attr-defined]
    loss.commit()
    assert field(loss, "claimed_cents").has_error
    field(loss, "claimed_cents").content.set_value("$20.50")  # type: ignore[attr-defined]
    commit(loss, qtbot)
    after = office.ask(VictimSheet(victim.id))
    assert after.victim.safety == "Call at work only."
    assert after.victim.wants_notice is False
    assert {each.hours for each in after.ways} == {"weekdays 10 to 14", "evenings"}
    assert after.totals.claimed == 250_050
    qtbot.waitUntil(lambda: sheet.shown is not None and sheet.shown.totals.lines == 2)


def test_people_are_filtered_and_shown_by_keyboard(
    people: PeopleView, office: Office, case: Case, qtbot: QtBot
) -> None:
    roe = Person(id=PersonId(new_id()), family="Roe", given="Martin", agency="none")
    party = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=roe)).value
    people.refresh()
    people._search.set_value("roe")
    qtbot.waitUntil(lambda: people._count.plain == "1 person")
    qtbot.waitUntil(lambda: people.table.model().rowCount() == 1)
    people.table.selectRow(0)
    qtbot.waitUntil(people.panel.isVisible)
    assert "Martin Roe" in shown_texts(people.panel)
    assert party.id in people.panel._parts


@pytest.mark.parametrize("keys", FILTER_KEYS)
def test_the_filter_is_reached_from_the_list(people: PeopleView, keys: str, qtbot: QtBot) -> None:
    people.window().activateWindow()
    qtbot.waitUntil(people.window().isActiveWindow)
    people.table.setFocus()
    QTest.keySequence(people.table, keys)
    assert people._search.hasFocus()
    QTest.keyClicks(people._search, "a/b")
    assert people._search.text() == "a/b"


def test_everything_is_named_and_nothing_reads_markup(
    people: PeopleView, office: Office, victim: Victim, qtbot: QtBot
) -> None:
    rule = " ".join(MARKUP) + " " + "x" * 100_000
    office.do(SetSafetyRule(victim=victim.id, expects=Version(1), rule=rule, script=rule))
    sheet = sheet_of(people)
    sheet.show_victim(victim.id)
    qtbot.waitUntil(lambda: sheet.shown is not None and sheet.shown.victim.safety == rule)
    assert any(MARKUP[0] in text for text in shown_texts(sheet))
    assert labels_that_guess(people) == []
    assert unnamed_focusable(people.window()) == []
    assert sheet.minimumSizeHint().width() < 700


def test_without_the_right_the_tab_says_a_rule_is_in_force_and_no_more(
    office: Office, case: Case, victim: Victim, qtbot: QtBot
) -> None:
    assert victim.safety == RULE
    role = OfficeRole.PARALEGAL
    paralegal = Office(office._database, Actor(UserId(new_id()), role, role, role), lambda: None)
    desk = Desk(paralegal)
    frame = Shell(desk, (), (), Identity(person="P", role="Paralegal", office=""))
    qtbot.addWidget(frame)
    tab = open_tab(VICTIMS.build, frame, case, qtbot)
    said = " ".join(shown_texts(tab))
    assert "A safety rule is in force" in said
    assert "household" not in said
    assert "Stone" not in said
    desk.close()


def test_the_tab_shows_the_sheet_of_the_victim(
    shell: Shell, case: Case, victim: Victim, qtbot: QtBot
) -> None:
    tab = open_tab(VICTIMS.build, shell, case, qtbot)
    sheet = first(tab, VictimSheetView)
    qtbot.waitUntil(lambda: sheet.shown is not None and sheet.shown.victim.id == victim.id)
    assert unnamed_focusable(tab) == []


def test_an_empty_case_says_what_is_missing(shell: Shell, case: Case, qtbot: QtBot) -> None:
    for build, words in (
        (VICTIMS.build, "No victim is named in this case."),
        (WITNESSES.build, "No witness is named in this case."),
    ):
        tab = open_tab(build, shell, case, qtbot)
        assert words in shown_texts(tab)


@pytest.fixture
def officer(office: Office, case: Case) -> PartyId:
    lee = Person(id=PersonId(new_id()), family="Lee", given="Ana", agency="RPD", badge="4411")
    entry = WitnessEntry(position=1, expected_testimony="Found the phone.", unavailable="3 Dec")
    entered = EnterWitness(case=case.id, person=lee, role=Role.WITNESS_OFFICER, entry=entry)
    return office.do(entered).value.party.id


def test_s_subpoenas_the_chosen_witness(
    shell: Shell, office: Office, case: Case, officer: PartyId, qtbot: QtBot
) -> None:
    trial = today(office) + timedelta(days=20)
    office.do(SetHearing(case=case.id, kind="JT", on=trial, clock=time(9)))
    tab = open_tab(WITNESSES.build, shell, case, qtbot)
    assert isinstance(tab, WitnessesTab)
    tab.show_record(officer)
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(shell.findChildren(SubpoenaForm)))
    commit(first(shell, SubpoenaForm), qtbot)
    (view,) = office.ask(CaseWitnesses(case.id)).witnesses
    assert view.latest is not None
    assert view.latest.status_words == "Issued"
    with qtbot.waitSignal(tab.counted):
        tab.refresh()
    steps = [entry.text for entry in tab._entries(office.ask(CaseWitnesses(case.id)).witnesses[0])]
    assert steps == [
        "Plan", "Subpoena", "Record service", "Record ending", "Cancel subpoena", "", "Open person",
    ]  # fmt: skip
    assert unnamed_focusable(tab) == []


def test_the_plan_of_a_witness_is_changed(
    shell: Shell, office: Office, case: Case, officer: PartyId, qtbot: QtBot
) -> None:
    (view,) = office.ask(CaseWitnesses(case.id)).witnesses
    form = WitnessForm(shell, view)
    field(form, "position").content.set_value("7")  # type: ignore[attr-defined]
    commit(form, qtbot)
    (view,) = office.ask(CaseWitnesses(case.id)).witnesses
    assert view.id == officer
    assert view.witness is not None
    assert view.witness.position == 7


def test_an_order_is_refused_beside_its_field(
    shell: Shell, office: Office, case: Case, officer: PartyId, qtbot: QtBot
) -> None:
    trial = today(office) + timedelta(days=20)
    hearing = office.do(SetHearing(case=case.id, kind="JT", on=trial, clock=time(9))).value
    office.do(IssueSubpoena(witness=officer, hearing=hearing.id))
    shown = office.ask(CaseWitnesses(case.id))
    form = SubpoenaForm(shell, shown.witnesses[0], shown)
    form.commit()
    qtbot.waitUntil(lambda: field(form, "hearing").has_error)


def test_identities_are_what_pages_are_opened_with(people: PeopleView) -> None:
    people.show_target("nonsense")
    assert isinstance(people._person, UUID)


def test_the_longest_texts_do_not_push_anything_out_of_the_page(
    people: PeopleView, office: Office, victim: Victim, qtbot: QtBot
) -> None:
    endless = "x" * 100_000
    done = office.do(
        SetSafetyRule(victim=victim.id, expects=Version(1), rule=endless, script=endless)
    )
    changed = replace(done.value.after, called=endless, representative=endless)
    office.do(AmendVictim(victim=changed))
    person = office.ask(VictimSheet(victim.id)).person.id
    said = WayEntry(label=endless, hours=endless, note=endless, safety=Safety.SAFE)
    office.do(AddContactWay(person=person, value=endless, entry=said))
    entry = LogContact(
        victim=victim.id, channel=endless, result=ContactResult.REACHED, note=endless
    )
    office.do(entry)
    sheet = sheet_of(people)
    sheet.show_victim(victim.id)
    qtbot.waitUntil(lambda: sheet.shown is not None and sheet.shown.contact_count == 2)
    (area,) = sheet.findChildren(QScrollArea)
    inside = area.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.width() <= area.viewport().width())
    assert sheet._log.isVisible()
