"""The docket of a day: every hearing in the order it is called, with a key for each result."""

from app.i18n import _
from app.services.hearings import Docket
from app.ui.actions import Action, Menu
from app.ui.docket.page import DocketPage
from app.ui.icons import Icon
from app.ui.page import Frame, Page, Section

__all__ = ["ACTIONS", "PAGE", "DocketPage"]


def _open(frame: Frame) -> None:
    frame.go(Section.DOCKET)


PAGE = Page(Section.DOCKET, _("Docket"), Icon.GAVEL, DocketPage, needs=Docket)
ACTIONS = (
    Action(
        "docket.open",
        _("Open the docket of the day"),
        Menu.VIEW,
        _open,
        "Ctrl+Shift+K",
        Icon.GAVEL,
        needs=Docket,
        group=2,
    ),
)
