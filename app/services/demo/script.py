"""The demo office as it stands in `resources/demo`: who is in it and what happens in each case.

Days are counted from today, minus for the past. Names in capitals are codes of our lists.
"""

from dataclasses import dataclass, field
from datetime import date

import msgspec

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
class OfficeScript:
    """The office itself, its people and those it meets in many cases.

    Attributes:
        people: by a short name that the cases use.
    """

    name: str
    zone: str
    jurisdiction: str
    person: str
    colleagues: tuple[Colleague, ...]
    people: dict[str, Figure]


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
class ItemScript:
    """An item of evidence with its chain."""

    kind: str
    description: str
    tag: str = ""
    quantity: str = "1"
    agency_tag: str = ""
    exhibit: str = ""
    seal: str = ""
    packaging: str = ""
    serial: str = ""
    value_dollars: int | None = None
    condition: str = ""
    collected_by: str = ""
    collected: tuple[int, str] | None = None
    collected_place: str = ""
    seized_from: str = ""
    owner: str = ""
    authority: str = ""
    hazard: str = ""
    holder: str
    place: str
    second: str = ""
    received: tuple[int, str]
    steps: tuple[StepScript, ...] = ()
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
class ScreeningScript:
    """What the screening attorney decided."""

    decision: str
    on: int
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseScript:
    """One case from its opening to where it stands today.

    Attributes:
        number: within the year.
        team: login of a colleague by role; the demo user leads where nobody is named.
        closed: day and reason.
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
    evidence: tuple[ItemScript, ...] = ()
    tasks: tuple[TaskScript, ...] = ()
    notes: tuple[NoteScript, ...] = ()
    screening: ScreeningScript | None = None
    status: tuple[str, str] | None = None
    closed: tuple[int, str] | None = None


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
