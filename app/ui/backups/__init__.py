"""Backups in the window: a tab of the settings, a keeper of the schedule, a note for the day."""

from app.i18n import _
from app.services.backups import BackupsInFolder
from app.ui.backups.tab import BackupsTab
from app.ui.settings_tab import SettingsTab

SETTINGS_TAB = SettingsTab("backups", _("Backups"), BackupsInFolder, BackupsTab)

__all__ = ["SETTINGS_TAB"]
