"""What a case summary says: plain values, ready for paper, filled by the services.

All text is the user's own and is printed as plain text. Contact data of victims has no field here,
so it cannot be printed; `CaseSummary.withheld` names it only to strike it out of free text.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.documents import EVERY_PART, SummaryPart
from app.domain.profiles import Profile


@dataclass(frozen=True)
class EventLine:
    """The next event, e.g. ``EventLine("Arraignment", datetime(...), "Dept 4, Judge Okafor")``.

    `at` is local court time; a `date` alone when the time is not set.
    """

    title: str
    at: datetime | date
    place: str = ""


@dataclass(frozen=True)
class DefendantLine:
    """One defendant with custody and bail as sentences, e.g. "In custody since 15 Nov"."""

    name: str
    custody: str = ""
    bail: str = ""
    counsel: str = ""
    born: date | None = None
    is_minor: bool = False


@dataclass(frozen=True)
class ChargeLine:
    """One count against one defendant; `defendant` repeats `DefendantLine.name`."""

    defendant: str
    count: str
    statute: str
    description: str
    charge_class: str = ""
    offense_date: str = ""
    plea: str = ""
    disposition: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class ClockLine:
    """A speedy-trial clock, in days; `limit` is at least 1 and `as_of` names the rule version."""

    title: str
    counted: int
    excluded: int
    limit: int
    explanation: str
    as_of: str = ""


@dataclass(frozen=True)
class DeadlineLine:
    """A deadline with the printable reason why it falls where it falls."""

    due: date
    title: str
    reason: str = ""
    state: str = ""
    is_internal: bool = False


@dataclass(frozen=True)
class EvidenceLine:
    """An item with its present holder; `confidential` items appear on internal paper only."""

    tag: str
    description: str
    holder: str = ""
    since: date | None = None
    remark: str = ""
    confidential: bool = False


@dataclass(frozen=True)
class PersonLine:
    """A witness, victim or other person; `remark` is the office's own (subpoena state and such)."""

    name: str
    role: str
    remark: str = ""
    is_victim: bool = False
    is_minor: bool = False
    confidential: bool = False


@dataclass(frozen=True)
class VictimStatusLine:
    """What the office owes and has told a victim: rights given, wishes, last contact's date."""

    name: str
    status: str


@dataclass(frozen=True)
class TaskLine:
    """Something to do before the next hearing."""

    title: str
    due: date | None = None
    assignee: str = ""


@dataclass(frozen=True)
class NoteLine:
    """A note with its stamp, e.g. "20 Nov 2026, A. Rivera"."""

    stamp: str
    body: str


@dataclass(frozen=True)
class CaseSummary:
    """One case on paper.

    Attributes:
        numbers: court, police and other numbers, each with its kind, e.g. "Superior Court 26-11".
        printed_at: an aware time; it is printed as it stands, so give it in local time.
        fingerprint: the audit fingerprint in groups, e.g. "7K2M-Q9XA-44TD-R1VE-0PWZ".
        parts: what the page has beside caption and facts.
        withheld: victims' phone numbers, e-mail and street addresses; struck out of all free text
            for every reader.
        masked_names: further names of protected people, such as aliases; masked in free text
            wherever personal data is.
    """

    profile: Profile
    office: str
    number: str
    title: str
    printed_at: datetime
    printed_by: str
    fingerprint: str
    numbers: tuple[str, ...] = ()
    stage: str = ""
    status: str = ""
    court: str = ""
    judge: str = ""
    next_event: EventLine | None = None
    assigned: tuple[str, ...] = ()
    synopsis: str = ""
    defendants: tuple[DefendantLine, ...] = ()
    charges: tuple[ChargeLine, ...] = ()
    clocks: tuple[ClockLine, ...] = ()
    deadlines: tuple[DeadlineLine, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    victims: tuple[VictimStatusLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    is_demo: bool = False
    parts: frozenset[SummaryPart] = EVERY_PART
    withheld: tuple[str, ...] = field(default=(), repr=False)
    masked_names: tuple[str, ...] = field(default=(), repr=False)
