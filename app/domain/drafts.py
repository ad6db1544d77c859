"""What somebody had typed when the window locked, kept in the vault until the person is back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class Draft(Record):
    """An unfinished form or note of one person; it is nobody else's to see.

    Attributes:
        form: which form, by the name the window knows it.
        place: where it was opened, as the window writes it (JSON).
        content: what its fields held (JSON); ``focus``: the field that had the keyboard.
    """

    user: UUID
    form: str
    place: str
    content: str
    focus: str
    saved_at: datetime
