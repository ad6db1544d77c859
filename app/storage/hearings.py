"""Hearings on disk."""

from app.domain.hearings import Courtroom, Hearing
from app.storage.repository import Changeable
from app.storage.schema import record_table

hearings = record_table(
    "hearings", Hearing, indexed=[("on", "case"), ("status", "on"), ("case", "status", "on")]
)

courtrooms = record_table("courtrooms", Courtroom, unique=[("court", "room")])


class Hearings(Changeable[Hearing]):
    """Dates before the court."""

    record = Hearing
    table = hearings


class Courtrooms(Changeable[Courtroom]):
    """Rooms cases are heard in."""

    record = Courtroom
    table = courtrooms
