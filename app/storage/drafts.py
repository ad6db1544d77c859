"""Drafts on disk."""

from uuid import UUID

from app.domain.drafts import Draft
from app.storage.repository import Changeable
from app.storage.schema import record_table

drafts = record_table("drafts", Draft, indexed=[("user",)])


class Drafts(Changeable[Draft]):
    """What people had not finished when their window locked."""

    record = Draft
    table = drafts

    def of_user(self, user: UUID) -> tuple[Draft, ...]:
        """Return one person's drafts, in the order they were kept."""
        return self.where(drafts.c.user == user)
