"""Court rules in the settings: packs, trying a rule, changing one, installing a file."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.court_rules import CourtRule
from app.domain.rule_checks import PROFILES
from app.i18n.counting_methods import METHOD_WORDS
from app.services.court_rules import InstallRulePack, RulePacks, RulesOfPack
from app.services.court_rules.shipped import FEDERAL, shipped_pack
from app.services.office import Office
from app.ui.court_rules import RULES_TAB, words
from app.ui.court_rules.install_form import InstallForm
from app.ui.court_rules.pack_forms import CopyPackForm
from app.ui.court_rules.rule_form import RuleForm
from app.ui.court_rules.tab import RulesTab
from app.ui.desk import Desk
from app.ui.drafts.sheet import reopen
from app.ui.icons import Icon
from app.ui.page import Page, Section
from app.ui.settings.page import SettingsPage
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Field, PlainLabel
from tests.services.test_court_rules import a_pack, a_rule
from tests.ui.checks import MARKUP, labels_that_guess, unnamed_focusable


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    page = Page(
        Section.SETTINGS,
        "Settings",
        Icon.SETTINGS,
        lambda frame: SettingsPage((RULES_TAB,), frame),
        needs=RulePacks,
    )
    identity = Identity(person="A. Rivera", role="Administrator", office="Riverside")
    window = Shell(desk, (page,), (), identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


def opened(shell: Shell, qtbot: QtBot) -> RulesTab:
    shell.go(Section.SETTINGS, "rules")
    tab = shell.findChild(RulesTab)
    assert tab is not None
    qtbot.waitUntil(lambda: bool(tab._shown) and tab.rules.table.rowCount() > 0)
    return tab


def show_pack(tab: RulesTab, title: str, qtbot: QtBot) -> None:
    tab.refresh()
    qtbot.waitUntil(lambda: title in {row.title for row in tab.packs.rows()})
    place = next(n for n, row in enumerate(tab.packs.rows()) if row.title == title)
    tab.packs.setCurrentIndex(tab.packs.model().index(place, 0))
    qtbot.waitUntil(lambda: tab._shown is not None and tab._shown.pack.title == title)


def dialog(kind: type[Any], qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def field(form: Any, name: str) -> Any:
    return next(each for each in form.findChildren(Field) if each.name == name).content


def stored(office: Office, pack: str) -> dict[str, CourtRule]:
    found = next(line.pack for line in office.ask(RulePacks()).lines if line.pack.code == pack)
    return {line.rule.code: line.rule for line in office.ask(RulesOfPack(found.id)).lines}


def row_of(code: str) -> int:
    """The row of a rule of the federal pack, which is shown in the order of its file."""
    return [rule.code for rule in shipped_pack(FEDERAL).rules].index(code)


def test_packs_stand_at_the_left_and_their_rules_beside(shell: Shell, qtbot: QtBot) -> None:
    tab = opened(shell, qtbot)

    assert tab.packs.rows()[0].title == "Federal criminal procedure"
    assert tab.rules.table.rowCount() == len(shipped_pack(FEDERAL).rules)
    qtbot.waitUntil(lambda: "holidays of Federal courts" in tab._about.text())
    show_pack(tab, "Florida criminal procedure", qtbot)
    qtbot.waitUntil(lambda: tab.rules.table.rowCount() == len(shipped_pack("FL-CRIM").rules))
    assert unnamed_focusable(tab) == []
    assert labels_that_guess(tab) == []


def test_a_rule_is_tried_while_the_day_is_typed(shell: Shell, qtbot: QtBot) -> None:
    tab = opened(shell, qtbot)
    place = [line.rule.code for line in tab._shown.lines].index("16.1")  # type: ignore[union-attr]
    tab.rules.selectRow(place)
    tab.side.trial.on.content.set_day(date(2026, 10, 28))  # type: ignore[attr-defined]

    qtbot.waitUntil(lambda: "12 Nov 2026" in tab.side.trial.due.plain)
    assert "Veterans Day" in tab.side.trial.reason.accessibleName()

    tab.rules.selectRow(0)  # hours from an arrest
    qtbot.waitUntil(lambda: "Enter the time" in tab.side.trial.cautions.plain)
    assert tab.side.trial.clock.isVisible()


def test_changing_a_rule_of_the_program_copies_the_pack_first(
    shell: Shell, office: Office, qtbot: QtBot
) -> None:
    tab = opened(shell, qtbot)
    tab.rules.setFocus()
    tab.rules.selectRow(row_of("16.1"))
    code = tab.rules.current_row().rule.code  # type: ignore[union-attr]

    QTest.keyClick(tab.rules, Qt.Key.Key_F2)
    copy = dialog(CopyPackForm, qtbot)
    field(copy, "code").set_value("RIVERSIDE")
    qtbot.waitUntil(copy.isActiveWindow)
    QTest.keyClick(copy, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    form = dialog(RuleForm, qtbot)
    assert code in form.windowTitle()
    field(form, "n").set_value("21")
    form.trial.on.content.set_day(date(2026, 11, 2))
    qtbot.waitUntil(lambda: "23 Nov 2026" in form.trial.due.plain)
    form.commit()
    qtbot.waitUntil(lambda: stored(office, "RIVERSIDE")[code].n == 21)
    assert stored(office, "US-FED-CRIM")[code].n == 14
    qtbot.waitUntil(lambda: any(row.detail.startswith("own ") for row in tab.packs.rows()))
    said = "14 days after arraignment (Fed. R. Crim. P. 16.1(a))"
    qtbot.waitUntil(lambda: any(said in each.plain for each in tab.side.findChildren(PlainLabel)))


def test_a_half_typed_rule_outlives_a_lock(shell: Shell, office: Office, qtbot: QtBot) -> None:
    office.do(InstallRulePack(text=json.dumps(a_pack())))
    tab = opened(shell, qtbot)
    show_pack(tab, "Local rules", qtbot)
    tab.rules.selectRow(0)
    tab.change()
    form = dialog(RuleForm, qtbot)
    field(form, "note").set_value("Half of a")

    sheet = form.sheet()

    assert sheet.place is not None
    form.reject()
    again = reopen(shell, sheet)
    assert field(again, "note").value() == "Half of a"


def test_what_cannot_be_used_is_refused_beside_its_field(
    shell: Shell, office: Office, qtbot: QtBot
) -> None:
    office.do(InstallRulePack(text=json.dumps(a_pack())))
    tab = opened(shell, qtbot)
    show_pack(tab, "Local rules", qtbot)

    QTest.keyClick(tab.rules, Qt.Key.Key_Insert)
    form = dialog(RuleForm, qtbot)
    field(form, "code").set_value("NEW")
    field(form, "title").set_value(MARKUP[0])
    field(form, "event").set_value("TRIAL")
    field(form, "unit").set_value("hours")
    field(form, "citation").set_value("L.R. 9")
    form.commit()
    unit = next(each for each in form.findChildren(Field) if each.name == "unit")
    qtbot.waitUntil(lambda: unit.has_error)

    field(form, "unit").set_value("days")
    field(form, "service").set_value("mail 3, overnight delivery 2 court")
    form.commit()
    qtbot.waitUntil(lambda: "NEW" in stored(office, "LOCAL"))
    rule = stored(office, "LOCAL")["NEW"]
    assert rule.service == (("mail", "3"), ("overnight delivery", "2 court"))
    assert rule.title == MARKUP[0]


def test_entire_days_and_whichever_is_earlier_are_asked_for_in_the_form(
    shell: Shell, office: Office, qtbot: QtBot
) -> None:
    office.do(InstallRulePack(text=json.dumps(a_pack())))
    tab = opened(shell, qtbot)
    show_pack(tab, "Local rules", qtbot)

    QTest.keyClick(tab.rules, Qt.Key.Key_Insert)
    form = dialog(RuleForm, qtbot)
    form.trial.on.content.set_day(date(2026, 12, 14))
    field(form, "code").set_value("ENTIRE")
    field(form, "title").set_value("Lists")
    field(form, "event").set_value("TRIAL")
    field(form, "n").set_value("3")
    field(form, "citation").set_value("L.R. 3")
    field(form, "earlier_of").set_value("NOBODY")
    field(form, "direction").set_value("before")
    form._entire.click()
    qtbot.waitUntil(lambda: "10 Dec 2026" in form.trial.due.plain)
    form.commit()
    earlier = next(each for each in form.findChildren(Field) if each.name == "earlier_of")
    qtbot.waitUntil(lambda: earlier.has_error)

    field(form, "earlier_of").set_value(" ANSWER, LIST ")
    form.commit()
    qtbot.waitUntil(lambda: "ENTIRE" in stored(office, "LOCAL"))
    rule = stored(office, "LOCAL")["ENTIRE"]
    assert (rule.entire_days, rule.earlier_of) == (True, ("ANSWER", "LIST"))


def test_a_file_shows_its_problems_and_then_what_it_changes(
    shell: Shell, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    office.do(InstallRulePack(text=json.dumps(a_pack())))
    tab = opened(shell, qtbot)
    broken, sound = tmp_path / "broken.json", tmp_path / "sound.json"
    rules = [a_rule("ANSWER", title="Answer", n=21), a_rule("NEW", title="New", n=5)]
    broken.write_text(json.dumps(a_pack("2", rules=[a_rule("A", n=0)]), indent=1), "utf-8")
    sound.write_text(json.dumps(a_pack("2", rules=rules)), "utf-8")

    tab.install_file()
    form = dialog(InstallForm, qtbot)
    form.choose(str(tmp_path / "none.json"))
    assert "cannot be read" in form.outcome.accessibleName()
    form.choose(str(broken))
    qtbot.waitUntil(lambda: form.problems.table.rowCount() == 2)
    form.commit()
    qtbot.waitUntil(form._commit.isEnabled)
    assert set(stored(office, "LOCAL")) == {"ANSWER", "REPLY", "LIST"}

    form.choose(str(sound))
    qtbot.waitUntil(lambda: form.changes.table.rowCount() == 4)
    qtbot.waitUntil(lambda: not form.problems.isVisible())
    assert "edition 2 takes the place of 1" in form.outcome.accessibleName()
    told = set()
    for line in range(4):
        form.changes.selectRow(line)
        told.add(form.whole.text())
    assert len(told) == 4
    assert any(", now 21" in each for each in told)
    form.commit()
    qtbot.waitUntil(lambda: stored(office, "LOCAL")["ANSWER"].n == 21)
    assert not stored(office, "LOCAL")["LIST"].is_active


def test_a_pack_is_switched_and_a_rule_retired(shell: Shell, office: Office, qtbot: QtBot) -> None:
    office.do(InstallRulePack(text=json.dumps(a_pack())))
    tab = opened(shell, qtbot)
    show_pack(tab, "Local rules", qtbot)
    qtbot.waitUntil(lambda: tab.rules.table.rowCount() == 3)

    tab.rules.selectRow(2)
    tab.side.retire.click()
    qtbot.waitUntil(lambda: not stored(office, "LOCAL")["LIST"].is_active)
    qtbot.waitUntil(lambda: tab.side.retire.label == "Bring back")
    tab.switch()
    qtbot.waitUntil(lambda: tab._switch.label == "Use")
    shell.undo()
    qtbot.waitUntil(lambda: tab._switch.label == "Stop using")


def test_every_method_of_counting_and_every_field_of_a_rule_has_words() -> None:
    assert set(METHOD_WORDS) == set(PROFILES)
    shown = {field.name for field in fields(CourtRule)} - {"id", "version", "pack", "is_active"}
    assert set(words.FIELDS) == shown
