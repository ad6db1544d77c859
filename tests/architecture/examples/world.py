"""A real office with two cases: a quiet one, and one with a record of every kind in it.

Everything is written by the product's own commands. Each text in the second case holds `MARK`, so
that a list which shows anything of it gives itself away.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from app.domain.attachments import Attachment
from app.domain.cases import (
    Assignment,
    AssignmentRole,
    Case,
    CaseFlag,
    CaseId,
    CaseNumber,
    NumberKind,
)
from app.domain.charges import Charge, ChargeId, PleaOffer, Sentence
from app.domain.clocks import ExcludedSpan, SpeedyClock
from app.domain.court_moves import CourtMove, CourtMoveId
from app.domain.deadlines import Deadline
from app.domain.disclosure.favorable import OfficerFile
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.free_counts import RuleCount
from app.domain.hearings import Hearing
from app.domain.ids import new_id
from app.domain.inventory import InventoryId, InventorySession
from app.domain.item_charges import ItemCharge
from app.domain.locations import Agency, Location, LocationId, LocationKind
from app.domain.persons import (
    ContactWay,
    NoContactOrder,
    Party,
    Person,
    PersonId,
    Role,
    Safety,
    Warrant,
)
from app.domain.record import Version
from app.domain.reminders import Inbox, Reminder
from app.domain.retention.disposal import Authority, Method
from app.domain.tasks import Task, TaskKind
from app.domain.triggering_events import TriggeringEvent
from app.domain.users import User
from app.domain.victims import ContactResult, LossKind, Restitution
from app.domain.witnesses import Subpoena
from app.services.attachments import AttachFile
from app.services.case_heading import AddCaseNumber, AssignCase, FlagCase
from app.services.cases import OpenCase
from app.services.charges import AddCharge, AddSentence, DisposeCharge, EnterPlea, MakeOffer
from app.services.clocks import AddExclusion, StartClock
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AddDeadlinesFromEvent,
    EventDates,
    PickedRule,
    PreviewEvent,
)
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.disclosure.register import ListOfficer
from app.services.drafts import HalfTyped, KeepDrafts
from app.services.event_entry import EventEntry
from app.services.evidence import (
    LinkItemToCharge,
    LogEvidence,
    SightItem,
    StartInventory,
    TransferCustody,
)
from app.services.hearings import SetHearing
from app.services.locations import AddAgency, AddLocation
from app.services.notes import AddNote
from app.services.office import Command, Office, Query
from app.services.party_entry import EnteredVictim, EnteredWitness, EnterVictim, EnterWitness
from app.services.persons import AddParty, AddPerson, IssueWarrant, OrderNoContact
from app.services.reminders import AcknowledgeReminder, ReminderOf, RemindersInbox, SnoozeReminder
from app.services.retention import (
    ApproveDisposal,
    ClassifyItems,
    ExecuteDisposal,
    RequestDisposal,
)
from app.services.settings import ChangeSettings, TheSettings
from app.services.tasks import AddTask, CompleteTask
from app.services.triggering_events import AmendEvent, RecordEvent
from app.services.victims import AddRestitution, LogContact, LossEntry, VictimEntry
from app.services.witnesses import IssueSubpoena, WitnessEntry
from tests.architecture.examples.disclosures import Discloser, Disclosures
from tests.small_rules import SmallRules, write_rules

MARK = "Zanzibarro"
"""Stands in every text of the second case, and nowhere else."""
PASSCODE = "774193"
"""Sealed: nothing but a reveal may show it."""
PHONE, MAIL = "310-555-0142", "witness@example.org"
"""Ways of contact that nothing but a reveal may show."""
PLACE = "LOC-0001"
"""Code of a place of storage."""
FRIDAY = RuleCount(trigger_on=date(2026, 10, 30), n=11)
"""Ends on Tuesday, 10 November 2026."""

V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class People:
    """The second case's people; the ``spare`` ones have nothing hanging on them."""

    defendant: Party
    spare_defendant: Party
    victim: EnteredVictim
    spare_victim: EnteredVictim
    bare_victim: Party
    witness: EnteredWitness
    spare_witness: EnteredWitness
    bare_witness: Party
    warrant: Warrant
    order: NoContactOrder
    way: ContactWay
    witness_way: ContactWay
    loss: Restitution


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What is charged: one count with a conviction and a sentence, one pending."""

    convicted: Charge
    pending: Charge
    sentence: Sentence
    offer: PleaOffer


@dataclass(frozen=True, kw_only=True)
class Dates:
    """What has a day; nobody is ordered to the ``spare_hearing``, ``held`` is today.

    Attributes:
        event: has no deadlines; those ``from_event`` count from one that was moved since.
    """

    hearing: Hearing
    spare_hearing: Hearing
    held: Hearing
    deadline: Deadline
    computed: Deadline
    event: TriggeringEvent
    from_event: EventDates
    task: Task
    contact_task: Task
    done_task: Task
    ringing: Reminder
    subpoena: Subpoena


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """A running clock, and a motion that is pending."""

    clock: SpeedyClock
    span: ExcludedSpan


@dataclass(frozen=True, kw_only=True)
class Things:
    """Evidence and other paper.

    Attributes:
        late: should have been back; ``phone`` has a sealed passcode.
        missing, seen: should lie on the shelf that is being counted.
        asked: somebody asked for the disposal of this one.
        certificate: number of the certificate of one that is gone.
    """

    item: EvidenceItem
    phone: EvidenceItem
    link: ItemCharge
    missing: EvidenceItem
    seen: EvidenceItem
    late: EvidenceItem
    asked: EvidenceItem
    certificate: str
    attachment: Attachment
    number: CaseNumber
    flag: CaseFlag
    assignment: Assignment


@dataclass(frozen=True, kw_only=True)
class World:
    """The office and everything in it that an example may name.

    Attributes:
        file: on the disk, to be attached; ``quiet`` the first case, with the ``officer`` who is in
            both, and in the register with the ``entry``; ``stranger`` plays no part anywhere.
        shelf: within the ``room``, which is being counted; nothing was brought to ``spare_place``.
    """

    office: Office
    file: Path
    today: date
    colleague: User
    officer: Person
    entry: OfficerFile
    stranger: Person
    quiet: Case
    room: Location
    shelf: Location
    spare_place: Location
    agency: Agency
    counting: InventorySession
    rules: SmallRules
    case: Case
    people: People
    counts: Counts
    dates: Dates
    clocks: Clocks
    things: Things
    disclosures: Disclosures

    def do(self, command: Command[V]) -> V:
        """Carry out a step that comes before the example."""
        return self.office.do(command).value

    def wall_off(self) -> None:
        """Wall the second case off from everybody but a colleague who is not at the keyboard."""
        with self.office._database.writing(self.office.actor) as work:
            work.walls.close(self.case.id, [self.colleague.id])

    def keep_move(self, hearing: Hearing) -> None:
        """Let a court's feed have moved a hearing from the day before, to be gone through."""
        _keep_move(self.office, hearing, "Dept 4")

    def taken_back(self, command: Command[Any]) -> Command[Any]:
        """Carry out a command and return the one that takes it back."""
        undo = self.office.do(command).undo
        assert undo is not None
        return undo


class Asked(NamedTuple):
    """An item and the request for its disposal."""

    item: EvidenceItem
    request: UUID


Example = Callable[[World], Command[Any] | Query[Any]]


@dataclass(frozen=True, kw_only=True)
class Outset:
    """The office while it holds the quiet case only."""

    colleague: User
    officer: Person
    entry: OfficerFile
    stranger: Person
    quiet: Case
    room: Location
    shelf: Location
    spare_place: Location
    agency: Agency
    counting: InventorySession
    rules: SmallRules


def begin(office: Office) -> Outset:
    """Write the quiet case with one of everything that lists show."""
    colleague = office.do(
        AddColleague(Colleague(login="l.moss", name="L. Moss", role="prosecutor", title="DDA"))
    ).value
    officer = office.do(AddPerson(person=_person("Reyes", agency="Riverside PD"))).value
    stranger = office.do(AddPerson(person=_person("Alvarez"))).value
    quiet = office.do(OpenCase(title="State v. Poe", kind="felony")).value
    scribe = _Scribe(office, quiet.id, "quiet", _today(office))
    poe = scribe.do(AddParty(case=quiet.id, role=Role.DEFENDANT, person=_person("Poe")))
    scribe.do(AddParty(case=quiet.id, role=Role.WITNESS_OFFICER, person=officer.id))
    scribe.do(AddCharge(case=quiet.id, defendant=poe.id, statute="PC 459", description="Burglary"))
    scribe.do(SetHearing(case=quiet.id, kind="BAIL", on=scribe.day(3), clock=time(9)))
    scribe.deadline("Answer", 2)
    scribe.task("Brief", 4)
    scribe.do(AddNote(case=quiet.id, text="Nothing yet."))
    scribe.out_of_the_room("quiet lab", due_in=9)
    _schedule_backups(office)
    entry = scribe.do(ListOfficer(person=officer.id, matter="False report", why="Reviewed"))
    places = _places(office)
    return Outset(
        colleague=colleague,
        officer=officer,
        entry=entry,
        stranger=stranger,
        quiet=quiet,
        rules=write_rules(office),
        **places.__dict__,
    )


@dataclass(frozen=True, kw_only=True)
class _Places:
    room: Location
    shelf: Location
    spare_place: Location
    agency: Agency
    counting: InventorySession


def _places(office: Office) -> _Places:
    """Write a room with two shelves, an agency, and an inventory of the room."""
    room = office.do(AddLocation(name="Room A", kind=LocationKind.ROOM)).value
    return _Places(
        room=room,
        shelf=office.do(AddLocation(name="Shelf 1", parent=room.id)).value,
        spare_place=office.do(AddLocation(name="Shelf 2", parent=room.id)).value,
        agency=office.do(AddAgency(name="State laboratory")).value,
        counting=office.do(StartInventory(location=room.id)).value,
    )


def _schedule_backups(office: Office) -> None:
    """Let backups go into a folder beside the vault."""
    folder = office._database._vault.folder.parent / "kept"
    folder.mkdir(exist_ok=True)
    settings = office.ask(TheSettings())
    office.do(ChangeSettings(replace(settings, backup_folder=str(folder))))


def furnish(office: Office, outset: Outset, file: Path) -> World:
    """Write the second case and return the world with both."""
    case = office.do(
        OpenCase(
            title=f"State v. {MARK}",
            number=f"{MARK}-1",
            kind="felony",
            category=MARK,
            agency=MARK,
            offense_place=MARK,
            court=MARK,
            courtroom=MARK,
            judge=MARK,
            synopsis=f"A burglary of {MARK}",
        )
    ).value
    scribe = _Scribe(office, case.id, MARK, _today(office))
    scribe.do(KeepDrafts(forms=(half_typed(case),)))
    people = scribe.people(outset.officer)
    dates = scribe.dates(people)
    counts = scribe.counts(people)
    things = scribe.things(outset, file, counts.convicted.id)
    discloser = Discloser(office, outset.colleague.id, case.id, MARK, scribe.today)
    return World(
        office=office,
        file=file,
        today=scribe.today,
        **outset.__dict__,
        case=case,
        people=people,
        counts=counts,
        dates=dates,
        clocks=scribe.clocks(people.defendant),
        things=things,
        disclosures=discloser.all(
            things.attachment.id, people.defendant, people.witness.party, outset.entry
        ),
    )


def half_typed(case: Case) -> HalfTyped:
    """Return a note begun on a case."""
    return HalfTyped(form="note", place="{}", content=json.dumps(MARK), about=frozenset({case.id}))


class _Scribe:
    """Writes one case; every text it writes holds ``mark``."""

    def __init__(self, office: Office, case: CaseId, mark: str, today: date) -> None:
        self._office = office
        self._case = case
        self._mark = mark
        self.today = today

    def do(self, command: Command[V]) -> V:
        return self._office.do(command).value

    def day(self, ahead: int) -> date:
        return self.today + timedelta(days=ahead)

    def people(self, officer: Person) -> People:
        case, mark = self._case, self._mark
        defendant = self._party(Role.DEFENDANT)
        victim = self._victim("Called")
        witness = self.do(
            EnterWitness(
                case=case, person=self._somebody(), entry=WitnessEntry(expected_testimony=mark)
            )
        )
        self.do(AddParty(case=case, role=Role.WITNESS_OFFICER, person=officer.id, note=mark))
        safe = WayEntry(label=f"{mark} phone", safety=Safety.SAFE, note=mark)
        return People(
            defendant=defendant,
            spare_defendant=self._party(Role.DEFENDANT),
            victim=victim,
            spare_victim=self._victim("Spare"),
            bare_victim=self._party(Role.VICTIM),
            witness=witness,
            spare_witness=self.do(EnterWitness(case=case, person=self._somebody())),
            bare_witness=self._party(Role.WITNESS_CIVILIAN),
            warrant=self.do(IssueWarrant(case=case, defendant=defendant.id, kind=mark, note=mark)),
            order=self.do(
                OrderNoContact(
                    case=case, defendant=defendant.id, protects=victim.party.id, terms=mark
                )
            ),
            way=self.do(AddContactWay(person=victim.party.person, value=PHONE, entry=safe)),
            witness_way=self.do(AddContactWay(person=witness.party.person, value=MAIL, entry=safe)),
            loss=self.do(
                AddRestitution(
                    victim=victim.victim.id,
                    entry=LossEntry(kind=LossKind.PROPERTY, what=mark, claimed_cents=48_000),
                )
            ),
        )

    def counts(self, people: People) -> Counts:
        case, mark = self._case, self._mark
        burglary = AddCharge(
            case=case,
            defendant=people.defendant.id,
            statute=f"PC 459 {mark}",
            description=f"Burglary of {mark}",
            charging_text=mark,
            victims=(people.victim.party.id,),
            copies=2,
        )
        convicted, pending = self.do(burglary)
        self.do(EnterPlea(charges=(convicted.id,), plea="G", note=mark))
        self.do(DisposeCharge(charges=(convicted.id,), code="G-PLEA", reason=mark))
        return Counts(
            convicted=convicted,
            pending=pending,
            sentence=self.do(
                AddSentence(charge=convicted.id, component="JAIL", length="30 d", judge=mark)
            ),
            offer=self.do(
                MakeOffer(case=case, defendant=people.defendant.id, terms=mark, victim_view=mark)
            ),
        )

    def dates(self, people: People) -> Dates:
        case, mark = self._case, self._mark
        hearing = self._hearing(5)
        self._moved_by_a_feed(hearing)
        victim = people.victim.victim
        self.do(
            LogContact(victim=victim.id, channel=mark, result=ContactResult.NO_ANSWER, note=mark)
        )
        done = self.task(f"Done {mark}", 3)
        self.do(CompleteTask(task=done.id))
        self._answer_reminders()
        rings = AddDeadline(case=case, title=f"Ring {mark}", due_on=self.day(6), lead_days=(30,))
        deadline = self.do(rings)
        return Dates(
            hearing=hearing,
            spare_hearing=self._hearing(8, "JT"),
            held=self._hearing(0),
            deadline=deadline,
            computed=self.do(
                AddComputedDeadline(
                    case=case, title=f"Answer {mark}", trigger=mark, count=FRIDAY, note=mark
                )
            ),
            event=self.do(
                RecordEvent(
                    case=case,
                    entry=EventEntry(event="ARRAIGNMENT", on=self.day(-3), note=mark),
                )
            ),
            from_event=self._from_event(),
            task=self.task(f"Brief {mark}", 0),
            contact_task=self.do(
                AddTask(
                    case=case,
                    title=f"Call {mark}",
                    kind=TaskKind.VICTIM_CONTACT,
                    victim=victim.id,
                    due_on=self.day(-1),
                    note=mark,
                )
            ),
            done_task=replace(done, version=Version(2), done_by=self._office.actor.name),
            ringing=self._reminder_of(deadline.id),
            subpoena=self.do(
                IssueSubpoena(
                    witness=people.witness.party.id, hearing=hearing.id, method=mark, note=mark
                )
            ),
        )

    def _from_event(self) -> EventDates:
        """Add dates from an event, then move it without them."""
        entry = EventEntry(event="MOTION-SERVED", on=self.day(-8), service="mail", note=self._mark)
        rules = self._office.ask(PreviewEvent(case=self._case, entry=entry)).rules
        picked = tuple(
            PickedRule(each.rule.id, each.answer.due_on) for each in rules if each.answer
        )
        dates = self.do(AddDeadlinesFromEvent(case=self._case, entry=entry, picked=picked))
        moved = self.do(AmendEvent(event=replace(dates.event, on=self.day(-1))))
        return replace(dates, event=moved.events[0].after)

    def clocks(self, defendant: Party) -> Clocks:
        mark = self._mark
        start = StartClock(
            case=self._case,
            regime="US-STA-30",
            defendant=defendant.id,
            charges=mark,
            facts=(("clock_start", self.day(-12).isoformat()),),
            note=mark,
        )
        pending = AddExclusion(
            case=self._case,
            kind="H1D",
            first=self.day(-4),
            defendant=defendant.id,
            authority=mark,
            reason=mark,
            note=mark,
        )
        return Clocks(clock=self.do(start), span=self.do(pending))

    def things(self, outset: Outset, file: Path, charge: ChargeId) -> Things:
        case, mark = self._case, self._mark
        self.do(AddNote(case=case, text=f"Ask {mark} again."))
        item = self._item(self.today)
        link = LinkItemToCharge(item=item.id, charge=charge, note=mark)
        return Things(
            item=item,
            phone=self._phone(),
            link=self.do(link),
            missing=self._item(self.today, outset.shelf.id),
            seen=self._seen(outset.shelf.id, outset.counting.id),
            late=self.out_of_the_room(f"{mark} lab", due_in=-2),
            asked=self._asked().item,
            certificate=self._gone(outset.colleague),
            attachment=self.do(AttachFile(case=case, path=file)),
            number=self.do(
                AddCaseNumber(case=case, kind=NumberKind.COURT, number=f"{mark}-77", issuer=mark)
            ),
            flag=self.do(FlagCase(case=case, name=mark, note=mark)),
            assignment=self.do(
                AssignCase(case=case, user=outset.colleague.id, role=AssignmentRole.SECOND)
            ),
        )

    def _asked(self) -> Asked:
        """Ask that an item stays in the court's record, which an open case allows."""
        item = self._item(self.today)
        self.do(ClassifyItems(items=(item.id,), retention_class="CASE"))
        (event,) = self.do(stays_in_court(item.id, self._mark))
        return Asked(item, event.id)

    def _gone(self, colleague: User) -> str:
        asked = self._asked()
        with at_the_keyboard(self._office, colleague):
            self.do(ApproveDisposal(requests=(asked.request,)))
        return self.do(gone_to_court(asked.request, self._mark)).certificate.number

    def deadline(self, title: str, ahead: int) -> Deadline:
        return self.do(AddDeadline(case=self._case, title=title, due_on=self.day(ahead)))

    def task(self, title: str, ahead: int) -> Task:
        due_on = self.day(ahead)
        checklist = (f"First {self._mark}", "Second")
        return self.do(AddTask(case=self._case, title=title, due_on=due_on, checklist=checklist))

    def out_of_the_room(self, holder: str, *, due_in: int) -> EvidenceItem:
        item = self._item(self.day(-10))
        self.do(
            TransferCustody(
                item=item.id,
                to=holder,
                purpose=self._mark,
                at=_noon(self.day(-5)),
                due_back_on=self.day(due_in),
            )
        )
        return item

    def _seen(self, shelf: LocationId, counting: InventoryId) -> EvidenceItem:
        item = self._item(self.today, shelf)
        self.do(SightItem(session=counting, code=item.tag))
        return item

    def _item(self, received: date, location: LocationId | None = None) -> EvidenceItem:
        entry = EvidenceEntry(
            kind="document",
            description=f"Letter of {self._mark}",
            serial=self._mark,
            seized_from=self._mark,
            place=self._mark,
            location=location,
            holder=f"Room {self._mark}",
            received_at=_noon(received) if received < self.today else None,
        )
        return self.do(LogEvidence(case=self._case, entry=entry)).item

    def _phone(self) -> EvidenceItem:
        entry = EvidenceEntry(
            kind="phone",
            description=f"Phone of {self._mark}",
            holder=f"Room {self._mark}",
            particulars=(("imei", "490154203237518"), ("passcode", PASSCODE)),
        )
        return self.do(LogEvidence(case=self._case, entry=entry)).item

    def _hearing(self, ahead: int, kind: str = "BAIL") -> Hearing:
        return self.do(
            SetHearing(
                case=self._case,
                kind=kind,
                on=self.day(ahead),
                clock=time(9, 30),
                court=self._mark,
                judge=self._mark,
                note=self._mark,
            )
        )

    def _moved_by_a_feed(self, hearing: Hearing) -> None:
        """Let a court's feed have moved a hearing from the day before, to be gone through."""
        _keep_move(self._office, hearing, self._mark)

    def _answer_reminders(self) -> None:
        """Leave one reminder put off and one acknowledged."""
        for title, days in (("Put off", 9), ("Seen", 9)):
            due_on = self.day(days)
            warned = AddDeadline(
                case=self._case, title=f"{title} {self._mark}", due_on=due_on, lead_days=(30,)
            )
            reminder = self._reminder_of(self.do(warned).id)
            later = datetime.now(UTC) + timedelta(hours=3)
            if title == "Seen":
                self.do(AcknowledgeReminder(reminder=reminder.id, note=self._mark))
            else:
                self.do(SnoozeReminder(reminder=reminder.id, until=later))

    def _reminder_of(self, subject: UUID) -> Reminder:
        due = self._office.ask(RemindersInbox(part=Inbox.DUE)).rows
        line = next(each for each in due if each.subject == subject)
        return self._office.ask(ReminderOf(line.id)).reminder

    def _party(self, role: Role) -> Party:
        person = self._somebody()
        return self.do(AddParty(case=self._case, role=role, person=person, note=self._mark))

    def _victim(self, called: str) -> EnteredVictim:
        entry = VictimEntry(called=f"{called} {self._mark}", safety=f"Never call {self._mark}.")
        return self.do(EnterVictim(case=self._case, person=self._somebody(), entry=entry))

    def _somebody(self) -> Person:
        return _person(self._mark, agency=self._mark)


def _keep_move(office: Office, hearing: Hearing, feed: str) -> None:
    move = CourtMove(
        id=CourtMoveId(new_id()),
        case=hearing.case,
        hearing=hearing.id,
        was_at=hearing.starts_at - timedelta(days=1),
        starts_at=hearing.starts_at,
        feed=feed,
    )
    with office._database.writing(office.actor) as work:
        work.court_moves.add(move)


def stays_in_court(item: ItemId, mark: str) -> RequestDisposal:
    """Ask that an item stays with the court."""
    return RequestDisposal(
        items=(item,),
        method=Method.COURT_RECORD,
        authority=Authority.COURT_ORDER,
        paper=f"{mark} 12",
        reason=f"Exhibit 4 of {mark}",
    )


def gone_to_court(request: UUID, mark: str) -> ExecuteDisposal:
    """Leave an item with the court."""
    return ExecuteDisposal(
        requests=(request,), witness="Ofc. Bell", to=f"Clerk of {mark}", their_number="R-77"
    )


@contextmanager
def at_the_keyboard(office: Office, colleague: User) -> Iterator[None]:
    """Let a colleague sit at the keyboard for a while."""
    mine = office.actor
    office.actor = replace(
        mine, user=colleague.id, login=colleague.login, name=colleague.name, role=colleague.role
    )
    try:
        yield
    finally:
        office.actor = mine


def _person(family: str, agency: str = "") -> Person:
    return Person(id=PersonId(new_id()), family=family, given="Ana", agency=agency)


def _today(office: Office) -> date:
    with office._database.reading(office.actor) as reading:
        return reading.today


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
