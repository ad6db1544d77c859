"""What is said about items in the window: fields of a type, corrections, counts, what is sealed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.evidence import EvidenceItem, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.item_particulars import MASK, known_kinds, sheet_of
from app.domain.persons import Person, PersonId, Role
from app.services.cases import OpenCase
from app.services.charges import AddCharge
from app.services.evidence import EvidenceByTag, EvidenceItemView, LinkItemToCharge, LogEvidence
from app.services.office import Office
from app.services.persons import AddParty
from app.ui.desk import Desk
from app.ui.evidence import ACTIONS, PAGE
from app.ui.evidence.entry_form import EntryForm
from app.ui.evidence.item_form import AmendForm
from app.ui.evidence.item_panel import ItemPanel
from app.ui.evidence.page import EvidenceView, LogFor
from app.ui.evidence.parts_forms import CombineForm, SplitForm
from app.ui.evidence.proof_form import ProofForm
from app.ui.form import FormDialog, fields_of
from app.ui.page import Section
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Chip, Field
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable

D = TypeVar("D", bound=FormDialog)
NOW = datetime.now(UTC)
PHONE = (("power_state", "off"), ("imei", "490154203237518"), ("passcode", "N-0042"))


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (PAGE,), ACTIONS, identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


@pytest.fixture
def form(case: Case, shell: Shell, qtbot: QtBot) -> EntryForm:
    """Fast entry with the case named and the types known."""
    shell.go(Section.EVIDENCE, LogFor(case.id))
    found = view(shell)._log._form
    qtbot.waitUntil(lambda: found._kinds.count() > 1 and bool(found._typed["tag"].text()))
    qtbot.waitUntil(found._typed["collected_by"].hasFocus)
    return found


def view(shell: Shell) -> EvidenceView:
    found = shell.view(Section.EVIDENCE)
    assert isinstance(found, EvidenceView)
    return found


def logged(office: Office, case: Case, **facts: Any) -> EvidenceItem:
    entry = EvidenceEntry(**{"kind": "tool", "description": "Pry bar", **facts})
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item


def panel_of(shell: Shell, item: EvidenceItem, qtbot: QtBot) -> ItemPanel:
    shell.go(Section.EVIDENCE, item.id)
    panel = view(shell)._list._panel
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.item.id == item.id)
    return panel


def dialog(shell: Shell, kind: type[D]) -> D:
    return next(each for each in shell.findChildren(kind) if each.isVisible())


def field(form: QWidget, name: str) -> Field:
    """Return the visible field of that name."""
    return next(f for f in form.findChildren(Field) if f.name == name and f.isVisible())


def put(form: QWidget, **values: object) -> None:
    for name, value in values.items():
        content: Any = field(form, name).content
        content.set_value(value)


# --- fast entry


@pytest.mark.parametrize("kind", known_kinds())
def test_each_type_asks_for_what_it_needs_in_place(form: EntryForm, kind: str) -> None:
    form.choose(kind)
    sheet = sheet_of(kind)
    needed = [*sheet.facts, *(each.key for each in sheet.required)]
    assert [each.name for each in form._facts.first_fields] == needed[:6]
    assert unnamed_focusable(form) == []
    form.toggle_more()
    behind = [each.name for each in form._facts._further.fields]
    assert behind == [*needed[6:], *(each.key for each in sheet.further)]
    assert unnamed_focusable(form) == []


def test_the_facts_of_a_type_go_with_the_item_and_are_empty_for_the_next(form: EntryForm) -> None:
    added: list[EvidenceEntry] = []
    form.added.connect(added.append)
    form.choose("firearm")
    put(form, description="Pistol", make="Ardent", serial="X-1", caliber="9 mm", second_person="B")
    form.toggle_more()
    put(form, made_safe_by="Oyelaran", made_safe_at="2026-09-07 06:36", rounds_removed="17")
    put(form, hazards=("LOADED",), owner="Nguyen", basis="WARRANT", value_cents="$450")
    form.add()
    (entry,) = added
    assert (entry.make, entry.serial, entry.owner, entry.basis) == (
        *("Ardent", "X-1"),
        *("Nguyen", "WARRANT"),
    )
    assert (entry.value_cents, entry.hazards) == (45_000, ("LOADED",))
    assert dict(entry.particulars) == {
        "caliber": "9 mm",
        "made_safe_by": "Oyelaran",
        "made_safe_at": "2026-09-07 06:36",
        "rounds_removed": "17",
    }
    values = form._facts.values()
    # What was seized together has one owner and one ground; nothing else is carried over.
    assert (values["owner"], values["basis"]) == ("Nguyen", "WARRANT")
    assert (values["particulars"], values["hazards"], values["value_cents"]) == ((), (), None)
    assert not form.is_begun()
    form.fill(entry)
    assert form._entry().tidied() == entry


def test_what_is_folded_away_opens_where_something_is_wrong_in_it(form: EntryForm) -> None:
    form.choose("narcotics")
    put(form, description="Powder", gross_weight="12.5 g", second_person="B")
    form.toggle_more()
    put(form, purity="pure")
    form.toggle_more()
    form.add()
    purity = field(form, "purity")
    assert purity.has_error
    assert purity.content.hasFocus()
    put(form, purity="70", net_weight="12.6 g")
    form.toggle_more()
    form.add()
    assert field(form, "net_weight").has_error


def test_escape_closes_what_is_folded_away_and_only_then_the_page(
    shell: Shell, form: EntryForm
) -> None:
    log = view(shell)._log
    QTest.keyClick(form, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert form._facts.more.isVisible()
    assert not log._batch_card.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form._facts.more.isVisible()
    assert log._batch_card.isVisible()
    assert log.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not log.isVisible()


def test_enter_passes_through_the_fields_of_a_type(form: EntryForm) -> None:
    form.choose("document")
    form._typed["seal"].setFocus()
    names = []
    for _step in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
        reached = QApplication.focusWidget()
        assert reached is not None
        names.append(next(f.name for f in form._fields_in_order() if f.isAncestorOf(reached)))
    assert names == ["pages", "original", "place"]


def test_a_count_of_cash_tells_what_it_adds_up_to(form: EntryForm) -> None:
    form.choose("cash")
    cash = field(form, "denominations")
    put(form, denominations="12 x 20, 3 x 5")
    assert any("255.00" in text for text in shown_texts(cash))
    put(form, denominations="twelve twenties")
    assert not cash.check()


def test_a_vin_that_does_not_come_out_is_told_and_taken(form: EntryForm) -> None:
    form.choose("vehicle")
    put(form, vin="1M8GDM9AXKP042789")
    vin = field(form, "vin")
    assert any("check digit" in text for text in shown_texts(vin))
    assert vin.check()


# --- the panel


def test_the_panel_shows_hazards_relatives_and_what_is_wanting(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    bag = logged(office, case, kind="container", description="Backpack")
    phone = logged(
        office, case, kind="phone", particulars=PHONE, parent=bag.id, hazards=("LITHIUM", "BIO"),
        is_biological=True, sensitivity="MEDICAL", storage_band="FARADAY", make="Calder",
    )  # fmt: skip
    logged(office, case, parent=phone.id, relation=ItemRelation.EXTRACT, description="Messages")
    panel = panel_of(shell, phone, qtbot)
    chips = [each.spec.text for each in panel._chips.findChildren(Chip) if not each.isHidden()]
    assert chips == ["Damaged battery", "Biohazard", "Biological", "Medical"]
    assert [each.title for each in panel._relatives._rows.rows()] == [
        f"Lies in: {bag.tag}",
        "Extract: EV-0003",
    ]
    texts = shown_texts(panel)
    assert "Faraday enclosure" in texts
    assert "Switched off" not in texts
    assert any("Still to be recorded: Model, Serial number" in text for text in texts)
    assert labels_that_guess(panel) == []
    panel._relatives._rows.opened.emit(bag.id)
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.item.id == bag.id)


def test_what_is_sealed_is_shown_on_request_only(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    panel = panel_of(shell, logged(office, case, kind="phone", particulars=PHONE), qtbot)
    assert "N-0042" not in "".join(shown_texts(panel))
    assert MASK in shown_texts(panel)
    panel.reveal()
    qtbot.waitUntil(lambda: "N-0042" in shell.message_bar.text)
    plain = panel_of(shell, logged(office, case), qtbot)
    assert plain._reveal.isHidden()


@pytest.mark.parametrize("text", MARKUP)
def test_texts_of_an_item_are_shown_as_they_are(
    office: Office, case: Case, shell: Shell, qtbot: QtBot, text: str
) -> None:
    item = logged(
        office, case, kind="firearm", second_person="B", description=text, make=text,
        particulars=(("caliber", text), ("etrace_result", text)),
    )  # fmt: skip
    panel = panel_of(shell, item, qtbot)
    assert shown_texts(panel).count(text) >= 3
    assert labels_that_guess(panel) == []


# --- corrections


def test_a_correction_is_made_with_its_reason_and_shown(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    collected = datetime(2026, 9, 7, 6, 35, 12, tzinfo=UTC)
    item = logged(
        office, case, kind="phone", particulars=PHONE, collected_by="Dunn", collected_at=collected
    )
    panel = panel_of(shell, item, qtbot)
    panel.amend()
    form = dialog(shell, AmendForm)
    qtbot.waitUntil(lambda: bool(field(form, "hazards").content._rows))  # type: ignore[attr-defined]
    assert field(form, "passcode").value() == MASK
    form.commit()
    assert field(form, "reason").has_error
    put(form, reason="Seen at the laboratory", informed="L. Moss", hazards=("LITHIUM",))
    put(form, power_state="on_locked", model="C7")
    form.commit()
    qtbot.waitUntil(lambda: bool(office.ask(EvidenceItemView(item.id)).amendments))
    shown = office.ask(EvidenceItemView(item.id))
    changed = {each.field: (each.old, each.new) for each in shown.amendments}
    assert changed == {
        "hazards": ("", "Damaged battery"),
        "model": ("", "C7"),
        "power_state": ("Off", "On, locked"),
    }
    qtbot.waitUntil(lambda: len(panel._amendments._rows.rows()) == 3)


def test_another_type_asks_other_things(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    bag = logged(office, case)
    item = logged(office, case, kind="phone", particulars=PHONE)
    panel = panel_of(shell, item, qtbot)
    panel.amend()
    form = dialog(shell, AmendForm)
    qtbot.waitUntil(lambda: form._kinds.count() > 1)
    put(form, kind="document", reason="It is a notebook", inside=bag.tag.lower())
    qtbot.waitUntil(lambda: any(f.name == "pages" and f.isVisible() for f in fields_of(form)))
    put(form, pages="38")
    form.commit()
    stored: Callable[[], EvidenceItem] = lambda: office.ask(EvidenceItemView(item.id)).item  # noqa: E731
    qtbot.waitUntil(lambda: stored().kind == "document")
    assert (stored().particulars, stored().parent) == ((("pages", "38"),), bag.id)


def test_a_container_of_another_case_is_refused_beside_the_field(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    panel = panel_of(shell, logged(office, case), qtbot)
    panel.amend()
    form = dialog(shell, AmendForm)
    put(form, inside="EV-0999", reason="Found there")
    form.commit()
    qtbot.waitUntil(lambda: field(form, "inside").has_error)


# --- counts


def test_a_count_is_named_in_the_panel_and_taken_out_again(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    person = Person(id=PersonId(new_id()), family="Roe", given="Ana")
    roe = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=person)).value
    elements = "Entered a building\nWith intent to steal"
    count = AddCharge(
        case=case.id, defendant=roe.id, statute="PC 459", description="Burglary", elements=elements
    )
    (charge,) = office.do(count).value
    panel = panel_of(shell, logged(office, case), qtbot)
    panel._proof.add()
    form = dialog(shell, ProofForm)
    qtbot.waitUntil(lambda: form._counts.count() > 1)
    put(form, charge=charge.id)
    put(form, element="With intent to steal")
    form.commit()
    qtbot.waitUntil(lambda: len(panel._proof._rows.rows()) == 1)
    (shown,) = panel._proof._rows.rows()
    assert shown.title == "Count 1: Burglary"
    assert shown.detail.startswith("With intent to steal, PC 459, Roe")
    panel._proof._rows.setCurrentIndex(panel._proof._rows.model().index(0, 0))
    panel._proof.take_out()
    qtbot.waitUntil(lambda: not panel._proof._rows.rows())
    assert office.ask(EvidenceByTag("EV-0001")).counts == ()
    office.do(LinkItemToCharge(item=panel.shown.item.id, charge=charge.id))  # type: ignore[union-attr]


# --- dividing and putting together


def test_an_item_is_divided_and_put_into_a_container(
    office: Office, case: Case, shell: Shell, qtbot: QtBot
) -> None:
    whole = logged(office, case, quantity="12", unit="g", description="Powder")
    bag = logged(office, case, kind="container", description="Box")
    logged(office, case, holder="Somebody else")
    panel = panel_of(shell, whole, qtbot)
    panel._relatives.divide()
    form = dialog(shell, SplitForm)
    assert form._second.isHidden()
    put(form, parts="2 g, Sample\n\n1", purpose="Laboratory", left="99")
    form.commit()
    qtbot.waitUntil(lambda: form._divided.has_error)
    put(form, left="9")
    form.commit()
    qtbot.waitUntil(lambda: len(panel._relatives._rows.rows()) == 2)
    sample = office.ask(EvidenceByTag("EV-0004")).item
    assert (sample.description, sample.quantity, sample.unit) == ("Sample", "2", "g")
    panel = panel_of(shell, bag, qtbot)
    panel._relatives.put_in()
    together = dialog(shell, CombineForm)
    qtbot.waitUntil(lambda: bool(together._rows))
    assert [line.tag for line in together._rows.values()] == ["EV-0001", "EV-0004", "EV-0005"]
    put(together, purpose="One package")
    together.commit()
    qtbot.waitUntil(lambda: not together._trouble.isHidden())
    for row in list(together._rows)[1:]:
        row.set_value(True)
    together.commit()
    qtbot.waitUntil(lambda: len(panel._relatives._rows.rows()) == 2)
    assert unnamed_focusable(panel) == []


def test_a_moment_goes_from_day_to_time_by_enter_and_may_not_lie_ahead(form: EntryForm) -> None:
    form.choose("photo")
    put(form, description="The door", taken_at="2099-01-01 09:00")
    taken_at = field(form, "taken_at")
    form.add()
    assert taken_at.has_error
    taken_at.content.setFocus()
    names = []
    for _step in range(2):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
        reached = QApplication.focusWidget()
        assert reached is not None
        names.append(taken_at.isAncestorOf(reached))
    assert names == [True, False]
