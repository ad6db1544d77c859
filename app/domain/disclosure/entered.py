"""By whom and when something is written down that is never changed afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Entered:
    """What every step of a history carries.

    Attributes:
        id: of the new record.
        at: the moment it is written down; ``today``: its day at the courthouse.
        user: whose account; ``by``: that person's name.
    """

    id: UUID
    at: datetime
    today: date
    user: UUID
    by: str
