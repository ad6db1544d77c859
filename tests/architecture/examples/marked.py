"""Somebody with everything hanging on him or her that can hang on a person."""

from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.charges import ChargeVictim
from app.domain.disclosure.favorable import FavorableKind
from app.domain.disclosure.requests import AgencyInquiry
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role, Safety, WayKind
from app.domain.tasks import TaskKind
from app.domain.victims import ContactResult, LossKind
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.disclosure.favorable import FavorableEntry, RecordFavorable
from app.services.disclosure.register import ListOfficer
from app.services.disclosure.requests import AskAgency
from app.services.office import Office
from app.services.party_entry import EnteredVictim, EnterVictim, EnterWitness
from app.services.persons import OrderNoContact
from app.services.tasks import AddTask
from app.services.victims import AddRestitution, LogContact, LossEntry, VictimEntry
from app.services.walls import ProtectPerson
from app.services.witnesses import IssueSubpoena
from tests.architecture.examples.world import World

WHO = "Quillfeather"
"""Stands in every text that hangs on the person, and nowhere else."""
NUMBER = "310-555-0199"


@dataclass(frozen=True)
class Marked:
    """The person, as a victim of the second case.

    Attributes:
        since: position in the log of the last entry before the person was known.
    """

    person: Person
    victim: EnteredVictim
    since: int


def mark(office: Office, world: World) -> Marked:
    """Write the person into the second case, as victim and witness."""
    do, since = office.do, _last_entry(office)
    person = Person(
        id=PersonId(new_id()), family=WHO, given="Ida", aliases=(f"Old {WHO}",), agency=WHO
    )
    case, people = world.case.id, world.people
    entry = VictimEntry(called=f"Q. {WHO}", safety=f"Never call {WHO}.")
    victim = do(EnterVictim(case=case, person=person, entry=entry)).value
    witness = do(EnterWitness(case=case, person=person.id, role=Role.WITNESS_EXPERT)).value
    way = WayEntry(label=f"{WHO} cell", safety=Safety.SAFE, kind=WayKind.PHONE)
    do(AddContactWay(person=person.id, value=NUMBER, entry=way))
    on = victim.victim.id
    do(
        AddRestitution(
            victim=on, entry=LossEntry(kind=LossKind.PROPERTY, what=WHO, claimed_cents=1)
        )
    )
    do(LogContact(victim=on, channel=WHO, result=ContactResult.REACHED, note=WHO))
    contact = TaskKind.VICTIM_CONTACT
    late, soon = world.today - timedelta(days=3), world.dates.spare_hearing.on
    call = AddTask(case=case, title=f"Call {WHO}", kind=contact, victim=on, due_on=late)
    do(call)
    do(replace(call, title=f"See {WHO}", due_on=soon, lead_days=(30,)))
    do(IssueSubpoena(witness=witness.party.id, hearing=world.dates.hearing.id, note=WHO))
    do(
        OrderNoContact(
            case=case, defendant=people.defendant.id, protects=victim.party.id, terms=WHO
        )
    )
    _name_in_disclosure(office, world, witness.party, person)
    _name_in_charge(office, world, victim)
    return Marked(person, victim, since)


def protect(office: Office, world: World, marked: Marked) -> None:
    """Let the person exist for the colleague only, who is not at the keyboard."""
    office.do(
        ProtectPerson(
            person=marked.person.id,
            admitted=(world.colleague.id,),
            reason=f"{WHO} was threatened",
            steps_outside=True,
        )
    )


def _last_entry(office: Office) -> int:
    with office._database.reading(office.actor) as reading:
        return reading.audit.head()[0]


def _name_in_disclosure(office: Office, world: World, witness: Party, person: Person) -> None:
    """Ask about the witness, record what impeaches him or her, and list the person."""
    case, today = world.case.id, world.today
    inquiry = AgencyInquiry(
        id=new_id(), case=case, agency=WHO, asked_on=today, what=WHO, witness=witness.id
    )
    office.do(AskAgency(record=inquiry))
    entry = FavorableEntry(
        kind=FavorableKind.IMPEACHMENT,
        what=WHO,
        source=WHO,
        learned_on=today,
        witness=witness.id,
    )
    office.do(RecordFavorable(case=case, entry=entry))
    office.do(ListOfficer(person=person.id, matter=WHO, why=WHO))


def _name_in_charge(office: Office, world: World, victim: EnteredVictim) -> None:
    """Past the door, which would write a new version of the count as well."""
    link = ChargeVictim(
        id=new_id(), case=world.case.id, charge=world.counts.pending.id, victim=victim.party.id
    )
    with office._database.writing(office.actor) as work:
        work.charge_victims.add(link)
