"""The Clocks tab of a case: how much time is used, by whom, and what would be if."""

from app.i18n import _
from app.services.clocks import OfficeClocks
from app.ui.actions import Action, Menu
from app.ui.clocks.running import open_running
from app.ui.clocks.tab import CASE_TAB, ClocksTab
from app.ui.icons import Icon

ACTIONS = (
    Action(
        "clocks.running",
        _("Running clocks…"),
        Menu.VIEW,
        open_running,
        icon=Icon.TIMER,
        needs=OfficeClocks,
        group=2,
    ),
)

__all__ = ["ACTIONS", "CASE_TAB", "ClocksTab"]
