"""The main screens, each a few steps from an open window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.search import HitKind
from app.ui.case_tab import CasePlace
from app.ui.launch import _doors
from app.ui.page import Section
from app.ui.theme import Theme, ThemeName
from app.ui.unlock import UnlockWindow
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


def _audit_checked(stage: Stage) -> None:
    page = stage.go(Section.SETTINGS, "audit")
    page.tabs.page("audit").check()  # type: ignore[attr-defined]  # the Settings' own page
    stage.settle()


def _audit_week(stage: Stage) -> QWidget:
    page = stage.go(Section.SETTINGS, "audit")
    page.tabs.page("audit").show_week()  # type: ignore[attr-defined]  # as above
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
    "settings-audit": _audit_checked,
    "audit-week": _audit_week,
}
