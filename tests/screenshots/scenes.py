"""The main screens, each a few steps from an open window."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.persons import PersonId
from app.domain.search import HitKind
from app.domain.walls import WallKind
from app.process import Handover
from app.services.backups import BackupsInFolder, back_up, back_up_if_due, rehearse
from app.services.settings import ChangeSettings, TheSettings
from app.services.walls import Admissible, CaseWalls, SetWall, WallTerms
from app.ui.backups.restore_form import RestoreForm
from app.ui.case_tab import CasePlace
from app.ui.confirming import ConfirmForm
from app.ui.drafts import DraftOffer, begun_in, keep_drafts
from app.ui.launch import _doors
from app.ui.notes import NotesTab
from app.ui.page import Section
from app.ui.table import DataTable
from app.ui.unlock import UnlockWindow
from app.ui.users.forms import AddUserForm
from app.ui.walls.around_person import ProtectForm
from app.ui.walls.case_forms import WallForm
from app.ui.widgets import Field
from tests.screenshots.calendar_exchange_scenes import CALENDAR_EXCHANGE_SCENES
from tests.screenshots.calendar_scenes import CALENDAR_SCENES
from tests.screenshots.clock_scenes import CLOCK_SCENES
from tests.screenshots.court_calendar_scenes import COURT_CALENDAR_SCENES
from tests.screenshots.deadline_scenes import DEADLINE_SCENES
from tests.screenshots.disclosure_scenes import DISCLOSURE_SCENES
from tests.screenshots.evidence_scenes import EVIDENCE_SCENES
from tests.screenshots.file_scenes import FILE_SCENES
from tests.screenshots.hearing_scenes import HEARING_SCENES
from tests.screenshots.retention_scenes import RETENTION_SCENES
from tests.screenshots.rules_scenes import RULES_SCENES
from tests.screenshots.stage import Scene, Stage

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


def _settings_tab(tab: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.go(Section.SETTINGS, tab)

    return scene


def _account(stage: Stage) -> None:
    page = stage.go(Section.SETTINGS, "users")
    table = page.findChildren(DataTable)[0]
    table.setFocus()
    table.selectRow(1)


def _add_user(stage: Stage) -> QWidget:
    form = AddUserForm(stage.shell)
    form.open()
    stage.settle()
    for field, text in (
        ("login", "k.lee"),
        ("name", "Kim Lee"),
        ("passphrase", "seven brown owls"),
    ):
        content = next(each for each in form.findChildren(Field) if each.name == field).content
        content.setProperty("text", text)
    return form


def _confirm(stage: Stage) -> QWidget:
    form = ConfirmForm(stage.desk, stage.shell)
    form.open()
    return form


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


def _walled(stage: Stage) -> None:
    """A case behind two walls; the scene sets them the first time."""
    case = CaseId(stage.busiest_case())
    if not stage.office.ask(CaseWalls(case)).walls:
        people = tuple(each.user for each in stage.office.ask(Admissible()))
        for kind in (WallKind.SEALED, WallKind.JUVENILE):
            terms = WallTerms(reason="Order of the juvenile court", admitted=people[:5])
            if not any(user == stage.office.actor.user for user in terms.admitted):
                terms = replace(terms, admitted=(*terms.admitted, stage.office.actor.user))
            done = stage.office.do(SetWall(case=case, kind=kind, terms=terms))
            stage.shell.desk.changed.emit(done.changes)  # past the desk, so the views must be told
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


def _backups(stage: Stage) -> None:
    folder = stage.office._database._vault.folder.parent / "backups"
    folder.mkdir(exist_ok=True)
    settings = stage.office.ask(TheSettings())
    if not settings.backup_folder:
        stage.office.do(ChangeSettings(replace(settings, backup_folder=str(folder))))
        for make in (back_up_if_due, partial(back_up, to=None)):
            make(stage.office, watch=Watch())
        damaged = back_up(stage.office, None, Watch()).value.folder
        (damaged / "office.db").write_bytes(b"cut")
        rehearse(stage.office, stage.office.ask(BackupsInFolder())[-1].folder, Watch())
    stage.go(Section.SETTINGS, "backups")


def _restore(stage: Stage) -> QWidget:
    _backups(stage)
    form = RestoreForm(stage.shell, stage.office.ask(BackupsInFolder())[-1].folder)
    form.open()
    stage.settle()
    return form


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
    "officers": _settings_tab("officers"),
    "case-people": _case_tab("people"),
    "case-victims": _case_tab("victims"),
    "case-witnesses": _case_tab("witnesses"),
    "case-tasks": _case_tab("tasks"),
    "case-notes": _case_tab("notes"),
    "case-history": _case_tab("history"),
    "new-case": _dialog("case.new"),
    "deadline": _dialog("deadline.add"),
    "evidence": _page(Section.EVIDENCE),
    **EVIDENCE_SCENES,
    **FILE_SCENES,
    **RETENTION_SCENES,
    **RULES_SCENES,
    **COURT_CALENDAR_SCENES,
    **CLOCK_SCENES,
    **DEADLINE_SCENES,
    **DISCLOSURE_SCENES,
    **HEARING_SCENES,
    "calendar": _page(Section.CALENDAR),
    "agenda": _calendar_mode("agenda"),
    **CALENDAR_EXCHANGE_SCENES,
    "reminders": _page(Section.REMINDERS),
    "people": _person,
    "victim": _victim,
    "backups": _backups,
    "restore": _restore,
    "print-preview": _print_preview,
    "settings-users": _account,
    "settings-roles": _settings_tab("roles"),
    "settings-places": _settings_tab("places"),
    "settings-security": _settings_tab("security"),
    "add-user": _add_user,
    "confirm": _confirm,
    "settings-audit": _audit_checked,
    "audit-week": _audit_week,
    "case-walled": _walled,
    "restrict": _restrict,
    "open-restricted": _dialog("wall.open"),
    "protect": _protect,
    "person-line": _protected,
    "draft": _drafts,
    # Late: some of them fill a day to the brim.
    **CALENDAR_SCENES,
    "search": _palette,
    "search-hidden": _hidden,
}
"""In this order: the last ones leave something that would lie over others."""
