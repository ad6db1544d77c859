"""What somebody had typed when the window locked or died, kept in the vault until they are back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.record import Record

KEPT_FOR = timedelta(days=30)
"""A draft nobody came back to is dropped after so long."""
MOST_KEPT = 200
"""Drafts of one person; the oldest give way."""
LONGEST_DRAFT = 4_000_000
"""Characters of what one draft says and holds; a whole report fits."""


@dataclass(frozen=True, kw_only=True)
class Draft(Record):
    """An unfinished form or note of one person; it is nobody else's to see.

    Attributes:
        form: which form, by the name the window knows it.
        place: where it was opened, as the window writes it (JSON).
        content: what its fields held (JSON); ``focus``: the field that had the keyboard.
        about: identities of everything the form was about, 32 hexadecimal digits each: once one of
            them is walled off from the person, so is the draft.
    """

    user: UUID
    form: str
    place: str
    content: str
    focus: str
    about: tuple[str, ...]
    saved_at: datetime

    def is_old(self, now: datetime) -> bool:
        """Whether nobody came back to it in time."""
        return now - self.saved_at > KEPT_FOR


@dataclass(frozen=True)
class Unsaved:
    """A form as it stood when somebody last paused at it.

    Attributes:
        replaces: the draft it was opened from, if from one.
    """

    draft: Draft
    replaces: UUID | None = None
