"""Cases: the list, the workspace around one case, and the forms of a case as a whole."""

from collections.abc import Sequence
from functools import partial

from app.i18n import _
from app.services.case_opening import OpenCaseFile
from app.services.cases import CasesPage as ListCases
from app.ui.actions import Action, Menu
from app.ui.case_tab import CaseAccess, CaseTab
from app.ui.cases.new_case import open_new_case
from app.ui.cases.overview import overview_tab
from app.ui.cases.page import CasesPage
from app.ui.cases.workspace import PrintBrief
from app.ui.icons import Icon
from app.ui.page import Frame, Page, Section

ACTIONS = (
    Action(
        "case.new",
        _("New case"),
        Menu.CASE,
        open_new_case,
        "Ctrl+N",
        Icon.PLUS,
        needs=OpenCaseFile,
    ),
)


def cases_page(
    tabs: Sequence[CaseTab],
    brief: PrintBrief | None = None,
    access: CaseAccess | None = None,
) -> Page:
    """Return the page of the rail.

    Args:
        tabs: of the workspace, in their order, after the overview.
        brief: prints the case summary; without it the button is left out.
        access: says in a case's heading who may know of it.
    """
    dates = next((tab for tab in tabs if tab.key == "deadlines"), None)
    adds = dates.adds if dates is not None else ()
    overview = overview_tab(adds[0].run if adds else None)
    return Page(
        Section.CASES,
        _("Cases"),
        Icon.FOLDER_OPEN,
        partial(_build, (overview, *tabs), brief, access),
        needs=ListCases,
        finds=("case",),
    )


def _build(
    tabs: Sequence[CaseTab], brief: PrintBrief | None, access: CaseAccess | None, frame: Frame
) -> CasesPage:
    return CasesPage(frame, tabs, brief, access)


__all__ = ["ACTIONS", "CasesPage", "cases_page"]
