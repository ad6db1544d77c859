"""What every stored record has: an identity and a version."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

Version = NewType("Version", int)
"""How often a record was written; an act that names the one it saw is refused as stale later.

Told from other numbers by its type, for steps taken back renew it (`app.domain.renumbering`).
"""

FIRST = Version(1)
"""Of a record as it was created."""


def following(version: Version) -> Version:
    """Return the version of a record that is written once more."""
    return Version(version + 1)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A stored fact of the office.

    Attributes:
        id: UUIDv7, given at creation and never reused.
        version: 1 at creation, one more with each change; append-only records stay at 1.
    """

    id: UUID
    version: Version = FIRST
