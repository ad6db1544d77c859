"""The evidence rooms of the demo office, and the shelf that is being counted."""

from app.domain.locations import LocationId, LocationKind
from app.services.demo.script import InventoryScript, OfficeScript
from app.services.evidence import SightItem, StartInventory
from app.services.locations import AddAgency, AddLocation
from app.services.office import Office


class StorageRooms:
    """The places of storage by their path, whatever capitals it is written in."""

    def __init__(self, office: Office, script: OfficeScript) -> None:
        self._office = office
        self._places: dict[str, LocationId] = {}
        for told in script.places:
            place = AddLocation(
                name=told.name,
                kind=LocationKind(told.kind),
                parent=self.named(told.within),
                holds=told.holds,
            )
            path = f"{told.within}, {told.name}" if told.within else told.name
            self._places[path.casefold()] = office.do(place).value.id
        for agency in script.agencies:
            office.do(AddAgency(**agency.__dict__))

    def named(self, path: str) -> LocationId | None:
        """Return a place, or None where the words name none."""
        return self._places.get(path.casefold())

    def count(self, told: InventoryScript) -> None:
        """Begin to take stock of a place."""
        place = self.named(told.place)
        assert place is not None, told.place  # noqa: S101  the script is ours
        session = self._office.do(StartInventory(location=place, note=told.note)).value
        for tag in told.read:
            self._office.do(SightItem(session=session.id, code=tag))
