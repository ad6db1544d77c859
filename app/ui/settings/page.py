"""The Settings page: one tab for each matter of the office as a whole."""

from collections.abc import Sequence
from functools import partial

from app.i18n import _
from app.ui.page import Frame, PageView
from app.ui.settings_tab import SettingsTab
from app.ui.theme import metrics
from app.ui.widgets import Tabs, column

_INDENT = metrics.PAGE_MARGIN - 5
"""The words of the first tab stand above the words of the pages."""


class SettingsPage(PageView):
    """The tabs the user may see.

    Args:
        tabs: of the features, in their order.
        frame: the window.
    """

    def __init__(self, tabs: Sequence[SettingsTab], frame: Frame) -> None:
        super().__init__(frame)
        self.tabs = Tabs(_("Parts of the settings"), indent=_INDENT)
        self._keys: list[str] = []
        for tab in tabs:
            if frame.desk.may(tab.needs):
                self._keys.append(tab.key)
                self.tabs.add(tab.key, tab.title, partial(tab.build, frame))
        self.setLayout(column(self.tabs, spacing=0, margins=(0, 8, 0, 0)))

    def refresh(self) -> None:
        """Nothing to ask for: each tab asks for its own."""

    def shown_target(self) -> str | None:
        """The key of the tab in front."""
        return self.tabs.current() if self._keys else None

    def show_target(self, target: object) -> None:
        """Open the tab with this key."""
        if target in self._keys:
            self.tabs.open(str(target))
