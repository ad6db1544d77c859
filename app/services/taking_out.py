"""Taking out a record that was entered by mistake, and putting it back: the same for every kind."""

import abc
from typing import Any, Protocol, TypeVar
from uuid import UUID

from app.services.office import Command
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork


class InCase(Protocol):
    """A record that belongs to one case."""

    @property
    def case(self) -> UUID:
        """The case."""


R = TypeVar("R", bound=InCase)


class _OnRecord(Command[R]):
    """Mixed into acts that hold a record whole, as it was shown, in a field ``record``."""

    record: R

    def concerns(self, work: Reading) -> UUID:
        """The case the record names; nothing but what is stored just like it is removed."""
        return self.record.case

    @abc.abstractmethod
    def kept_in(self, work: UnitOfWork) -> Changeable[Any]:
        """Return the repository of the kind."""


class TakeOut(_OnRecord[R]):
    """Take a record out."""

    def run(self, work: UnitOfWork) -> R:
        """Remove the row.

        Raises:
            Stale: somebody changed or removed it since it was shown.
        """
        self.kept_in(work).remove(self.record)
        return self.record


class PutBack(_OnRecord[R]):
    """Put a record back that was just taken out."""

    def run(self, work: UnitOfWork) -> R:
        """Write the row as it was.

        Raises:
            Stale: it is there.
        """
        restored: R = self.kept_in(work).restore(self.record)
        return restored
