"""Places of storage and agencies in the settings, each with its barcode."""

from functools import partial

from app.i18n import _
from app.services.locations import StoragePlaces
from app.ui.locations.tab import LabelPrinter, PlacesTab
from app.ui.settings_tab import SettingsTab


def places_tab(print_labels: LabelPrinter) -> SettingsTab:
    """Return the tab; labels are printed by the feature that knows how."""
    return SettingsTab("places", _("Places"), StoragePlaces, partial(PlacesTab, print_labels))


__all__ = ["places_tab"]
