"""The court feeds an office takes in, by name."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.calendar_exchange import CourtFeed
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class TheCourtFeeds(Query[tuple[CourtFeed, ...]]):
    """Every feed that was taken in once, with its defaults."""

    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, reading: Reading) -> tuple[CourtFeed, ...]:
        """Return them by name."""
        return reading.court_feeds.where(order=(reading.court_feeds.table.c.name,))
