"""Where a date comes from, in words: its event, its rule and who set it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What a deadline names by identity alone.

    Attributes:
        event: what happened, as recorded, else as typed.
        rule: code and title; empty for a free count.
        dated_by: name of who set the day.
        verify: whether the rule is to be compared with the court's own.
    """

    event: str
    rule: str
    dated_by: str
    verify: bool


@dataclass(frozen=True)
class ProvenanceOf(Query[Provenance]):
    """Where one date comes from."""

    deadline: DeadlineId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case it belongs to."""
        return reading.deadlines.get(self.deadline).case

    def run(self, reading: Reading) -> Provenance:
        """Return it in words.

        Raises:
            Missing: there is no such deadline.
        """
        return provenance(reading, reading.deadlines.get(self.deadline))


def provenance(reading: Reading, deadline: Deadline) -> Provenance:
    """Return where a deadline comes from."""
    rule = reading.court_rules.find(deadline.rule) if deadline.rule else None
    user = reading.users.find(deadline.dated_by) if deadline.dated_by else None
    return Provenance(
        event=_event(reading, deadline),
        rule=f"{rule.code}, {rule.title}" if rule else "",
        dated_by=user.name if user else deadline.entered_by,
        verify=deadline.verify_locally,
    )


def _event(reading: Reading, deadline: Deadline) -> str:
    event = reading.triggering_events.find(deadline.event) if deadline.event else None
    if event is None:
        return deadline.trigger
    words = reading.codes.label(CodeList.TRIGGER_EVENT, event.event)
    return ", ".join(part for part in (words, event.note) if part)
