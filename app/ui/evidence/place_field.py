"""A field for the place something goes to: words, a place of the list, or its barcode scanned.

Use it wherever a place is asked for::

    self._place_input = PlaceInput(frame.desk)
    self._place = Field("place", _("Place it goes to"), self._place_input)
    ...
    TransferCustody(place=self._place.value(), location=self._place_input.location, ...)

The words are a path such as "Room A, Shelf 3" where the place is one of the list.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.codes import CodeList
from app.domain.locations import Agency, Location, LocationId, Places
from app.i18n import _
from app.services.codes import Choices
from app.services.locations import Barcoded, PlacesAndAgencies
from app.ui.desk import Desk
from app.ui.evidence.suggesting import suggest
from app.ui.scan.taking import offer_scans
from app.ui.widgets import TextInput


class PlaceInput(TextInput):
    """One line that knows the places of storage.

    Args:
        desk: to ask for them.

    Signals:
        known: the places have arrived, or were changed.
        scanned: a place was named by its barcode.
    """

    known = Signal()
    scanned = Signal()
    takes_any = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(placeholder=_("Scan or type"))
        self._desk = desk
        self._barcoded = Barcoded()
        self._kinds: dict[str, str] = {}
        self.editingFinished.connect(self._name_code)
        desk.changed.connect(self._hear)
        offer_scans(self)
        self._ask()

    @property
    def places(self) -> Places:
        """All places of storage, as far as they have arrived."""
        return self._barcoded.places

    @property
    def location(self) -> LocationId | None:
        """The place of storage that is named, or None where it is words only."""
        place = self._named()
        return place.id if place is not None else None

    def agency(self, code: str) -> Agency | None:
        """Return the agency with a barcode, or None."""
        return self._barcoded.agency(code)

    def show_location(self, location: LocationId) -> None:
        """Name a place of storage."""
        self.set_value(self.places.path(location))

    def warning(self, kind: str) -> str:
        """Return a sentence where the place is kept for other kinds of evidence."""
        if self.places.suits(self.location, kind):
            return ""
        kept = (self._kinds.get(each, each) for each in self.places.kept_for(self.location))
        return _("{place} is kept for: {kinds}.").format(place=self.value(), kinds=", ".join(kept))

    def problem(self) -> str | None:
        """A sentence where the place is switched off."""
        place = self._named()
        if place is None or place.is_active:
            return None
        return _("{place} is switched off. Choose another place.").format(place=place.name)

    def take_scan(self, code: str, _into: QWidget | None) -> bool:
        """Name the place whose barcode was scanned."""
        is_place = self.name_code(code)
        if is_place:
            self.scanned.emit()
        return is_place

    def name_code(self, code: str) -> bool:
        """Name the place with a barcode; return whether there is one."""
        place = self.places.coded(code)
        if place is not None:
            self.show_location(place.id)
        return place is not None

    def _named(self) -> Location | None:
        words = self.value().casefold()
        paths = ((self.places.path(each.id), each) for each in self.places.every)
        named = next((each for path, each in paths if path.casefold() == words), None)
        return named if words else None

    def _name_code(self) -> None:
        """A barcode typed by hand becomes the name of its place."""
        self.name_code(self.value())

    def _hear(self, changes: Any) -> None:  # noqa: ANN401  `Changes` of the services
        if changes.touches("locations", "agencies"):
            self._ask()

    def _ask(self) -> None:
        if self._desk.may(PlacesAndAgencies):
            self._desk.ask(PlacesAndAgencies(), self, self._take)
            self._desk.ask(Choices((CodeList.EVIDENCE_KIND,)), self, self._take_kinds)

    def _take(self, barcoded: Barcoded) -> None:
        self._barcoded = barcoded
        places = barcoded.places
        suggest(self, [places.path(each.id) for each, _n in places.in_order() if each.is_active])
        self.known.emit()

    def _take_kinds(self, lists: dict[CodeList, Any]) -> None:
        self._kinds = {code.code: code.label for code in lists[CodeList.EVIDENCE_KIND]}


class ReceiverInput(TextInput):
    """One line for who receives an item; the barcode of an agency scanned in its form fills it.

    Args:
        desk: to ask for the agencies.
    """

    takes_any = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(placeholder=_("Person or body"))
        self._barcoded = Barcoded()
        offer_scans(self)
        if desk.may(PlacesAndAgencies):
            desk.ask(PlacesAndAgencies(), self, self._take)

    @property
    def names(self) -> tuple[str, ...]:
        """The agencies in use, to be suggested."""
        return tuple(each.name for each in self._barcoded.agencies if each.is_active)

    def take_scan(self, code: str, _into: QWidget | None) -> bool:
        """Name the agency whose barcode was scanned."""
        agency = self._barcoded.agency(code)
        if agency is not None and self.isEnabled():
            self.set_value(agency.name)
        return agency is not None

    def _take(self, barcoded: Barcoded) -> None:
        self._barcoded = barcoded
