"""What acts on a stored hearing have in common: which one, and as it was shown."""

from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.hearings import Hearing, HearingId
from app.domain.record import Version
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class OnHearing:
    """Mixed into acts on a stored hearing.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    hearing: HearingId
    expects: Version | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case the hearing belongs to."""
        return work.hearings.get(self.hearing).case

    def standing(self, work: Reading) -> Hearing:
        """Return the hearing as it was shown.

        Raises:
            Missing: there is none.
            Refused: it was held, continued or vacated already.
        """
        stored = work.hearings.get(self.hearing)
        stored.require_set()
        return stored if self.expects is None else replace(stored, version=self.expects)
