"""Statistics of the office."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.analytics import Statistics
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class StatisticsOfOffice(Query[Statistics]):
    """How much of everything there is, in cases the asking person may see."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Statistics:
        """Return the counts."""
        persons = reading.persons.count(reading.visible_person(reading.persons.table.c.id))
        by_status = reading.heads.count_by("status")
        return Statistics(
            cases=sum(by_status.values()),
            defendants=reading.record_counts.defendants(),
            persons=persons,
            users=reading.users.count(),
            by_stage=reading.heads.count_by("stage"),
            by_status=by_status,
            by_disposition=reading.record_counts.by_disposition(),
            **reading.record_counts.by_kind(),
        )
