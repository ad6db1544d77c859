"""Certificates of compliance: what was provided, frozen on the day it was certified."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.entered import Entered
from app.domain.disclosure.items import DisclosureItemId
from app.domain.disclosure.ledger import State
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.record import Record
from app.domain.text import clean, require

CertificateId = NewType("CertificateId", UUID)


class OpenKind(StrEnum):
    """What stands in the way of a certificate."""

    ROW = "row"
    OFFICER = "officer"
    FAVORABLE = "favorable"
    REQUEST = "request"
    INQUIRY = "inquiry"
    LOSS = "loss"


@dataclass(frozen=True)
class OpenMatter:
    """Something that is not settled.

    Attributes:
        id: the record, or the party for a listed officer.
        name: what it is, plain text.
        state: of a row of the ledger.
        since: since when it waits; ``due_on`` by when it should be done.
    """

    kind: OpenKind
    id: UUID
    name: str
    state: State | None = None
    since: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Certificate(Record):
    """A certificate of compliance (NY CPL 245.50; elsewhere a written acknowledgement).

    Attributes:
        number: within the case, from 1; ``supplements``: the certificate it adds to.
        diligence: what was done to find and provide everything, as 245.50(1) demands.
        delay_reason: why what a supplement adds was not provided before (245.50(1-a)).
    """

    id: CertificateId
    case: CaseId
    number: int
    defendant: PartyId
    defendant_name: str
    supplements: int | None = None
    issued_on: date
    issued_at: datetime
    issued_by: str
    diligence: str
    delay_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CertificateLine(Record):
    """One thing a certificate names: provided, or kept back and why."""

    case: CaseId
    certificate: CertificateId
    position: int
    row: DisclosureItemId
    item_number: int
    title: str
    duty: str
    state: State
    provided_on: date | None = None
    numbers: str = ""
    basis: str = ""


class CertificateStepKind(StrEnum):
    """What became of a certificate."""

    FILED = "filed"
    CHALLENGED = "challenged"
    UPHELD = "upheld"
    INVALID = "invalid"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class CertificateStep(Record):
    """One step; never changed."""

    case: CaseId
    certificate: CertificateId
    seq: int
    kind: CertificateStepKind
    on: date
    at: datetime
    by: str
    text: str = ""


@dataclass(frozen=True)
class CertificateFile:
    """A certificate with what it names and what became of it."""

    certificate: Certificate
    lines: tuple[CertificateLine, ...]
    steps: tuple[CertificateStep, ...]

    @property
    def id(self) -> UUID:
        """The certificate."""
        return self.certificate.id

    @property
    def state(self) -> CertificateStepKind | None:
        """The last thing that became of it; None = nothing yet."""
        return self.steps[-1].kind if self.steps else None

    @property
    def counts(self) -> bool:
        """Whether it stands: neither held invalid nor withdrawn."""
        return not any(each.kind in _ENDS for each in self.steps)

    def followed_by(
        self, kind: CertificateStepKind, on: date, text: str, entered: Entered
    ) -> CertificateStep:
        """Return the next step.

        Raises:
            Refused: the day lies ahead or before it was issued, it no longer stands, a ruling
                comes without a challenge, or words are missing.
        """
        if on > entered.today:
            raise Refused("date.ahead_of_today", field="on")
        if on < self.certificate.issued_on:
            raise Refused("certificate.before_issued", field="on")
        if not self.counts:
            raise Refused("certificate.ended", number=self.certificate.number)
        if kind in _RULINGS and self.state is not CertificateStepKind.CHALLENGED:
            raise Refused("certificate.not_challenged", number=self.certificate.number)
        words = clean(text, "text")
        if kind is not CertificateStepKind.FILED:
            require(words, "text")
        return CertificateStep(
            id=entered.id,
            case=self.certificate.case,
            certificate=self.certificate.id,
            seq=len(self.steps) + 1,
            kind=kind,
            on=on,
            at=entered.at,
            by=entered.by,
            text=words,
        )


_ENDS = frozenset({CertificateStepKind.INVALID, CertificateStepKind.WITHDRAWN})
_RULINGS = frozenset({CertificateStepKind.INVALID, CertificateStepKind.UPHELD})


def require_settled(open_matters: Iterable[OpenMatter]) -> None:
    """Refuse a certificate while something is open.

    Raises:
        Refused: ``certificate.open``, with how much and what first.
    """
    waiting = tuple(open_matters)
    if waiting:
        raise Refused("certificate.open", n=len(waiting), first=waiting[0].name[:80])


def in_force(certificates: Iterable[CertificateFile], defendant: PartyId) -> CertificateFile | None:
    """Return the newest certificate to a defendant that stands."""
    theirs = [c for c in certificates if c.certificate.defendant == defendant and c.counts]
    return max(theirs, key=lambda each: each.certificate.number, default=None)
