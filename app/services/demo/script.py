"""The demo office as it stands in `resources/demo`: who is in it and what happens in each case.

Days are counted from today, minus for the past. Names in capitals are codes of our lists.
"""

from dataclasses import dataclass, field
from datetime import date

import msgspec

from app.domain.evidence import ItemFacts
from app.domain.resources import resource_path


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who works in the office."""

    login: str
    name: str
    role: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A person; fields as in `app.domain.persons.Person`."""

    family: str
    given: str = ""
    middle: str = ""
    suffix: str = ""
    is_organization: bool = False
    aliases: tuple[str, ...] = ()
    born_on: date | None = None
    sex: str = ""
    race: str = ""
    race_source: str = ""
    language: str = ""
    needs_interpreter: bool = False
    agency: str = ""
    badge: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceScript:
    """A place of storage; ``within`` is the path of the one around it, told before."""

    name: str
    kind: str
    within: str = ""
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgencyScript:
    """An agency; fields as in `app.domain.locations.Agency`."""

    name: str
    kind: str
    phone: str = ""
    contact: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class InventoryScript:
    """An inventory that is still open: the path of its place, and the tags read so far."""

    place: str
    note: str
    read: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CourtroomScript:
    """A room cases are heard in; ``capacity`` 0 = not limited."""

    court: str
    room: str
    judge: str
    capacity: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficeScript:
    """The office itself, its people and those it meets in many cases.

    Attributes:
        people: by a short name that the cases use.
        listed: the officer register.
    """

    name: str
    zone: str
    jurisdiction: str
    person: str
    colleagues: tuple[Colleague, ...]
    places: tuple[PlaceScript, ...]
    agencies: tuple[AgencyScript, ...]
    courtrooms: tuple[CourtroomScript, ...]
    inventory: InventoryScript
    people: dict[str, Figure]
    listed: "tuple[ListedScript, ...]" = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a count ended."""

    code: str
    on: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SentenceLine:
    """One line of a sentence; ``length`` as typed."""

    component: str
    length: str = ""
    on: int = -1
    commitment: str = ""
    credit_days: int | None = None
    runs: str = ""
    due: int | None = None


@dataclass(frozen=True, kw_only=True)
class CountScript:
    """One count against a defendant.

    Attributes:
        victims: names of victims of the case.
        amended: new description, with why it was changed.
    """

    statute: str
    description: str
    charge_class: str = ""
    modifier: str = ""
    filed: int | None = None
    instrument: str = ""
    penalty: str = ""
    elements: str = ""
    victims: tuple[str, ...] = ()
    amended: tuple[str, str] | None = None
    plea: tuple[str, int] | None = None
    outcome: Outcome | None = None
    sentence: tuple[SentenceLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StateScript:
    """Custody and bail."""

    custody: str = ""
    since: int | None = None
    place: str = ""
    arrested: tuple[int, str] | None = None
    arraigned: int | None = None
    bail_kind: str = ""
    bail_dollars: int | None = None
    bail_posted: bool = False
    conditions: str = ""
    surety: str = ""
    counsel: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferScript:
    """A plea offer and what became of it."""

    terms: str
    made: int
    expires: int | None = None
    view: str = ""
    answer: tuple[str, int] | None = None


@dataclass(frozen=True, kw_only=True)
class WarrantScript:
    """A warrant; ``served`` is the day of service."""

    kind: str
    issued: int
    served: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DefendantScript:
    """A defendant with everything against and around that person."""

    name: str
    person: Figure
    state: StateScript = StateScript()
    counts: tuple[CountScript, ...] = ()
    offers: tuple[OfferScript, ...] = ()
    warrants: tuple[WarrantScript, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WayScript:
    """A way to reach somebody."""

    kind: str
    label: str
    value: str
    safety: str = "unknown"
    hours: str = ""
    may_leave_message: bool = False
    is_substitute: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactScript:
    """An entry of the contact log.

    Attributes:
        at: day and clock; ``way``: label of a way on file, else ``channel`` says how.
        told_of: name of a hearing of the case that the contact was a notice of.
    """

    at: tuple[int, str]
    result: str
    way: str = ""
    channel: str = ""
    outgoing: bool = True
    told_of: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class LossScript:
    """A line of the restitution worksheet, in dollars."""

    kind: str
    what: str
    claimed: int
    documented: int = 0
    ordered: int = 0
    paid: int = 0


@dataclass(frozen=True, kw_only=True)
class VictimScript:
    """A victim with the sheet, the ways of contact, the log and the losses."""

    name: str
    person: Figure
    called: str = ""
    safety: str = ""
    script: str = ""
    rights: int | None = None
    rights_language: str = ""
    rights_form: str = ""
    wants_notice: bool | None = None
    wants_to_be_heard: bool | None = None
    wants_to_confer: bool | None = None
    ways: tuple[WayScript, ...] = ()
    contacts: tuple[ContactScript, ...] = ()
    losses: tuple[LossScript, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SubpoenaScript:
    """A subpoena to a hearing of the case, and how far it came."""

    hearing: str
    issued: int
    method: str = ""
    served: int | None = None
    not_found: int | None = None
    ended: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OtherScript:
    """Somebody else in the case; ``who`` is a person of the office's files or one of the case."""

    role: str
    who: str | Figure
    name: str = ""
    position: int = 0
    on_call: bool = False
    unavailable: str = ""
    expected: str = ""
    note: str = ""
    ways: tuple[WayScript, ...] = ()
    subpoenas: tuple[SubpoenaScript, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepScript:
    """A step of a chain of custody.

    Attributes:
        details: what only its act has.
        by: login of who writes it down; empty = the demo user.
        unsigned: whether nobody signed for it.
    """

    action: str
    to: str
    purpose: str
    at: tuple[int, str]
    place: str = ""
    second: str = ""
    due: int | None = None
    seal_intact: bool | None = None
    seal: str = ""
    method: str = ""
    note: str = ""
    authority: str = ""
    details: dict[str, str] = field(default_factory=dict)
    by: str = ""
    unsigned: bool = False


@dataclass(frozen=True, kw_only=True)
class FileScript:
    """A file kept with an item.

    Attributes:
        file: its name below ``resources/demo/files``.
        made_from: name of the file of the same item that it was made from.
        checked: whether it was read back once.
    """

    file: str
    role: str = "native"
    made_from: str = ""
    basis: str = ""
    note: str = ""
    checked: bool = False


@dataclass(frozen=True, kw_only=True)
class NoticeScript:
    """A notice that an item is to leave, and what came back on it.

    Attributes:
        answer: what was said, and when.
    """

    kind: str
    told: str
    on: int
    answer: tuple[str, int] | None = None


@dataclass(frozen=True, kw_only=True)
class AppealScript:
    """An appeal that is open, by the first defendant."""

    court: str
    number: str
    filed: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemScript(ItemFacts):
    """An item of evidence with its chain; facts as in `app.domain.evidence.ItemFacts`.

    Attributes:
        collected: day and clock.
        answers: its particulars; ``"@-76 06:36"`` is a day and clock counted from today.
        inside: tag of the container it lies in, told before it.
        proves: numbers of the counts of the first defendant.
        review: day on which somebody looks at it again.
        notices: that it is to leave; they come before its steps.
    """

    value_dollars: int | None = None
    collected: tuple[int, str] | None = None
    holder: str
    place: str
    second: str = ""
    received: tuple[int, str]
    inside: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    proves: tuple[int, ...] = ()
    review: int | None = None
    notices: tuple[NoticeScript, ...] = ()
    steps: tuple[StepScript, ...] = ()
    files: tuple[FileScript, ...] = ()
    correction: tuple[int, str] | None = None


@dataclass(frozen=True, kw_only=True)
class HearingScript:
    """A hearing; ``name`` lets subpoenas and contacts speak of it."""

    kind: str
    on: int
    clock: str
    name: str = ""
    minutes: int = 30
    courtroom: str = ""
    judge: str = ""
    result: str = ""
    note: str = ""
    continued: tuple[int, str, str, str] | None = None
    vacated: str = ""


@dataclass(frozen=True, kw_only=True)
class EventScript:
    """An event that rules count from: a hearing by its name, or a day.

    Attributes:
        rules: codes of the rules whose dates are added.
    """

    event: str
    hearing: str = ""
    on: int = 0
    service: str = ""
    rules: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DeadlineScript:
    """A deadline: with ``due`` entered by hand, else counted from an event.

    Attributes:
        lead_days: days ahead at which the office is reminded; empty = the usual ones.
        reminder: how its reminder was answered: ack or snooze. One that rings whatever the hour
            the office is made has a lead time that lies behind it.
    """

    title: str
    due: int | None = None
    trigger: str = ""
    trigger_on: int = 0
    n: int = 0
    direction: str = "after"
    service_days: int = 0
    severity: str = ""
    citation: str = ""
    assigned_to: str = ""
    note: str = ""
    done: int | None = None
    cancelled: str = ""
    moved_to: tuple[int, str] | None = None
    lead_days: tuple[int, ...] = ()
    reminder: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskScript:
    """A task; ``lead_days`` and ``reminder`` as in `DeadlineScript`."""

    title: str
    kind: str = "general"
    priority: str = "normal"
    due: int | None = None
    assigned_to: str = ""
    victim: str = ""
    checklist: tuple[str, ...] = ()
    ticked: int = 0
    done: bool = False
    note: str = ""
    lead_days: tuple[int, ...] = ()
    reminder: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteScript:
    """A note on the case."""

    text: str
    kind: str = "general"
    is_work_product: bool = False


@dataclass(frozen=True, kw_only=True)
class FlagScript:
    """A banner on the case."""

    name: str
    tone: str = "warn"
    until: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NumberScript:
    """A number somebody else gave the case."""

    kind: str
    number: str
    issuer: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderScript:
    """A no-contact order between two names of the case."""

    defendant: str
    protects: str
    issued: int
    expires: int | None = None
    terms: str = ""


@dataclass(frozen=True, kw_only=True)
class RowScript:
    """A row of the disclosure ledger.

    Attributes:
        paper: lines of a document that is attached and is the thing.
        decision: disclose, withhold, protect or inspection; empty = not decided yet.
    """

    title: str
    duty: str
    agency: str = ""
    author: str = ""
    made: int | None = None
    asked: int | None = None
    due: int | None = None
    received: int | None = None
    pages: int | None = None
    sensitivity: str = "ordinary"
    privilege: str = "none"
    paper: tuple[str, ...] = ()
    reviewed: bool = False
    decision: str = ""
    reason: str = ""
    basis: str = ""
    review: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ProductionScript:
    """A production to one defendant; ``rows`` count from 1."""

    defendant: str
    rows: tuple[int, ...]
    recipient: str = ""
    bar_number: str = ""
    served: bool = False


@dataclass(frozen=True, kw_only=True)
class InquiryScript:
    """A question to an agency; ``witness`` is a name of the case."""

    agency: str
    what: str
    asked: int
    due: int | None = None
    witness: str = ""


@dataclass(frozen=True, kw_only=True)
class DemandScript:
    """A demand of the defense."""

    defendant: str
    text: str
    made: int
    due: int | None = None
    citation: str = ""
    answered: int | None = None
    response: str = ""


@dataclass(frozen=True, kw_only=True)
class FavorableScript:
    """Favorable matter; ``witness`` is a name of the case."""

    kind: str
    what: str
    source: str
    learned: int
    witness: str = ""


@dataclass(frozen=True, kw_only=True)
class ProtectionScript:
    """A protective order over rows, which count from 1."""

    court: str
    ordered: int
    terms: str
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DisclosureScript:
    """What is disclosed in a case.

    Attributes:
        brady: judge, and the days of the oral and the written order of Rule 5(f).
    """

    rows: tuple[RowScript, ...]
    brady: tuple[str, int, int] | None = None
    orders: tuple[ProtectionScript, ...] = ()
    demands: tuple[DemandScript, ...] = ()
    inquiries: tuple[InquiryScript, ...] = ()
    favorable: tuple[FavorableScript, ...] = ()
    productions: tuple[ProductionScript, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedScript:
    """An entry of the officer register: a short name of the office, with why and since when."""

    who: str
    matter: str
    why: str
    since: int
    notice: tuple[int, str] | None = None


@dataclass(frozen=True, kw_only=True)
class ScreeningScript:
    """What the screening attorney decided."""

    decision: str
    on: int
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class ClockScript:
    """A speedy-trial clock.

    Attributes:
        days: facts that are days, by name; ``facts``: the others.
        stopped: day and reason.
    """

    law: str
    defendant: str
    charges: str = ""
    days: dict[str, int] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    stopped: tuple[int, str] | None = None


@dataclass(frozen=True, kw_only=True)
class ExclusionScript:
    """Days excluded; without a last one they are still open."""

    kind: str
    first: int
    last: int | None = None
    defendant: str = ""
    authority: str = ""
    reason: str = ""
    proposed: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseScript:
    """One case from its opening to where it stands today.

    Attributes:
        number: within the year.
        team: login of a colleague by role; the demo user leads where nobody is named.
        closed: day and reason.
        hold: why everything in it is kept, and the paper behind that.
    """

    number: int
    stage: str
    category: str
    received: int
    title: str = ""
    kind: str = "felony"
    agency: str = ""
    referral_source: str = "PD"
    offense: tuple[int, int] | None = None
    place: str = ""
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    synopsis: str = ""
    team: dict[str, str] = field(default_factory=dict)
    numbers: tuple[NumberScript, ...] = ()
    flags: tuple[FlagScript, ...] = ()
    defendants: tuple[DefendantScript, ...] = ()
    victims: tuple[VictimScript, ...] = ()
    others: tuple[OtherScript, ...] = ()
    orders: tuple[OrderScript, ...] = ()
    hearings: tuple[HearingScript, ...] = ()
    deadlines: tuple[DeadlineScript, ...] = ()
    clocks: tuple[ClockScript, ...] = ()
    exclusions: tuple[ExclusionScript, ...] = ()
    events: tuple[EventScript, ...] = ()
    evidence: tuple[ItemScript, ...] = ()
    tasks: tuple[TaskScript, ...] = ()
    notes: tuple[NoteScript, ...] = ()
    disclosure: DisclosureScript | None = None
    screening: ScreeningScript | None = None
    status: tuple[str, str] | None = None
    closed: tuple[int, str] | None = None
    hold: tuple[str, str] | None = None
    appeal: AppealScript | None = None


def office_script() -> OfficeScript:
    """Return the office and its people."""
    return msgspec.json.decode(_read("office.json"), type=OfficeScript)


def case_scripts() -> tuple[CaseScript, ...]:
    """Return all cases: those told in full, then the everyday docket."""
    told = (
        msgspec.json.decode(_read(name), type=tuple[CaseScript, ...])
        for name in ("cases.json", "docket.json")
    )
    return tuple(case for cases in told for case in cases)


def _read(name: str) -> bytes:
    return resource_path("demo", name).read_bytes()
