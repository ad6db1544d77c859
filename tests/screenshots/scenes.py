"""The main screens, each a few steps from an open window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.search import HitKind
from app.process import Handover
from app.ui.case_tab import CasePlace
from app.ui.drafts import DraftOffer, begun_in, keep_drafts
from app.ui.launch import _doors
from app.ui.notes import NotesTab
from app.ui.page import Section
from app.ui.unlock import UnlockWindow
from tests.screenshots.stage import Stage

Scene = Callable[[Stage], QWidget | None]


FIRST_SCREENS = {
    "unlock": Handover(),
    "locked": Handover(locked_at="14:02", drafts=1),
}
"""The first screen when the program starts, and after a lock."""


def first_screen(
    app: QApplication, folder: Path, handover: Handover, size: tuple[int, int], path: Path
) -> Path:
    """Write the picture of the first screen, in the palette that is on."""
    window = UnlockWindow(_doors(), folder, handover)
    window.resize(*size)
    window.show()
    for _ in range(20):
        app.processEvents()
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


def _drafts(stage: Stage) -> None:
    case = stage.busiest_case()
    stage.go(Section.CASES, CasePlace(case, "notes"))
    tab = next(tab for tab in stage.shell.findChildren(NotesTab) if tab.case == case)
    content = tab._text.content
    content.set_value("Spoke with the landlord; he")  # type: ignore[attr-defined]  # a ProseInput
    keep_drafts(stage.office, stage.shell, begun_in(stage.shell), place=False)
    content.set_value("")  # type: ignore[attr-defined]  # as above
    DraftOffer(stage.shell, returns=False)


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
    "draft": _drafts,
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
}
