"""What acts on one stored deadline share: which case it is of, and the version that was shown."""

from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.deadlines import Deadline, DeadlineId
from app.domain.record import Version
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class OnDeadline:
    """Mixed into acts on a stored deadline.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    deadline: DeadlineId
    expects: Version | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case the deadline belongs to."""
        return work.deadlines.get(self.deadline).case

    def shown(self, work: UnitOfWork) -> Deadline:
        """Return the deadline in the version that was shown."""
        stored = work.deadlines.get(self.deadline)
        return stored if self.expects is None else replace(stored, version=self.expects)

    def owed(self, work: UnitOfWork) -> Deadline:
        """Return the deadline as it was shown, if it is owed.

        Raises:
            Refused: it is done or cancelled already.
        """
        shown = self.shown(work)
        shown.require_open()
        return shown
