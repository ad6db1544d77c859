"""The nights on which the clocks of the office's court are put forward."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.conftest import ZONE

SKIPPED = time(2, 30)
"""On such a night no clock shows it."""


def next_skipping(after: date) -> date:
    """Return the next day behind another that has no half past two."""
    zone, day = ZoneInfo(ZONE), after + timedelta(days=1)
    while True:
        wanted = datetime.combine(day, SKIPPED, zone)
        if wanted.astimezone(UTC).astimezone(zone).time() != SKIPPED:
            return day
        day += timedelta(days=1)
