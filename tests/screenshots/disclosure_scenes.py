"""Screens of what the defense is given."""

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.cases import CaseFilter
from app.services.cases import CasesPage
from app.services.disclosure.papers import PaperKind
from app.ui.case_tab import CasePlace
from app.ui.disclosure.production_part import ProductionPart
from app.ui.disclosure.tab import DisclosureTab
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage


def _disclosure(part: str) -> Scene:
    def scene(stage: Stage) -> None:
        case = next(
            row.case
            for row in stage.office.ask(CasesPage(which=CaseFilter(words="Ostrander"))).rows
        )
        stage.go(Section.CASES, CasePlace(case, "disclosure"))
        tab = next(each for each in stage.shell.findChildren(DisclosureTab) if each.case == case)
        tab.open_part(part)
        stage.settle()
        shown = tab.parts[part]
        if shown.table.table.rowCount():
            shown.table.selectRow(0)

    return scene


def _disclosure_form(stage: Stage) -> QWidget:
    _disclosure("productions")(stage)
    tab = stage.shell.findChildren(DisclosureTab)[0]
    tab.parts["productions"].add()  # type: ignore[union-attr]  # the part of productions
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _disclosure_paper(stage: Stage) -> QWidget:
    _disclosure("productions")(stage)
    part = stage.shell.findChildren(DisclosureTab)[0].parts["productions"]
    assert isinstance(part, ProductionPart)
    assert part.view is not None
    part.preview(part.view.productions[0], PaperKind.INDEX)
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


DISCLOSURE_SCENES: dict[str, Scene] = {
    "case-disclosure": _disclosure("ledger"),
    "case-disclosure-productions": _disclosure("productions"),
    "case-disclosure-favorable": _disclosure("favorable"),
    "case-disclosure-requests": _disclosure("requests"),
    "case-disclosure-certificates": _disclosure("certificates"),
    "case-disclosure-had": _disclosure("had"),
    "production-form": _disclosure_form,
    "production-paper": _disclosure_paper,
}
