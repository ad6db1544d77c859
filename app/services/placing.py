"""Bringing items to places of storage."""

from app.domain.errors import Refused
from app.domain.locations import LocationId
from app.storage.unit_of_work import Reading


def require_open(reading: Reading, location: LocationId) -> str:
    """Return the path of a place that items may be brought to.

    Raises:
        Missing: there is no such place.
        Refused: it is switched off.
    """
    place = reading.locations.get(location)
    if not place.is_active:
        raise Refused("location.off", field="place", name=place.name)
    return reading.locations.places().path(location)
