"""What a command that changes a record answers, so that undo can put the old content back."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from app.domain.record import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Amended(Generic[R]):
    """A record before and after a change."""

    before: R
    after: R

    @property
    def taken_back(self) -> R:
        """The old content, made to follow the version just written; later changes make it stale."""
        return replace(self.before, version=self.after.version)
