"""Hearings on disk."""

from app.domain.hearings import Hearing
from app.storage.repository import Changeable
from app.storage.schema import record_table

hearings = record_table(
    "hearings", Hearing, indexed=[("on", "case"), ("status", "on"), ("case", "status", "on")]
)


class Hearings(Changeable[Hearing]):
    """Dates before the court."""

    record = Hearing
    table = hearings
