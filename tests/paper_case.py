"""A made-up burglary with something of every kind in it, for the tests of documents.

Its free text leaks what readers may not see: a victim's name, alias, phone number and street.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import ClassVar, TypeVar

from app.domain.cases import AssignmentRole, Case, CaseId, NumberKind
from app.domain.custody import Action
from app.domain.evidence_entry import EvidenceEntry
from app.domain.free_counts import RuleCount
from app.domain.hearings import HearingId
from app.domain.ids import new_id
from app.domain.persons import (
    CustodyStatus,
    DefendantState,
    PartyId,
    Person,
    PersonId,
    Role,
    WayKind,
)
from app.domain.severity import Severity
from app.domain.users import Permission
from app.domain.victims import ContactResult
from app.domain.witnesses import Subpoena, SubpoenaStatus, Witness, WitnessId
from app.services.case_heading import AddCaseNumber, AssignCase
from app.services.cases import CaseHeaderOf, OpenCase
from app.services.charges import AddCharge, EnterPlea
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.deadlines import AddComputedDeadline, AddDeadline
from app.services.evidence import LogEvidence, TransferCustody
from app.services.hearings import SetHearing
from app.services.notes import AddNote
from app.services.office import Command, OfCase, Office
from app.services.persons import AddParty, CasePeople, SetDefendantState
from app.services.tasks import AddTask
from app.services.victims import AddVictim, LogContact, VictimEntry
from app.storage.unit_of_work import UnitOfWork
from tests.custody_steps import details

PHONE, MAIL, ADDRESS = (
    "(312) 555-0199",
    "jane@example.org",
    "12 Elm Street, Salinas, CA 92501-4417",
)
SOURCE_PHONE = "312-555-0777"
LEAKS = (
    "5550199",
    "555.0199",
    "555-0199",
    "jane@example.org",
    "ElmStreet",
    "92501-4417",
    "5550777",
)
"""What no paper may hold, as it looks without white space."""
NOTE = "Weak on identity; talk to the neighbor."

V = TypeVar("V")


def full_case(office: Office) -> Case:
    """Write the case into an office and return it."""
    return _Writer(office).write()


@dataclass(frozen=True)
class _Subpoena(OfCase, Command[Subpoena]):
    """Order a party to a hearing."""

    case: CaseId
    party: PartyId
    hearing: HearingId
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> Subpoena:
        witness = Witness(id=WitnessId(self.party), case=self.case, party=self.party)
        work.witnesses.add(witness)
        return work.subpoenas.add(
            Subpoena(
                id=new_id(),
                case=self.case,
                witness=witness.id,
                hearing=self.hearing,
                status=SubpoenaStatus.SERVED,
                issued_on=date(2026, 1, 18),
                served_on=date(2026, 1, 19),
            )
        )


class _Writer:
    def __init__(self, office: Office) -> None:
        self._office = office
        self.case = self._do(
            OpenCase(
                title="State v. Martin Roe",
                number="2026-00417",
                offense_from=date(2026, 1, 14),
                court="Superior Court",
                courtroom="Dept 4",
                judge="Judge N. Okafor",
                synopsis="Entry by the rear window of Jane Smith's home, 12 Elm Street. "
                "JJ Smith called from 312.555.0199.",
            )
        )

    def _do(self, command: Command[V]) -> V:
        return self._office.do(command).value

    def write(self) -> Case:
        self._numbers()
        self._people()
        self._charges()
        self._dates()
        self._evidence()
        self._do(AddNote(case=self.case.id, text=NOTE))
        return self._office.ask(CaseHeaderOf(self.case.id)).case

    def _numbers(self) -> None:
        number = AddCaseNumber(
            case=self.case.id, kind=NumberKind.COURT, number="26-CR-11873", issuer="Superior Court"
        )
        self._do(number)
        user = self._office.actor.user
        self._do(AssignCase(case=self.case.id, user=user, role=AssignmentRole.PARALEGAL))

    def _join(self, role: Role, person: Person) -> PartyId:
        return self._do(AddParty(case=self.case.id, role=role, person=person)).id

    def _people(self) -> None:
        roe = replace(_person("Roe", "Martin"), born_on=date(1990, 3, 4))
        self.defendant = self._join(Role.DEFENDANT, roe)
        (view,) = self._office.ask(CasePeople(self.case.id)).defendants
        self._do(SetDefendantState(state=_in_custody(view.state)))
        jane = replace(_person("Smith", "Jane"), aliases=("JJ Smith",))
        entry = VictimEntry(
            called="J.S.",
            safety="Never call at home.",
            rights_language="Spanish",
            rights_given_on=date(2026, 1, 19),
        )
        party = self._join(Role.VICTIM, jane)
        victim = self._do(AddVictim(party=party, entry=entry))
        self._do(LogContact(victim=victim.id, result=ContactResult.REACHED, channel="in court"))
        for kind, value in (
            (WayKind.PHONE, PHONE),
            (WayKind.EMAIL, MAIL),
            (WayKind.ADDRESS, ADDRESS),
            (WayKind.OTHER, "ask her sister"),
        ):
            self._do(
                AddContactWay(person=jane.id, value=value, entry=WayEntry(kind=kind, label="home"))
            )
        source = _person("Mineo", "Sal")
        self._join(Role.INFORMANT, source)
        self._do(AddContactWay(person=source.id, value=SOURCE_PHONE, entry=WayEntry(label="cell")))
        self.officer = self._join(Role.WITNESS_OFFICER, _person("Dunn", "R."))
        self._join(Role.WITNESS_CIVILIAN, replace(_person("Ochoa", "Timothy"), stated_age=9))

    def _charges(self) -> None:
        first = AddCharge(
            case=self.case.id,
            defendant=self.defendant,
            statute="PC 459",
            description="Burglary of the home of Jane Smith",
            charge_class="F",
            offense_from=date(2026, 1, 14),
        )
        self._do(first)
        second = replace(first, statute="PC 136.1", description="Threat", charge_class="")
        (threat,) = self._do(second)
        self._do(EnterPlea(charges=(threat.id,), plea="NG"))

    def _dates(self) -> None:
        day = date.today() + timedelta(days=9)  # noqa: DTZ011  any day ahead will do
        hearing = self._do(
            SetHearing(
                case=self.case.id, kind="BAIL", on=day, clock=time(9, 30), courtroom="Dept 4"
            )
        )
        self._do(_Subpoena(self.case.id, self.officer, hearing.id))
        self._do(
            AddComputedDeadline(
                case=self.case.id,
                title="Answer the motion",
                trigger="Motion served",
                count=RuleCount(trigger_on=day, n=14),
            )
        )
        ask = AddDeadline(
            case=self.case.id, title="Ask the lab", due_on=day, severity=Severity.INTERNAL
        )
        self._do(ask)
        self._do(AddTask(case=self.case.id, title="Call Jane Smith", due_on=day))

    def _evidence(self) -> None:
        bar = self._do(
            LogEvidence(
                case=self.case.id,
                entry=EvidenceEntry(kind="tool", description="Pry bar <b>red</b>", place="B-12"),
            )
        )
        self._do(
            TransferCustody(
                item=bar.item.id,
                to="State laboratory",
                purpose="Prints",
                action=Action.TO_LAB,
                details=details(Action.TO_LAB),
                due_back_on=date(2099, 1, 1),
            )
        )
        phone = EvidenceEntry(kind="phone", description="Call log of 312 555 0199, SSN 123-45-6789")
        self._do(LogEvidence(case=self.case.id, entry=phone))


def _person(family: str, given: str) -> Person:
    return Person(id=PersonId(new_id()), family=family, given=given)


def _in_custody(state: DefendantState) -> DefendantState:
    return replace(
        state,
        custody=CustodyStatus.IN,
        custody_since=date(2026, 1, 15),
        custody_place="County jail",
        bail_kind="CASH",
        bail_cents=50_000_00,
        counsel="P. Lang",
    )
