"""Places of storage and agencies in the settings, each with its barcode."""

from app.i18n import _
from app.services.locations import StoragePlaces
from app.ui.locations.tab import PlacesTab
from app.ui.settings_tab import SettingsTab

SETTINGS_TAB = SettingsTab("places", _("Places"), StoragePlaces, PlacesTab)

__all__ = ["SETTINGS_TAB"]
