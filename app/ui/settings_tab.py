"""What a feature gives the Settings page: a tab over one matter of the office as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from app.ui.actions import Action, Menu
from app.ui.icons import Icon
from app.ui.live_view import LiveView
from app.ui.page import Frame, Section

_GROUP = 5
"""Of the menu: behind what is done with dates."""


class SettingsTabPage(LiveView):
    """Base of the tabs of the Settings page.

    A subclass builds its widgets in `__init__`, asks for its rows in `refresh` and says in
    `touched_by` which changes concern it.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.desk)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.frame = frame

    def follow_time(self) -> None:
        """Nothing here goes by the day, and what is being filled in stays as it is."""


@dataclass(frozen=True, slots=True)
class SettingsTab:
    """A tab as a feature registers it in `app/ui/pages.py`.

    Attributes:
        key: unique word for the program, e.g. ``"users"``.
        title: on the tab.
        needs: the query the user must be allowed; the tab is left out otherwise.
        build: makes the tab when it is first opened.
    """

    key: str
    title: str
    needs: type[Any]
    build: Callable[[Frame], SettingsTabPage]

    def action(self, icon: Icon) -> Action:
        """Return the action that opens the tab from anywhere, found by its title too."""
        return Action(
            f"settings.{self.key}",
            self.title,
            Menu.TOOLS,
            lambda frame: frame.go(Section.SETTINGS, self.key),
            icon=icon,
            needs=self.needs,
            group=_GROUP,
        )
