"""Settings: the page of the rail, whose tabs the features give."""

from collections.abc import Sequence
from functools import partial

from app.i18n import _
from app.services.settings import TheSettings
from app.ui.icons import Icon
from app.ui.page import Page, Section
from app.ui.settings.page import SettingsPage
from app.ui.settings.security import SECURITY_TAB
from app.ui.settings_tab import SettingsTab


def settings_page(tabs: Sequence[SettingsTab]) -> Page:
    """Return the page of the rail; `tabs` in their order."""
    return Page(
        Section.SETTINGS,
        _("Settings"),
        Icon.SETTINGS,
        partial(SettingsPage, tabs),
        needs=TheSettings,
    )


__all__ = ["SECURITY_TAB", "settings_page"]
