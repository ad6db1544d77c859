"""Events of a case from which court rules count: an arraignment, a motion served, a verdict."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.hearings import HearingId
from app.domain.persons import PartyId
from app.domain.record import Record

TriggeringEventId = NewType("TriggeringEventId", UUID)


@dataclass(frozen=True, kw_only=True)
class TriggeringEvent(Record):
    """Something that happened, or is set to happen, in a case.

    Attributes:
        event: code list ``trigger_event``.
        on: the day; ``at``: the moment (UTC), needed by rules that count hours.
        service: means by which a paper was served, as the rules name it; empty if none was.
        defendant: whom it concerns; None = all.
        hearing: the hearing it is; the event follows when that is moved.
    """

    id: TriggeringEventId
    case: CaseId
    event: str
    on: date
    at: datetime | None = None
    service: str = ""
    defendant: PartyId | None = None
    hearing: HearingId | None = None
    note: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
