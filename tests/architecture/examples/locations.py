"""Examples of places of storage and agencies."""

from dataclasses import replace

from app.services.locations import (
    AddAgency,
    AddLocation,
    AmendAgency,
    AmendLocation,
    PlacesAndAgencies,
    RemoveAgency,
    RemoveLocation,
    StoragePlaces,
)
from tests.architecture.examples.world import Example

EXAMPLES: dict[type, Example] = {
    AddLocation: lambda world: AddLocation(name="Safe 1", parent=world.room.id, holds=("cash",)),
    AmendLocation: lambda world: AmendLocation(location=replace(world.shelf, is_active=False)),
    RemoveLocation: lambda world: RemoveLocation(location=world.spare_place),
    AddAgency: lambda _: AddAgency(name="Riverside PD"),
    AmendAgency: lambda world: AmendAgency(agency=replace(world.agency, phone="310-555-0100")),
    RemoveAgency: lambda world: RemoveAgency(agency=world.agency),
    StoragePlaces: lambda _: StoragePlaces(),
    PlacesAndAgencies: lambda _: PlacesAndAgencies(),
}
