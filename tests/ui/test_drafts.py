"""What is half typed when the window locks comes back, on a real vault, run after run."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.domain.cases import Case
from app.domain.drafts import Draft
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.services.cases import OpenCase
from app.services.drafts import MyDrafts
from app.services.evidence import EvidenceItemView, LogEvidence
from app.services.notes import AddNote, CaseNotes
from app.services.office import Office
from app.services.persons import AddParty
from app.ui.case_tab import CasePlace
from app.ui.cases.new_case import NewCaseForm
from app.ui.drafts.bar import DraftBar, DraftText
from app.ui.drafts.plain import NotPlain, decoded, encoded
from app.ui.evidence.custody_forms import TransferForm
from app.ui.evidence.log_view import LogView
from app.ui.evidence.page import LogFor
from app.ui.keys import PassphraseForm
from app.ui.notes import NotesTab
from app.ui.page import Section
from app.ui.shell import Shell
from app.ui.widgets import Button, ProseInput
from tests.conftest import LOGIN, PASSPHRASE
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable
from tests.ui.runs import Runs, unlock

W = TypeVar("W", bound=QWidget)
ODD = 'A \\u0000 typed, a tab\t, half a letter \ud83d, and "quotes"'
LONG = 'She saw <b>two</b> men & a "van".\nñ 🙂 ' * 300


@pytest.fixture
def case(vault_folder: Path) -> Case:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    opened = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    office.do(AddNote(case=opened.id, text="An older note"))
    office.close()
    return opened


@pytest.fixture
def shell(runs: Runs, case: Case, qtbot: QtBot) -> Shell:  # noqa: ARG001  the vault holds the case
    return unlock(runs.begin(), qtbot)


def relocked(runs: Runs, qtbot: QtBot) -> Shell:
    """Lock, unlock in the next run, and return its window."""
    assert runs.program is not None
    runs.program.lock()
    shell = unlock(runs.begin(), qtbot)
    settle(shell, qtbot)
    return shell


def settle(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not shell.desk._waiting)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not shell.desk._waiting)


def one(shell: Shell, kind: type[W]) -> W:
    return next(each for each in shell.findChildren(kind) if each.isVisible())


def bar_words(shell: Shell) -> str:
    bar = shell.findChildren(DraftBar)[0]
    return " ".join(shown_texts(bar)) if bar.isVisible() else ""


def press(shell: Shell, label: str) -> None:
    bar = one(shell, DraftBar)
    next(each for each in bar.findChildren(Button) if each.label == label).click()


def open_draft(shell: Shell, qtbot: QtBot) -> None:
    press(shell, "Open draft")
    settle(shell, qtbot)


def drafts(runs: Runs) -> tuple[Draft, ...]:
    """Return what the vault keeps, when no window has it open."""
    with_office = bootstrap.unlock(runs.vault, LOGIN, PASSPHRASE)
    kept = with_office.ask(MyDrafts())
    with_office.close()
    return tuple(each for each in kept if each.form != "place")


def open_notes(shell: Shell, case: Case, qtbot: QtBot) -> NotesTab:
    shell.go(Section.CASES, CasePlace(case.id, "notes"))
    settle(shell, qtbot)
    return one(shell, NotesTab)


def write(content: QWidget, text: str) -> None:
    content.setFocus()
    if isinstance(content, ProseInput):
        content.insertPlainText(text)
    else:
        QTest.keyClicks(content, text)


def office_of(runs: Runs) -> Office:
    assert runs.program is not None
    assert runs.program._open is not None
    return runs.program._open.office


def test_a_half_written_note_comes_back_to_its_place_and_is_then_done(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    tab = open_notes(shell, case, qtbot)
    write(tab._text.content, LONG)
    tab._is_work_product.set_value(True)
    shell = relocked(runs, qtbot)
    assert shell.current_section() is Section.CASES
    tab = one(shell, NotesTab)
    assert tab.case == case.id
    assert "Draft of “New note” kept at" in bar_words(shell)
    open_draft(shell, qtbot)
    assert tab._text.content.toPlainText() == LONG  # type: ignore[attr-defined]  # a ProseInput
    assert tab._is_work_product.value()
    assert shell.focusWidget() is tab._text.content
    assert bar_words(shell) == ""
    tab._commit()
    qtbot.waitUntil(lambda: not tab._text.value())
    settle(shell, qtbot)
    newest = office_of(runs).ask(CaseNotes(case=case.id)).rows[0]
    assert newest.text == LONG.strip()
    assert newest.is_work_product
    runs.end()
    assert drafts(runs) == ()


def test_a_batch_comes_back_with_every_item_and_the_one_being_typed(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    shell.go(Section.EVIDENCE, LogFor(case.id))
    settle(shell, qtbot)
    log = one(shell, LogView)
    form = log._form
    form._typed["collected_by"].set_value("Ofc. Dunn")
    for number in range(15):
        form._kinds.set_value("tool")
        form._typed["description"].set_value(f"Pry bar {number}")
        form.add()
        settle(shell, qtbot)
    form._kinds.set_value("photo")
    taken_by, _taken_at = form._facts.first_fields
    taken_by.content.set_value("Ofc. Dunn")  # type: ignore[attr-defined]  # a TextInput
    write(form._typed["description"], "Half a sent")
    entries = [line.entry for line in log.batch.lines]
    assert len(entries) == 15
    shell = relocked(runs, qtbot)
    assert "Log evidence in 2026-00417" in bar_words(shell)
    open_draft(shell, qtbot)
    log = one(shell, LogView)
    assert [line.entry for line in log.batch.lines] == entries
    assert log.case == case.id
    assert log._form._typed["description"].text() == "Half a sent"
    assert log._form._typed["collected_by"].text() == "Ofc. Dunn"
    assert log._form._kinds.value() == "photo"
    assert log._form._facts.values()["particulars"] == (("taken_by", "Ofc. Dunn"),)
    assert shell.focusWidget() is log._form._typed["description"]
    log._form.clear()
    log.commit()
    qtbot.waitUntil(lambda: not log.batch.lines)
    settle(shell, qtbot)
    runs.end()
    assert drafts(runs) == ()


def _evidence(runs: Runs, case: Case) -> UUID:
    entry = EvidenceEntry(kind="tool", description="Pry bar")
    return office_of(runs).do(LogEvidence(case=case.id, entry=entry)).value.item.id


def _transfer(runs: Runs, shell: Shell, item: UUID) -> TransferForm:
    shown = office_of(runs).ask(EvidenceItemView(item))  # type: ignore[arg-type]  # an item's identity
    form = TransferForm(shell, shown)
    form.open()
    form._purpose.content.set_value("Finger")  # type: ignore[attr-defined]  # a TextInput
    due = form.asked("due_back_on")
    assert due is not None
    due.content.set_day(date(2027, 1, 4))  # type: ignore[attr-defined]  # a DateInput
    write(form._to.content, "State lab")
    return form


def test_any_form_opens_again_for_the_same_record_and_does_what_it_would_have_done(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    item = _evidence(runs, case)
    _transfer(runs, shell, item)
    shell = relocked(runs, qtbot)
    assert "Transfer custody of EV-0001" in bar_words(shell)
    open_draft(shell, qtbot)
    form = one(shell, TransferForm)
    assert (form._to.value(), form._purpose.value()) == ("State lab", "Finger")
    due = form.asked("due_back_on")
    assert due is not None
    assert due.value() == date(2027, 1, 4)
    assert form.focusWidget() is form._to.content
    form.commit()
    qtbot.waitUntil(lambda: not shell.findChildren(TransferForm))
    settle(shell, qtbot)
    assert shell.message_bar.text == "Transfer custody of EV-0001: done."
    assert office_of(runs).ask(EvidenceItemView(item)).line.holder == "State lab"  # type: ignore[arg-type]  # as above
    runs.end()
    assert drafts(runs) == ()


def test_a_form_opened_again_is_kept_again_once(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    _transfer(runs, shell, _evidence(runs, case))
    shell = relocked(runs, qtbot)
    open_draft(shell, qtbot)
    one(shell, TransferForm)._purpose.content.set_value("Fingerprints")  # type: ignore[attr-defined]  # a TextInput
    shell = relocked(runs, qtbot)
    open_draft(shell, qtbot)
    assert one(shell, TransferForm)._purpose.value() == "Fingerprints"
    runs.end()
    assert len(drafts(runs)) == 1


def test_a_form_nobody_typed_into_is_not_kept(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    shell.open_case(case.id)
    shell._actions.run("case.new")
    settle(shell, qtbot)
    assert one(shell, NewCaseForm).isVisible()
    assert bar_words(relocked(runs, qtbot)) == ""


def test_a_person_picked_from_those_known_stays_picked(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    person = Person(id=PersonId(new_id()), family="Alvarez", given="Ana")
    office_of(runs).do(AddParty(case=case.id, role=Role.WITNESS_CIVILIAN, person=person))
    shell._actions.run("case.new")
    settle(shell, qtbot)
    picker = one(shell, NewCaseForm)._defendant
    write(picker.family, "Alv")
    qtbot.waitUntil(lambda: bool(picker._found))
    picker._use(person.id)
    shell = relocked(runs, qtbot)
    open_draft(shell, qtbot)
    assert one(shell, NewCaseForm)._defendant.person() == person.id


def test_a_passphrase_is_never_kept(runs: Runs, shell: Shell, qtbot: QtBot) -> None:
    form = PassphraseForm(shell)
    form.open()
    write(form._old.content, PASSPHRASE)
    shell = relocked(runs, qtbot)
    assert bar_words(shell) == ""
    runs.end()
    assert drafts(runs) == ()


def test_what_is_being_committed_at_the_lock_is_committed_and_not_kept(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    form = _transfer(runs, shell, _evidence(runs, case))
    form.commit()
    shell = relocked(runs, qtbot)
    assert bar_words(shell) == ""
    assert office_of(runs).ask(EvidenceItemView(form._shown.item.id)).line.holder == "State lab"


def test_whatever_is_typed_comes_back(runs: Runs, shell: Shell, case: Case, qtbot: QtBot) -> None:
    form = _transfer(runs, shell, _evidence(runs, case))
    form._purpose.content.setText(ODD)  # type: ignore[attr-defined]  # a TextInput
    typed = form._purpose.value()
    shell = relocked(runs, qtbot)
    open_draft(shell, qtbot)
    assert one(shell, TransferForm)._purpose.value() == typed.encode("utf-8", "replace").decode()


def test_discarding_can_be_undone(runs: Runs, shell: Shell, case: Case, qtbot: QtBot) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    shell = relocked(runs, qtbot)
    press(shell, "Discard")
    settle(shell, qtbot)
    assert bar_words(shell) == ""
    assert shell.message_bar.text == "Draft discarded."
    shell.undo()
    settle(shell, qtbot)
    assert "New note" in bar_words(shell)


def test_several_drafts_wait_in_turn(runs: Runs, shell: Shell, case: Case, qtbot: QtBot) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    _transfer(runs, shell, _evidence(runs, case))
    assert runs.program is not None
    shell = relocked(runs, qtbot)
    assert runs.handovers[-1].drafts == 2
    assert "1 more draft waits." in bar_words(shell)
    press(shell, "Discard")
    settle(shell, qtbot)
    assert "more draft" not in bar_words(shell)


def test_a_draft_is_nobody_elses_and_stands_behind_the_wall_of_its_case(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    assert runs.program is not None
    runs.program.lock()
    runs.end()
    office = bootstrap.unlock(runs.vault, LOGIN, PASSPHRASE)
    assert len(office.ask(MyDrafts())) == 2
    other = Office(office._database, replace(office.actor, user=new_id()), lambda: None)  # type: ignore[arg-type]  # a user's identity
    assert other.ask(MyDrafts()) == ()
    with office._database.writing(office.actor) as work:
        work.walls.close(case.id, [new_id()])
    assert office.ask(MyDrafts()) == ()
    office.close()
    shell = unlock(runs.begin(), qtbot)
    settle(shell, qtbot)
    assert bar_words(shell) == ""
    assert shell.current_section() is not Section.CASES


def test_a_form_this_version_cannot_open_gives_its_text(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    _transfer(runs, shell, _evidence(runs, case))
    assert runs.program is not None
    runs.program.lock()
    office = bootstrap.unlock(runs.vault, LOGIN, PASSPHRASE)
    with office._database.writing(office.actor) as work:
        draft = next(d for d in work.drafts.of_user(office.actor.user) if d.form != "place")
        work.drafts.change(replace(draft, form="form:app.ui.gone:GoneForm"))
    office.close()
    shell = unlock(runs.begin(), qtbot)
    settle(shell, qtbot)
    open_draft(shell, qtbot)
    shown = one(shell, DraftText)
    words = " ".join(shown_texts(shown))
    assert "Purpose, required: Finger" in words
    assert "To, required: State lab" in words
    assert unnamed_focusable(shown) == []
    shown.close()
    runs.end()
    assert len(drafts(runs)) == 1


def test_old_drafts_go_and_it_is_said(runs: Runs, shell: Shell, case: Case, qtbot: QtBot) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    assert runs.program is not None
    runs.program.lock()
    office = bootstrap.unlock(runs.vault, LOGIN, PASSPHRASE)
    with office._database.writing(office.actor) as work:
        draft = next(d for d in work.drafts.of_user(office.actor.user) if d.form == "note")
        work.drafts.change(replace(draft, saved_at=datetime.now(UTC) - timedelta(days=31)))
    office.close()
    shell = unlock(runs.begin(), qtbot)
    settle(shell, qtbot)
    qtbot.waitUntil(lambda: "30 days was dropped" in shell.message_bar.text)
    assert bar_words(shell) == ""


def test_that_a_place_was_forgotten_is_not_told(runs: Runs, shell: Shell, qtbot: QtBot) -> None:
    shell.go(Section.CALENDAR)
    assert runs.program is not None
    runs.program.lock()
    office = bootstrap.unlock(runs.vault, LOGIN, PASSPHRASE)
    with office._database.writing(office.actor) as work:
        (place,) = work.drafts.of_user(office.actor.user)
        work.drafts.change(replace(place, saved_at=datetime.now(UTC) - timedelta(days=31)))
    office.close()
    shell = unlock(runs.begin(), qtbot)
    settle(shell, qtbot)
    qtbot.waitUntil(lambda: office_of(runs).ask(MyDrafts()) == ())
    settle(shell, qtbot)
    assert "30 days" not in shell.message_bar.text


def test_the_window_locks_although_the_vault_is_gone(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    away = runs.vault.with_name("pulled")
    runs.vault.rename(away)
    for name in ("office.db", "office.db-wal", "office.db-shm"):
        (away / name).unlink(missing_ok=True)
    assert runs.program is not None
    runs.program.lock()
    assert runs.program.shell is None
    assert len(runs.handovers) == 1


def test_a_full_disk_loses_the_draft_and_the_next_unlock_says_so(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    office_of(runs)._database._writer.dispose()
    with office_of(runs)._database._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    write(one(shell, NotesTab)._text.content, LONG * 20)
    assert runs.program is not None
    runs.program.lock()
    assert runs.handovers[-1].is_lost
    window = runs.begin().unlock_window
    assert window is not None
    assert any("a draft could not be kept" in words for words in shown_texts(window))
    assert runs.program is not None
    shell = unlock(runs.program, qtbot)
    assert "could not be written to the vault and is lost" in shell.message_bar.text


def test_the_unlock_screen_says_when_and_what(
    runs: Runs, shell: Shell, case: Case, qtbot: QtBot
) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    shell.setGeometry(40, 50, 1100, 700)
    where = shell.geometry()
    assert runs.program is not None
    runs.program.lock()
    window = runs.begin().unlock_window
    assert window is not None
    (said,) = [words for words in shown_texts(window) if words.startswith("Locked at ")]
    assert said.endswith("· a draft was kept")
    # The screen under test is narrower than the window.
    assert window.geometry().bottom() >= where.bottom() - 8
    assert abs(window.y() - where.y()) < 8
    assert labels_that_guess(window) == []


def test_the_bar_is_reached_by_keyboard(runs: Runs, shell: Shell, case: Case, qtbot: QtBot) -> None:
    write(open_notes(shell, case, qtbot)._text.content, "Half a note")
    bar = one(relocked(runs, qtbot), DraftBar)
    assert unnamed_focusable(bar) == []
    assert labels_that_guess(bar) == []


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        (1, 2.5, True),
        {date(2026, 1, 2): [datetime(2026, 1, 2, tzinfo=UTC)]},
        frozenset({new_id()}),
        b"\0\xff",
        Role.VICTIM,
        CasePlace(new_id(), "notes"),
    ],
)
def test_values_come_back_as_they_were(value: object) -> None:
    back = decoded(encoded(value))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "kept",
    [
        {"@": "record", "is": "os:system", "of": {"command": "true"}},
        {"@": "record", "is": "app.process:start_anew", "of": {}},
        {"@": "record", "is": "app.ui.launch:Program", "of": {}},
        {"@": "record", "is": "app.ui.drafts.plain:sys", "of": {}},
        {"@": "word", "is": "app.domain.persons:Person", "of": "id"},
        {"@": "record", "is": "app.domain.persons:Person", "of": {"none": 1}},
        {"@": "strange", "of": 1},
        {"@": "uuid", "of": "x"},
        {"of": 1},
    ],
)
def test_a_forged_draft_names_nothing_but_records(kept: Any) -> None:
    with pytest.raises(NotPlain):
        decoded(kept)
