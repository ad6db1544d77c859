"""What every stored record has: an identity and a version."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Record:
    """A stored fact of the office.

    Attributes:
        id: UUIDv7, given at creation and never reused.
        version: 1 at creation, one more with each change; append-only records stay at 1.
    """

    id: UUID
    version: int = 1
