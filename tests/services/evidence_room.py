"""A small office with a closed case, for tests of what keeps evidence and how it leaves."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from app.domain.cases import Case, Stage
from app.domain.charges import Charge
from app.domain.custody import CustodyEvent
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role
from app.domain.retention.disposal import Authority, Method
from app.domain.users import Actor, OfficeRole, UserId
from app.services.case_stages import CloseCase, ReopenCase
from app.services.cases import OpenCase
from app.services.charges import AddCharge, AddSentence, DisposeCharge
from app.services.evidence import LogEvidence
from app.services.office import Command, Office
from app.services.persons import AddParty
from app.services.retention import (
    ApproveDisposal,
    Disposed,
    ExecuteDisposal,
    ItemRetention,
    RequestDisposal,
    RetentionFile,
)

V = TypeVar("V")


@dataclass
class Room:
    """The office as three people see it; ``clerk`` asks and lets go, ``chief`` approves."""

    office: Office
    clerk: Office
    chief: Office
    case: Case
    today: date
    charges: list[Charge] = field(default_factory=list)

    def do(self, command: Command[V]) -> V:
        return self.office.do(command).value

    def day(self, ahead: int) -> date:
        return self.today + timedelta(days=ahead)

    def accuse(self, family: str = "Roe") -> Party:
        person = Person(id=PersonId(new_id()), family=family)
        return self.do(AddParty(case=self.case.id, role=Role.DEFENDANT, person=person))

    def charge(self, party: Party, **facts: Any) -> Charge:
        command = AddCharge(
            case=self.case.id,
            defendant=party.id,
            statute="PC 459",
            description="Burglary",
            **facts,
        )
        (charge,) = self.do(command)
        self.charges.append(charge)
        return charge

    def decide(self, charge: Charge, code: str = "NOLLE", days: int = -900) -> None:
        self.do(DisposeCharge(charges=(charge.id,), code=code, on=self.day(days)))

    def close(self, days: int = -880) -> None:
        self.do(CloseCase(case=self.case.id, on=self.day(days)))

    def reopen(self) -> None:
        self.do(ReopenCase(case=self.case.id, to=Stage.TRIAL, reason="New trial"))

    def convict(self, days: int = -900, **sentence: Any) -> Charge:
        charge = self.charge(self.accuse())
        self.decide(charge, "G-PLEA", days)
        if sentence:
            self.do(AddSentence(charge=charge.id, on=self.day(days), **sentence))
        return charge

    def log(self, days: int = -1000, **facts: Any) -> EvidenceItem:
        noon = datetime.combine(self.day(days), time(19), UTC)
        given = {"kind": "tool", "description": "Pry bar", "retention_class": "CASE", **facts}
        entry = EvidenceEntry(
            collected_at=noon, collected_by="Ofc. Dunn", received_at=noon, **given
        )
        return self.do(LogEvidence(case=self.case.id, entry=entry)).item

    def ask(self, *items: EvidenceItem, **facts: Any) -> tuple[CustodyEvent, ...]:
        wish = RequestDisposal(
            items=tuple(item.id for item in items),
            **{
                "method": Method.DESTROY,
                "authority": Authority.PROSECUTOR,
                "paper": "Release 7",
                "reason": "Case over",
                **facts,
            },
        )
        return self.clerk.do(wish).value

    def approve(self, *events: CustodyEvent) -> None:
        self.chief.do(ApproveDisposal(requests=tuple(each.id for each in events)))

    def execute(self, *events: CustodyEvent, **facts: Any) -> Disposed:
        given = {"witness": "Ofc. Bell", "saw_items": True, "how": "incinerated", **facts}
        requests = tuple(each.id for each in events)
        return self.clerk.do(ExecuteDisposal(requests=requests, **given)).value

    def file(self, item: EvidenceItem) -> RetentionFile:
        return self.office.ask(ItemRetention(item.id))

    def reasons(self, item: EvidenceItem) -> set[str]:
        return {ground.reason.value for ground in self.file(item).standing}


def opened(office: Office) -> Room:
    """Return the room of a fresh office with one case, nobody accused yet."""
    with office._database.reading(office.actor) as reading:
        today = reading.today
    case = office.do(OpenCase(title="State v. Roe")).value
    return Room(
        office=office,
        clerk=seat(office, "C. Clerk", OfficeRole.PARALEGAL),
        chief=seat(office, "J. Chief", OfficeRole.SUPERVISOR),
        case=case,
        today=today,
    )


def seat(office: Office, name: str, role: OfficeRole) -> Office:
    """Return the same office with somebody else at the keyboard."""
    actor = Actor(UserId(new_id()), name, name, role)
    return Office(office._database, actor, lambda: None)


def line_of(room: Room, item: ItemId) -> Any:
    """Return an item's line of the review list, whatever the reason."""
    with room.office._database.reading(room.office.actor) as reading:
        return reading.review_lines.of_item(item)
