"""The tabs of a case on a real office: charges, people, notes, history."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import CustodyStatus, Person, PersonId, Role
from app.domain.users import Actor, OfficeRole, UserId
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.cases import OpenCase
from app.services.charges import CaseCharges, DisposeCharge
from app.services.notes import AddNote, CaseNotes
from app.services.office import Office
from app.services.persons import AddParty, CasePeople, IssueWarrant, OrderNoContact
from app.ui import charges, history, notes, persons
from app.ui.case_tab import CaseTab, CaseTabPage
from app.ui.cases import ACTIONS, cases_page
from app.ui.charges.count_form import open_count, open_new_count
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.persons.defendant_forms import cents_from, dollars
from app.ui.persons.person_forms import AddPartyForm, open_add_party
from app.ui.shell import Identity, Shell
from app.ui.widgets import Field, RowList
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable


def someone(family: str, given: str = "") -> Person:
    return Person(id=PersonId(new_id()), family=family, given=given)


@pytest.fixture
def case(office: Office) -> Case:
    opened = OpenCaseFile(
        opening=OpenCase(title=""),
        defendant=someone("Roe", "Martin"),
        count=FirstCount(statute="PC 459", description="Burglary <b>"),
    )
    case = office.do(opened).value
    office.do(AddParty(case=case.id, role=Role.VICTIM, person=someone("Stone", "Jane")))
    return case


def window(office: Office, qtbot: QtBot) -> Shell:
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside County")
    shell = Shell(Desk(office), (cases_page(()),), ACTIONS, identity)
    qtbot.addWidget(shell)
    return shell


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    made = window(office, qtbot)
    yield made
    made.desk.close()


def tab(shell: Shell, qtbot: QtBot, which: CaseTab, case: Case) -> CaseTabPage:
    page = which.build(shell, case.id)
    qtbot.addWidget(page)
    page.resize(740, 560)
    page.show()
    return page


def form(qtbot: QtBot) -> FormDialog:
    def found() -> list[FormDialog]:
        tops = QApplication.topLevelWidgets()
        return [each for each in tops if isinstance(each, FormDialog) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def fill(form: QWidget, **values: object) -> None:
    for field in form.findChildren(Field):
        if field.name in values:
            content: Any = field.content
            content.set_value(values[field.name])


def test_the_charges_tab_shows_counts_and_counts_them(
    shell: Shell, qtbot: QtBot, case: Case
) -> None:
    page = charges.CASE_TAB.build(shell, case.id)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.counted) as counted:
        page.show()
    assert counted.args == [1]
    assert "Count 1: Burglary <b>" in shown_texts(page)
    assert labels_that_guess(page) == []
    assert unnamed_focusable(page) == []


def test_a_count_is_added_in_copies_from_the_form(
    office: Office, shell: Shell, qtbot: QtBot, case: Case
) -> None:
    open_new_count(shell, case.id)
    new = form(qtbot)
    assert unnamed_focusable(new) == []
    fill(new, statute="PC 484", description="Theft", copies="3")
    new.commit()
    qtbot.waitUntil(lambda: len(office.ask(CaseCharges(case.id))[0].counts) == 4)


def test_a_count_is_amended_with_a_reason(
    office: Office, shell: Shell, qtbot: QtBot, case: Case
) -> None:
    open_count(shell, office.ask(CaseCharges(case.id))[0].counts[0])
    amend = form(qtbot)
    fill(amend, description="Trespass", reason="No intent shown")
    amend.commit()
    qtbot.waitUntil(lambda: len(office.ask(CaseCharges(case.id))[0].counts[0].versions) == 2)
    count = office.ask(CaseCharges(case.id))[0].counts[0]
    assert (count.charge.description, count.versions[1].reason) == ("Trespass", "No intent shown")


def test_the_tab_follows_a_commit(office: Office, shell: Shell, qtbot: QtBot, case: Case) -> None:
    page = tab(shell, qtbot, charges.CASE_TAB, case)
    qtbot.waitUntil(lambda: "Count 1: Burglary <b>" in shown_texts(page))
    charge = office.ask(CaseCharges(case.id))[0].counts[0].charge.id
    shell.desk.do(DisposeCharge(charges=(charge,), code="G-PLEA"), page)
    lists = page.findChildren(RowList)
    qtbot.waitUntil(
        lambda: any("Guilty plea" in row.title for each in lists for row in each.rows())
    )


def test_people_show_custody_orders_and_warrants(
    office: Office, shell: Shell, qtbot: QtBot, case: Case
) -> None:
    people = office.ask(CasePeople(case.id))
    defendant, victim = people.defendants[0], people.others[0]
    office.do(OrderNoContact(case=case.id, defendant=defendant.id, protects=victim.id))
    office.do(IssueWarrant(case=case.id, defendant=defendant.id, kind="Bench warrant"))
    page = tab(shell, qtbot, persons.CASE_TAB, case)
    qtbot.waitUntil(lambda: "Roe, Martin" in shown_texts(page))
    titles = [row.title for each in page.findChildren(RowList) for row in each.rows()]
    assert titles == ["Bench warrant", "No contact with Stone, Jane"]
    assert unnamed_focusable(page) == []


def test_custody_and_bail_are_saved_from_the_form(
    office: Office, shell: Shell, qtbot: QtBot, case: Case
) -> None:
    page = tab(shell, qtbot, persons.CASE_TAB, case)
    qtbot.waitUntil(lambda: "Roe, Martin" in shown_texts(page))
    assert isinstance(page, persons.tab.PeopleTab)
    page._set_state(office.ask(CasePeople(case.id)).defendants[0])
    state = form(qtbot)
    fill(state, custody="IN", bail_cents="$25,000.50")
    state.commit()
    wanted = (CustodyStatus.IN, 2_500_050)
    qtbot.waitUntil(
        lambda: (
            (
                (s := office.ask(CasePeople(case.id)).defendants[0].state).custody,
                s.bail_cents,
            )
            == wanted
        )
    )


def test_amounts_are_read_as_people_write_them() -> None:
    assert [cents_from(t) for t in ("", "25,000", "$12.50")] == [None, 2_500_000, 1_250]
    assert [dollars(c) for c in (None, 2_500_000, 1_250)] == ["", "$25,000", "$12.50"]
    for bad in ("many", "-5", "1.5", "١٢", "9" * 40):
        with pytest.raises(Refused):
            cents_from(bad)


def test_somebody_new_joins_the_case(
    office: Office, shell: Shell, qtbot: QtBot, case: Case
) -> None:
    open_add_party(shell, case.id, Role.WITNESS_OFFICER)
    add = form(qtbot)
    assert isinstance(add, AddPartyForm)
    assert unnamed_focusable(add) == []
    add.commit()
    assert add.isVisible()
    add._person.family.setText("Dunn")
    add.commit()
    qtbot.waitUntil(lambda: len(office.ask(CasePeople(case.id)).others) == 2)
    assert office.ask(CasePeople(case.id)).others[1].name == "Dunn"


def test_a_note_is_written_and_shown_as_typed(
    office: Office, shell: Shell, qtbot: QtBot, case: Case
) -> None:
    page = tab(shell, qtbot, notes.CASE_TAB, case)
    assert isinstance(page, notes.NotesTab)
    text = "Called <i>twice</i> & left word 🙂"
    fill(page, text=text)
    page._commit()
    qtbot.waitUntil(lambda: len(office.ask(CaseNotes(case=case.id)).rows) == 1)
    qtbot.waitUntil(lambda: page._text.value() == "")
    qtbot.waitUntil(lambda: text in shown_texts(page))
    assert unnamed_focusable(page) == []


def test_older_notes_come_when_asked_for(
    office: Office, shell: Shell, qtbot: QtBot, case: Case
) -> None:
    for number in range(52):
        office.do(AddNote(case=case.id, text=f"Note {number}"))
    page = tab(shell, qtbot, notes.CASE_TAB, case)
    assert isinstance(page, notes.NotesTab)
    qtbot.waitUntil(lambda: "Note 51" in shown_texts(page))
    assert "Note 0" not in shown_texts(page)
    page._older.click()
    qtbot.waitUntil(lambda: "Note 0" in shown_texts(page))
    assert page._older.isHidden()


def test_history_is_a_table_of_sentences(shell: Shell, qtbot: QtBot, case: Case) -> None:
    page = tab(shell, qtbot, history.CASE_TAB, case)
    assert isinstance(page, history.HistoryTab)
    qtbot.waitUntil(lambda: page._model.rowCount() == 2)
    assert "Added party" in page._model.spoken(page._model.row_at(page._model.index(0, 0)))


def test_a_reader_sees_no_buttons(office: Office, qtbot: QtBot, case: Case) -> None:
    role = OfficeRole.READER
    reader = Office(office._database, Actor(UserId(new_id()), role, role, role), lambda: None)
    shell = window(reader, qtbot)
    people = tab(shell, qtbot, persons.CASE_TAB, case)
    counts = tab(shell, qtbot, charges.CASE_TAB, case)
    qtbot.waitUntil(lambda: "Roe, Martin" in shown_texts(people))
    qtbot.waitUntil(lambda: "Count 1: Burglary <b>" in shown_texts(counts))
    texts = set(shown_texts(people) + shown_texts(counts))
    assert not texts & {"Add somebody", "Custody and bail", "Add count", "Offer"}
    assert not any("Stone" in each for each in texts)
    shell.desk.close()
