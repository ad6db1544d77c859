"""Screens of court rules: the list, the form of a rule, and what is wrong in a file."""

import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import Refused
from app.services.court_rules import CopyRulePack, PackText, RulePacks
from app.ui.court_rules.install_form import InstallForm
from app.ui.court_rules.tab import RulesTab
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage


def _tab(stage: Stage) -> RulesTab:
    stage.go(Section.SETTINGS, "rules")
    stage.settle()
    return next(each for each in stage.shell.findChildren(RulesTab) if each.isVisible())


def _rules(stage: Stage) -> None:
    tab = _tab(stage)
    shown = tab._shown
    codes = [line.rule.code for line in shown.lines] if shown else []
    # Compared with two others, so that it has the longest period to show.
    tab.rules.selectRow(codes.index("FRAP4B-DEF") if "FRAP4B-DEF" in codes else 0)
    stage.settle()


def _rule_form(stage: Stage) -> QWidget:
    packs = stage.office.ask(RulePacks()).lines
    copy = CopyRulePack(pack=packs[0].pack.id, code="RIVERSIDE", title="Riverside rules")
    _unless_there(stage, copy)
    tab = _tab(stage)
    tab.refresh()
    stage.settle()
    packs = stage.office.ask(RulePacks()).lines
    copied = next(line.pack.id for line in packs if line.pack.code == "RIVERSIDE")
    own = [row.key for row in tab.packs.rows()].index(copied)
    tab.packs.setCurrentIndex(tab.packs.model().index(own, 0))
    stage.settle()
    tab.rules.selectRow(0)
    tab.change()
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _unless_there(stage: Stage, copy: CopyRulePack) -> None:
    """Copy a pack; in the second palette the copy of the first is there already."""
    with suppress(Refused):
        stage.office.do(copy)


def _problems(stage: Stage) -> QWidget:
    text = stage.office.ask(PackText("US-FED-CRIM"))
    broken = text.replace('"fed_rule45"', '"fed_rule54"', 2).replace('"n": 30', '"n": 0')
    file = Path(tempfile.mkdtemp()) / "local-rules.json"
    file.write_text(broken.replace('"citation"', '"citaton"', 1), "utf-8")
    _tab(stage)
    form = InstallForm(stage.shell)
    form.open()
    form.choose(str(file))
    stage.settle()
    return form


def _comparison(stage: Stage) -> QWidget:
    copy = CopyRulePack(pack=stage.office.ask(RulePacks()).lines[0].pack.id, code="HARBOR")
    _unless_there(stage, copy)
    text = stage.office.ask(PackText("HARBOR")).replace('"edition": "1"', '"edition": "2"')
    file = Path(tempfile.mkdtemp()) / "riverside-2.json"
    changed = text.replace('"n": 14', '"n": 21', 3).replace('"code": "47D"', '"code": "47D-NEW"')
    file.write_text(changed, "utf-8")
    _tab(stage)
    form = InstallForm(stage.shell)
    form.open()
    form.choose(str(file))
    stage.settle()
    return form


RULES_SCENES: dict[str, Scene] = {
    "court-rules": _rules,
    "rule-form": _rule_form,
    "rule-problems": _problems,
    "rule-comparison": _comparison,
}
