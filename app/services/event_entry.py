"""What is typed about an event of a case, and the record it becomes."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.court_time import court_time
from app.domain.errors import Missing, Refused
from app.domain.hearings import Hearing, HearingId
from app.domain.ids import new_id
from app.domain.persons import PartyId, Role
from app.domain.plausible_days import require_plausible
from app.domain.text import clean, one_line
from app.domain.triggering_events import TriggeringEvent, TriggeringEventId
from app.services.coding import require_code
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class EventEntry:
    """An event as it is typed.

    Attributes:
        event: code list ``trigger_event``.
        on: the day; None = that of the hearing.
        clock: the time at the court, for rules that count hours.
        service: means by which a paper was served, as the rules name it.
        defendant: whom it concerns; None = all.
        hearing: the hearing it is; the event follows when that is moved.
    """

    event: str
    on: date | None = None
    clock: time | None = None
    service: str = ""
    defendant: PartyId | None = None
    hearing: HearingId | None = None
    note: str = ""

    def record(self, reading: Reading, case: CaseId) -> TriggeringEvent:
        """Return the event as it would be stored; nothing is written.

        Raises:
            Missing: there is no such case, hearing or defendant in it.
            Refused: the event is unknown, the day is missing, cannot be meant or is not that of
                the hearing, or the clocks skip that hour.
        """
        reading.cases.require(case)
        on, at = self._when(reading, case)
        return tidied_event(
            reading,
            TriggeringEvent(
                id=TriggeringEventId(new_id()),
                case=case,
                event=self.event,
                on=on,
                at=at,
                service=self.service,
                defendant=self.defendant,
                hearing=self.hearing,
                note=self.note,
                entered_by=reading.actor.name,
                entered_at=reading.now,
            ),
        )

    def _when(self, reading: Reading, case: CaseId) -> tuple[date, datetime | None]:
        if self.hearing is not None:
            hearing = hearing_of_case(reading, case, self.hearing)
            return self.on or hearing.local.date(), hearing.starts_at
        if self.on is None:
            raise Refused("text.required", field="on")
        if self.clock is None:
            return self.on, None
        return self.on, court_time(self.on, self.clock, reading.zone)


def tidied_event(reading: Reading, event: TriggeringEvent) -> TriggeringEvent:
    """Return an event as it will be stored.

    Raises:
        Missing, Refused: as `EventEntry.record`.
    """
    require_code(reading, CodeList.TRIGGER_EVENT, event.event, "event")
    require_plausible(event.on, "on")
    if event.hearing is not None:
        day = hearing_of_case(reading, event.case, event.hearing).local.date()
        if event.on != day:
            raise Refused("event.other_day", field="on", day=day)
    if event.defendant is not None:
        _require_defendant(reading, event.case, event.defendant)
    return replace(
        event,
        service=one_line(event.service, "service").lower(),
        note=clean(event.note, "note"),
    )


def hearing_of_case(reading: Reading, case: CaseId, hearing: HearingId) -> Hearing:
    """Return a hearing of the case.

    Raises:
        Missing: the case has none such.
    """
    found = reading.hearings.get(hearing)
    if found.case != case:
        raise Missing("record.missing", kind="hearings")
    return found


def _require_defendant(reading: Reading, case: CaseId, party: PartyId) -> None:
    found = reading.parties.get(party)
    if found.case != case or found.role is not Role.DEFENDANT:
        raise Missing("record.missing", kind="parties")
