"""People and organizations, once each, and the roles they play in cases."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.record import Record

PersonId = NewType("PersonId", UUID)
PartyId = NewType("PartyId", UUID)


class Role(StrEnum):
    """What a person is to a case (code list ``party_role``)."""

    DEFENDANT = "DEF"
    VICTIM = "VIC"
    VICTIM_REPRESENTATIVE = "VIC-REP"
    WITNESS_OFFICER = "WIT-LE"
    WITNESS_CIVILIAN = "WIT-CIV"
    WITNESS_EXPERT = "WIT-EXP"
    INFORMANT = "INFORMANT"
    JUDGE = "JUDGE"
    DEFENSE_ATTORNEY = "DEF-ATTY"
    PROBATION_OFFICER = "PROB-OFF"
    INTERPRETER = "INTERP"
    SURETY = "SURETY"
    CLAIMANT = "CLAIMANT"


WITNESS_ROLES = frozenset({Role.WITNESS_OFFICER, Role.WITNESS_CIVILIAN, Role.WITNESS_EXPERT})
PROTECTED_ROLES = frozenset({Role.VICTIM, Role.VICTIM_REPRESENTATIVE, Role.INFORMANT})
"""Whose ways of contact are hidden until revealed, and never printed."""
PROFESSIONAL_ROLES = frozenset(
    {
        *(Role.WITNESS_OFFICER, Role.WITNESS_EXPERT, Role.JUDGE, Role.DEFENSE_ATTORNEY),
        *(Role.PROBATION_OFFICER, Role.INTERPRETER),
    }
)
"""Who comes to a case by trade: how to reach them is no matter of the case."""


class WayKind(StrEnum):
    """A kind of way to reach a person."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    ADDRESS = "address"
    OTHER = "other"


class Safety(StrEnum):
    """Whether the person said that this way is safe to use."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    UNKNOWN = "unknown"


class CustodyStatus(StrEnum):
    """Where a defendant is (code list ``custody_status``)."""

    IN = "IN"
    OUT = "OUT"
    OTHER_JURISDICTION = "OTHER-JUR"
    FEDERAL = "FED"
    PRISON = "PRISON"
    HOSPITAL = "HOSP"
    JUVENILE = "JUV-DET"
    HOME = "HOME-EM"
    WARRANT = "FTA-WARRANT"
    DECEASED = "DECEASED"
    UNKNOWN = ""


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """A human being or an organization, known once whatever the number of cases.

    Attributes:
        family: family name, or the whole name of an organization.
        aliases: other names, each as one string.
        stated_age: age at the incident where the birth date is not known, in years.
        race_source: who stated race or ethnicity (self, officer, record).
        identifiers: other ids as ``kind: value`` lines, masked on screen and paper.
    """

    id: PersonId
    family: str
    given: str = ""
    middle: str = ""
    suffix: str = ""
    is_organization: bool = False
    aliases: tuple[str, ...] = ()
    born_on: date | None = None
    stated_age: int | None = None
    sex: str = ""
    race: str = ""
    race_source: str = ""
    language: str = ""
    needs_interpreter: bool = False
    agency: str = ""
    badge: str = ""
    identifiers: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The name as lists show it: ``"Roe, Martin J."``."""
        first = " ".join(part for part in (self.given, self.middle) if part)
        name = ", ".join(part for part in (self.family, first) if part)
        return f"{name} {self.suffix}".strip()

    @property
    def plain_name(self) -> str:
        """The name as it is spoken: ``"Martin J. Roe"``."""
        parts = (self.given, self.middle, self.family, self.suffix)
        return " ".join(part for part in parts if part)

    @property
    def initials(self) -> str:
        """Initials for paper that may not carry the name (Fed. R. Crim. P. 49.1(a)(3))."""
        return "".join(f"{part[0].upper()}." for part in (self.given, self.family) if part)


@dataclass(frozen=True, kw_only=True)
class Party(Record):
    """A person in a role in a case.

    Attributes:
        number: order among the same role in the case, from 1.
    """

    id: PartyId
    case: CaseId
    person: PersonId
    role: Role
    number: int = 1
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DefendantState(Record):
    """What is true of one defendant in one case; shares its id with the party.

    Attributes:
        bail_kind: code list ``release``.
        bail_cents: amount in cents.
    """

    case: CaseId
    arrested_at: datetime | None = None
    arraigned_on: date | None = None
    custody: CustodyStatus = CustodyStatus.UNKNOWN
    custody_since: date | None = None
    custody_place: str = ""
    bail_kind: str = ""
    bail_cents: int | None = None
    bail_posted: bool = False
    bail_conditions: str = ""
    surety: str = ""
    counsel: str = ""


@dataclass(frozen=True, kw_only=True)
class Warrant(Record):
    """A warrant against a defendant: issued, then served or recalled."""

    case: CaseId
    defendant: PartyId
    kind: str
    issued_on: date
    served_on: date | None = None
    recalled_on: date | None = None
    note: str = ""

    @property
    def is_active(self) -> bool:
        """Whether it is neither served nor recalled."""
        return self.served_on is None and self.recalled_on is None


@dataclass(frozen=True, kw_only=True)
class NoContactOrder(Record):
    """A court's order that keeps a defendant away from a protected party."""

    case: CaseId
    defendant: PartyId
    protects: PartyId
    issued_on: date
    expires_on: date | None = None
    lifted_on: date | None = None
    terms: str = ""

    def binds(self, on: date) -> bool:
        """Whether the order is in force on a day; it still binds on the day it expires."""
        lifted = self.lifted_on is not None and self.lifted_on <= on
        over = self.expires_on is not None and self.expires_on < on
        return self.issued_on <= on and not lifted and not over


@dataclass(frozen=True, kw_only=True)
class ContactWay(Record):
    """One way to reach a person, and whether it is safe.

    Attributes:
        value: the number or address itself; hidden on screen until revealed.
        hours: when it may be used, in words.
        confirmed_on: the day the person last said that it is safe.
        case: the case in which the office learnt it, and whose walls it is behind; None = in none.
    """

    person: PersonId
    kind: WayKind
    label: str
    value: str = field(repr=False)
    safety: Safety = Safety.UNKNOWN
    hours: str = ""
    may_leave_message: bool = False
    is_substitute: bool = False
    confirmed_on: date | None = None
    active_until: date | None = None
    note: str = ""
    case: CaseId | None = None

    @property
    def masked(self) -> str:
        """The value with only its last four characters to be seen; addresses show nothing."""
        if self.kind in {WayKind.ADDRESS, WayKind.OTHER, WayKind.EMAIL}:
            return "•••"
        return f"•••-{self.value[-4:]}" if len(self.value) > MASK_TAIL * 2 else "•••"


MASK_TAIL = 4
"""Characters of a phone number that stay visible."""
