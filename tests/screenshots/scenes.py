"""The main screens, each a few steps from an open window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.cases import CaseId
from app.domain.persons import PersonId
from app.domain.search import HitKind
from app.domain.walls import WallKind
from app.services.walls import Admissible, CaseWalls, SetWall, WallTerms
from app.ui.case_tab import CasePlace
from app.ui.launch import _doors
from app.ui.page import Section
from app.ui.theme import Theme, ThemeName
from app.ui.unlock import UnlockWindow
from app.ui.walls.around_person import ProtectForm
from app.ui.walls.case_forms import WallForm
from tests.screenshots.stage import Stage

Scene = Callable[[Stage], QWidget | None]


def unlock_scene(
    app: QApplication, folder: Path, palette: ThemeName, out: Path, size: tuple[int, int]
) -> Path:
    """Write the picture of the first screen."""
    Theme(app).use(palette)
    window = UnlockWindow(_doors(), folder)
    window.resize(*size)
    window.show()
    for _ in range(20):
        app.processEvents()
    path = out / f"unlock-{palette.value}.png"
    window.grab().save(str(path))
    window.close()
    return path


def _page(section: Section) -> Scene:
    def scene(stage: Stage) -> None:
        stage.go(section)

    return scene


def _case_tab(tab: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.go(Section.CASES, CasePlace(stage.busiest_case(), tab))

    return scene


def _dialog(action: str) -> Scene:
    def scene(stage: Stage) -> QWidget:
        stage.go(Section.CASES, stage.busiest_case())
        return stage.act(action)

    return scene


def _calendar_mode(mode: str) -> Scene:
    def scene(stage: Stage) -> None:
        page = stage.go(Section.CALENDAR)
        page._show_mode(mode)  # type: ignore[attr-defined]  # the calendar's own page

    return scene


def _person(stage: Stage) -> None:
    stage.go(Section.PEOPLE)


def _victim(stage: Stage) -> None:
    target = stage.found("Amrani", HitKind.PERSON)
    stage.go(Section.PEOPLE, target)


def _log_evidence(stage: Stage) -> None:
    stage.go(Section.CASES, stage.busiest_case())
    stage.act("evidence.log")


def _walled(stage: Stage) -> None:
    """A case behind two walls; the scene sets them the first time."""
    case = CaseId(stage.busiest_case())
    if not stage.office.ask(CaseWalls(case)).walls:
        people = tuple(each.user for each in stage.office.ask(Admissible()))
        for kind in (WallKind.SEALED, WallKind.JUVENILE):
            terms = WallTerms(reason="Order of the juvenile court", admitted=people[:5])
            if not any(user == stage.office.actor.user for user in terms.admitted):
                terms = replace(terms, admitted=(*terms.admitted, stage.office.actor.user))
            stage.office.do(SetWall(case=case, kind=kind, terms=terms))
    stage.go(Section.CASES, CasePlace(case, "overview"))


def _restrict(stage: Stage) -> QWidget:
    stage.go(Section.CASES, stage.busiest_case())
    case = stage.busiest_case()
    WallForm(stage.shell, case, stage.office.ask(Admissible())).open()
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _protect(stage: Stage) -> QWidget:
    target = stage.found("Amrani", HitKind.PERSON)
    stage.go(Section.PEOPLE, target)
    assert target is not None
    ProtectForm(stage.shell, PersonId(target), stage.office.ask(Admissible())).open()
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _protected(stage: Stage) -> None:
    target = stage.found("Reyes", HitKind.PERSON) or stage.found("officer", HitKind.PERSON)
    page = stage.go(Section.PEOPLE, target)
    page._what.set_value("person")  # type: ignore[attr-defined]  # the people page's own switch
    page._turn(None)  # type: ignore[attr-defined]  # as above


def _hidden(stage: Stage) -> None:
    stage.go(Section.TODAY)
    stage.shell.open_palette("galloway")
    stage.settle()
    stage.shell._palette._kept_back = {"case": 1, "person": 2}
    stage.shell._palette._show_rows()


def _palette(stage: Stage) -> QWidget | None:
    stage.go(Section.TODAY)
    stage.shell.open_palette("bur")
    stage.settle()
    return None


def _print_preview(stage: Stage) -> QWidget:
    from app.ui.documents import open_print_preview  # noqa: PLC0415  Qt's PDF module is heavy

    open_print_preview(stage.shell, stage.busiest_case())
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


SCENES: dict[str, Scene] = {
    "today": _page(Section.TODAY),
    "cases": _page(Section.CASES),
    "case-overview": _case_tab("overview"),
    "case-charges": _case_tab("charges"),
    "case-deadlines": _case_tab("deadlines"),
    "case-evidence": _case_tab("evidence"),
    "case-people": _case_tab("people"),
    "case-victims": _case_tab("victims"),
    "case-witnesses": _case_tab("witnesses"),
    "case-tasks": _case_tab("tasks"),
    "case-notes": _case_tab("notes"),
    "case-history": _case_tab("history"),
    "new-case": _dialog("case.new"),
    "deadline": _dialog("deadline.add"),
    "evidence": _page(Section.EVIDENCE),
    "log-evidence": _log_evidence,
    "calendar": _page(Section.CALENDAR),
    "agenda": _calendar_mode("agenda"),
    "reminders": _page(Section.REMINDERS),
    "people": _person,
    "victim": _victim,
    "print-preview": _print_preview,
    "search": _palette,
    "search-hidden": _hidden,
    "case-walled": _walled,
    "restrict": _restrict,
    "open-restricted": _dialog("wall.open"),
    "protect": _protect,
    "person-line": _protected,
}
