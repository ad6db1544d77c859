"""Court calendars in the Settings: the days of a year, the office's own days, and files of them."""

from app.i18n import _
from app.services.court_calendars import CourtCalendarList
from app.ui.court_calendars.tab import CourtCalendarsTab
from app.ui.settings_tab import SettingsTab

SETTINGS_TAB = SettingsTab("calendars", _("Court calendars"), CourtCalendarList, CourtCalendarsTab)

__all__ = ["SETTINGS_TAB"]
