"""How certain trial dates are in this office (CourTools 5)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.errors import Refused
from app.domain.trial_dates import TrialDates, trial_dates
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class TrialDateCertainty(Query[TrialDates]):
    """How often the cases tried in a period had been set for trial.

    Attributes:
        first, last: days on which trial began, or a setting fell away; None = no limit.
    """

    first: date | None = None
    last: date | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> TrialDates:
        """Return the measure over the cases the asking person may see.

        Raises:
            Refused: the period ends before it begins.
        """
        if self.first and self.last and self.last < self.first:
            raise Refused("trial_dates.backward", field="last", first=self.first)
        return trial_dates(reading.hearings.trials(), reading.today, self.first, self.last)
