"""What the files say became of each count and each defendant, looked up by number."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from app.domain.cases import CaseStatus
from app.interchange.cook_county import Referrals, SourceDisposition
from app.services.imports.records import code_of
from app.services.imports.standing import WARRANT


class Count(NamedTuple):
    """One charge against one defendant."""

    charge_id: str
    participant_id: str

    @property
    def key(self) -> str:
        """Its name among the keys of earlier imports."""
        return f"{self.charge_id}/{self.participant_id}"


class Outcomes:
    """Dispositions by count and by case, and who was sentenced, appeals or is wanted."""

    def __init__(self, read: Referrals) -> None:
        self._by_count: defaultdict[Count, list[SourceDisposition]] = defaultdict(list)
        self._by_case: defaultdict[str, list[SourceDisposition]] = defaultdict(list)
        for entry in sorted(read.dispositions, key=_day):
            self._by_count[Count(entry.charge_id, entry.participant_id)].append(entry)
            self._by_case[entry.case_id].append(entry)
        self._sentenced = {entry.participant_id for entry in read.sentences}
        self._appealing = {
            entry.participant_id for entry in read.dispositions if entry.status == CaseStatus.APPEAL
        }

    def latest(self, count: Count) -> SourceDisposition | None:
        """Return the last disposition of a count by its date."""
        entries = self._by_count.get(count)
        return entries[-1] if entries else None

    def latest_in_case(self, case_id: str) -> SourceDisposition | None:
        """Return the last disposition of a case, which names its judge and court."""
        entries = self._by_case.get(case_id)
        return entries[-1] if entries else None

    def last_day(self, case_id: str, today: date) -> date | None:
        """Return the last day, not after today, on which something ended."""
        days = (entry.disposed_on for entry in self._by_case.get(case_id, ()))
        return max((day for day in days if day and day <= today), default=None)

    def is_sentenced(self, participant_id: str) -> bool:
        """Whether any charge of the defendant has a sentence."""
        return participant_id in self._sentenced

    def is_appealing(self, participant_id: str) -> bool:
        """Whether a charge of the defendant waits for a higher court."""
        return participant_id in self._appealing

    def is_wanted(self, case_id: str, participant_id: str) -> bool:
        """Whether the last thing that happened to a charge of the defendant is a warrant."""
        return any(
            code_of(entry.outcome) == WARRANT
            and self.latest(Count(entry.charge_id, participant_id)) is entry
            for entry in self._by_case.get(case_id, ())
            if entry.participant_id == participant_id
        )


def _day(entry: SourceDisposition) -> date:
    return entry.disposed_on or date.min
