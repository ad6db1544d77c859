"""Screens of speedy-trial clocks."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.domain.cases import CaseFilter
from app.services.cases import CasesPage
from app.services.clocks import OfficeClocks, PrintClockSheet
from app.services.court_calendars import AddCourtDays, NewCourtDay
from app.ui.case_tab import CasePlace
from app.ui.clocks import ClocksTab
from app.ui.clocks.clock_forms import start_clock
from app.ui.clocks.exclusion_forms import exclude_days
from app.ui.clocks.running import open_running
from app.ui.clocks.steps import open_sheet
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage


def _tab(stage: Stage, name: str) -> ClocksTab:
    cases = stage.office.ask(CasesPage(which=CaseFilter(words=name))).rows
    stage.go(Section.CASES, CasePlace(cases[0].case, "clocks"))
    found = stage.shell.findChildren(ClocksTab)
    return next(each for each in found if each.case == cases[0].case)


def _clocks(name: str) -> Scene:
    def scene(stage: Stage) -> None:
        _tab(stage, name)
        stage.settle()

    return scene


def _scrolled(part: str) -> Scene:
    def scene(stage: Stage) -> None:
        tab = _tab(stage, "Ostrander")
        stage.settle()
        area = tab.findChild(QScrollArea)
        assert area is not None
        area.ensureWidgetVisible(tab.what_if if part == "what_if" else tab.exclusions)
        stage.settle()

    return scene


def _form(opening: Callable[[Stage, ClocksTab], object]) -> Scene:
    def scene(stage: Stage) -> QWidget:
        tab = _tab(stage, "Ostrander")
        opening(stage, tab)
        stage.settle()
        return QApplication.activeModalWidget() or stage.shell

    return scene


def _moved_up(stage: Stage) -> None:
    """The inbox after a day was closed on which clocks would have run out."""
    law = next(each for each in stage.office.ask(OfficeClocks()).rows if "Cal." in each.citation)
    assert law.conservative is not None
    new = NewCourtDay(on=law.conservative, name="Courthouse closed", source="General Order 26-14")
    stage.office.do(AddCourtDays(calendar="CA-courts", days=(new,)))
    stage.go(Section.REMINDERS)


def _running(stage: Stage) -> QWidget:
    open_running(stage.shell)
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


CLOCK_SCENES: dict[str, Scene] = {
    "case-clocks": _clocks("Ostrander"),
    "case-clocks-california": _clocks("Khan"),
    "case-clocks-exclusions": _scrolled("exclusions"),
    "case-clocks-what-if": _scrolled("what_if"),
    "reminders-moved-up": _moved_up,
    "running-clocks": _running,
    "clock-form": _form(lambda stage, tab: start_clock(stage.shell, tab.case)),
    "exclusion-form": _form(lambda stage, tab: exclude_days(stage.shell, tab.case, kind="H1D")),
    "clock-sheet": _form(
        lambda stage, tab: open_sheet(stage.shell, PrintClockSheet(case=tab.case))
    ),
}
